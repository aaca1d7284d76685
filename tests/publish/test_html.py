"""The HTML as a parser sees it; tests/browser looks at it in a real browser."""

import re
from typing import Any

import pytest
import sample
from bs4 import BeautifulSoup
from nbformat import v4

from analysis.publish.export import html, numbers, svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return BeautifulSoup(html.export(sample.make_notebook()), "html.parser")


@pytest.fixture(scope="module")
def hostile() -> BeautifulSoup:
    return BeautifulSoup(html.export(sample.make_notebook(sample.HOSTILE)), "html.parser")


def test_nothing_is_asked_of_another_place(page: BeautifulSoup) -> None:
    loaded = [
        tag.get(name) for tag in page.find_all(True) for name in ("src", "srcset", "poster", "data") if tag.get(name)
    ]
    assert [link["href"] for link in page.find_all("link")] == ["data:,"]
    assert loaded == []
    assert "@import" not in str(page.style)
    assert "url(" not in str(page.style)
    assert "default-src 'none'" in page.find("meta", attrs={"http-equiv": True})["content"]


def test_identifiers_are_unique_and_every_internal_link_arrives(page: BeautifulSoup) -> None:
    names = [tag["id"] for tag in page.find_all(id=True)]
    assert len(names) == len(set(names))
    targets = {tag["href"][1:] for tag in page.find_all("a", href=re.compile("^#"))}
    assert targets <= set(names)
    inside = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', "".join(map(str, page.find_all("svg")))))
    assert inside
    assert inside <= set(names)


def test_a_number_leads_to_its_row_and_its_printed_rows(page: BeautifulSoup) -> None:
    link = page.select_one('section.answer a[href="#result-pooled_share"]')
    assert link.get_text() == "21.3%"
    row = page.find(id="result-pooled_share").find_parent("tr")
    assert "21.3% (18.9% to 23.9%)" in row.get_text()
    behind = row.select("a")
    assert len(behind) == 6
    printed = page.find(id=behind[0]["href"][1:]).find_parent("tr")
    assert printed.get_text("|").strip("|").split("|") == [
        "000", "Table 5", "Warwickshire", "Q1 18/19", "Q1 18/19", "18.2%", "line 555"]  # fmt: skip
    assert (
        page.find(id="result-repeat_share-2").find_parent("tr").get_text().startswith("Repeat share30 September 2019")
    )


def test_each_figure_is_described_and_leads_to_its_data(page: BeautifulSoup) -> None:
    drawn = page.select("figure svg")
    assert drawn[0]["aria-label"] == "Points with intervals: Warwickshire"
    assert all(one["role"] == "img" for one in drawn)
    links = [one["href"] for one in page.select("figure a[download]")]
    files = html.figure_data(sample.make_notebook())
    assert links == [f"data/{name}" for name in files] == ["data/figure-1.csv", "data/figure-2.csv"]
    assert files["figure-1.csv"].splitlines()[:2] == ["Quarter,value,low,high", "Q1 18/19,18.2,13.0,24.9"]


def test_simulated_figures_and_tables_are_stamped_once(page: BeautifulSoup) -> None:
    stamped = [one.find_parent("figcaption").get_text(" ", strip=True) for one in page.select(".stamp")]
    assert stamped == ["Figure 2. SIMULATED Power of the test", "Table 2. SIMULATED A long table"]


def test_code_is_there_but_folded(page: BeautifulSoup) -> None:
    code = [one for one in page.select("details.code") if "secret_code_line" in one.get_text()]
    assert len(code) == 1
    assert not code[0].has_attr("open")
    assert "secret_code_line" not in page.find("main").get_text().replace(code[0].get_text(), "")


def test_table_cells_are_marked(page: BeautifulSoup) -> None:
    table = page.select_one("#table-1 table")
    assert [(one["scope"], one.get_text()) for one in table.select("thead th")] == [
        ("col", "Quarter"), ("col", "Warwickshire"), ("col", "low"), ("col", "high")]  # fmt: skip
    assert [one["scope"] for one in table.select("tbody th")] == ["row"] * 6
    assert page.find(id=table["aria-labelledby"]).get_text() == "Table 1. Repeat plans by quarter"


