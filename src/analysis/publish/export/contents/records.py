"""The numbers that a report states: one record to a key, and how a record is said where it stands alone."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from analysis import words as wording

Record = dict[str, Any]
KEY = re.compile(r"[\w.:/-]+")
AFTER = {
    "": "", "percent": "%", "rate_per_10000": " per 10,000", "count": "", "text": "", "gbp": "", "ratio": "", "rate": "", "p": "",
}  # fmt: skip
SMALLEST = 0.001


class RecordError(ValueError):
    """A stated number has no usable key, or a key stands for two numbers."""


def gathered(found: Iterable[Record]) -> list[Record]:
    """Return the records in the order in which they were first stated, each key once.

    Raises
    ------
    RecordError
        If a key is no key, or the same key comes with another record.
    """
    by_key: dict[str, Record] = {}
    for record in found:
        key = str(record.get("key") or "")
        if not KEY.fullmatch(key):
            raise RecordError(f"A number was shown with the key '{key}'; a key is letters, digits and . : / _ - only.")
        told = {name: value for name, value in record.items() if value is not None}
        if by_key.setdefault(key, told) != told:
            names = {name for name in {*told, *by_key[key]} if told.get(name) != by_key[key].get(name)}
            raise RecordError(
                f"The key '{key}' stands for two numbers: they differ in {wording.listed(sorted(names))}."
            )
    return list(by_key.values())


def anchor(key: str) -> str:
    """Return the name under which a record stands in a page."""
    return f"number-{key}"


def label(record: Record) -> str:
    """Return what a number is, for a reader, with of whom and when."""
    name = str(record.get("label") or _words(record["key"]))
    of = ", ".join(said for said in map(_of, (record.get("for") or {}).values()) if said not in name)
    return wording.capital(f"{name} ({of})" if of else name)


def value(record: Record) -> str:
    """Return a number with its range as it would be said alone: ``21.3% (18.9% to 23.9%)``."""
    unit = str(record.get("unit") or "")
    given = [record.get(name) for name in ("value", "low", "high")]
    numbers = [one for one in given if isinstance(one, int | float) and not isinstance(one, bool)]
    decimals = _decimals(numbers, unit) if numbers else None
    # the unit need not be said three times, but a percentage keeps its sign
    short = unit if unit in ("percent", "gbp") else ""
    low, high = (bound if bound is None else amount(bound, short, decimals) for bound in given[1:])
    said = amount(given[0], unit, decimals)
    if low and high and given[0] is None:
        return f"{low} to {amount(given[2], unit, decimals)}"
    if low and high:
        return f"{said} ({low} to {high})"
    return f"{said} ({low} or more)" if low else f"{said} ({high} or less)" if high else said


def counts(record: Record) -> str:
    """Return the counts behind a number: ``132 of 480``, or ``349 counted`` behind a rate."""
    above, below = (record.get(name) for name in ("numerator", "denominator"))
    if above is None and below not in (None, record.get("value")):
        return f"of {amount(below)}"
    if below is None and above not in (None, record.get("value")):
        return f"{amount(above)} counted"
    if above is None or below is None:
        return ""
    return f"{amount(above)} of {amount(below)}"


def method(record: Record) -> str:
    """Return how a number was made, with the level of its range."""
    parts = [str(record[name]).rstrip(".") for name in ("method", "note") if record.get(name)]
    level = record.get("level")
    if level is not None and level < 1 and ("low" in record or "high" in record):
        parts.append(f"{100 * level:g}% range")
    return ". ".join(parts)


def in_short(record: Record) -> str:
    """Return what a pointer over a number shows: what it is, its value and its range."""
    said = value(record)
    counted = counts(record)
    return f"{label(record)}: {said}{f', {counted}' if counted else ''}"


def amount(given: Any, unit: str = "", decimals: int | None = None) -> str:
    """Return a value with its unit, to the decimals that its size deserves."""
    if given is None:
        return "not known"
    if isinstance(given, bool) or not isinstance(given, int | float):
        return str(given)
    if 0 < given < SMALLEST:
        return f"less than {SMALLEST}"
    number = wording.number(given, _decimals([given], unit) if decimals is None else decimals)
    after = AFTER[unit] if unit in AFTER else f" {unit.replace('_', ' ')}"
    return f"{'£' if unit == 'gbp' else ''}{number}{after.removesuffix('s') if given == 1 else after}"


def _decimals(together: list[float], unit: str) -> int:
    biggest = max(abs(one) for one in together)
    if unit == "percent":
        return 1
    if all(one == int(one) for one in together):
        return 0
    return 1 if biggest >= 10 else 2 if biggest >= 0.1 else 3


def _words(key: str) -> str:
    text = re.sub(r"[_/:.]+", " ", key).strip()
    return text[:1].upper() + text[1:]


def _of(text: Any) -> str:
    said = str(text)
    return wording.day(date.fromisoformat(said)) if re.fullmatch(r"\d{4}-\d\d-\d\d", said) else said.replace("_", " ")
