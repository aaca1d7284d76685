"""The PDF as other programs see it: pikepdf reads the tags, PDFium the letters and where they stand."""

import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
import sample
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from nbformat import v4

from analysis.exhibits import style
from analysis.publish.export.contents import reading, tables
from analysis.publish.export.html import page as pages_of
from analysis.publish.export.pdf import columns, document

A4 = (595.3, 841.9)
# A red square of 2 by 2 pixels.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module", autouse=True)
def no_epoch() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="module")
def made() -> bytes:
    return made_of(sample.make_notebook())


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return made_of(sample.make_notebook(sample.HOSTILE))


@pytest.fixture
def opened(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made)) as pdf:
        yield pdf


def made_of(nb: Any) -> bytes:
    return document.made(reading.read(nb))


def words(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))  # where a long word may break


def tagged(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    objects = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    return [item for item in objects if item.get("/S") == kind and "/P" in item]


def attribute(element: Any, name: str) -> Any:
    given = element.get("/A", [])
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if name in one:
            return one[name]
    return None


def test_it_declares_language_title_and_standards(opened: pikepdf.Pdf) -> None:
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang).lower() == "en-gb"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    with opened.open_metadata() as about:
        assert about["dc:title"] == "Repeat plans"
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


def test_every_figure_and_formula_is_described(opened: pikepdf.Pdf) -> None:
    assert [str(one.Alt) for one in tagged(opened, "/Figure")] == [
        "Six points with ranges, from 12.1% upwards Warwickshire",
        "SIMULATED. Six points with ranges, from 12.1% upwards",
    ]
    assert [str(one.Alt) for one in tagged(opened, "/Formula")] == ["p = \\frac{a}{b}"]


def test_table_headers_are_marked_for_columns_and_rows(opened: pikepdf.Pdf) -> None:
    headers = tagged(opened, "/TH")
    rows = [one for one in headers if attribute(one, "/Scope") == "/Row"]
    # 6 quarters and 60 rows of the long table
    assert len(rows) == 6 + 60
    # 4 columns under 3 groups, of which two are nameless, 2 of the long table, 2 of markdown
    assert len(headers) - len(rows) == 4 + 3 + 2 + 2
    known = {bytes(one.ID) for one in headers if "/ID" in one}
    named = {bytes(name) for cell in tagged(opened, "/TD") for name in attribute(cell, "/Headers") or []}
    assert {bytes(one.ID) for one in rows} <= named <= known


def test_its_first_page_is_tagged_as_headings_in_order(opened: pikepdf.Pdf, made: bytes) -> None:
    assert len(tagged(opened, "/H1")) == 1
    # three findings, the questions, three sections
    assert len(tagged(opened, "/H2")) == 3 + 1 + 3
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Evidence", "Limits", "Methods"]


