"""England's edition, from files to reports: every number leads to the cell of a file where it stands."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from national_files import country

from analysis.__main__ import main
from analysis.evidence import national
from analysis.evidence.national.store import cited

ROOT = Path(__file__).parents[2]
MADE_UP = ["20_what_is_ordinary", "profile_northshire", "profile_smallshire"]
# very different ones: hidden figures, hardly a child, the largest, a new one, years that are missing
REAL = ["profile_city_of_london", "profile_isles_of_scilly", "profile_birmingham", "profile_cumberland", "profile_hackney"]  # fmt: skip


def prepared(folder):
    """Copy what England's edition is made of, the figures apart."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", dirs_exist_ok=True)
    for name in ("uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def small(tmp_path, monkeypatch):
    folder = prepared(tmp_path)
    shutil.copytree(ROOT / "data" / "processed", folder / "data" / "processed")
    (folder / "data" / "external").mkdir()
    monkeypatch.setenv("ANALYSIS_ROOT", str(folder))
    return folder


def put(folder, files):
    for name, text in files.items():
        (folder / "data" / "external" / name).write_text(text)


def cells_of(folder):
    """Return each file of the open data as a list of rows, read past our own reader."""
    files = (folder / "data" / "external").glob("*.csv")
    return {path.name: list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in files}


def followed(folder, name):
    """Follow every number of a report to its cell; return how many cells there were, and the numbers that rest on none."""
    files, names, loose, checked = cells_of(folder), set(national.authorities()["name"]), set(), 0
    records = json.loads((folder / "editions/national/reports" / name / "results.json").read_text())
    for record in records if isinstance(records, list) else records["results"]:
        rows = cited(record.get("observations", []))
        assert {row["id"] for row in rows} == set(record.get("observations", [])), record["key"]
        loose |= set() if rows else {record["key"]}
        for row in rows:
            file, line = row["place"].split(", row ")
            assert row["as_printed"] in files[file][int(line) - 1], (record["key"], row["place"])
            # the panel spells some names in its own way, and regions altogether
            words = ",".join(files[file][int(line) - 1]).lower()
            assert row["area"] not in names or row["area"].split()[0].strip(",").lower() in words, row["place"]
            checked += 1
    return checked, loose


@pytest.mark.slow
def test_files_made_up_by_hand_become_an_edition_and_every_number_leads_to_its_cell(small, capsys):
    put(small, country())
    assert main(["national", *MADE_UP]) == 0
    reports = small / "editions" / "national" / "reports"
    for name in MADE_UP[1:]:
        assert {"pdf", "html"} <= {path.suffix[1:] for path in (reports / name).iterdir()}
        checked, loose = followed(small, name)
        assert checked > 20
        # what the policy chose rests on no figure
        assert loose == {"level", "siblings"}
    page = (reports / "index.html").read_text()
    assert "Northshire" in page
    assert 'type="search"' in page
    hidden = (reports / "profile_smallshire" / "profile_smallshire.html").read_text()
    assert "It is suppressed" in hidden
    before = {path: path.read_bytes() for path in reports.rglob("*") if path.is_file()}
    put(small, {"d3.csv": country()["d3.csv"][:-9]})
    capsys.readouterr()
    assert main(["national", *MADE_UP]) == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("d3.csv, row 118: ")
    assert said.count("\n") == 0
    assert {path: path.read_bytes() for path in reports.rglob("*") if path.is_file()} == before


@pytest.mark.slow
@pytest.mark.nightly
def test_one_table_alone_makes_profiles_that_say_what_is_not_there(small):
    put(small, {"d3.csv": country()["d3.csv"]})
    assert main(["national", *MADE_UP]) == 0
    page = (small / "editions/national/reports/profile_northshire/profile_northshire.html").read_text()
    assert "not published" in page


@pytest.mark.slow
@pytest.mark.parametrize(
    "names", [REAL[:2], pytest.param(REAL[2:], marks=pytest.mark.nightly)], ids=["small", "others"]
)
def test_very_different_authorities_of_england(england, names):
    prepared(england)
    assert main(["national", *names]) == 0
    for name in names:
        checked, loose = followed(england, name)
        assert checked > 20, name
        assert loose == {"level", "siblings"}, name
    assert national.prepare().changed is False


def test_the_files_that_hands_make_are_read_whole(small):
    put(small, country())
    done = national.prepare()
    # 9 years x 13 places x (3 + 10 + 1) columns, and 9 x 11 x 11 items of the panel; two lists are no figures
    assert (done.figures, done.others) == (9 * 13 * 14 + 9 * 11 * 11, ())
