"""The workbook of a report: every table, the data of every figure, every number with its definition. No formulas."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis import words as wording
from analysis.publish.export.contents import linked_words, reading, records
from analysis.publish.export.contents.blocks import Report, Words
from analysis.publish.export.contents.tables import Table, of_csv
from analysis.publish.export.workbook import cells

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NUMBERS = ("key", "value", "low", "high", "level", "unit", "numerator", "denominator")
WIDEST = 60
Row = Sequence[Any]


def made(report: Report) -> bytes:
    """Return the workbook, with the same bytes for the same report."""
    content = io.BytesIO()
    book = Workbook(content, OPTIONS)
    moment = datetime.fromtimestamp(reading.timestamp(report), UTC)
    book.set_properties({"title": str(report.about["title"]), "created": moment.replace(tzinfo=None)})
    book.set_calc_mode("manual")
    _sheet(book, "About", _about(report), head=0)
    if report.records:
        _sheet(book, "Numbers", _numbers(report), head=1)
        _sheet(book, "Printed figures", _printed(report), head=1)
    for exhibit in report.exhibits:
        _sheet(book, f"Table {exhibit.number}", [*_around(exhibit.words), *_grid(exhibit.table)], head=5)
    for figure in report.figures:
        table, _ = of_csv(figure.data)
        if table:
            _sheet(book, f"Figure {figure.number}", [*_around(figure.words), *_grid(table)], head=5)
    book.close()
    return content.getvalue()


def _about(report: Report) -> list[Row]:
    day = reading.edition_day(report)
    told = {
        "Report": " · ".join(filter(None, (report.reference, str(report.about["title"])))),
        "Question": report.about["question"],
        "Finding": linked_words.plain(report.headline),
        "Authority": report.about["authority"],
        "Period": report.about["period"],
        "Edition": wording.day(day) if day else "",
    }
    rows: list[Row] = [(name, text) for name, text in told.items() if text]
    said = [exhibit.words.source for exhibit in report.exhibits] + [figure.words.source for figure in report.figures]
    sources = dict.fromkeys(filter(None, said))
    rows += [("Source", source.removeprefix("Source: ")) for source in sources]
    rows += [(f"Parameter {name}", str(value)) for name, value in sorted(report.parameters.items())]
    rows += [("Read", one["table"], one.get("rows") or "", one["sha256"]) for one in report.about.get("data") or []]
    return [*rows, ("", "Numbers are values, not formulas. Percentages in 'Numbers' are in percent: 27.5 is 27.5%.")]


def _numbers(report: Report) -> list[Row]:
    head = ("What", "For", *(name.capitalize() for name in NUMBERS), "Method", "As said", "Simulated")
    return [head, *map(_number, report.records)]


def _number(record: records.Record) -> Row:
    of = ", ".join(str(one) for one in (record.get("for") or {}).values())
    given = [record.get(name, "") for name in NUMBERS]
    simulated = "SIMULATED" if record.get("simulated") else ""
    return (records.label(record), of, *given, records.method(record), record.get("said", ""), simulated)


def _printed(report: Report) -> list[Row]:
    known = {str(row["id"]): row for row in report.about.get("rows") or []}
    names = ("as_printed", "document", "table", "place", "line", "row", "column", "period", "area", "note")
    pairs = [
        (record["key"], known[one])
        for record in report.records
        for one in record.get("observations", [])
        if one in known
    ]
    return [("Number", *(name.replace("_", " ").capitalize() for name in names)),
            *((key, *(str(row.get(name) or "") for name in names)) for key, row in pairs)]  # fmt: skip


def _around(words: Words) -> list[Row]:
    """Return four rows above a table: what it shows, how it is measured, note and source, and an empty one."""
    stamp = "SIMULATED. " if words.simulated else ""
    return [
        (stamp + linked_words.plain(words.title),),
        (linked_words.plain(words.subtitle),),
        (linked_words.plain(words.below),),
        (),
    ]


def _grid(table: Table) -> list[Row]:
    names = [column.name for column in table.columns]
    above = [name for group in table.groups for name in [group.name] * group.span] or [""] * len(names)
    head = [f"{over} {name}".strip() for over, name in zip(above, names, strict=True)]
    number = [column.kind == "number" for column in table.columns]
    body = [
        [_value(cell.text) if is_number else cell.text for cell, is_number in zip(row, number, strict=True)]
        for row in table.rows
    ]
    return [head, *body]


def _value(text: str) -> Any:
    return cells.number(text) or text


def _sheet(book: Workbook, name: str, rows: list[Row], head: int) -> None:
    """Write rows into a sheet; the `head`-th of them names the columns."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            _write(book, sheet, y, x, value, bold if y + 1 in (1, head) and (head or not x) else None)
    for x in range(max(map(len, rows), default=0)):
        texts = [_text(row[x]) for row in rows[max(0, head - 1) :] if x < len(row)]
        sheet.set_column(x, x, min(WIDEST, 2 + max(map(len, texts), default=8)))
    if head:
        sheet.freeze_panes(head, 0)


def _write(book: Workbook, sheet: Worksheet, y: int, x: int, value: Any, style: Any) -> None:
    if isinstance(value, tuple):
        sheet.write_number(y, x, value[0], book.add_format({"num_format": value[1]}))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(y, x, value, style)
    elif str(value):
        sheet.write_string(y, x, re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(value))[:32767], style)


def _text(value: Any) -> str:
    return str(value[0]) if isinstance(value, tuple) else str(value)
