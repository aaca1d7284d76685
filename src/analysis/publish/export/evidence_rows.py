"""The results of a report in HTML, each linked to the printed rows that it rests on."""

from html import escape
from typing import Any

from analysis.publish.export import numbers
from analysis.publish.export.tables import Cell, Table, to_html
from analysis.publish.export.text import clean

COLUMNS = {
    "source": "Document", "table": "Table", "row": "Row", "column": "Column", "period": "Period",
    "as_printed": "As printed", "place": "Place", "note": "Note",
}  # fmt: skip


def results(found: list[dict[str, Any]], rows: list[dict[str, Any]]) -> str:
    """Return the table of results; below it, for each result, links to its rows."""
    known = {str(row["id"]): row for row in rows}
    table = numbers.table(found)
    head = "".join(
        f'<th scope="col">{name}</th>' for name in [*(cell.text for cell in table.head[0]), "Rows behind it"]
    )
    pairs = zip(table.body, found, strict=True)
    body = "".join(f"<tr>{_cells(cells)}<td>{_links(result, known)}</td></tr>" for cells, result in pairs)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def rows(found: list[dict[str, Any]], known: list[dict[str, Any]]) -> str:
    """Return the printed rows that the results rest on, as a table; empty when none is known."""
    used = {name for result in found for name in result.get("observations", [])}
    shown = [row for row in known if str(row["id"]) in used]
    if not shown:
        return ""
    said = [name for name in COLUMNS if name != "source" and any(row.get(name) for row in shown)]
    body = [[_row_head(row), *(Cell(clean(str(row.get(name) or ""))) for name in said)] for row in shown]
    head = [Cell(COLUMNS[name], header=True) for name in ("source", *said)]
    return to_html(Table([head], body))


def _cells(cells: list[Cell]) -> str:
    head, *rest = cells
    name = f'<th scope="row" id="{escape(head.anchor)}" tabindex="-1">{escape(head.text)}</th>'
    return name + "".join(f"<td>{escape(cell.text)}</td>" for cell in rest)


def _row_head(row: dict[str, Any]) -> Cell:
    return Cell(str(row["source"]), header=True, anchor=_anchor(row["id"]))


def _links(result: dict[str, Any], known: dict[str, dict[str, Any]]) -> str:
    names = result.get("observations", [])
    if not names:
        return ""
    count = f"{len(names):,} row{'' if len(names) == 1 else 's'}"
    items = "".join(f"<li>{_link(known[name])}</li>" if name in known else f"<li>{escape(name)}</li>" for name in names)
    of = escape(numbers.words(result["key"]))
    return f'<details><summary>{count}<span class="hidden"> behind {of}</span></summary><ul>{items}</ul></details>'


def _link(row: dict[str, Any]) -> str:
    text = f"{row['source']} {row['table']}, {row['row']}, {row['column']}: {row['as_printed']}"
    return f'<a href="#{escape(_anchor(row["id"]))}">{escape(text)}</a>'


def _anchor(name: Any) -> str:
    return "row-" + "".join(c if c.isalnum() or c in "-_." else "-" for c in str(name))
