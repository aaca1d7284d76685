"""Areas and what stands beside, around and within them; the made-up authority is nobody's."""

import pytest

from analysis import evidence
from analysis.evidence import EvidenceError

PRINTED = """\
Warwickshire: {neighbours: Their neighbours, districts: [Rugby, Warwick]}
Their neighbours: {spellings: [SN]}
England: {spellings: [National]}
West Midlands:
Rugby: {}
Warwick: {}
"""
OWN = """\
Northshire:
  neighbours: Northshire neighbours
  region: The North
  districts: [Upper, Lower]
Northshire neighbours: {spellings: [NN]}
The North: {}
Upper: {}
Lower: {}
Warwickshire: {region: West Midlands, spellings: [Warks]}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    evidence.write_text(tmp_path / "data" / "raw" / "areas.yml", PRINTED)
    evidence.write_text(tmp_path / "data" / "own" / "areas.yml", OWN)
    rows = ["id,area", "a,Warwickshire", "b,England", "c,Rugby", "d,West Midlands"]
    evidence.write_text(tmp_path / "data" / "processed" / "observations.csv", "\n".join(rows) + "\n")
    rows += ["e,Northshire", "f,Upper", "g,Northshire neighbours"]
    evidence.write_text(tmp_path / "editions" / "own" / "data" / "observations.csv", "\n".join(rows) + "\n")
    return tmp_path


@pytest.fixture
def own(project, monkeypatch):
    monkeypatch.setenv("ANALYSIS_EDITION", "own")
    return project


def test_the_published_edition_knows_the_printed_areas_only(project):
    assert evidence.comparators("Warwickshire") == ["Their neighbours", "England"]
    assert evidence.districts("Warwickshire") == ["Rugby", "Warwick"]
    assert evidence.districts("West Midlands") == []
    assert evidence.areas()["SN"] == "Their neighbours"
    assert evidence.authorities() == ["Warwickshire"]


def test_an_area_of_ones_own_needs_no_tracked_file(own):
    assert evidence.comparators("Northshire") == ["Northshire neighbours", "The North", "England"]
    assert evidence.districts("Northshire") == ["Upper", "Lower"]
    assert evidence.areas()["NN"] == "Northshire neighbours"
    assert evidence.authorities() == ["Warwickshire", "Northshire"]


def test_a_printed_area_gains_what_ones_own_file_adds(own):
    assert evidence.comparators("Warwickshire") == ["Their neighbours", "West Midlands", "England"]
    assert evidence.districts("Warwickshire") == ["Rugby", "Warwick"]
    assert evidence.areas()["Warks"] == "Warwickshire"


def test_england_is_not_compared_with_itself(project):
    assert evidence.comparators("England") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            evidence.comparators,
            "There is no area 'Warwikshire' among the figures (did you mean 'Warwickshire'?); there are Warwickshire,",
        ),
        (evidence.districts, "write the line `Warwikshire: {}` into data/own/areas.yml"),
    ],
)
def test_an_unknown_area_gets_one_sentence_with_how_to_add_it(project, asked, words):
    with pytest.raises(EvidenceError) as fault:
        asked("Warwikshire")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_what_was_asked_of_the_areas_is_recorded_for_the_publisher(own):
    evidence.READS.clear()
    evidence.comparators("Northshire")
    (printed, added) = evidence.READS
    assert [printed["name"], added["name"]] == ["raw/areas.yml", "own/areas.yml"]
    path = own / "data" / "own" / "areas.yml"
    path.write_text(path.read_text().replace("The North", "The Far North"))
    assert evidence.read_hash("own/areas.yml", {}) != added["sha256"]


def test_the_edition_must_be_one_that_there_is(project, monkeypatch):
    monkeypatch.setenv("ANALYSIS_EDITION", "mine")
    with pytest.raises(EvidenceError, match="ANALYSIS_EDITION is 'mine'; it may be published, own, national\\."):
        evidence.authorities()


@pytest.fixture
def papers(project):
    """Write figures of England from papers about Warwickshire, from some about nobody, and of one's own."""
    rows = [
        "id,source,area",
        "a,001,Warwickshire",
        "b,001,England",
        "c,002,England",
        "d,own,England",
        "e,own,Northshire",
        "f,own,Warwickshire",
    ]
    for folder in ("data/processed", "editions/own/data"):
        evidence.write_text(project / folder / "observations.csv", "\n".join(rows) + "\n")
    return project


@pytest.mark.parametrize(
    ("edition", "asked", "found"),
    [
        ("own", ["Northshire", "England"], "cde"),
        ("own", "England", "cd"),
        ("own", ["Northshire", "Warwickshire", "England"], "abcdef"),
        ("published", ["Northshire", "England"], "bcde"),
    ],
)
def test_in_an_own_edition_papers_about_others_say_nothing_of_england(papers, monkeypatch, edition, asked, found):
    monkeypatch.setenv("ANALYSIS_EDITION", edition)
    assert "".join(row["id"] for row in evidence.rows("observations", area=asked)) == found
    assert len(evidence.rows("observations", id=["b"])) == 1