def test_contents_name_every_heading(page: BeautifulSoup) -> None:
    assert [one.get_text(" ", strip=True) for one in page.select("nav a")] == [
        "The answer", "1 Evidence", "1.1 In detail", "2 Limits", "Numbers in this report",
        "Printed rows behind the numbers", "Parameters and data used"]  # fmt: skip


def test_text_from_data_stays_text(hostile: BeautifulSoup) -> None:
    assert len(hostile.find_all("script")) == 1  # ours
    assert not [tag for tag in hostile.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert "javascript:" not in "".join(str(one.get("href")) for one in hostile.find_all("a"))
    text = hostile.get_text()
    # answer, table head, note, caption and label in the figure
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


def test_a_notebook_from_elsewhere_has_no_dead_links(page: BeautifulSoup) -> None:
    frame = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>x</th><td>1</td></tr></tbody></table>"
    outputs: list[Any] = [
        v4.new_output("execute_result", data={"text/html": frame}),
        v4.new_output("display_data", data={"image/svg+xml": SVG, "text/csv": "a,b\n1,2\n"}),
        v4.new_output("error", ename="ValueError", evalue="no such row", traceback=[]),
        v4.new_output("stream", name="stderr", text="warned\n"),
    ]
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Elsewhere"), v4.new_code_cell("x", outputs=outputs)])
    other = BeautifulSoup(html.export(nb), "html.parser")
    assert other.h1.get_text() == "Elsewhere"
    assert other.select_one("#table-1 td.number").get_text() == "1"
    assert "ValueError: no such row" in other.get_text()
    # a row of data, but no link to a file that nobody wrote
    assert other.select_one("#figure-1 details td").get_text() == "2"
    assert not other.select("a[download]")


def test_the_exporter_writes_the_data_beside_the_page() -> None:
    from nbconvert.exporters import get_exporter

    written, resources = get_exporter("report-html")().from_notebook_node(
        sample.make_notebook(), resources={"output_files_dir": "sample_files"}
    )
    assert set(resources["outputs"]) == {"sample_files/figure-1.csv", "sample_files/figure-2.csv"}
    assert 'href="sample_files/figure-1.csv"' in written


def test_on_paper_the_many_values_of_a_key_share_a_row() -> None:
    rows = [{"key": "gap", "for": {"year": f"{year}/20"}, "value": year, "unit": "months"} for year in (1, 2, 3, 4)]
    once = {"key": "share", "value": 50, "numerator": 1, "denominator": 2, "unit": "percent"}
    assert [[(cell.text, cell.colspan) for cell in row] for row in numbers.compact([*rows, once]).body] == [
        [("Gap", 1), ("1/20: 1 month; 2/20: 2 months; 3/20: 3 months; 4/20: 4 months", 3)],
        [("Share", 1), ("", 1), ("50.0%", 1), ("1 of 2", 1)],
    ]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"value": 21.3, "low": 18.94, "high": 23.9, "unit": "percent"}, "21.3% (18.9% to 23.9%)"),
        ({"value": 13.42, "low": 12, "high": 15.01, "unit": "months"}, "13.4 months (12.0 to 15.0)"),
        ({"value": 1234, "unit": "count"}, "1,234"),
        ({"value": -0.0312}, "−0.031"),
        ({"value": 29.4, "unit": "rate_per_10000"}, "29.4 per 10,000"),
        ({"value": 1500.5, "unit": "gbp"}, "£1,500.5"),
        ({"value": 0.62, "low": 0.5, "high": 0.7}, "0.62 (0.50 to 0.70)"),
        ({"value": 0.00004}, "less than 0.001"),
        ({"value": 6, "low": 2, "unit": "months"}, "6 months (2 or more)"),
        ({"value": None}, "not known"),
        ({"low": 24, "high": 61.8, "unit": "months"}, "24.0 to 61.8 months"),
        ({"value": "beta convergence"}, "beta convergence"),
    ],
)
def test_values_in_words(result: dict[str, Any], words: str) -> None:
    assert numbers.table([{"key": "x", **result}]).body[0][1].text == words
