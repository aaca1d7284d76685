"""The front page: what stands on it and where it leads; tests/browser opens it."""

from pathlib import Path
from typing import Any

import pytest
import sample
from bs4 import BeautifulSoup

from analysis.publish.edition import index
from analysis.publish.planning.recipe_file import Contact, Site

FIGURE = {
    "alt": "Six points",
    "title": "Six quarters",
    "subtitle": "% of plans",
    "note": "",
    "source": "000 Table 5",
    "simulated": False,
}
SITE = Site(
    begin="00_summary", about="Five documents.", not_for=["A league table"], contact=Contact(name="The analysis team")
)


def report(name: str = "02_gap", **changes: Any) -> dict[str, Any]:
    files = dict.fromkeys(
        [
            "receipt.json",
            "results.json",
            f"{name}.html",
            f"{name}.pdf",
            f"{name}.ipynb",
            f"{name}.xlsx",
            "data/figure-1.csv",
        ],
        "sha256",
    )
    about = {"name": name, "title": "Gaps", "question": "How long?", "edition": "2026-11-21", "headline": "Half came soon",
             "findings": ["Half came within two years."], "figure": FIGURE}  # fmt: skip
    return about | {"files": files} | changes


@pytest.fixture
def render(tmp_path: Path) -> Any:
    folder = tmp_path / "00_summary" / "data"
    folder.mkdir(parents=True)
    (folder / "figure-1.svg").write_text(sample.drawing(), encoding="utf-8")

    def rendered(*entries: dict[str, Any], site: Site = SITE, ledger: str = "") -> BeautifulSoup:
        return BeautifulSoup(index.render(list(entries), site, tmp_path, ledger), "html.parser")

    return rendered


def test_each_report_stands_with_its_finding_as_the_link(render: Any) -> None:
    page = render(report())
    assert [(one["href"], one.contents[0]) for one in page.select("#02_gap a".replace("#02", "#\\30 2"))] == [
        ("02_gap/02_gap.html", "Half came soon"),
        ("02_gap/02_gap.pdf", "PDF"),
        ("02_gap/02_gap.xlsx", "Workbook"),
        ("02_gap/02_gap.ipynb", "Notebook"),
    ]
    assert "Report 02 · Gaps" in page.get_text()


def test_it_begins_with_the_report_that_the_recipes_name(render: Any) -> None:
    page = render(report("00_summary", headline="What should the committee ask?"), report())
    begin = page.select_one(".begin")
    assert begin.h2.get_text() == "What should the committee ask?"
    assert [one.get_text() for one in begin.select("ol li")] == ["Half came within two years."]
    assert begin.select_one("svg")["aria-label"] == "Six points"
    assert begin.select_one("figcaption b").get_text() == "Six quarters"
    assert begin.select_one(".note").get_text() == "Source: 000 Table 5."
    assert len(page.select(".reports > li")) == 1


def test_pictures_beside_the_findings_are_decoration(render: Any) -> None:
    page = render(report("00_summary"), site=Site())
    assert page.select_one(".reports svg")["aria-hidden"] == "true"
    assert page.select(".reports text") == []


def test_purpose_edition_contact_and_what_it_is_not_for_stand_once(render: Any) -> None:
    page = render(report(edition="2026-02-01"), report("b", edition="2026-10-31"), report("c", edition=""))
    text = page.get_text(" ")
    for part in (SITE.purpose, "Five documents.", "Edition of 31 October 2026", "A league table", "The analysis team"):
        assert text.count(part) == 1


def test_the_search_knows_title_question_and_findings(render: Any) -> None:
    words = render(report())("li", attrs={"data-search": True})[0]["data-search"]
    assert [part in words for part in ("gaps", "how long?", "half came soon", "within two years")] == [True] * 4


def test_a_report_not_yet_made_has_no_link(render: Any) -> None:
    page = render(report(files={}, edition="", headline=""))
    assert page.select("main a") == []
    assert "How long?" in page.select_one("main h3").get_text()
    assert "Not yet made" in page.get_text()


def test_text_stays_text_and_nothing_is_asked_elsewhere(render: Any) -> None:
    page = render(report(headline="<script>x</script>", title="<img src=x>"))
    assert page.select("main script, main img") == []
    assert "<script>x</script>" in page.select_one("main h3").get_text()
    assert page.select("[src]") == []


def test_an_edition_without_reports_is_a_page(render: Any) -> None:
    assert render().h1


def test_the_ledger_is_linked_where_there_is_one(render: Any) -> None:
    assert render(report(), ledger="claims.csv").select_one('a[href="claims.csv"]').get_text().startswith("Every claim")
    assert render(report()).select_one('a[href="claims.csv"]') is None
