"""The page for one's own use: every example on it runs and gives what it shows, each section by itself."""

import doctest
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "toolkit.md"
SECTIONS = dict(re.findall(r"(?ms)^## (\w+)(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8")))


def examples(section):
    """Return the Python of a section, its fences left out."""
    return "\n".join(re.findall(r"(?s)```python\n(.*?)```", section))


@pytest.mark.parametrize("name", SECTIONS)
def test_every_example_gives_what_it_shows(name, monkeypatch):
    monkeypatch.delenv("ANALYSIS_EDITION", raising=False)
    test = doctest.DocTestParser().get_doctest(examples(SECTIONS[name]), {}, name, str(PAGE), 0)
    assert [each for each in test.examples if each.want]
    said = []
    assert doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed == 0, "".join(said)


def test_the_page_documents_the_core():
    assert set(SECTIONS) >= {"Policy", "Figures", "SharesOverTime", "page", "YourSeries", "Charts", "Marks"}
    assert "```" not in re.sub(r"(?s)```python\n.*?```", "", PAGE.read_text(encoding="utf-8")), (
        "an example that nobody runs"
    )
