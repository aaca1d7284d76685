"""Every estimate, asked for by indicator, area and period: the one place where printed rows become numbers."""

from typing import Any

import pandas as pd

from analysis.indicators.change import Change, Gap
from analysis.indicators.definitions import Indicator, indicator
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.observations import periods, series
from analysis.statistics.rounding import half_unit
from analysis.statistics.shares.implied import implied_count

DIGITS = {"percent": 1, "rate_per_10000": 1, "months": 1, "count": 0, "children": 0}
Counted = tuple[float, tuple[str, ...]]


class MissingFigureError(LookupError):
    """A figure is not in the evidence; the message says which."""


class Figures:
    """One reading of every figure, and the estimates that follow from them under a policy.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of the evidence.
    policy : Policy
    latest : bool
        Which publication is read where two compete: the latest, or the earliest.
    """

    def __init__(self, observations: pd.DataFrame, policy: Policy, *, latest: bool = True) -> None:
        self.policy = policy
        held = observations[observations["period_type"].ne("")]
        self.rows = series.preferred(held, latest=latest)
        records = self.rows.to_dict("records")
        self._by_place: dict[tuple[Any, ...], dict[str, Any]] = {
            (row["measure"], row["area"], row["group"], row["period_start"], row["period_end"]): row for row in records
        }
        self._periods: dict[tuple[str, str, str], list[str]] = {}
        for row in (row for row in records if row["group"] == ""):
            place = row["measure"], row["area"], row["period_type"]
            label = periods.label(row["period_start"], row["period_end"], row["period_type"])
            self._periods.setdefault(place, []).append(label)

    def has(self, measure: str, area: str, period: str, group: str = "") -> bool:
        """Return whether a figure is printed."""
        return _place(measure, area, period, group) in self._by_place

    def row(self, measure: str, area: str, period: str, group: str = "") -> dict[str, Any]:
        """Return the row of a figure.

        Raises
        ------
        MissingFigureError
            If the evidence does not hold it.
        """
        found = self._by_place.get(_place(measure, area, period, group))
        if found is None:
            of = f" ({group})" if group else ""
            raise MissingFigureError(f"there is no '{measure}'{of} for {area}, {period}.")
        return found

    def printed(self, measure: str, area: str, period: str, group: str = "") -> Printed:
        """Return a figure as it stands in print, known to half of its last digit."""
        row, what = self.row(measure, area, period, group), indicator(measure)
        unit = {"rate_per_10000": "rate"}.get(row["unit"], row["unit"])
        digits = DIGITS.get(row["unit"], 1) if float(row["value"]) % 1 or row["unit"] == "percent" else 0
        return Printed(
            key=key("printed", measure, group, area, period), value=row["value"], unit=unit, digits=digits,
            label=_label(what, area, period, group), method="as printed", rows=(row["id"],), of=_of(area, period, group),
            slack=half_unit(str(row["as_printed"])),
        )  # fmt: skip

    def counted(self, measure: str, area: str, period: str, group: str = "") -> Counted:
        """Return a count and its rows; a year that is not printed is the sum of its four quarters.

        Only what is counted over a period is added: never a share, a rate, a mean or a number on a day.
        """
        try:
            row = self.row(measure, area, period, group)
            return float(row["value"]), (row["id"],)
        except MissingFigureError:
            quarters = [self._by_place.get(_place(measure, area, each, group)) for each in periods.quarters(period)]
            if not quarters or any(row is None or row["unit"] != "count" for row in quarters):
                raise
            known = [row for row in quarters if row is not None]
            return sum(float(row["value"]) for row in known), tuple(row["id"] for row in known)

    def estimate(self, measure: str, area: str, period: str) -> Number:
        """Return an indicator with its range: a `Share` with its counts, a rate, or a count.

        Raises
        ------
        MissingFigureError
            If it, or the count behind it, is not printed.
        """
        what = indicator(measure)
        when = periods.last_day(period) if what.stock else period
        return {"share": self._share, "rate": self._rate, "count": self._count}[what.kind](what, area, when)

    def try_estimate(self, measure: str, area: str, period: str) -> Number | Unknown:
        """Return an indicator, or why there is none."""
        try:
            return self.estimate(measure, area, period)
        except MissingFigureError as missing:
            return Unknown(str(missing).rstrip("."))

    def _share(self, what: Indicator, area: str, period: str) -> Share:
        part, whole, rows, method = self._counts(what, area, period)
        more = {"label": _label(what, area, period), "of": _of(area, period)}
        return self.policy.share(
            key(what.measure, area, period), part, whole, rows=rows,
            method=f"Wilson's range, siblings {self.policy.siblings:.2g}{method}", **more,
        )  # fmt: skip

    def _counts(self, what: Indicator, area: str, period: str) -> tuple[float, float, tuple[str, ...], str]:
        """Return part, whole, rows and how they were had: of the very period first, never a sum beside a printed figure."""
        printed = self._by_place.get(_place(what.measure, area, period))
        if printed is not None and pd.notna(printed["numerator"]) and pd.notna(printed["denominator"]):
            return float(printed["numerator"]), float(printed["denominator"]), (printed["id"],), ""
        both = bool(what.numerator) and all(self.has(name, area, period) for name in (what.numerator, what.denominator))
        if printed is None or both:
            if not what.numerator:
                raise MissingFigureError(f"there is no '{what.measure}' for {area}, {period}.")
            (part, counted), (whole, rows) = (
                self.counted(name, area, period) for name in (what.numerator, what.denominator)
            )
            return part, whole, (*counted, *rows), ""
        whole, rows = self.counted(what.denominator, area, period)
        part, method = _implied(float(printed["value"]), whole)
        return part, whole, (printed["id"], *rows), method

    def _count(self, what: Indicator, area: str, period: str) -> Number:
        count, rows = self.counted(what.measure, area, period)
        return self.policy.count(
            key(what.measure, area, period), count, label=_label(what, area, period), of=_of(area, period), rows=rows
        )

    def _rate(self, what: Indicator, area: str, day: str) -> Number:
        row = self.row(what.measure, area, day)
        count, rows, method = self._behind(what, row, area, day)
        return self.policy.count(
            key(what.measure, area, day), count, per=count / float(row["value"]), unit="rate", label=_label(what, area, day),
            of=_of(area, day), rows=(row["id"], *rows), method=f"exact Poisson range, siblings {self.policy.siblings:.2g}{method}",
        )  # fmt: skip

    def _behind(self, what: Indicator, row: dict[str, Any], area: str, day: str) -> tuple[float, tuple[str, ...], str]:
        """Return the children behind a rate; where they are not printed, those of the population of the nearest day."""
        try:
            return *self.counted(what.numerator, area, day), ""
        except MissingFigureError:
            population, rows = self.population(area, day)
            return (
                round(float(row["value"]) * population / 1e4),
                rows,
                "; children follow from the nearest day with both figures",
            )

    def population(self, area: str, day: str) -> Counted:
        """Return the children aged 0 to 17 that the nearest day with a number and a rate of children on a plan implies.

        Raises
        ------
        MissingFigureError
            If no day has both.
        """
        days: dict[str, dict[pd.Timestamp, dict[str, Any]]] = {
            name: {
                end: row
                for (of, where, group, _, end), row in self._by_place.items()
                if (of, where, group) == (name, area, "")
            }
            for name in ("cpp_children", "cpp_rate")
        }
        both = sorted(set(days["cpp_children"]) & set(days["cpp_rate"]))
        if not both:
            raise MissingFigureError(f"no day has both a number and a rate of children on a plan for {area}.")
        wanted = pd.Timestamp(periods.parse(day).end or 0)
        nearest = min(both, key=lambda each: abs((each - wanted).days))
        children, rate = days["cpp_children"][nearest], days["cpp_rate"][nearest]
        return 1e4 * float(children["value"]) / float(rate["value"]), (children["id"], rate["id"])

    def change(self, measure: str, area: str, first: str, last: str) -> Change:
        """Return the change of an indicator between two periods."""
        before, now = (self.estimate(measure, area, period) for period in (first, last))
        what = indicator(measure)
        name = f"change of {what.words}, {area}, {first} to {last}"
        of = {"area": area, "period": f"{first} to {last}"}
        return self.policy.change(key(measure, "change", area, first, last), before, now, label=name, of=of)

    def gap(self, measure: str, area: str, comparator: str, period: str) -> Gap:
        """Return how far an indicator lies from the printed figure of a comparator in the same period."""
        mine = self.estimate(measure, area, period)
        other = self.printed(measure, comparator, periods.last_day(period) if indicator(measure).stock else period)
        name = f"{indicator(measure).words}, {area} less {comparator}, {period}"
        of = {"area": area, "comparator": comparator, "period": period}
        return self.policy.gap(
            key(measure, "gap", area, comparator, period), mine, other, called(comparator), label=name, of=of
        )

    def periods(self, measure: str, area: str, period_type: str) -> list[str]:
        """Return the usual names of the periods for which a measure is printed, in order of time."""
        return list(self._periods.get((measure, area, period_type), []))

    @staticmethod
    def order(period: str) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Return what periods are sorted by: last day, then first day."""
        read = periods.parse(period)
        return pd.Timestamp(read.end or 0), pd.Timestamp(read.start or 0)


def called(area: str) -> str:
    """Return what a sentence calls a comparator: a line of neighbours is the authority's own."""
    return "its neighbours" if "neighbours" in area.lower() else area


def _implied(share: float, whole: float) -> tuple[float, str]:
    """Return the count that a printed percentage implies; of two tables that disagree, the nearest."""
    try:
        return implied_count(share, whole), "; the count is the whole number that the printed percentage implies"
    except ValueError:
        return round(
            share * whole / 100
        ), "; the count is nearest to the printed percentage, which the printed whole does not give"


def _place(measure: str, area: str, period: str, group: str = "") -> tuple[Any, ...]:
    read = periods.parse(period)
    return measure, area, group, pd.Timestamp(read.start or 0), pd.Timestamp(read.end or 0)


def _label(what: Indicator, area: str, period: str, group: str = "") -> str:
    return ", ".join(part for part in (what.words[0].upper() + what.words[1:], group, area, period) if part)


def _of(area: str, period: str, group: str = "") -> dict[str, str]:
    return {name: each for name, each in (("area", area), ("period", period), ("group", group)) if each}
