"""The index: what stands on it and where it leads; tests/browser opens it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from analysis.publish.edition import index


def report(**changes: Any) -> dict[str, Any]:
    files = dict.fromkeys(
        ["receipt.json", "results.json", "a b.html", "gap.pdf", "gap.ipynb", "data/figure-1.csv"], "sha256"
    )
    about = {"name": "gap", "title": "Gaps", "question": "How long?", "edition": "2026-11-21"}
    return about | {"files": files} | changes


def render(*entries: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(index.render(list(entries)), "html.parser")


def test_links_lead_into_the_folder_of_the_report() -> None:
    page = render(report())
    assert [(one["href"], one.contents[0]) for one in page.select("#gap a")] == [
        ("gap/gap.pdf", "PDF"),
        ("gap/a%20b.html", "HTML"),
        ("gap/gap.ipynb", "Executed notebook"),
        ("gap/results.json", "Results (JSON)"),
        ("gap/data/figure-1.csv", "Figure 1 (CSV)"),
    ]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "Edition of 21 November 2026"),
        ({"edition": "", "files": {}}, "Not yet made"),
    ],
)
def test_the_status_says_what_stands(changes: dict[str, Any], status: str) -> None:
    assert render(report(**changes)).select_one(".status").get_text() == status


def test_the_latest_edition_is_the_newest_of_all() -> None:
    page = render(report(edition="2026-02-01"), report(name="b", edition="2026-10-31"), report(name="c", edition=""))
    assert "Latest edition: 31 October 2026" in page.header.get_text()


def test_text_stays_text_and_nothing_is_asked_elsewhere() -> None:
    page = render(report(title="<script>x</script>", question="<img src=x>"))
    assert page.select("main script, main img") == []
    assert "<script>x</script>" in page.h3.get_text()
    assert page.select("[src]") == []


def test_an_edition_without_reports_is_a_page() -> None:
    assert render().h1


def test_the_ledger_is_linked_where_there_is_one():
    page = BeautifulSoup(index.render([report()], "claims.csv"), "html.parser")
    assert page.select_one('a[href="claims.csv"]').get_text().startswith("Every claim")
    assert render(report()).select_one('a[href="claims.csv"]') is None


def test_whom_and_when_a_report_covers_stand_beside_its_title():
    page = render(report(authority="Warwickshire", period="2018 to 2020"))
    assert "Warwickshire · 2018 to 2020" in page.get_text()
