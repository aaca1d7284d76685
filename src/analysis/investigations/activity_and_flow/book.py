"""Whether the counts of children on a plan add up: those at the start of a year, plus starts, less ends, against those at its end."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.indicators.estimate import Number, Share
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.stated import key
from analysis.observations import periods

STOCK, STARTS, ENDS = "cpp_children", "cpp_starts", "cpp_ends"


@dataclass(frozen=True, eq=False, kw_only=True)
class Year:
    """One year of the book; `missing` is what the flows leave less what was counted, above zero when fewer are counted."""

    period: str
    before: Number
    started: Number
    ended: Number
    left: Number
    counted: Number
    missing: Number


@dataclass(frozen=True, eq=False, kw_only=True)
class Balance:
    """Years that do not add up, and by how many children."""

    off: Share
    smallest: Number
    largest: Number


def book(figures: Figures, area: str) -> list[Year]:
    """Return every financial year whose starts, ends and counts at both ends are printed, in order of time."""
    found = (_year(figures, area, name) for name in figures.periods(STARTS, area, "financial_year"))
    return [year for year in found if year is not None]


def _year(figures: Figures, area: str, name: str) -> Year | None:
    first, last = _day_before(name), periods.last_day(name)
    try:
        values = [
            figures.counted(measure, area, when)
            for measure, when in ((STOCK, first), (STARTS, name), (ENDS, name), (STOCK, last))
        ]
    except MissingFigureError:
        return None
    (before, _), (started, _), (ended, _), (counted, _) = values
    rows = tuple(row for _, each in values for row in each)

    def made(what: str, value: float, words: str, of: tuple[str, ...] = rows) -> Number:
        return Number(
            key=key("book", what, area, name), value=value, label=f"{words}, {name}", unit="count", digits=0, rows=of,
            of={"area": area, "period": name},
        )  # fmt: skip

    return Year(
        period=name, before=made("before", before, "children on a plan on the day before", values[0][1]),
        started=made("started", started, "plans started", values[1][1]), ended=made("ended", ended, "plans ended", values[2][1]),
        left=made("left", before + started - ended, "what the flows leave"),
        counted=made("counted", counted, "children on a plan on the last day", values[3][1]),
        missing=made("missing", before + started - ended - counted, "what the flows leave, less what was counted"),
    )  # fmt: skip


def _day_before(year: str) -> str:
    start = pd.Timestamp(periods.parse(year).start or 0) - pd.Timedelta(days=1)
    return periods.label(start, start, "as_at")


def balance(years: list[Year], figures: Figures, area: str) -> list[Balance]:
    """Return how many of the years do not add up, as one; none where all do."""
    off = [year for year in years if year.missing.value]
    if not off:
        return []
    sizes = sorted(abs(year.missing.value) for year in off)
    rows = tuple(row for year in years for row in year.missing.rows)
    told: dict[str, Any] = {"unit": "count", "digits": 0, "rows": rows, "of": {"area": area}}
    return [
        Balance(
            off=figures.policy.share(
                key("book", "years off", area), len(off), len(years), label="years that do not add up", rows=rows
            ),
            smallest=Number(
                key=key("book", "least", area), value=sizes[0], label="children, smallest difference", **told
            ),
            largest=Number(
                key=key("book", "most", area), value=sizes[-1], label="children, largest difference", **told
            ),
        )
    ]
