"""The results of a report, and what it was made from, as tables in words."""

import json
import re
from datetime import date
from typing import Any

from analysis import words as wording
from analysis.publish.export.tables import Cell, Table
from analysis.publish.export.text import clean

AFTER = {"": "", "percent": "%", "rate_per_10000": " per 10,000", "count": "", "text": "", "gbp": "", "ratio": ""}
SMALLEST = 0.001
MANY = 4
LONGEST = 1200  # letters of one row, about a third of a page in its narrow columns
SHARES = {"Number": 24, "For": 22, "Value": 27, "Count": 14, "Method": 32}


def table(results: list[dict[str, Any]]) -> Table:
    """Return the results as a table; each row's header carries the anchor that links in the prose point to."""
    anchors = anchors_of(results)
    body = [_row(result, anchor) for result, anchor in zip(results, anchors, strict=True)]
    head = ["Number", "For", f"Value{_interval(results)}", "Count", "Method"]
    return _without_empty(Table([[Cell(name, header=True) for name in head]], body))


def compact(results: list[dict[str, Any]]) -> Table:
    """Return the results as a table for paper: no simulated ones, and the values of a key that has many in one row."""
    results = [result for result in results if not result.get("simulated")]
    whole = table(results)
    columns = [cell.text for cell in whole.head[0]]
    between = sum(name not in ("Number", "Method") for name in columns)
    by_key: dict[str, list[list[Cell]]] = {}
    for result, row in zip(results, whole.body, strict=True):
        by_key.setdefault(result["key"], []).append(row)
    body = []
    for rows in by_key.values():
        several = [rows[at : at + 1] for at in range(len(rows))] if len(rows) < MANY else _batches(rows)
        body += [part[0] if len(part) == 1 else _together(part, between, "Method" in columns) for part in several]
    return Table(whole.head, body, shares=tuple(SHARES[name.split()[0]] for name in columns))


def left_out(results: list[dict[str, Any]]) -> str:
    """Say how many results the table for paper leaves out."""
    count = sum(bool(result.get("simulated")) for result in results)
    return (
        f"Not listed: {count} SIMULATED results, which only test the methods; results.json has them." if count else ""
    )


def _batches(rows: list[list[Cell]]) -> list[list[list[Cell]]]:
    """Return rows in parts whose text fits a page many times over: a row of a table cannot go on on the next page."""
    parts: list[list[list[Cell]]] = [[]]
    room = LONGEST
    for row in rows:
        length = sum(len(cell.text) for cell in row[1:])
        if parts[-1] and length > room:
            parts.append([])
            room = LONGEST
        parts[-1].append(row)
        room -= length
    return parts


def _together(rows: list[list[Cell]], between: int, with_method: bool) -> list[Cell]:
    said = [[cell.text for cell in row[1 : 1 + between] if cell.text] for row in rows]
    values = "; ".join(f"{first}: {', '.join(rest)}" if rest else first for first, *rest in said)
    methods = [Cell("; ".join(dict.fromkeys(row[-1].text for row in rows if row[-1].text)))] if with_method else []
    return [rows[0][0], Cell(values, colspan=between), *methods]


def _interval(results: list[dict[str, Any]]) -> str:
    levels = {result["level"] for result in results if "level" in result}
    if not levels:
        return ""
    # at 100% nothing is left to chance: the print itself leaves a range open
    (level, *others) = levels
    return " and interval" if others else " and limits" if level == 1 else f" and {100 * level:g}% interval"


def _without_empty(table: Table) -> Table:
    used = [at for at in range(table.columns) if any(row[at].text for row in table.body)]
    head, body = ([[row[at] for at in used] for row in rows] for rows in (table.head, table.body))
    return Table(head, body)


