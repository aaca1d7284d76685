"""A table in HTML: scoped headers, numbers to the right, cells that lead to their numbers."""

import re
from collections.abc import Mapping
from html import escape

from analysis.publish.export.contents import linked_words
from analysis.publish.export.contents.tables import Cell, Column, Table

SHORT, HEAD, NUMBER = 15, 18, 30  # letters that stand on one line, in text, at the head of a row (a day) and in figures
# Letters of a cell, and of all columns with the gaps between; beyond, a row stands on a telephone as a paragraph.
SENTENCE, ACROSS, GAP = 60, 48, 3
MANY = 7  # columns; more stand closer together
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
        Whether it is the data of a figure, which stay a table on a telephone, too: rows are many and cells short.
    """
    names = "".join(_head(column) for column in given.columns)
    groups = "".join(_group(group.name, group.span) for group in given.groups)
    head = f"<tr>{groups}</tr><tr>{names}</tr>" if groups else f"<tr>{names}</tr>"
    body = "".join(f"<tr>{_row(row, given.columns, known)}</tr>" for row in given.rows)
    label = f' aria-labelledby="{escape(named_by)}"' if named_by else ""
    written = f"<table{label}><thead>{head}</thead><tbody>{body}</tbody></table>"
    if groups or not _wide(given, folded=folded):
        return written
    return _told(written, "told wide" if len(given.columns) > MANY else "told")


def _wide(given: Table, *, folded: bool) -> bool:
    """Return whether a cell, or all columns side by side, hold more than a telephone shows in a line."""
    if any(len(cell.text) > SENTENCE for row in given.rows for cell in row):
        return True
    across = sum(
        _letters(column, [row[place].text for row in given.rows]) for place, column in enumerate(given.columns)
    )
    return not folded and across > ACROSS


def _letters(column: Column, cells: list[str]) -> int:
    """Return the letters that a column needs: of its longest cell, or of the longest word where words may wrap."""
    wrapped = [word for text in [column.name, *(cells if column.head else [])] for word in text.split()]
    return max(map(len, [*wrapped, *([] if column.head else cells)]), default=0) + GAP


def _told(written: str, kinds: str) -> str:
    """Say what each part is: a browser forgets that of a table which a style sheet sets as paragraphs."""
    for part, role in ROLES.items():
        written = re.sub(f"<{part}(?=[ >])", f'<{part} role="{role}"', written)
    return written.replace("<table ", f'<table class="{kinds}" ', 1)


def scrolling(written: str, label: str) -> str:
    """Return a table in a box that scrolls by itself on a narrow screen, and by keyboard."""
    return f'<div class="scroll" role="group" aria-label="{escape(label)}" tabindex="0">{written}</div>'


def _group(name: str, span: int) -> str:
    # an empty corner is no header of anything
    return f'<th scope="colgroup" colspan="{span}">{escape(name)}</th>' if name else f'<td colspan="{span}"></td>'


def _head(column: Column) -> str:
    kind = ' class="number"' if column.kind == "number" else ""
    return f'<th scope="col"{kind}>{escape(column.name)}</th>' if column.name else f"<td{kind}></td>"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], known: Mapping[str, str]) -> str:
    return "".join(_cell(cell, column, known) for cell, column in zip(row, columns, strict=True))


def _cell(cell: Cell, column: Column, known: Mapping[str, str]) -> str:
    said = linked_words.number(cell.text, cell.key, known) if cell.key else escape(cell.text)
    limit = NUMBER if column.kind == "number" else HEAD if column.head else SHORT
    kinds = ["number"] * (column.kind == "number") + ["short"] * (len(cell.text) <= limit)
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    if column.head and cell.text:
        return f'<th scope="row"{kind}>{said}</th>'
    return f'<td{kind} data-head="{escape(column.name)}">{said}</td>'
