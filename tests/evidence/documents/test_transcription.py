"""Faults planted in the transcription of a made-up document, and whether each is reported."""

import hashlib
from pathlib import Path

import pytest

from analysis.evidence import Table
from analysis.evidence.documents.transcription import check_documents, check_text

TEXT = """Made-up report
1.1 In May 2019 there were 40 cases, half of them new.

Table 1
 2017/18 2018/19

Warwick 4 4.9%

Number of plans that started
during the year
1905 7*

Rugby 18/68=26.5% 12
The telephone number is 555 0100.
"""


def row(line: str, label: str, first: str, second: str) -> dict[str, str]:
    return {"line": line, "row": label, "2017/18": first, "2018/19": second}


ROWS = [
    row("7", "Warwick", "4", "4.9%"),
    row("11", "Number of plans that started during the year", "1905", "7*"),
    row("13", "Rugby", "18/68=26.5%", "12"),
]
PROSE = [
    {"line": "2", "paraphrase": "cases", "as_printed": "40 cases"},
    {"line": "2", "paraphrase": "new cases", "as_printed": "half"},
]
EXCUSED = [{"line": "14", "token": "*", "why": "telephone number"}]


def faults(rows=ROWS, prose=PROSE, excused=EXCUSED, text=TEXT) -> list[tuple[str, str]]:
    found = check_text(text, [Table("009", {"file": "table_1.csv"}, rows)], prose, excused)
    return [(fault["as_printed"] if "as_printed" in fault else fault["row"], fault["fault"]) for fault in found]


def test_a_faithful_transcription_has_no_fault():
    assert faults() == []


def test_a_wrong_digit_is_not_on_its_line_and_the_printed_number_is_left_over():
    wrong = [row("7", "Warwick", "4", "4.8%"), *ROWS[1:]]
    assert faults(wrong) == [("4.8%", "not on this line of the text"), ("4.9%", "no row claims this number")]


def test_part_of_a_number_is_not_the_number():
    shortened = [row("7", "Warwick", "4", "4.9"), *ROWS[1:]]
    unstarred = [ROWS[0], row("11", ROWS[1]["row"], "1905", "7"), ROWS[2]]
    assert ("4.9", "not on this line of the text") in faults(shortened)
    assert ("7", "not on this line of the text") in faults(unstarred)


def test_cells_that_changed_places_are_out_of_order():
    moved = [row("7", "Warwick", "4.9%", "4"), *ROWS[1:]]
    assert faults(moved) == [("4", "out of reading order"), ("4", "no row claims this number")]


def test_a_cell_on_another_line_is_reported():
    moved = [ROWS[0], row("9", ROWS[1]["row"], "1905", "7*"), ROWS[2]]
    assert faults(moved)[:2] == [("1905", "not on this line of the text"), ("7*", "not on this line of the text")]


def test_a_dropped_row_leaves_its_numbers_over_even_one_that_looks_like_a_year():
    dropped = [ROWS[0], ROWS[2]]
    assert faults(dropped) == [("1905", "no row claims this number"), ("7", "no row claims this number")]


def test_a_label_from_another_row_is_reported():
    renamed = [row("7", "Stratford", "4", "4.9%"), *ROWS[1:]]
    assert faults(renamed) == [("Stratford", "the row label is not near its values")]
    swapped = [row("7", "Rugby", "4", "4.9%"), ROWS[1], row("13", "Warwick", "18/68=26.5%", "12")]
    assert faults(swapped) == [
        ("Rugby", "the label on this line is 'Warwick'"),
        ("Warwick", "the label on this line is 'Rugby'"),
    ]


def test_lines_must_match_the_printed_cells_one_by_one():
    apart = [ROWS[0], row("11;11", ROWS[1]["row"], "1905", "7*"), ROWS[2]]
    assert faults(apart) == []
    short = [ROWS[0], row("11;11;11", ROWS[1]["row"], "1905", "7*"), ROWS[2]]
    assert faults(short)[0] == (ROWS[1]["row"], "3 lines are given for 2 cells")


def test_numbers_and_number_words_in_prose_need_a_claim_or_a_reason():
    assert faults(prose=PROSE[:1]) == [("half", "no row claims this number")]
    assert faults(excused=[]) == [("555", "no row claims this number"), ("0100", "no row claims this number")]


def test_a_figure_of_prose_on_the_wrong_line_is_reported():
    assert ("40 cases", "not on this line of the text") in faults(prose=[PROSE[0] | {"line": "3"}, PROSE[1]])


def test_an_excuse_for_a_claimed_number_is_reported():
    stale = [*EXCUSED, {"line": "2", "token": "40", "why": "no longer needed"}]
    assert faults(excused=stale) == [("40", "this entry excuses a number that is claimed or not there")]


def write_raw(folder: Path, sha256: str) -> Path:
    source = folder / "009"
    source.mkdir(parents=True)
    (folder / "sources.yml").write_text(
        f"- {{id: '009', text_file: 009.txt, sha256: {sha256}, short: A, publisher: A, title: A, date_published: 2020-01-01, "
        "date_note: A, covers: A, licence: A, lines: 14, transcribed: A, gaps: []}\n"
    )
    (folder / "unclaimed.csv").write_text("document,line,token,why\n009,14,*,telephone number\n")
    (source / "tables.yml").write_text(
        "- {file: table_1.csv, table: A, title: A, place: A, cell: {}, rows: area, columns: period}\n"
    )
    lines = [",".join(found.values()) for found in ROWS]
    (source / "table_1.csv").write_text("\n".join(["line,row,2017/18,2018/19", *lines]) + "\n")
    (source / "prose.csv").write_text("line,as_printed,paraphrase\n2,40 cases,cases\n2,half,new cases\n")
    return folder


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"text": TEXT + " "}, ["not the text that was transcribed: its sha256 differs"]),
        ({"name": "other.txt"}, ["the text of the document is not in this folder"]),
    ],
)
def test_the_document_must_be_the_one_that_was_transcribed(tmp_path, change, expected):
    raw = write_raw(tmp_path / "raw", hashlib.sha256(TEXT.encode()).hexdigest())
    (tmp_path / change.get("name", "009.txt")).write_text(change.get("text", TEXT), newline="\n")
    found = check_documents(raw, tmp_path)
    assert list(found["fault"]) == expected
    assert set(found["document"]) <= {"009"}


@pytest.mark.parametrize(
    ("line", "quote", "faults"), [("1", "rose to 54", []), ("2", "rose to 54", ["1"]), ("1", "rose to 5", ["1"])]
)
def test_a_quote_begins_on_its_line_and_may_run_on(line, quote, faults):
    found = check_text(
        "Numbers rose\n\nto 54 in May", [], [], [{"line": "1-3", "token": "*"}], [{"line": line, "quote": quote}]
    )
    assert [fault["line"] for fault in found if fault.get("file") == "readings.csv"] == [line] * len(faults)
