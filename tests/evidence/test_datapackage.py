import hashlib
import json

import pytest

from analysis import evidence
from analysis.evidence import datapackage

SOURCES = {"000": {"publisher": "A council", "title": "An update", "date_published": "2020-09-29"}}


@pytest.fixture
def project(tmp_path):
    for name, text in {
        "raw/000/table_1.csv": "line,row,2017/18\n262,Warwickshire,TBC\n",
        "raw/local/quarters.csv": "area\nWarwickshire\n",
        "own/quarters.csv": "area\nWarwickshire\n",
        "processed/observations.csv": "id,value\na,1\n",
    }.items():
        evidence.write_text(tmp_path / "data" / name, text)
    return tmp_path


def test_every_file_is_described_with_its_hash_and_fields(project):
    package = json.loads(datapackage.describe(project, SOURCES))
    found = {resource["path"]: resource for resource in package["resources"]}
    assert set(found) == {"raw/000/table_1.csv", "processed/observations.csv"}
    table = found["raw/000/table_1.csv"]
    content = (project / "data" / "raw" / "000" / "table_1.csv").read_bytes()
    assert table["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert [field["name"] for field in table["schema"]["fields"]] == ["line", "row", "2017/18"]
    assert table["schema"]["missingValues"] == ["", "TBC"]
    assert found["processed/observations.csv"]["schema"]["fields"][1]["type"] == "number"


def test_the_committed_package_describes_the_committed_files():
    path = evidence.root() / "data" / "datapackage.json"
    assert path.read_text(encoding="utf-8") == datapackage.describe(evidence.root(), evidence.sources())


def test_names_are_unique():
    package = json.loads(datapackage.describe(evidence.root(), evidence.sources()))
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names)) > 50
