"""A typed table: words and numbers in cells, which keep what they are until they are shown."""

from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number


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
        A column whose cells are all numbers, in whatever form, is one of numbers.
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
        columns = [self.flat.iloc[:, place] for place in range(self.flat.shape[1])]
        return ["number" if _all_numbers(list(column)) else "text" for column in columns]

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


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell)
