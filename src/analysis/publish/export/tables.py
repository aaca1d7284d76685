"""HTML tables as pandas, statsmodels and others write them, read into cells and written as Typst or clean HTML."""

import re
from dataclasses import dataclass, replace
from html import escape

from bs4 import BeautifulSoup, Tag

from analysis.publish.export.text import clean, string

CHARACTERS_OF_A_LINE, SHORT = 95, 30
HEAD = 14  # a heading may wrap, but not at every word
EM = 0.66  # mean width of a letter or digit, bold included
MOST_LINES_TOGETHER = 14  # a longer table may go on over the page
NUMBER = re.compile(r"[£<>≈~+\u2212–-]? ?\d[\d,. ]*")
BESIDE_NUMBERS = re.compile(r"\b(of|to|p|pp|per|points?|months?|days?|weeks?|years?|k|m)\b|[%£()\[\]≈<>+\u2212–,. \d-]")


@dataclass(frozen=True)
class Cell:
    """A cell: its text, whether it heads a row or column, and how far it reaches."""

    text: str
    header: bool = False
    rowspan: int = 1
    colspan: int = 1
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table: the rows of its head, the rows of its body, and its own caption."""

    head: list[list[Cell]]
    body: list[list[Cell]]
    caption: str = ""
    shares: tuple[int, ...] = ()  # of the page's width, on paper; found from the text when empty

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((sum(cell.colspan for cell in row) for row in (self.head + self.body)[:1]), default=0)


def read(html: str) -> list[Table]:
    """Return the tables of a piece of HTML, as text only."""
    found = BeautifulSoup(html, "html.parser").find_all("table")
    return [table for table in map(_read_one, found) if table.body or table.head]


def plain(head: list[str], rows: list[list[str]]) -> Table:
    """Return a table from texts, the first cell of each row being its header."""
    body = [[Cell(clean(text), header=not at) for at, text in enumerate(row)] for row in rows]
    return Table([[Cell(clean(text), header=True) for text in head]], body)


def alignments(table: Table) -> list[str]:
    """Return ``"right"`` for columns of numbers and ``"left"`` for others."""
    texts: list[list[str]] = [[] for _ in range(table.columns)]
    for row in grid(table.body, table.columns):
        for at, cell in enumerate(row):
            if cell and cell.text not in ("", "–", "-") and not cell.header:
                texts[at].append(cell.text)
    return ["right" if column and all(map(_is_number, column)) else "left" for column in texts]


def grid(rows: list[list[Cell]], columns: int) -> list[list[Cell | None]]:
    """Return rows with one entry per column: the cell that starts there, or None where another reaches over it."""
    placed: list[list[Cell | None]] = []
    busy: dict[tuple[int, int], bool] = {}
    for y, row in enumerate(rows):
        line: list[Cell | None] = [None] * columns
        waiting = iter(row)
        for x in range(columns):
            if busy.get((y, x)):
                continue
            cell = next(waiting, None)
            if cell is None:
                break
            line[x] = cell
            busy |= {(y + j, x + i): True for j in range(cell.rowspan) for i in range(cell.colspan)}
        placed.append(line)
    return placed


def to_html(table: Table, caption: str = "") -> str:
    """Write a table as HTML with scoped headers; `caption` is the identifier of the element that names it."""
    align = alignments(table)
    head = "".join(_html_row(row, align, "col") for row in grid(table.head, table.columns))
    body = "".join(_html_row(row, align, "row") for row in grid(table.body, table.columns))
    named = f' aria-labelledby="{escape(caption)}"' if caption else ""
    return f"<table{named}><thead>{head}</thead><tbody>{body}</tbody></table>"


def to_typst(
    table: Table, number: int | None = None, caption: str = "", source: str = "", *, simulated: bool = False
) -> str:
    """Write a table as a call of ``#data-table`` of the template, which repeats the head on each page."""
    align = ", ".join(alignments(table))
    head = "".join(f"{_typst_cell(cell)}, " for row in table.head for cell in row)
    body = "".join(f"{_typst_cell(cell)}, " for row in table.body for cell in row)
    words = f"number: {number or 'none'}, caption: {string(caption)}, source: {string(source)}"
    return (
        f"#data-table(columns: {_widths(table)}, align: ({align},), head: ({head}), head-rows: {len(table.head)}, "
        f"body: ({body}), breakable: {str(_lines(table) > MOST_LINES_TOGETHER).lower()}, {words}, "
        f"simulated: {str(simulated).lower()})"
    )


