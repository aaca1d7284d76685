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
    }.items():
        evidence.write_text(tmp_path / "data" / name, text)
    return tmp_path


def test_every_file_is_described_with_its_hash_and_fields(project):
    package = json.loads(datapackage.describe(project, SOURCES, {"observations.csv": b"id,value\na,1\n"}))
    found = {resource["path"]: resource for resource in package["resources"]}
    assert set(found) == {"raw/000/table_1.csv", "processed/observations.csv"}
    table = found["raw/000/table_1.csv"]
    content = (project / "data" / "raw" / "000" / "table_1.csv").read_bytes()
    assert table["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert [field["name"] for field in table["schema"]["fields"]] == ["line", "row", "2017/18"]
    assert table["schema"]["missingValues"] == ["", "TBC"]
    assert found["processed/observations.csv"]["schema"]["fields"][1]["type"] == "number"


def committed():
    # reached as its readers reach it: by the link above the tables
    return json.loads((evidence.root() / "data" / "datapackage.json").read_text(encoding="utf-8"))


def test_the_committed_package_describes_the_committed_files():
    data = evidence.root() / "data"
    for resource in committed()["resources"]:
        assert resource["hash"] == "sha256:" + hashlib.sha256((data / resource["path"]).read_bytes()).hexdigest()
    described = {resource["path"] for resource in committed()["resources"]}
    there = [*(data / "processed").glob("*.csv"), *(data / "raw").rglob("*.csv")]
    assert described == {path.relative_to(data).as_posix() for path in there if "local" not in path.parts}


def test_names_are_unique():
    package = committed()
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names)) > 50
