"""Reports and front page in real Chromium: quiet, self-contained, usable by keyboard, on paper and on a phone."""

from pathlib import Path
from typing import Any

import pytest
import sample

from analysis.publish.edition import index
from analysis.publish.export.contents import reading
from analysis.publish.export.html import page as pages_of
from analysis.publish.planning.recipe_file import Contact, Site

playwright = pytest.importorskip("playwright.sync_api", reason="the group 'browser' is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the group 'browser' is not installed")

pytestmark = pytest.mark.browser
NAME = "02_sample"
FILES = [f"{NAME}.{kind}" for kind in ("html", "pdf", "xlsx", "ipynb")]
FIGURE = {
    "alt": "Six points",
    "title": "Six quarters",
    "subtitle": "% of plans",
    "note": "",
    "source": "T",
    "simulated": False,
}
ABOUT = {"title": "Repeat plans", "question": "More than chance?", "headline": "Most ups and downs are chance",
         "findings": ["Quarters fit chance."], "figure": FIGURE, "edition": "2026-11-01"}  # fmt: skip
ENTRIES = [
    {"name": NAME, **ABOUT, "files": dict.fromkeys(FILES, "sha256")},
    {"name": "03_other", **ABOUT, "title": "Gaps", "headline": "Half came soon", "files": {"03_other.html": "sha256"}},
    {"name": "late", "title": "<b>Late</b>", "question": "Why late?", "edition": "", "files": {}},
]
SITE = Site(
    begin=NAME, not_for=["A league table", "Targets"], contact=Contact(name="The team", link="mailto:team@example.org")
)
VIEWS = [(390, "light", 1), (1440, "dark", 1), (390, "dark", 1), (1440, "light", 1), (1440, "light", 2)]
# by day what is narrow and what is dark; at night every page in every view
DAILY = {(NAME, VIEWS[0]), (NAME, VIEWS[1]), ("hostile", VIEWS[0]), ("index", VIEWS[2])}
SEEN = [
    pytest.param(name, *view, marks=[] if (name, view) in DAILY else pytest.mark.nightly)
    for name in (NAME, "rows", "hostile", "index")
    for view in VIEWS
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    edition = tmp_path_factory.mktemp("edition")
    folder = edition / NAME
    (folder / "data").mkdir(parents=True)
    for name, options in ((NAME, {}), ("rows", {"big": True}), ("hostile", {"label": sample.HOSTILE})):
        report = reading.read(sample.make_notebook(**options))
        (folder / f"{name}.html").write_text(pages_of.made(report), encoding="utf-8")
        for file, text in pages_of.figure_data(report).items():
            (folder / "data" / file).write_text(text, encoding="utf-8")
    (folder / "data" / "figure-1.svg").write_text(sample.drawing(), encoding="utf-8")
    (edition / "index.html").write_text(index.render(ENTRIES, SITE, edition), encoding="utf-8")
    return {path.stem: path for path in edition.glob("**/*.html")}


@pytest.fixture
def opened(open_page: Any, pages: dict[str, Path]) -> Any:
    """Return a function that opens a page by its name."""
    return lambda name, *size, **options: open_page(pages[name], *size, **options)


@pytest.mark.parametrize(("name", "width", "scheme", "zoom"), SEEN)
def test_a_page_is_quiet_fits_and_is_accessible(
    check: Any, pages: Any, name: str, width: int, scheme: str, zoom: int
) -> None:
    check(pages[name], width, scheme, zoom)


def test_contents_lead_to_their_sections(opened: Any) -> None:
    page = opened(NAME)
    for link in page.locator("nav.contents a").all():
        link.click()
        playwright.expect(page.locator(link.get_attribute("href"))).to_be_in_viewport()


def test_a_phone_sees_headline_and_findings_first(opened: Any) -> None:
    page = opened(NAME, 390)
    assert not page.locator("nav.contents ul").is_visible()
    assert page.locator(".findings").bounding_box()["y"] < 500


def test_a_number_in_a_title_or_question_stays_among_its_words(opened: Any) -> None:
    page = opened(NAME, 390)
    words = "Warwickshire’s <a href='#'>27.5%</a> notwithstanding, <a href='#'>18.3%</a> unsurprisingly followed"
    script = (
        "words => document.querySelectorAll('.findings h2, .asks ol > li').forEach((one) => { one.innerHTML = words; })"
    )
    page.evaluate(script, words)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_gets_the_narrow_figure_and_a_wide_screen_the_wide_one(opened: Any) -> None:
    for width, shown, hidden in ((390, "narrow", "wide"), (1440, "wide", "narrow")):
        page = opened(NAME, width)
        assert page.locator(f"#figure-1 .{shown} svg").is_visible()
        assert not page.locator(f"#figure-1 .{hidden} svg").is_visible()


def test_figures_are_drawn_for_the_dark(opened: Any) -> None:
    script = "getComputedStyle(document.querySelector('#figure-1 svg text')).fill"
    assert opened(NAME, color_scheme="light").evaluate(script) != opened(NAME, color_scheme="dark").evaluate(script)


def test_the_button_says_what_it_will_do(opened: Any) -> None:
    page = opened(NAME)
    code = page.get_by_text("secret_code_line")
    assert not code.is_visible()
    page.get_by_role("button", name="Show the code").click()
    assert code.is_visible()
    page.get_by_role("button", name="Hide the code").click()
    assert not code.is_visible()


def test_the_keyboard_skips_to_the_report_and_shows_where_it_is(opened: Any) -> None:
    page = opened(NAME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_number_shows_its_range_and_its_printed_rows_beside_itself(opened: Any) -> None:
    page = opened(NAME)
    number = page.locator(".findings a.n").first
    assert "14.6% to 21.3%" in number.get_attribute("title")
    number.click()
    card = page.get_by_role("dialog")
    assert "17.7% (14.6% to 21.3%)" in card.inner_text()
    card.locator("summary").click()
    assert "12.1%" in card.inner_text()
    assert "Table 5" in card.inner_text()
    assert axe.Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.className") == "n"


def test_without_script_a_number_leads_to_its_record_and_all_is_there(opened: Any) -> None:
    page = opened(NAME, java_script_enabled=False)
    page.locator(".findings a.n").first.click()
    playwright.expect(page.locator("[id='number-repeat_plans/pooled']")).to_be_in_viewport()
    assert page.locator("details.code").first.is_visible()


def test_the_data_of_a_figure_can_be_had(opened: Any) -> None:
    page = opened(NAME)
    page.get_by_text("Data of figure 1").first.click()
    with page.expect_download() as download:
        page.locator("figure#figure-1 a[download]").click()
    assert Path(download.value.path()).read_text().startswith("Quarter,Share")


def test_print_shows_the_report_and_hides_the_rest(opened: Any) -> None:
    page = opened(NAME, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav.contents").is_visible()
    assert not page.locator("details.code").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 33, 38)"
    assert page.locator("figure svg").first.is_visible()


def test_the_front_page_leads_to_every_file(opened: Any) -> None:
    page = opened("index")
    links = [link.get_attribute("href") for link in page.locator(f"[id='{NAME}'] a").all()]
    assert links == [f"{NAME}/{name}" for name in FILES]
    assert page.locator("#late h3").inner_text() == "Why late?"
    page.get_by_role("link", name="Read it in full").click()
    assert page.locator("h1").inner_text().startswith("Most ups and downs")


def test_the_search_leaves_what_matches(opened: Any) -> None:
    page = opened("index")
    page.get_by_role("searchbox").fill("half SOON")
    assert page.get_by_role("status").inner_text() == "1 of 3 reports"
    assert page.locator("[id='03_other']").is_visible()
    assert not page.locator("#late").is_visible()
    page.get_by_role("searchbox").fill("")
    assert page.locator("#late").is_visible()
    assert not opened("index", java_script_enabled=False).locator("form").is_visible()