def test_links_lead_to_sections_and_numbers_are_plain_text(opened: pikepdf.Pdf) -> None:
    links = [one for page in opened.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    assert len(links) == 1


def test_the_first_page_says_what_was_found(made: bytes) -> None:
    first = re.sub(r"\s+", " ", pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range())
    parts = [
        "Child protection figures, read again", "Report 02 · Repeat plans", "Is the percentage of repeat plans telling us",
        "Most ups and downs in repeat plans are within what chance allows", "Quarters fit chance.",
        "144 of 814 (17.7%) plans were repeat plans", "Six quarters are within what chance allows",
        "Filled point: outside what chance allows. Source: Warwickshire, September 2020, Table 5.", "What to ask next",
        "How many families?", "Edition of 1 November 2026", "Page 1 of",
    ]  # fmt: skip
    assert [part for part in parts if part not in first] == []
    assert first.index("A quarter says little.") < first.index("Six quarters are") < first.index("What to ask next")


def test_big_numbers_stand_beside_their_findings() -> None:
    assert words(made_of(sample.make_notebook(big=True))).count("of new plans were repeat plans") == 3


def test_there_are_no_appendices_and_no_code(made: bytes) -> None:
    text = words(made)
    for part in ("secret_code_line", "page.figure", "All numbers", "abababab", "design effect 1.71"):
        assert part not in text
    assert "SIMULATED Power of the test" in text


def test_text_flows_past_and_a_long_table_breaks_with_its_head_repeated(made: bytes) -> None:
    pdf = pypdfium2.PdfDocument(made)
    assert len(pdf) == 3
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert ["Row" in text and "Value" in text for text in pages] == [False, True, True]
    for page in list(pdf)[:-1]:
        text = page.get_textpage()
        bottoms = sorted(text.get_charbox(at)[1] for at in range(text.count_chars()))
        # the footer stands below 57 points; the text above it ends in the last third
        assert min(bottom for bottom in bottoms if bottom > 57) < A4[1] / 3


def test_text_from_data_stays_text(hostile: bytes) -> None:
    text = re.sub("[“”]", '"', words(hostile)).replace(" ", "")  # a long word may go on in the next line
    # finding, table head, note and label in the figure
    assert text.count('North<script>alert("x")</script>#panic("y")') == 4
    assert not re.search("[\u0007\u202a-\u202e\u2066-\u2069]", text)


def test_nothing_stands_outside_the_page(made: bytes, hostile: bytes) -> None:
    for pdf in (pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(hostile)):
        for page in pdf:
            assert page.get_size() == pytest.approx(A4, abs=0.5)
            text = page.get_textpage()
            boxes = np.array([text.get_charbox(at) for at in range(text.count_chars())])
            # 18 mm margins are 51 points; header and footer keep 1 cm
            assert boxes[:, 0].min() > 50
            assert boxes[:, 2].max() < A4[0] - 50
            assert boxes[:, 1].min() > 28
            assert boxes[:, 3].max() < A4[1] - 28


def test_fonts_are_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [
        one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert {re.sub(r"^.{6}\+|-.*", "", str(one.FontName)[1:]) for one in fonts} == {
        "SourceSansPro", "SourceSerifPro", "NewCMMath"}  # fmt: skip
    assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def test_the_same_notebook_gives_the_same_bytes(made: bytes) -> None:
    assert made_of(sample.make_notebook()) == made


def test_the_date_is_the_edition_or_the_environment(monkeypatch: pytest.MonkeyPatch, made: bytes) -> None:
    assert b"2026-11-01" in pikepdf.open(io.BytesIO(made)).Root.Metadata.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")  # 13 September 2020, 12:26:40 UTC
    assert "Edition of 13 September 2020" in words(made_of(sample.make_notebook()))


def test_a_notebook_from_elsewhere_works() -> None:
    cells = [
        v4.new_markdown_cell("# From elsewhere"),
        v4.new_code_cell("1", outputs=[
            v4.new_output("display_data", data={"image/png": PNG, "text/plain": "<Figure>"}),
            v4.new_output("stream", name="stdout", text="printed\n"),
            v4.new_output("execute_result", data={"text/plain": "42"}),
        ]),
    ]  # fmt: skip
    content = made_of(v4.new_notebook(cells=cells))
    assert "From elsewhere" in words(content)
    assert "printed 42" in words(content)
    image = pypdfium2.PdfDocument(content)[0].render().to_numpy()
    assert (image[..., :3] == [0, 0, 255]).all(axis=-1).any()  # blue, green, red


def test_exporters_are_registered(made: bytes) -> None:
    from nbconvert.exporters import get_exporter

    assert get_exporter("report-pdf")().from_notebook_node(sample.make_notebook())[0] == made
    source, resources = get_exporter("report-typst")().from_notebook_node(sample.make_notebook())
    assert "#show: report.with(" in source
    assert all(name in source for name in resources["outputs"])


def test_what_few_read_stands_in_every_form_but_the_pdf(made: bytes) -> None:
    aside = v4.new_code_cell("1", outputs=[sample.table("Only elsewhere", aside=True)])
    report = reading.read(sample.make_notebook(more=(aside,)))
    assert "Only elsewhere" not in words(document.made(report))
    assert "Only elsewhere" in pages_of.made(report)


def _pages(*blocks: Any) -> list[str]:
    """Return the text of each page of a report with these blocks after its first page."""
    cells = [
        v4.new_markdown_cell(one) if isinstance(one, str) else v4.new_code_cell("1", outputs=[one]) for one in blocks
    ]
    pdf = pypdfium2.PdfDocument(made_of(sample.make_notebook(more=tuple(cells))))
    return [re.sub(r"\s+", " ", one.get_textpage().get_text_range()) for one in pdf]


def _with_a_figure(lines: int) -> list[str]:
    """Return the pages of a report whose figure comes after so many lines, under a heading of its own."""
    filler, after = "\n\n".join(["A line."] * lines), "\n\n".join(["Words after."] * 6)
    return _pages(f"## First\n\n{filler}", "## Second", sample.figure("What is shown"), after)


@pytest.mark.parametrize("lines", range(6, 51, 5))
def test_a_figure_never_stands_above_its_heading_on_a_page(lines: int) -> None:
    for text in _with_a_figure(lines):
        if "Second " in text and "What is shown" in text:
            assert text.index("Second ") < text.index("What is shown")


def test_text_goes_on_where_a_figure_does_not_fit() -> None:
    found = [
        (at, pages)
        for pages in map(_with_a_figure, range(30, 52, 3))
        for at, text in enumerate(pages)
        if "Second " in text
    ]
    apart = [(at, pages) for at, pages in found if "What is shown" not in pages[at]]
    assert apart  # there is a number of lines after which it does not fit
    for at, pages in apart:
        assert "Words after." in pages[at]
        assert pages[at + 1].index("What is shown") < 120  # only the running head before it


def test_a_table_of_many_figures_shares_the_measure_and_is_no_wider() -> None:
    row = [
        "2016/17",
        "426 of 555 (76.8%)",
        "−12.3 (−17.8 to −7.3)",
        "−13.4 (−20.1 to −7.4)",
        "depends on siblings",
        "could be chance",
    ]
    names = [
        "Year",
        "Warwickshire",
        "Less neighbours, points",
        "Less England, points",
        "Neighbours: chance?",
        "England: chance?",
    ]
    assert "fr" in columns.widths(tables.of_texts(names, [row] * 5))


def test_a_table_that_fits_the_measure_breaks_no_cell() -> None:
    row = [
        "Plans of three months or less",
        "527 of 1,685 (31.3%)",
        "neighbours",
        "41.0%",
        "−9.7 (−13.7 to −5.6)",
        "depends on siblings",
    ]
    names = ["Indicator", "Warwickshire", "Beside", "Printed", "Difference", "Evidence"]
    shares = [float(share) for share in re.findall(r"([\d.]+)fr", columns.widths(tables.of_texts(names, [row] * 12)))]
    # the second method: the outlines that matplotlib draws of the same font, at 9 points; 174 mm are 493 points, a gap is 10
    style.use_style()
    texts = [TextPath((0, 0), text, size=9, prop=FontProperties(family="Source Sans Pro")) for text in row]
    needed = [text.get_extents().width + 10 for text in texts]
    assert all(493 * share / sum(shares) >= need for share, need in zip(shares, needed, strict=True))


def test_a_phrase_may_wrap_beside_sentences_and_stays_whole_beside_phrases() -> None:
    names = ["No.", "Verdict", "Why"]
    beside = {long: columns.widths(tables.of_texts(names, [["001", "agrees, but could be chance", "word " * long]] * 2))
              for long in (16, 60)}  # fmt: skip
    # em for a column as wide as its text, fr for one that shares what is left
    assert [re.findall("[a-z]+", each) for each in beside.values()] == [["em", "em", "fr"], ["em", "fr", "fr"]]


def _beside_a_long_table(lines: int) -> list[str]:
    filler = "\n\n".join(["A line."] * lines)
    return _pages(f"## First\n\n{filler}", "## Second", sample.long_table(), "Words after.")


@pytest.mark.parametrize("lines", range(42, 50))
def test_a_long_table_begins_with_some_rows_below_its_head(lines: int) -> None:
    begun = [page for page in _beside_a_long_table(lines) if "A long table" in page][-1]
    assert "Second" in begun
    assert "Row 2" in begun


@pytest.mark.parametrize("lines", range(40, 50))
def test_a_few_words_that_lead_to_a_table_stand_on_its_page(lines: int) -> None:
    filler = "\n\n".join(["A line."] * lines)
    for leading in (["## Second\n\nWords that lead."], ["## Second", "Words that lead."]):
        pages = _pages(f"## First\n\n{filler}", *leading, sample.table("A short table"))
        (page,) = (text for text in pages if "A short table" in text)
        assert "Second Words that lead. " in page


def test_no_figure_stands_among_the_methods() -> None:
    for lines in range(20, 46, 5):
        filler = "\n\n".join(["A line."] * lines)
        methods = "## Methods\n\n" + "\n".join(f"- Method {n}." for n in range(12))
        told = " ".join(_pages(f"## First\n\n{filler}", sample.figure("What is shown"), "After.", methods))
        assert told.index("What is shown") < told.index("Method 0.")
