"""How much of the narrowing came before the audits, and which district rose most before them."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number
from analysis.indicators.lazy import lazy
from analysis.investigations.district_convergence.window import DRAWS, Window
from analysis.statistics.spread import convergence_timing

# 000, 5.1 and 002, 5.1
BEGINNINGS = {"Warwickshire": [("early 2018, from 1 January", "2017-12-31"), ("June 2018", "2018-06-01")]}


@dataclass(eq=False)
class Audits:
    """What came before the audits began.

    Parameters
    ----------
    window : Window
    people : pandas.Series
        Children aged 0 to 17 by district at the last date before the audits.
    """

    window: Window
    people: pd.Series

    @lazy
    def before(self) -> Number:
        """The part of the fall of the relative gap, to a year after the audits began, that came before them."""
        return self._before("cv before", "part of the fall that came before the audits", self.window.split)

    @lazy
    def before_in_points(self) -> Number:
        """The same of the standard deviation."""
        return self._before(
            "sd before", "part of the fall in points that came before the audits", self.window.split, "sd"
        )

    def _before(self, what: str, label: str, last: pd.Timestamp, measure: str = "cv") -> Number:
        window = self.window
        dates = (window.start, last, window.after)
        told = (window.policy.confidence, DRAWS, window.policy.seed, self.people, window.policy.siblings)
        value, low, high = convergence_timing.share_before(window.rates, dates, *told, measure=measure)
        return window.number(what, value, label, *dates, low=low, high=high, unit="percent", digits=0)

    @lazy
    def rises(self) -> pd.DataFrame:
        """Each district's percentage rise over the year before the split: start, end, value, low, high; largest first."""
        rates, split = self.window.rates, self.window.split
        earlier = rates.index[rates.index <= split - pd.DateOffset(years=1)]
        if not len(earlier):
            return pd.DataFrame(columns=["start", "end", "value", "low", "high"])
        return convergence_timing.rises(rates, earlier[-1], split)

    @lazy
    def rise_title(self) -> str:
        """Which district rose most, as a title."""
        if self.rises.empty:
            return "No year before the audits is printed"
        sure = self.rises["low"].iloc[0] > self.rises["high"].iloc[1:].max()
        return f"{self.rises.index[0]}’s printed rate rose most" + ("" if sure else ", but rounding could hide another")

    @lazy
    def title(self) -> str:
        """When the fall came, as far as its range allows, as a title."""
        low, high = float(self.before.low or 0), float(self.before.high or 0)
        if low > 50:
            return "Most of the narrowing came before the audits"
        if high < 50:
            return "Most of the narrowing came after the audits began"
        return "How much of the narrowing came before the audits is not certain"

    @property
    def in_print(self) -> list[tuple[str, str]]:
        """When the audits began by what the documents say, and the last day before; none where they do not."""
        return BEGINNINGS.get(self.window.authority, [])

    @lazy
    def readings(self) -> list[tuple[str, Number]]:
        """The part that came before the audits under each reading of when they began."""
        window = self.window
        dates = window.rates.index[window.rates.index < window.after]
        tried = [("chosen here", window.began), *((said, pd.Timestamp(day)) for said, day in self.in_print)]
        found = []
        for said, day in sorted(tried, key=lambda each: each[1]):
            last = convergence_timing.last_before(dates, day)
            number = self._before(f"before {said}", f"part before, audits from {said}", last)
            found.append((f"{said} (last figure before: {words.day(last)})", number))
        return found
