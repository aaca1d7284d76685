"""Printed tables and figures in prose become one tidy table, a row per printed cell."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.evidence import EvidenceError, Table
from analysis.observations.periods import Period, parse

COLUMNS = [
    "id", "source", "document", "published", "table", "row", "column", "measure", "group", "area", "period", "period_start",
    "period_end", "period_type", "unit", "value", "as_printed", "numerator", "denominator", "place", "line", "note",
]  # fmt: skip
PROVENANCE = ("line", "row")
NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}


def cell_numbers(text: str) -> tuple[float | None, float | None, float | None]:
    """Return value, numerator and denominator of a printed cell.

    ``3525/6524=54%`` gives (54, 3525, 6524); ``564*`` gives (564, None, None); ``TBC`` gives three times None;
    a scale directly behind the number counts (``£4.9m``); a number in brackets is below zero (``(1.007)``).
    """
    plain = text.replace("−", "-").strip()
    if bracketed := re.fullmatch(r"\(([\d.,]+)\)", plain):
        plain = f"-{bracketed[1]}"
    if parts := re.fullmatch(r"(\d+)\s*/\s*(\d+)\s*=\s*([\d.]+)\s*%", plain):
        return float(parts[3]), float(parts[1]), float(parts[2])
    match = NUMBER.search(plain)
    if match is None or re.match(r"[A-Za-z]{2,}", plain):
        return None, None, None
    scale = re.match(r"(k|m|bn)\b", plain[match.end() :], flags=re.IGNORECASE)
    value = float(match[0].replace(",", "")) * (SCALES[scale[1].lower()] if scale else 1)
    return value, None, None


def observations(
    tables: Iterable[Table],
    prose: Iterable[Mapping[str, str]],
    areas: Mapping[str, str],
    documents: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Return every printed figure as a row.

    Parameters
    ----------
    tables : iterable of Table
    prose : iterable of mapping
        Rows of the ``prose.csv`` files with their ``source``.
    areas : mapping
        Spelling as printed to canonical area.
    documents : mapping
        Source to its entry of ``sources.yml``: ``short`` (what a source line says) and ``date_published``.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, sorted by id within document and table.

    Raises
    ------
    EvidenceError
        If a label is not covered by its table's description, a period cannot be read, or an id is not unique.
    """
    faults: list[str] = []
    rows: list[dict[str, Any]] = []
    for table in tables:
        rows += _table_rows(table, areas, faults)
    rows += _prose_rows(prose, areas, faults)
    ids = Counter(row["id"] for row in rows)
    faults += [f"The observation id {name} stands {count} times." for name, count in ids.items() if count > 1]
    if faults:
        raise EvidenceError(faults)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for column, key in (("document", "short"), ("published", "date_published")):
        frame[column] = frame["source"].map({name: str(entry[key]) for name, entry in documents.items()})
    return frame.sort_values("id", kind="stable", ignore_index=True)


def _table_rows(table: Table, areas: Mapping[str, str], faults: list[str]) -> list[dict[str, Any]]:
    entry, stem = table.entry, table.entry["file"].removesuffix(".csv")
    name = f"data/raw/{table.document}/{entry['file']}"
    found = []
    faults += [
        f"{name}: tables.yml describes the cell '{row}', '{column}', which the table does not have."
        for row, cells in entry.get("cells", {}).items()
        for column in cells
        if not any(row == other["row"] and column in other for other in table.rows)
    ]
    for row in table.rows:
        headings = [heading for heading in row if heading not in PROVENANCE]
        lines = iter(row["line"].split(";")) if ";" in row["line"] else None
        for number, heading in enumerate(headings, start=1):
            printed = row[heading] or ""
            line = row["line"] if lines is None else (next(lines) if printed else "")
            try:
                said = _attributes(entry, row["row"], heading, areas)
                found.append(
                    _observation(said, printed)
                    | {
                        "id": f"{table.document}/{stem}/{line or row['line'].split(';')[0]}/{number}",
                        "source": table.document,
                        "table": entry["table"],
                        "row": row["row"],
                        "column": heading,
                        "place": str(entry.get("place", "")),
                        "line": line,
                    }
                )
            except (ValueError, StopIteration) as fault:
                faults.append(f"{name}, row '{row['row']}', column '{heading}': {fault}")
    return found


def _attributes(entry: Mapping[str, Any], row: str, column: str, areas: Mapping[str, str]) -> dict[str, str]:
    said = {"note": entry.get("note", ""), **entry.get("cell", {})}
    for axis, label in (("rows", row), ("columns", column)):
        meaning = entry.get(axis, {})
        if isinstance(meaning, str):
            said[meaning] = label
        elif label in meaning:
            said = _with(said, meaning[label] or {})
        else:
            raise ValueError(f"tables.yml does not say what this label of its {axis} means.")
    # A footnote can make one cell differ from the rest of its row and column.
    said = _with(said, entry.get("cells", {}).get(row, {}).get(column, {}))
    return said | {"area": _area(str(said.get("area", "")), areas)}


def _area(spelling: str, areas: Mapping[str, str]) -> str:
    if spelling not in areas:
        raise ValueError(f"the area '{spelling}' is not in data/raw/areas.yml.")
    return areas[spelling]


def _with(said: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    note = "; ".join(part for part in (said["note"], extra.get("note", "")) if part)
    return {**said, **extra, "note": note}


def _observation(said: Mapping[str, Any], printed: str) -> dict[str, Any]:
    words = said.get("unit") == "text"
    value, numerator, denominator = (None, None, None) if words else cell_numbers(printed)
    period = parse(str(said.get("period", "")))
    return {
        **{name: str(said.get(name, "")) for name in ("measure", "group", "area", "unit", "note")},
        **_dates(period, str(said.get("period_type", ""))),
        "value": value,
        "as_printed": printed,
        "numerator": numerator,
        "denominator": denominator,
    }


def _dates(period: Period, kind: str) -> dict[str, Any]:
    return {
        "period": period.label,
        # A stock printed under a year is the stock on the last day of that year.
        "period_start": period.end if kind == "as_at" else period.start,
        "period_end": period.end,
        "period_type": kind or period.type,
    }


def _prose_rows(
    prose: Iterable[Mapping[str, str]], areas: Mapping[str, str], faults: list[str]
) -> list[dict[str, Any]]:
    found, seen = [], Counter[tuple[str, str]]()
    for row in prose:
        seen[row["source"], row["line"]] += 1
        number = seen[row["source"], row["line"]]
        try:
            period = parse(row["period"])
            area = _area(row["area"], areas) if row["area"] else ""
        except ValueError as fault:
            faults.append(f"data/raw/{row['source']}/prose.csv, line {row['line']}, figure {number}: {fault}")
            continue
        notes = "; ".join(part for part in (row["paraphrase"], row["note"]) if part)
        found.append(
            {name: row[name] for name in ("source", "measure", "group", "unit", "as_printed", "line")}
            | {name: float(row[name]) if row[name] else None for name in ("value", "numerator", "denominator")}
            | _dates(period, row["period_type"])
            | {
                "id": f"{row['source']}/prose/{row['line']}/{number}",
                "table": f"section {row['paragraph']}",
                "row": row["paraphrase"],
                "area": area,
                "place": row["paragraph"],
                "note": notes,
            }
        )
    return found
