"""Reports and index in real Chromium: quiet, self-contained, usable by keyboard, on paper and on a phone."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the group 'browser' is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the group 'browser' is not installed")
sys.path.append(str(Path(__file__).parents[1] / "publish"))
import sample  # noqa: E402

from analysis.publish.edition import index  # noqa: E402
from analysis.publish.export import html  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
REPORTS = Path(__file__).parents[2] / "reports"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium: apt-get install chromium"),
]
FILES = ["sample.pdf", "sample.html", "sample.ipynb", "results.json", "data/figure-1.csv", "receipt.json"]
ABOUT = {"title": "Did repeat plans really rise?", "question": "More than chance?", "edition": "2026-11-01"}
ENTRIES = [
    {"name": "sample", **ABOUT, "files": dict.fromkeys(FILES, "sha256")},
    {"name": "late", "title": "<b>Late</b>", "question": "no <i>row</i>", "edition": "", "files": {}},
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    edition = tmp_path_factory.mktemp("edition")
    folder = edition / "sample"
    (folder / "data").mkdir(parents=True)
    nb = sample.make_notebook()
    (folder / "sample.html").write_text(html.export(nb), encoding="utf-8")
    (folder / "hostile.html").write_text(html.export(sample.make_notebook(sample.HOSTILE)), encoding="utf-8")
    (edition / "index.html").write_text(index.render(ENTRIES), encoding="utf-8")
    for name, text in html.figure_data(nb).items():
        (folder / "data" / name).write_text(text, encoding="utf-8")
    published = {str(path.relative_to(REPORTS)): path for path in sorted(REPORTS.glob("**/*.html"))}
    return {path.stem: path for path in edition.glob("**/*.html")} | published


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, pages: dict[str, Path]) -> Iterator[Any]:
    """Return a function that opens a page and notes what it says and asks for."""
    contexts = []

    def opened(name: str, width: int = 1440, **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(pages[name].as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["sample", "hostile", "index"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_a_page_is_quiet_fits_and_is_accessible(open_page: Any, name: str, width: int, scheme: str) -> None:
    page = open_page(name, width, color_scheme=scheme)
    check(page)


def test_every_published_page_is_quiet_fits_and_is_accessible(open_page: Any, pages: dict[str, Path]) -> None:
    for name in [name for name, path in pages.items() if path.is_relative_to(REPORTS)]:
        check(open_page(name, 360))


def check(page: Any) -> None:
    """Hold a page to what every page must keep, with everything folded and unfolded."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "unfolded, the page scrolls sideways"
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    bad = {(one["id"], node["html"][:120]) for one in found for node in one["nodes"] if one["impact"] != "minor"}
    assert bad == set()
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.said == []


def test_contents_lead_to_their_sections(open_page: Any) -> None:
    page = open_page("sample")
    for link in page.locator("nav a").all():
        link.click()
        target = page.locator(link.get_attribute("href"))
        playwright.expect(target).to_be_in_viewport()


def test_a_phone_sees_the_answer_before_the_contents(open_page: Any) -> None:
    page = open_page("sample", 360)
    assert not page.locator("nav ul").is_visible()
    assert page.locator("#answer").bounding_box()["y"] < 900


def test_code_unfolds_and_folds(open_page: Any) -> None:
    page = open_page("sample")
    code = page.get_by_text("secret_code_line")
    assert not code.is_visible()
    page.get_by_role("button", name="Show all code").click()
    assert code.is_visible()
    page.get_by_role("button", name="Show all code").click()
    assert not code.is_visible()


def test_the_keyboard_skips_to_the_report_and_shows_where_it_is(open_page: Any) -> None:
    page = open_page("sample")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_number_leads_to_the_printed_row(open_page: Any) -> None:
    page = open_page("sample")
    page.locator("section.answer a", has_text="21.3%").click()
    row = page.locator("tr", has=page.locator(":target"))
    row.locator("summary").click()
    row.locator("li a").first.click()
    assert "18.2%" in page.locator("tr", has=page.locator(":target")).inner_text()


def test_the_data_of_a_figure_can_be_had(open_page: Any) -> None:
    page = open_page("sample")
    page.get_by_text("Data of figure 1").first.click()
    with page.expect_download() as download:
        page.locator("figure#figure-1 a[download]").click()
    assert Path(download.value.path()).read_text().startswith("Quarter,value,low,high")


def test_print_shows_the_report_and_hides_the_rest(open_page: Any) -> None:
    page = open_page("sample", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert not page.locator("details.code").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("figure svg").first.is_visible()


def test_the_index_leads_to_every_file(open_page: Any) -> None:
    page = open_page("index")
    links = [link.get_attribute("href") for link in page.locator("#sample a").all()]
    assert links == [f"sample/{name}" for name in FILES[:-1]]
    assert "Latest edition: 1 November 2026" in page.inner_text("header")
    assert page.locator("#late h3").inner_text() == "<b>Late</b>"
    assert "no <i>row</i>" in page.locator("#late").inner_text()
    page.locator("#sample a", has_text="HTML").click()
    assert page.locator("h1").inner_text() == "Did repeat plans really rise?"
