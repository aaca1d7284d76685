"""Ties are ordered alike on every processor: pandas' usual sort of one column orders them as its vector instructions do."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def unstable(source: str) -> list[int]:
    """Return the lines that sort by one column without saying ``kind="stable"``; several columns are sorted stably."""
    return [
        call.lineno
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "sort_values"
        if not (call.args and isinstance(call.args[0], ast.List) and len(call.args[0].elts) > 1)
        if not any(word.arg == "kind" and ast.literal_eval(word.value) == "stable" for word in call.keywords)
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('a.sort_values("x")\nb.sort_values()', [1, 2]),
        ('a.sort_values(["x"])', [1]),
        ('a.sort_values("x", kind="quicksort")', [1]),
        ('a.sort_values("x", kind="stable")\na.sort_values(["x", "y"])', []),
    ],
)
def test_an_unstable_sort_is_found(source: str, lines: list[int]) -> None:
    assert unstable(source) == lines


def test_every_sort_of_one_column_is_stable() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (lines := unstable(path.read_text(encoding="utf-8")))
    }
    assert not found, 'these lines must say kind="stable"'
