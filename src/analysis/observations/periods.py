"""Periods as printed, and the dates that they stand for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache


@dataclass(frozen=True)
class Period:
    """A period as printed, its first and last day, and its type; all empty when it is unknown."""

    label: str
    start: date | None = None
    end: date | None = None
    type: str = ""


@lru_cache(maxsize=4096)  # asked again and again by one report
def parse(label: str) -> Period:
    """Return the period that a label stands for.

    Parameters
    ----------
    label : str
        ``2015/16`` (financial year), ``Q4 17/18`` (quarter; Q1 is April to June), ``31 March 2018`` or ``31-Mar-18``
        (as at), ``Sep 21`` or ``September 2021`` (month), ``2019 academic`` (ends 31 August 2019),
        ``1 April 2017 to 30 June 2017`` or ``May 2020 to June 2021`` (range), or nothing (unknown).

    Returns
    -------
    Period

    Raises
    ------
    ValueError
        If the label fits none of these.
    """
    text = " ".join(label.split())
    if not text:
        return Period("")
    if text.count(" to ") == 1:
        return _range(label, text)
    for reader in (_year, _quarter, _day, _month, _academic):
        if found := reader(text):
            return Period(label, *found)
    raise ValueError(
        f"The period '{label}' cannot be read; write it like 2015/16, Q4 17/18, 31 March 2018, Sep 21 or "
        "1 April 2017 to 30 June 2017."
    )


def _range(label: str, text: str) -> Period:
    first, last = (parse(part) for part in text.split(" to ", 1))
    if first.start is None or last.end is None or last.end < first.start:
        raise ValueError(f"The period '{label}' ends before it begins.")
    return Period(label, first.start, last.end, "range")


def label(start: date, end: date, kind: str) -> str:
    """Return the usual name of a period, whatever spelling was printed.

    Parameters
    ----------
    start, end : datetime.date
    kind : str
        ``financial_year``, ``quarter``, ``month``, ``as_at``; any other gives first day to last day.
    """
    if kind == "financial_year":
        return f"{start.year}/{end.year % 100:02d}"
    if kind == "quarter":
        return quarter_label(end)
    if kind == "month":
        return f"{end:%B %Y}"
    if kind == "as_at":
        return f"{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"


def quarter_label(end: date) -> str:
    """Return the usual name of the quarter that ends on a date: 31 March 2018 gives ``Q4 17/18``."""
    number = {3: 4, 6: 1, 9: 2, 12: 3}[end.month]
    first = end.year - (number == 4)
    return f"Q{number} {first % 100:02d}/{(first + 1) % 100:02d}"


def quarters(year: str) -> list[str]:
    """Return the names of the four quarters of a financial year; none for any other period."""
    found = parse(year)
    if found.type != "financial_year" or found.start is None:
        return []
    first = found.start.year
    return [f"Q{number} {first % 100:02d}/{(first + 1) % 100:02d}" for number in (1, 2, 3, 4)]


def last_day(period: str) -> str:
    """Return the name of the last day of a financial year, where a stock stands: ``2019/20`` gives ``31 March 2020``."""
    found = parse(period)
    return label(found.end, found.end, "as_at") if found.type == "financial_year" and found.end else period


def _four_digits(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _financial(first: str, second: str) -> int | None:
    year = _four_digits(first)
    return year if (year + 1) % 100 == int(second) % 100 else None


def _year(text: str) -> tuple[date, date, str] | None:
    match = re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", text)
    year = _financial(*match.groups()) if match else None
    return (date(year, 4, 1), date(year + 1, 3, 31), "financial_year") if year else None


def _quarter(text: str) -> tuple[date, date, str] | None:
    match = re.fullmatch(r"Q([1-4]) (\d{2}|\d{4})/(\d{2})", text)
    year = _financial(match[2], match[3]) if match else None
    if match is None or year is None:
        return None
    month = (int(match[1]) * 3) % 12 + 1
    start = date(year + (month == 1), month, 1)
    return start, _month_end(start.year, month + 2), "quarter"


def _day(text: str) -> tuple[date, date, str] | None:
    for form in ("%d %B %Y", "%d-%b-%y", "%d %b %Y", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return found, found, "as_at"
    return None


def _month(text: str) -> tuple[date, date, str] | None:
    for form in ("%b %y", "%B %Y", "%b %Y", "%b-%y"):
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return found, _month_end(found.year, found.month), "month"
    return None


def _academic(text: str) -> tuple[date, date, str] | None:
    match = re.fullmatch(r"(\d{4}) academic", text)
    return (date(int(match[1]) - 1, 9, 1), date(int(match[1]), 8, 31), "range") if match else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
