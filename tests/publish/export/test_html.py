"""The HTML as a parser sees it; tests/browser looks at it in a real browser."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import sample
from bs4 import BeautifulSoup
from nbformat import v4

from analysis.publish.export.contents import reading
from analysis.publish.export.contents.tables import of_texts
from analysis.publish.export.html import dark_colours, page, svg, tables, templates

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"><rect width="9" height="9"/></svg>'
ROOT = Path(__file__).parents[3]


def made(nb: Any, folder: str = "data/") -> BeautifulSoup:
    return BeautifulSoup(page.made(reading.read(nb), folder), "html.parser")


@pytest.fixture(scope="module")
def shown() -> BeautifulSoup:
    return made(sample.make_notebook())


@pytest.fixture(scope="module")
def hostile() -> BeautifulSoup:
    return made(sample.make_notebook(sample.HOSTILE))


def test_nothing_is_asked_of_another_place(shown: BeautifulSoup) -> None:
    loaded = [
        tag.get(name) for tag in shown.find_all(True) for name in ("src", "srcset", "poster", "data") if tag.get(name)
    ]
    assert [link["href"] for link in shown.find_all("link")] == ["data:,"]
    assert loaded == []
    assert "@import" not in str(shown.style)
    assert set(re.findall(r"url\(([a-z]+:)", str(shown.style))) == {"data:"}
    assert "default-src 'none'" in shown.find("meta", attrs={"http-equiv": True})["content"]


def test_identifiers_are_unique_and_every_internal_link_arrives(shown: BeautifulSoup) -> None:
    names = [tag["id"] for tag in shown.find_all(id=True)]
    assert len(names) == len(set(names))
    targets = {tag["href"][1:] for tag in shown.find_all("a", href=re.compile("^#"))}
    assert targets <= set(names)
    inside = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', "".join(map(str, shown.find_all("svg")))))
    assert inside
    assert inside <= set(names)


def test_a_number_leads_to_its_record_and_to_the_printed_figures_that_made_it(shown: BeautifulSoup) -> None:
    link = shown.select_one('.findings a[href="#number-repeat_plans/pooled"]')
    assert link.get_text() == "144 of 814 (17.7%)"
    assert link["title"].endswith("17.7% (14.6% to 21.3%), 144 of 814")
    record = shown.find(id="number-repeat_plans/pooled")
    assert record.select_one(".said").get_text(" ") == "17.7% (14.6% to 21.3%)  144 of 814"
    assert record.select_one(".how").get_text() == "Wilson, design effect 1.71. 95% range."
    assert len(record.select("tbody tr")) == 6
    one = shown.find(id="number-repeat_plans/1")
    assert [cell.get_text() for cell in one.select("tbody tr > *")] == [
        "12.1%", "Warwickshire, Apr–Jun 2018", "Warwickshire, September 2020, Table 5, 2.6, line 555"]  # fmt: skip
    assert shown.select_one('#table-1 a[href="#number-repeat_plans/1"]').get_text() == "12.1%"


def test_what_leads_nowhere_is_text(shown: BeautifulSoup) -> None:
    assert "Nothing" in shown.select_one(".findings").get_text()
    assert not shown.find("a", string="Nothing")


def test_each_figure_is_described_and_leads_to_its_data(shown: BeautifulSoup) -> None:
    drawn = shown.select("figure svg")
    assert [one["aria-label"] for one in drawn] == [
        "Six points with ranges, from 12.1% upwards Warwickshire", "Six points with ranges, from 12.1% upwards Warwickshire",
        "Six points with ranges, from 12.1% upwards"]  # fmt: skip
    assert all(one["role"] == "img" for one in drawn)
    links = [one["href"] for one in shown.select("figure a[download]")]
    files = page.figure_data(reading.read(sample.make_notebook()))
    assert links == [f"data/{name}" for name in files] == ["data/figure-1.csv", "data/figure-2.csv"]
    assert files["figure-1.csv"].splitlines()[:2] == ["Quarter,Share (%),Repeats,Starts", "Jan–Mar 2018,15.4,26,169"]


def test_numbers_stand_right_and_words_left(shown: BeautifulSoup) -> None:
    row = shown.select("#table-1 tbody tr")[0]
    assert [(one.name, "number" in one.get("class", [])) for one in row.find_all(["th", "td"])] == [
        ("th", False), ("td", True), ("td", True), ("td", True)]  # fmt: skip
    # later rules of the style must not turn it back
    style = re.sub(r"url\([^)]*\)", "", str(shown.style))
    rules = re.findall(r"([^{}]*number[^{}]*)\{[^{}]*text-align: (\w+)", style)
    assert [side for _, side in rules] == ["right"]


def test_figures_and_tables_say_title_subtitle_note_and_source(shown: BeautifulSoup) -> None:
    figure = shown.select_one("#figure-1")
    assert figure.select_one("figcaption b").get_text() == "Six quarters are within what chance allows"
    assert figure.select_one("figcaption span").get_text() == "Repeat plans, % of plans started"
    assert figure.select_one(".note").get_text() == (
        "Filled point: outside what chance allows. Source: Warwickshire, September 2020, Table 5.")  # fmt: skip


def test_simulated_figures_and_tables_are_stamped_once(shown: BeautifulSoup) -> None:
    stamped = [one.parent.get_text(" ", strip=True) for one in shown.select("figcaption .stamp")]
    assert stamped == ["SIMULATED Power of the test", "SIMULATED A long table"]
    assert shown.find(id="number-power").select_one(".stamp")


def test_code_is_there_but_folded(shown: BeautifulSoup) -> None:
    code = [one for one in shown.select("details.code") if "secret_code_line" in one.get_text()]
    assert len(code) == 1
    assert not code[0].has_attr("open")
    assert "secret_code_line" not in shown.find("main").get_text().replace(code[0].get_text(), "")


def test_table_cells_are_marked(shown: BeautifulSoup) -> None:
    table = shown.select_one("#table-1 table")
    assert [(one["scope"], one.get_text()) for one in table.select("thead th")] == [
        ("colgroup", "Children"), ("col", "Quarter"), ("col", "Repeats"), ("col", "Starts"), ("col", "Warwickshire")]  # fmt: skip
    assert [one["scope"] for one in table.select("tbody th")] == ["row"] * 6
    assert shown.find(id=table["aria-labelledby"]).b.get_text() == "Repeat plans by quarter"


def test_it_leads_to_the_other_forms_the_front_page_and_the_neighbours(shown: BeautifulSoup) -> None:
    assert [one["href"] for one in shown.select("header a, footer a")] == [
        "../index.html", "02_sample.pdf", "02_sample.xlsx", "../01_evidence/01_evidence.html"]  # fmt: skip


def test_a_report_that_is_named_can_be_gone_to() -> None:
    said = "See report 03 and report 04; Report 03 is `report 03` in code."
    cells = (v4.new_markdown_cell(said),)
    shown = BeautifulSoup(page.made(reading.read(sample.make_notebook(more=cells))), "html.parser")
    assert [(one.get_text(), one["href"]) for one in shown.select(".body a[href^='../03']")] == [
        ("report 03", "../03_other/03_other.html")
    ]


def test_contents_name_every_section(shown: BeautifulSoup) -> None:
    assert [one.get_text(" ", strip=True) for one in shown.select("nav.contents a")] == [
        "Evidence", "Limits", "Methods", "All numbers, and what was printed", "Parameters and data used"]  # fmt: skip


def test_text_from_data_stays_text(hostile: BeautifulSoup) -> None:
    assert len(hostile.find_all("script")) == 1  # ours
    assert not [tag for tag in hostile.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert "javascript:" not in "".join(str(one.get("href")) for one in hostile.find_all("a"))
    text = hostile.get_text()
    # finding, table head, note, and the label in the figure, wide and narrow; the sixth is the description
    assert text.count('North <script>alert("x")</script>') + text.count("North <script>alert(“x”)</script>") == 5
    assert not re.search("[\u0007\u202a-\u202e\u2066-\u2069]", str(hostile))


def test_foreign_svg_is_made_harmless() -> None:
    foreign = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20pt" height="10pt" '
        'onload="alert(1)"><script>alert(1)</script><image xlink:href="http://example.org/x.png"/>'
        '<rect id="a" style="fill: url(http://example.org/y)"/><use xlink:href="#a"/><path clip-path="url(#a)"/></svg>'
    )
    clean = svg.inline(foreign, "f1-", 'An "alt"')
    assert not re.search("alert|example|onload", clean)
    assert [part in clean for part in ('id="f1-a"', 'href="#f1-a"', "url(#f1-a)", 'viewBox="0 0 20 10"')] == [True] * 4
    with pytest.raises(ValueError, match="figure-3 is not well-formed SVG"):
        svg.inline("<svg", "figure-3-", "")


def test_style_rules_of_a_foreign_svg_reach_neither_the_page_nor_another_place() -> None:
    foreign = SVG.replace(
        "<rect", "<style>@import url(http://example.org/x.css); .card{fill:url(http://example.org/y)}</style><rect"
    )
    clean = svg.inline(foreign, "f1-", 'An "alt"')
    assert clean.startswith('<img src="data:image/svg+xml;base64,')
    assert "<style" not in clean
    import base64

    inner = base64.b64decode(re.search('base64,([^"]+)', clean)[1]).decode()
    assert "import" not in inner
    assert "example" not in inner.replace("http://www.w3.org", "")


def test_a_small_picture_has_no_words_and_is_decoration() -> None:
    small = svg.inline(sample.drawing("Warwickshire"), "s-", "", small=True)
    assert "<text" not in small
    assert 'aria-hidden="true"' in small
    # a word drawn as lines, the mark of a legend beside it, and a point of the plot
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><g id='text_1'><path d='M 0 0'/></g><g><use href='#m' x='1'/></g>"
        "<g clip-path='url(#c)'><use href='#m' x='2'/></g></svg>"
    )
    assert re.findall('x="(.)"', svg.inline(drawn, "s-", "", small=True)) == ["2"]


def test_a_day_and_a_verdict_stay_on_one_line_and_a_sentence_does_not() -> None:
    row = ["30 September 2017", "depends on siblings", "Records changed later."]
    shown = BeautifulSoup(tables.table(of_texts(["Day", "Chance?", "Why"], [row]), {}), "html.parser")
    assert ["short" in each.get("class", []) for each in shown.select("tbody tr > *")] == [True, True, False]


def test_a_row_with_a_sentence_says_what_its_cells_are() -> None:
    names, row = ["No.", "Why"], ["001", "A sentence of more than sixty letters, which is wider than a telephone is."]
    told, short = (
        BeautifulSoup(tables.table(of_texts(names, [each]), {}), "html.parser") for each in (row, ["001", "No."])
    )
    assert told.table["class"] == ["told"]
    assert [each["role"] for each in told.find_all(True) if each.name in ("table", "tr", "th", "td")] == [
        "table", "row", "columnheader", "columnheader", "row", "rowheader", "cell"]  # fmt: skip
    assert [each["data-head"] for each in told.find_all("td")] == ["Why:"]
    assert not short.select("[role]") + short.select(".told")


@pytest.mark.parametrize(
    ("columns", "kind", "of_data"),
    [(3, None, ["data"]), (4, ["told"], ["told", "data"]), (7, ["told", "wide"], ["told", "wide", "data"])],
)
def test_a_table_too_wide_for_a_telephone_stands_there_row_by_row(
    columns: int, kind: list[str] | None, of_data: list[str]
) -> None:
    # 13 for the head of a row, as for each range, and 3 beside each: 48 letters, which still fit, 64, which are too many for the
    # smaller letters of a figure’s data, too, and 112, which are many for a screen, too
    names, row = ["Year", *["Range"] * (columns - 1)], ["2020/21", *["29.3 to 41.4%"] * (columns - 1)]
    given = of_texts(names, [row])
    shown, data = (
        BeautifulSoup(tables.table(given, {}, folded=folded), "html.parser").table for folded in (False, True)
    )
    assert shown.get("class") == kind
    assert data.get("class") == of_data


def test_two_short_cells_share_a_line_of_a_telephone_and_a_question_needs_no_colon() -> None:
    # "Relative gap: 48%" has 17 letters; "Could be chance? depends on siblings" has 36
    names, row = ["Date", "Relative gap", "Could be chance?"], ["31 March 2020", "48%", "depends on siblings"]
    cells = BeautifulSoup(tables.table(of_texts(names, [row]), {}), "html.parser").find_all("td")
    assert [("brief" in each.get("class", []), each["data-head"]) for each in cells] == [
        (True, "Relative gap:"),
        (False, "Could be chance?"),
    ]


@pytest.mark.parametrize("colour", ["#12436d", "#9330c2", "#b2470b", "#5f6873", "#1b2126", "#4b5661", "#000000"])
def test_what_can_be_read_on_white_can_be_read_in_the_dark(colour: str) -> None:
    assert dark_colours.contrast(colour, "#ffffff") > 4.5
    assert dark_colours.contrast(dark_colours.dark(colour), dark_colours.PAPER) > 4.5


def test_contrast_is_that_of_the_guideline() -> None:
    # W3C's own examples: black on white is 21, and grey #777 falls just short of 4.5
    assert dark_colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert dark_colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert dark_colours.dark("#ffffff") == dark_colours.PAPER


def test_every_colour_of_a_figure_has_a_dark_one(shown: BeautifulSoup) -> None:
    used = set(dark_colours.USED.findall(str(shown)))
    assert {"12436d", "e6eaee", "000000"} <= used
    assert set(re.findall(r"--c([0-9a-f]{6}):", str(shown.style))) == used


def test_a_notebook_from_elsewhere_has_no_dead_links() -> None:
    frame = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    outputs: list[Any] = [
        v4.new_output("execute_result", data={"text/html": frame}),
        v4.new_output("display_data", data={"image/svg+xml": SVG, "text/csv": "a,b\n1,2\n"}),
        v4.new_output("error", ename="ValueError", evalue="no such row", traceback=[]),
        v4.new_output("stream", name="stderr", text="warned\n"),
    ]
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Elsewhere"), v4.new_code_cell("x", outputs=outputs)])
    other = made(nb, folder="")
    assert other.h1.get_text() == "Elsewhere"
    assert other.select_one("#table-1 td.number").get_text() == "1"
    assert "ValueError: no such row" in other.get_text()
    # a row of data, but no link to a file that nobody wrote
    assert [one.get_text() for one in other.select("#figure-1 details td")] == ["1", "2"]
    assert not other.select("a[download]")
    assert not other.select('header a[href=""]')


def test_the_exporter_writes_the_data_beside_the_page() -> None:
    from nbconvert.exporters import get_exporter

    written, resources = get_exporter("report-html")().from_notebook_node(
        sample.make_notebook(), resources={"output_files_dir": "sample_files"}
    )
    assert set(resources["outputs"]) == {"sample_files/figure-1.csv", "sample_files/figure-2.csv"}
    assert 'href="sample_files/figure-1.csv"' in written


def test_the_fonts_of_the_pages_are_those_of_the_packages() -> None:
    spec = importlib.util.spec_from_file_location("write_fonts", ROOT / "tools" / "write_fonts.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for name in templates.FACES:
        assert (tool.FOLDER / f"{name}.woff").read_bytes() == tool.cut(name), "run `uv run python tools/write_fonts.py`"
