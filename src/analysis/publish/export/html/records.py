"""The numbers of a report in HTML: each with its range, its method, and the printed figures that made it."""

from collections.abc import Mapping
from html import escape
from typing import Any

from analysis.publish.export.contents import records
from analysis.publish.export.contents.records import Record
from analysis.publish.export.contents.tables import of_texts
from analysis.publish.export.html import tables

HEAD = ["As printed", "Row, column", "Where"]
MOST_ROWS = 60


def pointers(found: list[Record]) -> dict[str, str]:
    """Return, by key, what a pointer over a number shows."""
    return {record["key"]: records.in_short(record) for record in found}


def listed(found: list[Record], rows: list[dict[str, Any]]) -> str:
    """Return all numbers of a report; each is what a link in a sentence leads to."""
    known = {str(row["id"]): row for row in rows}
    return "".join(_record(record, known) for record in found)


def _record(record: Record, known: Mapping[str, Any]) -> str:
    name = records.anchor(record["key"])
    stamp = '<strong class="stamp">SIMULATED</strong> ' if record.get("simulated") else ""
    counted, method = records.counts(record), records.method(record)
    said = escape(records.value(record)) + (f" <span>{escape(counted)}</span>" if counted else "")
    return (
        f'<div class="record" id="{escape(name)}" tabindex="-1">'
        f'<p class="of">{stamp}{escape(records.label(record))}</p><p class="said">{said}</p>'
        f"{f'<p class=how>{escape(method)}.</p>' if method else ''}{_behind(record, known)}</div>"
    )


def _behind(record: Record, known: Mapping[str, Any]) -> str:
    names = [name for name in record.get("observations", []) if name in known]
    if not names:
        return ""
    shown = [known[name] for name in names[:MOST_ROWS]]
    table = tables.table(of_texts(HEAD, [_printed(row) for row in shown]), {})
    count = f"{len(names):,} printed figure{'' if len(names) == 1 else 's'}"
    rest = f"<p>{len(names) - MOST_ROWS:,} more are in the workbook.</p>" if len(names) > MOST_ROWS else ""
    box = tables.scrolling(table, f"Printed figures behind {records.label(record)}")
    return f"<details><summary>{count}<span class=hidden> behind {escape(records.label(record))}</span></summary>{box}{rest}</details>"


def _printed(row: Mapping[str, Any]) -> list[str]:
    """Return a printed figure as a reader looks for it: what stands there, in which row and column, on which page of what."""
    cell = ", ".join(dict.fromkeys(str(row[name]) for name in ("row", "column", "period") if row.get(name)))
    line = f"line {row['line']}" if row.get("line") else ""
    places = [row.get("document") or row.get("source"), row.get("table"), row.get("place"), line]
    where = ", ".join(dict.fromkeys(str(place) for place in places if place))
    note = f" ({row['note']})" if row.get("note") else ""
    return [str(row.get("as_printed") or ""), cell, where + note]
