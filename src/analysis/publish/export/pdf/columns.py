"""How wide the columns of a table are on paper, and how long it gets."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from PIL import ImageFont

from analysis.publish.export.contents.tables import Table

CHARACTERS_OF_A_LINE, SHORT = 109, 40  # 174 mm at 9 points, in widths of a usual letter
# Letters of a phrase; text that is so many times as long is a sentence, beside which a phrase may wrap.
PHRASE, SENTENCE = 20, 3.3
HEAD = 12  # a heading may wrap, but not at every word
GAP = 2.4  # between two columns
EM = 0.5  # width of a usual letter, a tabular digit


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.ttf"), 1000)


@cache
def _wide(text: str) -> float:
    """Return how wide a text is, in usual letters: semibold, as headings are, so that text has some room."""
    return float(_font().getlength(text)) / 1000 / EM


def lines(table: Table) -> int:
    """Return about how many lines the body of a table takes."""
    return sum(1 + max(len(cell.text) for cell in row) // SHORT for row in table.rows)


def widths(table: Table) -> str:
    """Return the columns for Typst: what those of short text need, and a share of the rest for the others.

    Typst alone would make all columns that are wider than the average equally wide, and break dates.
    """
    body = [_longest(row[at].text for row in table.rows) for at in range(len(table.columns))]
    heads = [_wide(column.name) for column in table.columns]
    words = [_longest(re.findall(r"\S+", column.name)) for column in table.columns]
    if sum(map(max, body, heads)) < CHARACTERS_OF_A_LINE - GAP * len(table.columns):
        return _spread(list(map(max, body, heads)))
    needs = [max(text, word, min(name, HEAD)) + GAP for text, name, word in zip(body, heads, words, strict=True)]
    if sum(needs) <= CHARACTERS_OF_A_LINE:
        return _spread(needs)
    room, fixed = float(CHARACTERS_OF_A_LINE), set[int]()
    for at in sorted(range(len(needs)), key=needs.__getitem__):
        wraps = PHRASE < needs[at] < max(needs) / SENTENCE
        if not wraps and needs[at] <= room / (len(needs) - len(fixed)) and len(fixed) < len(needs) - 1:
            room -= needs[at]
            fixed.add(at)
    # by the root, so that a very long text does not press the others together
    each = (f"{need * EM:.2f}em" if at in fixed else f"{need**0.5:.1f}fr" for at, need in enumerate(needs))
    return f"({', '.join(each)},)"


def _spread(needs: list[float]) -> str:
    """Return columns of a table that fits: as wide as they need where it is small, over the whole measure where not."""
    if sum(needs) < CHARACTERS_OF_A_LINE / 2:
        return str(len(needs))
    return f"({', '.join(f'{need + GAP:.1f}fr' for need in needs)},)"


def _longest(texts: Iterable[str]) -> float:
    return max(map(_wide, texts), default=1.0)
