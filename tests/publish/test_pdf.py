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
from nbformat import v4

from analysis.publish.export import pdf, story

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
    return pdf.export(sample.make_notebook())


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return pdf.export(sample.make_notebook(sample.HOSTILE))


@pytest.fixture
def opened(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made)) as document:
        yield document


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))  # where a long word may break


def tagged(document: pikepdf.Pdf, kind: str) -> list[Any]:
    objects = (item for item in document.objects if isinstance(item, pikepdf.Dictionary))
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
        assert about["dc:title"] == "Did repeat plans really rise?"
        assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "2", "A")


def test_every_figure_and_formula_is_described(opened: pikepdf.Pdf) -> None:
    assert [str(one.Alt) for one in tagged(opened, "/Figure")] == [
        "Points with intervals: Warwickshire",
        "SIMULATED. Six points with intervals, simulated.",
    ]
    assert [str(one.Alt) for one in tagged(opened, "/Formula")] == ["p = \\frac{a}{b}"]


def test_table_headers_are_marked_for_columns_and_rows(opened: pikepdf.Pdf) -> None:
    headers = tagged(opened, "/TH")
    rows = [one for one in headers if attribute(one, "/Scope") == "/Row"]
    # 6 quarters, 60 rows of the long table, 3 results, 2 parameters and 1 table
    assert len(rows) == 6 + 60 + 3 + 3
    # Quarter and 3 columns, the long table's corner and 1, markdown 2, results 5, parameters 4
    assert len(headers) - len(rows) == 4 + 2 + 2 + 5 + 4
    known = {bytes(one.ID) for one in headers if "/ID" in one}
    named = {bytes(name) for cell in tagged(opened, "/TD") for name in attribute(cell, "/Headers") or []}
    assert {bytes(one.ID) for one in rows} <= named <= known


def test_it_has_bookmarks_and_a_link_to_the_number(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root][-2:] == ["3 Numbers in this report", "4 Parameters and data used"]
    links = [one for page in opened.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    # the section and the result; the link to an unknown result is plain text
    assert len(links) == 2


def test_text_holds_the_numbers_and_no_code(made: bytes) -> None:
    text = words(made)
    for part in ("263 of 1,232", "21.3% (18.9% to 23.9%)", "Wilson, design effect 1.71", "30 September 2019", "1 of 4"):
        assert part in text
    assert "000 Table 5 6 abababababababab" in text
    assert "SIMULATED Power of the test" in text
    assert "Not listed: 1 SIMULATED result" in text
    assert "secret_code_line" not in text
    assert "page.figure" not in text


def test_the_answer_comes_first(made: bytes) -> None:
    assert words(made).index("plans were repeat plans") < words(made).index("1 Evidence")


def test_text_from_data_stays_text(hostile: bytes) -> None:
    text = re.sub("[“”]", '"', words(hostile)).replace(" ", "")  # a long word may go on in the next line
    # answer, table head, note, caption and label in the figure
    assert text.count('North<script>alert("x")</script>#panic("y")') == 5
    assert not re.search("[\u0007\u202a-\u202e\u2066-\u2069]", text)


def test_nothing_stands_outside_the_page(made: bytes, hostile: bytes) -> None:
    for document in (pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(hostile)):
        for page in document:
            assert page.get_size() == pytest.approx(A4, abs=0.5)
            text = page.get_textpage()
            boxes = np.array([text.get_charbox(at) for at in range(text.count_chars())])
            # 2 cm margins are 56.7 points; header and footer keep 1 cm
            assert boxes[:, 0].min() > 50
            assert boxes[:, 2].max() < A4[0] - 50
            assert boxes[:, 1].min() > 28
            assert boxes[:, 3].max() < A4[1] - 28


def test_fonts_are_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [
        one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert {re.sub(r"^.{6}\+|-.*", "", str(one.FontName)[1:]) for one in fonts} == {
        "DejaVuSans", "LibertinusSerif", "NewCMMath"}  # fmt: skip
    assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def test_the_same_notebook_gives_the_same_bytes(made: bytes) -> None:
    assert pdf.export(sample.make_notebook()) == made


def test_the_date_is_the_edition_or_the_environment(monkeypatch: pytest.MonkeyPatch, made: bytes) -> None:
    assert b"2026-11-01" in pikepdf.open(io.BytesIO(made)).Root.Metadata.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")  # 13 September 2020, 12:26:40 UTC
    assert "Edition of 13 September 2020" in words(pdf.export(sample.make_notebook()))


def test_a_notebook_from_elsewhere_works() -> None:
    cells = [
        v4.new_markdown_cell("# From elsewhere"),
        v4.new_code_cell("1", outputs=[
            v4.new_output("display_data", data={"image/png": PNG, "text/plain": "<Figure>"}),
            v4.new_output("stream", name="stdout", text="printed\n"),
            v4.new_output("execute_result", data={"text/plain": "42"}),
        ]),
    ]  # fmt: skip
    content = pdf.export(v4.new_notebook(cells=cells))
    assert "From elsewhere" in words(content)
    assert "printed 42" in words(content)
    image = pypdfium2.PdfDocument(content)[0].render().to_numpy()
    assert (image[..., :3] == [0, 0, 255]).all(axis=-1).any()  # blue, green, red


def test_contents_appear_in_long_reports_only(made: bytes) -> None:
    headings = tuple(v4.new_markdown_cell(f"## Part {at}\nText.") for at in range(5))
    assert "Contents" not in words(made)
    assert "Contents 1 Evidence" in words(pdf.export(sample.make_notebook(more=headings)))


def test_exporters_are_registered(made: bytes) -> None:
    from nbconvert.exporters import get_exporter

    assert get_exporter("report-pdf")().from_notebook_node(sample.make_notebook())[0] == made
    source, resources = get_exporter("report-typst")().from_notebook_node(sample.make_notebook())
    assert "#show: report.with(" in source
    assert all(name in source for name in resources["outputs"])


def test_parameters_come_from_the_notebook_and_then_from_the_publisher() -> None:
    cells = [
        v4.new_code_cell('area: str = "A"  # where\nlevel = 0.95\neffect = 96 / 56', metadata={"tags": ["parameters"]}),
        v4.new_code_cell('area = "B"', metadata={"tags": ["injected-parameters"]}),
        v4.new_code_cell("other = 1"),
    ]
    nb = v4.new_notebook(cells=cells, metadata={"report": {"parameters": {"level": 0.9}}})
    assert story.read(nb).parameters == {"area": "B", "level": 0.9, "effect": "96 / 56"}


def test_an_undescribed_picture_gets_words() -> None:
    nb = v4.new_notebook(cells=[v4.new_code_cell("", outputs=[v4.new_output("display_data", data={"image/png": PNG})])])
    assert story.read(nb).blocks[0].alt == "Figure 1, not described."
