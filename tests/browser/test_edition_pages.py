"""Every page of the published edition in real Chromium: quiet, fitting, and accessible, on a phone, in the dark, enlarged."""

from pathlib import Path
from typing import Any

import pytest

REPORTS = Path(__file__).parents[2] / "reports"
PAGES = [pytest.param(path, id=path.stem) for path in sorted(REPORTS.glob("**/*.html"))]
# by day `test_reports.py` looks at a report and a front page from the same templates
pytestmark = [pytest.mark.browser, pytest.mark.nightly]


@pytest.mark.parametrize("path", PAGES)
def test_a_published_page_is_quiet_fits_and_is_accessible(check: Any, path: Path) -> None:
    check(path, 390)


@pytest.mark.parametrize("path", PAGES)
def test_it_is_so_in_the_dark_and_at_twice_the_size(check: Any, path: Path) -> None:
    check(path, 1440, "dark", 2)


def test_the_pages_are_those_of_the_edition() -> None:
    folders = [path.name for path in REPORTS.iterdir() if path.is_dir() and path.name[:1].isdigit()]
    assert sorted(page.id for page in PAGES) == sorted([*folders, "index"])
