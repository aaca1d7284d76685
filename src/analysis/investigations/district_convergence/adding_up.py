"""Whether the districts add up to their authority, and how many children are in none of their figures."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number
from analysis.indicators.lazy import lazy
from analysis.investigations.district_convergence import population_shares
from analysis.investigations.district_convergence.window import Window


@dataclass(eq=False)
class AddingUp:
    """The districts' shares of the children that re-add to the authority, and what they leave over.

    Parameters
    ----------
    window : Window
    """

    window: Window

    @lazy
    def tolerance(self) -> pd.Series:
        """How far rounding alone can part the county from its districts, per 10,000, by date."""
        window = self.window
        of = window.printed["area"].eq(window.authority) & window.printed["period_end"].isin(window.rates.index)
        return population_shares.tolerances(window.printed[of])

    @lazy
    def run(self) -> pd.DatetimeIndex:
        """The dates, from the first, at which one set of population shares re-adds to the county."""
        return population_shares.re_adding(self.window.rates, self.window.county, self.tolerance)

    @lazy
    def shares(self) -> pd.Series:
        """The districts' shares of the children that re-add best over `run`."""
        return population_shares.fit(self.window.rates.loc[self.run], self.window.county)

    @lazy
    def people(self) -> pd.Series:
        """Children aged 0 to 17 by district at the split."""
        return self.shares * self.window.population[self.window.split]

    @lazy
    def left_over(self) -> pd.DataFrame:
        """Children in the county's figure and in no district's: value, low, high, by date."""
        best = population_shares.left_over(self.window.rates, self.window.county, self.tolerance, self.shares)
        reach = population_shares.gap_bounds(self.window.rates, self.window.county, self.tolerance, self.run)
        return reach.assign(value=best["value"]).mul(self.window.population / 10_000, axis=0)[["value", "low", "high"]]

    @lazy
    def missing(self) -> dict[str, Number]:
        """The least number of children in no district, by date, where there must be some."""
        found = self.left_over["low"][self.left_over["low"] > 0.5]
        return {
            words.day(date): self.window.number(
                "no district", round(value), "least number of children in no district", date, digits=0, unit="count"
            )
            for date, value in found.items()
        }

    @property
    def title(self) -> str:
        """Whether some children are in no district’s figure, as a title."""
        return (
            "Some children are in no district’s figure" if self.missing else "Every child can be in a district’s figure"
        )

    @property
    def question(self) -> str:
        """What to ask about it."""
        if self.missing:
            return "Which children of the county are counted in no district, and why?"
        return "From which population is each district’s rate worked out?"

    @lazy
    def said(self) -> str:
        """Whether the districts add up to the county, as a sentence."""
        if not self.missing:
            return "The districts add up to the county within rounding"
        listed = words.listed(f"{number} on {day}" for day, number in self.missing.items())
        return (
            f"After {words.day(self.run[-1])} the districts’ figures leave children out: at least {listed}. Gaps at these dates rest on "
            "figures that are not whole"
        )
