import pytest

from analysis import evidence
from analysis.evidence import EvidenceError

ROWS = [
    "id,measure,area,value,numerator,denominator,period_start,period_end,as_printed",
    "a,cpp_rate,Warwickshire,49.0,,,2018-03-31,2018-03-31,49.0",
    "b,cpp_rate,England,,,,2018-03-31,2018-03-31,TBC",
    "c,cpp_starts,Warwickshire,674,,,2017-04-01,2018-03-31,674",
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    evidence.READS.clear()
    evidence.write_text(tmp_path / "data" / "processed" / "observations.csv", "\n".join(ROWS) + "\n")
    return tmp_path


def test_filters_select_rows_and_types_are_right(project):
    found = evidence.observations(measure="cpp_rate", area=["Warwickshire", "England"])
    assert found["id"].tolist() == ["a", "b"]
    assert found["value"].isna().tolist() == [False, True]
    assert found["period_end"].dt.year.tolist() == [2018, 2018]


def test_what_was_read_changes_its_hash_only_with_its_own_rows(project):
    evidence.observations(measure="cpp_rate")
    (read,) = evidence.READS
    path = project / "data" / "processed" / "observations.csv"
    path.write_text(path.read_text().replace("674", "675"))
    assert evidence.read_hash(read["name"], read["filters"]) == read["sha256"]
    path.write_text(path.read_text().replace("49.0", "49.1"))
    assert evidence.read_hash(read["name"], read["filters"]) != read["sha256"]


def test_a_row_that_arrives_later_changes_the_hash(project):
    before = evidence.read_hash("observations", {"measure": "cpp_rate"})
    path = project / "data" / "processed" / "observations.csv"
    path.write_text(path.read_text() + "d,cpp_rate,Walsall,40,,,2018-03-31,2018-03-31,40\n")
    assert evidence.read_hash("observations", {"measure": "cpp_rate"}) != before


def test_an_unknown_filter_is_named(project):
    with pytest.raises(EvidenceError, match=r"no column \['county'\]"):
        evidence.observations(county="Warwickshire")


def test_a_table_not_yet_written_says_what_to_run(project):
    with pytest.raises(EvidenceError, match=r"calibration\.csv is not there: run `python -m analysis calibrate`"):
        evidence.processed("calibration")


def test_an_absent_file_is_none_and_its_arrival_changes_the_hash(project):
    assert evidence.file("external/populations.csv") is None
    evidence.write_text(project / "data" / "external" / "populations.csv", "a\n1\n")
    assert evidence.read_hash("external/populations.csv", {}) != evidence.READS[0]["sha256"]
    assert evidence.file("external/populations.csv") is not None


def test_a_file_is_written_whole_or_not_at_all(project, monkeypatch):
    path = project / "data" / "processed" / "observations.csv"
    before = path.read_text()
    monkeypatch.setattr(type(path), "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        evidence.write_text(path, "half")
    assert path.read_text() == before
