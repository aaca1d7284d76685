"""Tables that pandas, statsmodels and others show as HTML, in notebooks that do not use our page."""

import re

from bs4 import BeautifulSoup, Tag

from analysis.publish.export.characters import clean
from analysis.publish.export.contents.tables import KINDS, Cell, Column, Table

NUMBER = re.compile(r"[£<>≈~+\u2212–-]? ?\d[\d,. ]*[%]?( ?\([\d,.%\u2212–to -]+\))?")


def read(html: str) -> list[Table]:
    """Return the tables of a piece of HTML, as text only; a column counts as numbers when each of its cells looks like one."""
    found = [_table(tag) for tag in BeautifulSoup(html, "html.parser").find_all("table")]
    return [table for table in found if table.columns]


def _table(tag: Tag) -> Table:
    rows = [(_heads(row), _spread(row)) for row in tag.find_all("tr")]
    _carry_down([row for heads, row in rows if not heads])
    head, body = ([row for heads, row in rows if heads is which and row] for which in (True, False))
    wide = max((len(row) for row in head + body), default=0)
    names = [" ".join(filter(None, parts)) for parts in zip(*(_texts(row, wide) for row in head), strict=True)]
    lines = [_texts(row, wide) for row in body]
    columns = [_column(names[at] if names else "", at, body, lines) for at in range(wide)]
    return Table(tuple(columns), tuple(tuple(map(Cell, line)) for line in lines))


def _column(name: str, at: int, body: list[list[Tag | None]], lines: list[list[str]]) -> Column:
    cells = [row[at] for row in body if at < len(row)]
    said = [line[at] for line in lines if line[at] not in ("", "–", "-")]
    number = bool(said) and all(NUMBER.fullmatch(text) for text in said)
    return Column(name, KINDS[number], head=bool(cells) and all(cell is None or cell.name == "th" for cell in cells))


def _heads(row: Tag) -> bool:
    if row.find_parent("thead") is not None:
        return True
    # statsmodels writes no thead, and its corner is an empty cell of the body
    table = row.find_parent("table")
    first = table is not None and table.find("thead") is None and table.find("tr") is row
    return first and all(cell.name == "th" or not cell.get_text(strip=True) for cell in row.find_all(["th", "td"]))


def _spread(row: Tag) -> list[Tag | None]:
    """Return the cells of a row, one to a column: a wide cell stands first and leaves the others empty."""
    found: list[Tag | None] = []
    for cell in row.find_all(["th", "td"]):
        found += [cell, *[None] * (_span(cell, "colspan") - 1)]
    return found


def _carry_down(rows: list[list[Tag | None]]) -> None:
    """Put an empty cell below each cell that reaches over several rows."""
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            for below in rows[y + 1 : y + _span(cell, "rowspan")] if cell else []:
                below.insert(x, None)


def _span(cell: Tag, name: str) -> int:
    given = str(cell.get(name) or "1")
    return min(int(given), 1000) if given.isdigit() and int(given) > 0 else 1


def _texts(row: list[Tag | None], wide: int) -> list[str]:
    said = [clean(cell.get_text(" ", strip=True)) if cell else "" for cell in row]
    return said + [""] * (wide - len(said))
