"""The results of a report, and what it was made from, as tables in words."""

import json
import re
from datetime import date
from typing import Any

from analysis import wording
from analysis.publish.tables import Cell, Table
from analysis.publish.text import clean

AFTER = {"percent": "%", "rate_per_10000": " per 10,000", "count": "", "text": "", "gbp": "", "ratio": ""}


def table(results: list[dict[str, Any]]) -> Table:
    """Return the results as a table; each row's header carries the anchor that links in the prose point to."""
    anchors = anchors_of(results)
    body = [_row(result, anchor) for result, anchor in zip(results, anchors, strict=True)]
    levels = {result["level"] for result in results if "level" in result}
    interval = f" and {_level(*levels)} interval" if len(levels) == 1 else " and interval" if levels else ""
    head = ["Number", "For", f"Value{interval}", "Count", "Method"]
    return Table([[Cell(name, header=True) for name in head]], body)


def anchors_of(results: list[dict[str, Any]]) -> list[str]:
    """Return an anchor for each result: ``result-<key>``, and ``result-<key>-2`` and so on where a key has more."""
    seen: dict[str, int] = {}
    names = []
    for result in results:
        seen[result["key"]] = count = seen.get(result["key"], 0) + 1
        names.append(f"result-{result['key']}" + (f"-{count}" if count > 1 else ""))
    return names


def made_from(parameters: dict[str, Any], data: list[dict[str, Any]]) -> Table | None:
    """Return the parameters, and the tables read with rows and content hash; None when neither is known."""
    rows = [["Parameter", words(name), _value(value)] for name, value in sorted(parameters.items())]
    for one in data:
        digest = str(one.get("sha256", ""))
        about = f"{one['rows']:,} rows, " if "rows" in one else ""
        rows.append(["Data", str(one.get("table", "")), f"{about}sha256 {digest}"])
    body = [[Cell(kind), Cell(clean(name), header=True), Cell(clean(text))] for kind, name, text in rows]
    return Table([[Cell(name, header=True) for name in ("Kind", "Name", "Value")]], body) if body else None


def words(key: str) -> str:
    """Return a key as words: ``pooled_share`` becomes ``Pooled share``."""
    text = key.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def amount(value: Any, unit: str = "") -> str:
    """Return a value as a reader expects it, to the decimals that its size deserves."""
    if value is None:
        return "not known"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return _before(unit) + _digits(value, unit) + AFTER.get(unit, f" {unit.replace('_', ' ')}" if unit else "")


def _digits(value: float, unit: str) -> str:
    if unit == "percent":
        return wording.number(value, 1)
    if value == int(value):
        return wording.number(value)
    if abs(value) >= 1:
        return wording.number(value, 1 if abs(value) >= 10 else 2)
    return f"{value:.2g}".replace("-", "−")


def _row(result: dict[str, Any], anchor: str) -> list[Cell]:
    simulated = "SIMULATED. " if result.get("simulated") else ""
    method = ". ".join(str(result[name]).rstrip(".") for name in ("method", "note") if result.get(name))
    of = ", ".join(_label(label) for label in (result.get("for") or {}).values())
    texts = [f"{simulated}{words(result['key'])}", of, _shown(result), _count(result), method]
    return [Cell(clean(text), header=not at, anchor="" if at else anchor) for at, text in enumerate(texts)]


def _shown(result: dict[str, Any]) -> str:
    unit = str(result.get("unit") or "")
    value = amount(result.get("value"), unit)
    if result.get("low") is None and result.get("high") is None:
        return value
    # the unit need not be said three times, but a percentage keeps its sign
    short = unit if unit in ("percent", "gbp") else ""
    low, high = result.get("low"), result.get("high")
    if high is None:
        return f"{value} ({amount(low, short)} or more)"
    if low is None:
        return f"{value} ({amount(high, short)} or less)"
    return f"{value} ({amount(low, short)} to {amount(high, short)})"


def _before(unit: str) -> str:
    return "£" if unit == "gbp" else ""


def _level(level: float) -> str:
    return f"{100 * level:g}%"


def _count(result: dict[str, Any]) -> str:
    above, below = result.get("numerator"), result.get("denominator")
    if above is None or below is None:
        return f"of {amount(below)}" if below is not None else amount(above) if above is not None else ""
    return f"{amount(above)} of {amount(below)}"


def _label(text: Any) -> str:
    return wording.day(date.fromisoformat(str(text))) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(text)) else str(text)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
