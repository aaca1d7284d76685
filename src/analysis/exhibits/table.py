"""A typed table: words and numbers in cells, which keep what they are until they are shown."""

import re
from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number
from analysis.indicators.stated import plain

# 57, 1,306, 36.5, −1.25, £47,000, 12%, 0.94 … and what stands between two of them
FIGURE = re.compile(
    r"(?:about |p [=<] )?[−+-]?£?\d[\d,.]*[%m]?"
    r"(?:(?: of | to | \(|; | \(± )[−+-]?£?\d[\d,.]*%?| points?\b| months?\b| per 10,000| or (?:above|more|less)|\))*"
)
SHORT = 20  # letters of a word in a column of figures: “not printed”


@dataclass(frozen=True, eq=False)
class Cell:
    """A number in a table, said by one of its faces."""

    number: Number
    face: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A table.

    Parameters
    ----------
    frame : pandas.DataFrame
        The index heads the rows, and its names their columns; cells are text, a `Number`, a `Cell`, or a plain count.
        A column whose cells are all numbers, in whatever form, is one of numbers: also ranges, changes and counts of counts,
        with a few short words between them.
    source : str
        Read off the rows (`analysis.indicators.sources.line`).
    note : str
    simulated : bool
    """

    frame: pd.DataFrame
    source: str
    note: str = ""
    simulated: bool = False

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError("A table needs a source.")

    @property
    def flat(self) -> pd.DataFrame:
        """The table with its row heads as columns; an index without a name heads its rows under an empty name."""
        names = [str(name or "") for name in self.frame.index.names]
        return self.frame.rename_axis(index=names).reset_index() if names != [""] else self.frame.reset_index(names="")

    @property
    def kinds(self) -> list[str]:
        """``number`` or ``text`` for each column of `flat`."""
        columns = [list(self.flat.iloc[:, place]) for place in range(self.flat.shape[1])]
        heads = [_all_numbers(column) for column in columns[: self.heads]]
        body = [_all_numbers(column) or _reads_as_numbers(column) for column in columns[self.heads :]]
        return ["number" if held else "text" for held in heads + body]

    @property
    def heads(self) -> int:
        """How many columns head the rows."""
        return int(self.frame.index.nlevels)


def said(cell: Any) -> str:
    """Return a cell as a reader sees it, a number as a link to its record."""
    if isinstance(cell, Cell):
        return format(cell.number, cell.face)
    if isinstance(cell, Number):
        return format(cell)
    if _blank(cell):
        return ""
    if isinstance(cell, Real) and not isinstance(cell, bool):
        return words.number(float(cell), 0 if float(cell).is_integer() else 1)
    return str(cell)


def _all_numbers(cells: list[Any]) -> bool:
    told = [cell for cell in cells if not _blank(cell) and cell != ""]
    return bool(told) and all(isinstance(cell, Real | Number | Cell) and not isinstance(cell, bool) for cell in told)


def _reads_as_numbers(cells: list[Any]) -> bool:
    told = [plain(said(cell)) for cell in cells if not _blank(cell) and cell != ""]
    figures = [text for text in told if any(map(str.isdigit, text))]
    words = [text for text in told if text not in figures]
    return (
        len(figures) >= max(1, len(words))
        and all(map(FIGURE.fullmatch, figures))
        and max(map(len, words), default=0) <= SHORT
    )


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell)
