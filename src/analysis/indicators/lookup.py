"""Printed figures by measure, area and period, with the counts behind shares and rates."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.observations import periods, series

DENOMINATORS = {
    "repeat_plans_share": "cpp_starts",
    "repeat_plans_within_2_years_share": "cpp_starts",
    "long_plans_share": "cpp_ends",
    "short_plans_share": "cpp_ends",
    "icpc_within_15_days": "icpc_children",
    "conversion_s47_to_icpc": "s47_enquiries",
}

# Shares whose numerator the same table prints for every year.
NUMERATORS = {"conversion_s47_to_icpc": "icpc_children"}


class MissingFigureError(LookupError):
    """A figure that a claim needs is not in the evidence."""


class Figures:
    """One reading of every figure, to be looked up; notes which rows were used.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.
    confidence, design_effect : float
        For the intervals of the tests that look figures up here.
    reading : str
        ``latest`` or ``earliest`` publication where figures compete.
    """

    def __init__(self, observations: pd.DataFrame, confidence: float, design_effect: float, reading: str) -> None:
        self.confidence = confidence
        self.design_effect = design_effect
        self.used: list[str] = []
        held = observations[observations["period_type"].ne("")]
        if reading == "earliest":
            days = pd.to_datetime(held["published"])  # none for the analyst's own rows, which win either way
            turned = days.map(lambda day: f"{9000 - day.year}-{13 - day.month:02d}", na_action="ignore")
            held = held.assign(published=turned)
        rows = series.preferred(held).to_dict("records")
        self._rows: dict[tuple[Any, ...], dict[str, Any]] = {
            (row["measure"], row["area"], row["group"], row["period_start"], row["period_end"]): row for row in rows
        }

    def row(self, measure: str, area: str, label: str, group: str = "") -> dict[str, Any]:
        """Return the row of a figure.

        Raises
        ------
        MissingFigureError
            If the evidence does not hold it.
        """
        wanted = periods.parse(label)
        found: dict[str, Any] | None = self._rows.get(
            (measure, area, group, pd.Timestamp(wanted.start or 0), pd.Timestamp(wanted.end or 0))
        )
        if found is None:
            of = f" ({group})" if group else ""
            raise MissingFigureError(f"there is no '{measure}'{of} for {area}, {label}.")
        self.used.append(str(found["id"]))
        return found

    def value(self, measure: str, area: str, label: str, group: str = "") -> float:
        """Return a figure; a year that is not printed is the sum of its four quarters."""
        try:
            return float(self.row(measure, area, label, group)["value"])
        except MissingFigureError as missing:
            try:
                return sum(float(self.row(measure, area, quarter)["value"]) for quarter in _quarters(label))
            except MissingFigureError:
                raise missing from None

    def counts(self, measure: str, area: str, label: str) -> tuple[float, float]:
        """Return numerator and denominator of a share: printed counts, or the share of the printed denominator."""
        whole = self.value(DENOMINATORS[measure], area, label)
        if measure in NUMERATORS:
            return self.value(NUMERATORS[measure], area, label), whole
        share = self.value(measure, area, label)
        return float(np.round(share * whole / 100)), whole

    def children(self, area: str, label: str) -> tuple[float, float]:
        """Return children on a plan and the rate per 10,000 on a day; a count not printed follows from the rate.

        The population is then the one that the nearest day with both figures implies.
        """
        rate = self.value("cpp_rate", area, label)
        try:
            return self.value("cpp_children", area, label), rate
        except MissingFigureError:
            return round(rate * self.population(area, label) / 1e4), rate

    def population(self, area: str, label: str) -> float:
        """Return the children aged 0 to 17 that the nearest day with a count and a rate implies.

        Raises
        ------
        MissingFigureError
            If no day has both.
        """
        children, rates = (
            {
                day: row["value"]
                for (name, where, group, _, day), row in self._rows.items()
                if (name, where, group) == key
            }
            for key in (("cpp_children", area, ""), ("cpp_rate", area, ""))
        )
        both = sorted(set(children) & set(rates))
        if not both:
            raise MissingFigureError(f"no date has both a number of children and a rate for {area}.")
        wanted = pd.Timestamp(periods.parse(label).end or 0)
        nearest = min(both, key=lambda day: abs((day - wanted).days))
        return float(1e4 * children[nearest] / rates[nearest])


def _quarters(label: str) -> list[str]:
    year = periods.parse(label)
    if year.type != "financial_year" or year.start is None:
        raise MissingFigureError(f"{label} has no quarters.")
    short = f"{year.start.year % 100:02d}/{(year.start.year + 1) % 100:02d}"
    return [f"Q{number} {short}" for number in (1, 2, 3, 4)]
