import importlib
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    yield importlib.import_module("write_readme")
    sys.path.remove(str(ROOT / "tools"))


def test_the_readme_says_what_the_edition_found(tool):
    assert (ROOT / "README.md").read_text(encoding="utf-8") == tool.readme(), "Run `python tools/write_readme.py`."


def test_the_map_of_tables_is_current(tool):
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == tool.tables(), (
        "Run `python tools/write_readme.py`."
    )


def test_the_picture_shows_the_page_that_the_edition_has(tool):
    with Image.open(ROOT / "docs" / "summary.png") as shown:
        assert shown.info[tool.DIGEST] == tool.said_on_page_one(), "Run `python tools/write_readme.py`."


def test_a_part_is_written_between_its_markers_and_nowhere_else(tool):
    text = "before <!-- a -->\nold\n<!-- /a --> after"
    assert tool.filled(text, {"a": "new"}) == "before <!-- a -->\nnew\n<!-- /a --> after"


def test_a_missing_marker_is_named(tool):
    with pytest.raises(ValueError, match="needs the markers <!-- a -->"):
        tool.filled("nothing", {"a": "new"})
