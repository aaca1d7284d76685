"""Every PDF of the committed edition, as other programs see it; test_pdf.py holds the same on a made-up notebook."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from test_pdf import A4, tagged, words

REPORTS = Path(__file__).resolve().parents[3] / "reports"
PDFS = sorted(REPORTS.glob("[0-9]*/*.pdf"))
SMALLEST = 7  # points, what a reader of print can still read
CODE = ("import ", "evidence.observations(", "page.figure(", "results.add(", "Traceback")


@pytest.fixture(params=PDFS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_the_edition_is_there():
    assert len(PDFS) >= 11


def test_tags_language_title_headers_fonts_and_descriptions(path):
    with pikepdf.open(path) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).lower() == "en-gb"
        with document.open_metadata() as about:
            assert about["dc:title"]
            assert (about["pdfuaid:part"], about["pdfaid:part"]) == ("1", "2")
        figures = tagged(document, "/Figure")
        assert figures
        assert all(len(str(figure.Alt)) > 20 for figure in figures)
        assert len(tagged(document, "/Table")) == printed_tables(path)
        assert bool(tagged(document, "/TH")) == bool(printed_tables(path))
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def printed_tables(path):
    """Return how many tables the notebook of a report shows on paper; a report of figures alone has none."""
    cells = json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    about = [output.get("metadata", {}) for cell in cells for output in cell.get("outputs", [])]
    return sum(each.get("role") == "table" and not each.get("aside") for each in about)


def test_no_letter_stands_outside_the_margins(path):
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        boxes = np.array([text.get_charbox(at) for at in range(text.count_chars())])
        assert boxes[:, 0].min() > 40
        assert boxes[:, 2].max() < A4[0] - 40
        assert boxes[:, 1].min() > 20
        assert boxes[:, 3].max() < A4[1] - 20


def test_no_letter_is_smaller_than_seven_points(path):
    """Its size in the page: that of its font times the scale of what it stands in, since a figure may have been shrunk."""
    for page in pypdfium2.PdfDocument(path):
        text, matrix = page.get_textpage(), raw.FS_MATRIX()
        for at in range(text.count_chars()):
            assert raw.FPDFText_GetMatrix(text, at, matrix)
            size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
            assert size >= SMALLEST or text.get_text_range(at, 1).isspace()


def test_no_code_is_in_its_text(path):
    text = words(path.read_bytes())
    assert [piece for piece in CODE if piece in text] == []


def test_every_number_has_its_record_in_the_page(path):
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    if 'id="number-' not in page:
        pytest.skip("made from a notebook of the first form")
    results = json.loads((path.parent / "results.json").read_text(encoding="utf-8"))
    assert results
    assert [row["key"] for row in results if f'id="number-{row["key"]}"' not in page] == []


def outputs(path):
    """Return role, metadata and plain words of every output of the report's notebook."""
    cells = json.loads(path.with_suffix(".ipynb").read_text(encoding="utf-8"))["cells"]
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        said = "".join(output.get("data", {}).get("text/markdown", ""))
        about = output.get("metadata", {})
        yield about.get("role"), re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", about.get("title", "") or said)


def test_page_one_says_what_was_found_shows_it_and_asks(path):
    first = squeezed(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())
    held = list(outputs(path))
    headline = next(text.removeprefix("## ") for role, text in held if role == "headline")
    finding = next(re.search(r"\*\*(.+?)\*\*", text)[1] for role, text in held if role == "finding")
    titles = [next(text for role, text in held if role == wanted) for wanted in ("figure", "ask")]
    places = [first.find(squeezed(text)) for text in (headline, finding, *titles)]
    assert -1 not in places
    assert places[0] < places[1]  # a reader of one minute meets the finding right below the headline
    # the title of the figure may repeat the finding
    assert places[1] < first.rfind(squeezed(titles[0])) < places[3]


def test_every_figure_is_drawn_for_a_telephone_too(path):
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    assert page.count('class="drawing narrow"') == page.count('class="drawing wide"') > 0
    assert 'class="drawing only"' not in page  # cropped, to be moved sideways


def stems(text):
    """Return the numbers of a text, and the beginnings of its longer words."""
    found = re.findall(r"[a-z]{4,}|\d(?:[\d.,/]*\d)?", text.lower())
    return {word for word in found if word[0].isdigit()}, {word[:5] for word in found if word[0].isalpha()}


def test_what_a_reader_should_say_after_a_minute_stands_above_the_picture(path):
    number = path.stem.split("_")[0]
    log = (REPORTS.parent / "docs" / "qa-log.md").read_text(encoding="utf-8")
    said = re.search(rf"^\| {number} \| (.+) \|$", log, flags=re.MULTILINE)
    assert said, f"docs/qa-log.md does not say what a reader of {path.stem} should say"
    above = " ".join(text for role, text in outputs(path) if role in ("headline", "finding"))
    (numbers, words_said), (printed, words_above) = stems(said[1]), stems(above)
    assert numbers <= printed, f"page one of {path.stem} no longer says {numbers - printed}: write its sentence anew"
    assert len(words_said & words_above) >= 0.8 * len(words_said), words_said - words_above


def squeezed(text):
    """Return text without spaces and quotes, which a page breaks and curls in its own way."""
    return re.sub(r"[\s“”\"'’‘\ufffe-]", "", text)
