"""Whether a group stands apart from the others since the last change of what was done."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Unknown
from analysis.indicators.lazy import lazy
from analysis.investigations.your_own_series.periods import Periods


@dataclass(eq=False)
class Groups:
    """The groups of a series beside what chance allows each.

    Parameters
    ----------
    periods : Periods
    """

    periods: Periods

    @lazy
    def table(self) -> pd.DataFrame | Unknown:
        """Groups over the periods since the last change: count, whole, value, centre, low, high, apart (at every effect)."""
        if self.periods.series["group"].nunique() < 2:
            return Unknown("the file has no groups")
        if self.periods.kind == "count":
            return Unknown("groups are compared by what they count of, and the file has no whole")
        now = self.periods.series[self.periods.series["period"].isin(self.periods.parts[-1][1].index)]
        totals = now.groupby("group")[["count", "whole"]].sum()
        found = self.periods.limits.across(totals)
        apart = pd.concat([each["outside"] for each in found], axis=1).all(axis=1)
        return totals.join(found[0][["value", "centre", "low", "high", "outside"]]).assign(apart=apart)

    @lazy
    def said(self) -> str:
        """Which groups stand apart, as a title."""
        if isinstance(self.table, Unknown):
            return "Groups"
        apart = [str(name) for name in self.table.index[self.table["apart"]]]
        if not apart:
            return f"None of {len(self.table)} groups stands apart from chance"
        return f"{words.listed(apart)} {'stands' if len(apart) == 1 else 'stand'} apart from the others"
