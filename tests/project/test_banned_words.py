"""Words that no report may use, held where its sentences are written: in the notebooks and in what says their numbers."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# one vocabulary: chance and range, not the statistician's names; and phrases that readers of earlier pages tripped over
BANNED = re.compile(
    r"\b(?:noise|luck|lucky|outliers?|p-values?|confidence intervals?|statistically|significantly|design effect of"
    r"|the print cannot say|is a matter of the year|by the document's own tables|bought with the other|one that stands alone"
    r"|says the same of|conferences? in time)\b",
    re.IGNORECASE,
)
ROOMS = ("investigations", "claims", "exhibits", "indicators")
TRANSLATES = "calibrated.py"  # from such names to plain ones
SOURCES = [
    path
    for room in ROOMS
    for path in sorted((ROOT / "src" / "analysis" / room).rglob("*.py"))
    if path.name != TRANSLATES
]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def strings(source):
    """Return the texts of a module or cell: every string that is no docstring."""
    tree = ast.parse(source)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docs = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in found if id(node) not in docs]


def said(notebook):
    """Return what a notebook says: its own prose before the methods, and the texts in its code."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield source.partition("## Methods")[0]
        else:
            yield from strings(source)


@pytest.mark.parametrize("path", [*SOURCES, *NOTEBOOKS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_banned_word_is_written(path):
    texts = said(path) if path.suffix == ".ipynb" else strings(path.read_text(encoding="utf-8"))
    assert [found[0] for text in texts for found in [BANNED.search(text)] if found] == []


def test_the_list_catches_what_it_names():
    assert [BANNED.search(text) is None for text in ("more than luck makes", "within what chance allows")] == [
        False,
        True,
    ]
    assert strings('"""A docstring."""\nsay("by luck")') == ["by luck"]
