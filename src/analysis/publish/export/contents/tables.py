"""A table as a notebook hands it over: named columns that say what they hold, and cells that may lead to a number."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.publish.export.characters import clean
from analysis.publish.export.contents import linked_words

TYPED = "application/vnd.analysis.table+json"
KINDS = ("text", "number")


class TableError(ValueError):
    """A typed table is not of the form agreed; the message says where."""


@dataclass(frozen=True)
class Column:
    """A column: its name, whether it holds ``text`` or a ``number`` to be aligned right, and whether it heads rows."""

    name: str
    kind: str = "text"
    head: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and the key of the number that it states; or, of a sentence, the same text with links to its numbers."""

    text: str
    key: str = ""
    said: str = ""


@dataclass(frozen=True)
class Group:
    """A name that stands above `span` columns."""

    name: str
    span: int


@dataclass(frozen=True)
class Table:
    """Columns, rows with one cell for each, and names above the columns where they are grouped."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[Group, ...] = ()

    @property
    def keys(self) -> set[str]:
        """The keys of the records that its cells state."""
        cells = [cell for row in self.rows for cell in row]
        return {cell.key for cell in cells if cell.key} | {
            key for cell in cells for key in linked_words.keys(cell.said)
        }


def typed(given: Any) -> Table:
    """Return the table of a typed output.

    Raises
    ------
    TableError
        If it is no typed table, has a column of no known kind, or a row with more or fewer cells than columns.
    """
    if not isinstance(given, Mapping) or not given.get("columns") or not isinstance(given.get("rows"), list):
        raise TableError("A typed table needs `columns` and `rows`.")
    columns = tuple(_column(one) for one in given["columns"])
    groups = tuple(Group(clean(str(one["name"])), int(one["span"])) for one in given.get("groups") or ())
    if groups and sum(one.span for one in groups) != len(columns):
        raise TableError(f"The groups of a table span {sum(one.span for one in groups)} of its {len(columns)} columns.")
    return Table(columns, tuple(_row(row, at, len(columns)) for at, row in enumerate(given["rows"], 1)), groups)


def _column(given: Mapping[str, Any]) -> Column:
    kind = given.get("kind", "text")
    if kind not in KINDS:
        raise TableError(f"The column '{given.get('name')}' is of the kind '{kind}'; known: {', '.join(KINDS)}.")
    return Column(clean(str(given.get("name", ""))), kind, bool(given.get("head")))


def _row(given: Sequence[Any], at: int, columns: int) -> tuple[Cell, ...]:
    if len(given) != columns:
        raise TableError(f"Row {at} of a table has {len(given)} cells for {columns} columns.")
    return tuple(_cell(one) for one in given)


def _cell(given: Any) -> Cell:
    if isinstance(given, Mapping):
        return Cell(*(clean(str(given.get(name) or "")) for name in ("text", "key", "said")))
    return Cell(clean(str(given)))


def of_texts(names: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool] = ()) -> Table:
    """Return a table of texts whose first column heads the rows; `numbers` says which columns hold numbers."""
    held = list(numbers) or [False] * len(names)
    columns = [Column(clean(name), KINDS[held[at]], head=not at and not held[at]) for at, name in enumerate(names)]
    return Table(tuple(columns), tuple(tuple(Cell(clean(text)) for text in row) for row in rows))


def of_csv(text: str, most: int | None = None) -> tuple[Table | None, int]:
    """Return the data of a figure as a table of at most so many rows, and how many rows were left out."""
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if len(rows) < 2:
        return None, 0
    head, body = rows[0], [row + [""] * (len(rows[0]) - len(row)) for row in rows[1:]]
    numbers = [all(is_number(row[at]) for row in body) for at in range(len(head))]
    shown = body if most is None else body[:most]
    return of_texts([name.replace("_", " ") for name in head], [row[: len(head)] for row in shown], numbers), len(
        body
    ) - len(shown)


def is_number(text: str) -> bool:
    """Return whether a text of a CSV file is a number, or empty."""
    try:
        float(text or 0)
    except ValueError:
        return False
    return True
