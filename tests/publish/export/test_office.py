"""What a council's office opens, as other programs see it: the parts of the workbook and of the document of Word, read as XML."""

import io
import time
import zipfile
from xml.etree import ElementTree

import pytest
import sample

from analysis.publish.export.contents import reading
from analysis.publish.export.workbook import letter, sheets

CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA = '=HYPERLINK("http://a.b","c")'


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))


def report(label="Warwickshire"):
    return reading.read(sample.make_notebook(label))


def part(book, name):
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(book)).read(name))


def sheets_of(book):
    """Return the cells of each sheet by its name: kind (None for a number), text, and whether there is a formula."""
    texts = ["".join(one.itertext()) for one in part(book, "xl/sharedStrings.xml")]
    named = [one.get("name") for one in part(book, "xl/workbook.xml").iter(f"{CELLS}sheet")]
    found = {}
    for at, name in enumerate(named, start=1):
        cells = list(part(book, f"xl/worksheets/sheet{at}.xml").iter(f"{CELLS}c"))
        values = [(cell.get("t"), cell.findtext(f"{CELLS}v"), cell.find(f"{CELLS}f") is not None) for cell in cells]
        found[name] = [(kind, texts[int(value)] if kind == "s" else value, made) for kind, value, made in values]
    return found


def test_the_workbook_holds_every_table_figure_and_number_with_where_they_come_from():
    found = sheets_of(sheets.made(report()))
    assert list(found) == ["About", "Numbers", "Printed figures", "Table 1", "Table 2", "Figure 1", "Figure 2"]
    about = [text for _, text, _ in found["About"]]
    assert about[about.index("Edition") + 1] == "1 November 2026"
    assert about[about.index("Source") + 1].startswith("Warwickshire, September 2020, Table 5")
    assert "Wilson, design effect 1.71" in " ".join(text for _, text, _ in found["Numbers"] if text)


def test_numbers_are_numbers():
    found = sheets_of(sheets.made(report()))
    # of 144 of 814 (17.7%; 14.6% to 21.3%), in percent
    numbers = [float(text) for kind, text, _ in found["Numbers"] if kind is None]
    assert {17.7, 14.6, 21.3, 0.95, 144, 814} <= set(numbers)
    # the table shows 15.4% for 26 of 169: a percentage is its hundredth, shown as percent
    assert [float(text) for kind, text, _ in found["Table 1"] if kind is None][:3] == [26, 169, pytest.approx(0.154)]
    assert [float(text) for kind, text, _ in found["Table 2"] if kind is None] == list(range(60))
    assert [float(text) for kind, text, _ in found["Figure 1"] if kind is None][:3] == [15.4, 26, 169]


def test_no_cell_is_a_formula_whatever_the_text_begins_with():
    found = sheets_of(sheets.made(report(FORMULA)))
    cells = [cell for held in found.values() for cell in held]
    assert any(FORMULA in (text or "") for _, text, _ in cells)
    assert not any(formula for _, _, formula in cells)
    assert {kind for kind, _, _ in cells} <= {None, "s"}


@pytest.mark.parametrize("made", [sheets.made, letter.made])
def test_the_same_report_gives_the_same_bytes(made):
    first = made(report())
    time.sleep(2.1)  # a file in a ZIP says when it was written, to two seconds
    assert made(report()) == first


@pytest.mark.parametrize(
    ("edition", "there", "shown"), [("own", True, True), ("own", False, False), ("published", True, False)]
)
def test_the_logo_stands_above_all_words_of_an_own_edition_only(tmp_path, monkeypatch, edition, there, shown):
    monkeypatch.setenv("ANALYSIS_EDITION", edition)
    if there:
        (tmp_path / "data" / "own").mkdir(parents=True)
        (tmp_path / "data" / "own" / "logo.png").write_bytes(sample.RED_DOT)
    held = zipfile.ZipFile(io.BytesIO(letter.made(report())))
    pictures = [held.read(name) for name in held.namelist() if name.startswith("word/media/")]
    text = held.read("word/document.xml").decode()
    # the report has two figures of its own
    assert (sample.RED_DOT in pictures, len(pictures)) == (shown, 3 if shown else 2)
    assert (text.find("<w:drawing>") < text.find("January 2018 to June 2019")) == shown
    assert ("Logo, Warwickshire" in text) == shown