def _lines(table: Table) -> int:
    return sum(1 + max(len(cell.text) for cell in row) // SHORT for row in table.body)


def _widths(table: Table) -> str:
    """Return the columns for Typst: what short ones need, and a share of the rest for those of long text.

    Typst alone would make all columns that are wider than the average equally wide, and break dates.
    """
    if table.shares:
        return f"({', '.join(f'{share}fr' for share in table.shares)},)"
    body, head, words = _longest(table, table.body), _longest(table, table.head), _longest(table, table.head, r"\S+")
    if sum(map(max, body, head)) < CHARACTERS_OF_A_LINE:
        return str(table.columns)
    needs = [max(text, word, min(name, HEAD)) + 2 for text, name, word in zip(body, head, words, strict=True)]
    long = [text > SHORT for text in body]
    room = CHARACTERS_OF_A_LINE - sum(need for need, is_long in zip(needs, long, strict=True) if not is_long)
    if room < SHORT * any(long):
        return str(table.columns)
    pairs = zip(needs, long, strict=True)
    # by the root, so that a very long text does not press the others together
    widths = [f"{need**0.5:.1f}fr" if is_long else f"{need * EM:.2f}em" for need, is_long in pairs]
    return f"({', '.join(widths)},)"


def _longest(table: Table, rows: list[list[Cell]], of: str = r".+") -> list[int]:
    longest = [1] * table.columns
    for row in grid(rows, table.columns):
        for at, cell in enumerate(row):
            if cell and cell.colspan == 1:
                longest[at] = max([longest[at], *map(len, re.findall(of, cell.text))])
    return longest


def _read_one(tag: Tag) -> Table:
    rows = [[_cell(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    in_head = [_heads(row) for row in tag.find_all("tr")]
    title = tag.find("caption")
    head = [row for row, heads in zip(rows, in_head, strict=True) if heads and row]
    body = [row for row, heads in zip(rows, in_head, strict=True) if not heads and row]
    return Table(_merged(head), body, clean(title.get_text(" ", strip=True)) if title else "")


def _heads(row: Tag) -> bool:
    return row.find_parent("thead") is not None or (row.find("td") is None and row.find_parent("tbody") is None)


def _cell(tag: Tag) -> Cell:
    def span(name: str) -> int:
        given = str(tag.get(name) or "1")
        return int(given) if given.isdigit() and int(given) > 0 else 1

    return Cell(clean(tag.get_text(" ", strip=True)), tag.name == "th", span("rowspan"), span("colspan"))


def _merged(head: list[list[Cell]]) -> list[list[Cell]]:
    """Put the names of the index, which pandas writes in a row of their own, into the row above."""
    if len(head) < 2 or len(head[-1]) != len(head[-2]):
        return head
    above, below = head[-2], head[-1]
    if any(one.text and other.text for one, other in zip(above, below, strict=True)):
        return head
    joined = [replace(one, text=one.text or other.text) for one, other in zip(above, below, strict=True)]
    return [*head[:-2], joined]


def _is_number(text: str) -> bool:
    return bool(NUMBER.match(text)) and not BESIDE_NUMBERS.sub("", text)


def _html_row(row: list[Cell | None], align: list[str], scope: str) -> str:
    return f"<tr>{''.join(_html_cell(cell, align[at], scope) for at, cell in enumerate(row) if cell)}</tr>"


def _html_cell(cell: Cell, align: str, scope: str) -> str:
    # an empty corner is no header of anything
    tag = "th" if cell.header and cell.text else "td"
    kind = f"{scope}group" if (cell.colspan if scope == "col" else cell.rowspan) > 1 else scope
    marks = f' scope="{kind}"' if tag == "th" else ""
    marks += f' id="{escape(cell.anchor)}"' if cell.anchor else ""
    marks += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    marks += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    kinds = ["number"] * (align == "right") + ["short"] * (len(cell.text) <= SHORT / 2)
    marks += f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<{tag}{marks}>{escape(cell.text)}</{tag}>"


def _typst_cell(cell: Cell) -> str:
    return f"({string(cell.text)}, {str(cell.header).lower()}, {cell.rowspan}, {cell.colspan}, {string(cell.anchor)})"
