"""A table in HTML: scoped headers, numbers to the right, cells that lead to their numbers."""

import re
from collections.abc import Mapping
from html import escape

from analysis.publish.export.contents import linked_words
from analysis.publish.export.contents.tables import Cell, Column, Table

SHORT, NUMBER = 20, 34  # letters that stand on one line, in text (a day, a verdict) and in figures
# Letters of a cell, and of all columns with the gaps between; beyond, a row stands on a telephone as a paragraph. Smaller
# letters hold the data of a figure longer. A head of rows is never narrower than so many letters.
SENTENCE, ACROSS, FOLDED, GAP, NARROWEST = 60, 48, 60, 3, 13
# Letters of all columns that fit a screen, sentences counted as phrases; more stand closer together.
SCREEN, PHRASE = 90, 20
HALF = 22  # letters of a head and its cell that leave room for another on a telephone's line
ROLES = {
    "table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", 'th scope="col"': "columnheader",
    'th scope="row"': "rowheader", "td": "cell",
}  # fmt: skip


def table(given: Table, known: Mapping[str, str], named_by: str = "", *, folded: bool = False) -> str:
    """Write a table.

    Parameters
    ----------
    given : Table
    known : mapping
        By key, what a pointer over a number shows.
    named_by : str
        Identifier of the element that names the table.
    folded : bool
        Whether it is the data of a figure, whose rows are many: they stand closer together.
    """
    names = "".join(_head(column) for column in given.columns)
    groups = "".join(_group(group.name, group.span) for group in given.groups)
    head = f"<tr>{groups}</tr><tr>{names}</tr>" if groups else f"<tr>{names}</tr>"
    brief = [_brief(*each) for each in _columns(given)]
    body = "".join(f"<tr>{_row(row, given.columns, brief, known)}</tr>" for row in given.rows)
    label = f' aria-labelledby="{escape(named_by)}"' if named_by else ""
    written = f"<table{label}><thead>{head}</thead><tbody>{body}</tbody></table>"
    letters = [_letters(column, cells) for column, cells in _columns(given)]
    across = sum(letters)
    told = not groups and (across > (FOLDED if folded else ACROSS) or _longest(given) > SENTENCE)
    kinds = ["told"] * told + ["wide"] * (sum(min(PHRASE, each) for each in letters) > SCREEN) + ["data"] * folded
    named = written.replace("<table", f'<table class="{" ".join(kinds)}"', 1) if kinds else written
    return _told(named) if told else named


def _columns(given: Table) -> list[tuple[Column, list[str]]]:
    return [(column, [row[place].text for row in given.rows]) for place, column in enumerate(given.columns)]


def _longest(given: Table) -> int:
    return max((len(cell.text) for row in given.rows for cell in row), default=0)


def _brief(column: Column, cells: list[str]) -> bool:
    """Return whether two cells like those of a column, each after its head, find room on a line of a telephone."""
    return not column.head and len(column.name) + 2 + max(map(len, cells), default=0) <= HALF


def _letters(column: Column, cells: list[str]) -> int:
    """Return the letters that a column needs: of its longest cell, or of the longest word where words may wrap."""
    wrapped = [word for text in [column.name, *(cells if column.head else [])] for word in text.split()]
    least = NARROWEST if column.head else 0
    return max([least, *map(len, wrapped), *([] if column.head else map(len, cells))]) + GAP


def _told(written: str) -> str:
    """Say what each part is: a browser forgets that of a table which a style sheet sets as paragraphs."""
    for part, role in ROLES.items():
        written = re.sub(f"<{part}(?=[ >])", f'<{part} role="{role}"', written)
    return written


def scrolling(written: str, label: str) -> str:
    """Return a table in a box that scrolls by itself on a narrow screen, and by keyboard."""
    return f'<div class="scroll" role="group" aria-label="{escape(label)}" tabindex="0">{written}</div>'


def _group(name: str, span: int) -> str:
    # an empty corner is no header of anything
    return f'<th scope="colgroup" colspan="{span}">{escape(name)}</th>' if name else f'<td colspan="{span}"></td>'


def _head(column: Column) -> str:
    kind = ' class="number"' if column.kind == "number" else ""
    return f'<th scope="col"{kind}>{escape(column.name)}</th>' if column.name else f"<td{kind}></td>"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], brief: list[bool], known: Mapping[str, str]) -> str:
    return "".join(_cell(cell, column, known, brief=one) for cell, column, one in zip(row, columns, brief, strict=True))


def _cell(cell: Cell, column: Column, known: Mapping[str, str], *, brief: bool) -> str:
    said = linked_words.linked(cell.said, known) if cell.said else linked_words.number(cell.text, cell.key, known)
    limit = NUMBER if column.kind == "number" else SHORT
    kinds = ["number"] * (column.kind == "number") + ["short"] * (len(cell.text) <= limit) + ["brief"] * brief
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    if column.head and cell.text:
        return f'<th scope="row"{kind}>{said}</th>'
    head = f"{column.name}{'' if column.name.endswith('?') else ':'}" if column.name else ""
    return f'<td{kind} data-head="{escape(head)}">{said}</td>'
