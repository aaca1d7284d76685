"""A page opened in real Chromium, for the files of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists() and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """Return a function that opens a page and notes what it says and asks for."""
    contexts = []

    def opened(path: Path, width: int = 1440, **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def check(open_page: Any) -> Any:
    """Return a function that holds a page to what every page must keep, folded and unfolded: no violation of any level."""
    from axe_playwright_python.sync_playwright import Axe

    def checked(path: Path, width: int, scheme: str = "light", zoom: int = 1) -> None:
        # at 200% a browser gives the page half the width and draws each pixel twice
        page = open_page(path, width // zoom, color_scheme=scheme, device_scale_factor=zoom)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(fits), "the page scrolls sideways"
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        assert page.evaluate(fits), "unfolded, the page scrolls sideways"
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert {(one["id"], node["html"][:120]) for one in found for node in one["nodes"]} == set()
        assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
        assert page.said == []

    return checked