def anchors_of(results: list[dict[str, Any]]) -> list[str]:
    """Return an anchor for each result: ``result-<key>``, and ``result-<key>-2`` and so on where a key has more."""
    seen: dict[str, int] = {}
    names = []
    for result in results:
        seen[result["key"]] = count = seen.get(result["key"], 0) + 1
        names.append(f"result-{result['key']}" + (f"-{count}" if count > 1 else ""))
    return names


def made_from(parameters: dict[str, Any], data: list[dict[str, Any]]) -> Table | None:
    """Return the parameters, and the tables read with rows and content hash; None when neither is known.

    The hash is cut to 16 of its 64 digits, enough to tell any two apart; the receipt of the report has all.
    """
    rows = [[words(name), _value(value), "", ""] for name, value in sorted(parameters.items())]
    for one in data:
        count = f"{one['rows']:,}" if one.get("rows") is not None else ""
        rows.append([str(one.get("table", "")), "", count, str(one.get("sha256", ""))[:16]])
    head = ["Parameter or table", "Value", "Rows", "Content (sha256)"]
    body = [[Cell(clean(text), header=not at) for at, text in enumerate(row)] for row in rows]
    return _without_empty(Table([[Cell(name, header=True) for name in head]], body)) if body else None


def words(key: str) -> str:
    """Return a key as words: ``pooled_share`` becomes ``Pooled share``."""
    text = key.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def amount(value: Any, unit: str = "", decimals: int | None = None) -> str:
    """Return a value with its unit, to the decimals that its size deserves."""
    if value is None:
        return "not known"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if 0 < value < SMALLEST:
        return f"less than {SMALLEST}"
    number = wording.number(value, _decimals([value], unit) if decimals is None else decimals)
    after = _after(unit).removesuffix("s") if value == 1 else _after(unit)
    return f"{'£' if unit == 'gbp' else ''}{number}{after}"


def _after(unit: str) -> str:
    return AFTER[unit] if unit in AFTER else f" {unit.replace('_', ' ')}"


def _decimals(together: list[float], unit: str) -> int:
    biggest = max(abs(value) for value in together)
    if unit == "percent":
        return 1
    if all(value == int(value) for value in together):
        return 0
    return 1 if biggest >= 10 else 2 if biggest >= 0.1 else 3


def _row(result: dict[str, Any], anchor: str) -> list[Cell]:
    simulated = "SIMULATED. " if result.get("simulated") else ""
    method = ". ".join(str(result[name]).rstrip(".") for name in ("method", "note") if result.get(name))
    of = ", ".join(_label(label) for label in (result.get("for") or {}).values())
    texts = [f"{simulated}{words(result['key'])}", of, _shown(result), _count(result), method]
    return [Cell(clean(text), header=not at, anchor="" if at else anchor) for at, text in enumerate(texts)]


def _shown(result: dict[str, Any]) -> str:
    unit = str(result.get("unit") or "")
    bounds = [result.get("low"), result.get("high")]
    numbers = [value for value in (result.get("value"), *bounds) if isinstance(value, int | float)]
    decimals = _decimals(numbers, unit) if numbers else None
    # the unit need not be said three times, but a percentage keeps its sign
    short = unit if unit in ("percent", "gbp") else ""
    low, high = (bound if bound is None else amount(bound, short, decimals) for bound in bounds)
    value = amount(result.get("value"), unit, decimals)
    if low and high and result.get("value") is None:
        return f"{low} to {amount(bounds[1], unit, decimals)}"
    if low and high:
        return f"{value} ({low} to {high})"
    return f"{value} ({low} or more)" if low else f"{value} ({high} or less)" if high else value


def _count(result: dict[str, Any]) -> str:
    above, below = (result.get(name) for name in ("numerator", "denominator"))
    return " of ".join(amount(count) for count in (above, below) if count is not None)


def _label(text: Any) -> str:
    label = str(text)
    return (
        wording.day(date.fromisoformat(label)) if re.fullmatch(r"\d{4}-\d\d-\d\d", label) else label.replace("_", " ")
    )


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
