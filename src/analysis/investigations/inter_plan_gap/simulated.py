"""What only an assumed shape can say of the gaps: its middle, who is seen to return, and the curve that would answer. SIMULATED."""

from collections.abc import Callable

import pandas as pd

from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.statistics.gaps import gap_models, gap_selection

ENDS = "cpp_ends"
RECORDS = 216  # months back that earlier plans are known
CHILDREN, RETURNING, YEARS = 1500, 0.3, 6  # of the SIMULATED example


class Assumed:
    """Gaps of an assumed shape with the printed average and share within two years.

    Parameters
    ----------
    average : float
        Months.
    early : float
        Share within two years, 0 to 1.
    ends : pandas.Series
        Plans that ended by year, in order of time.
    confidence : float
    seed : int
    made : callable
        Makes a number of months from a name, a value and a label.
    """

    def __init__(
        self,
        average: float,
        early: float,
        ends: "pd.Series[float]",
        confidence: float,
        seed: int,
        made: Callable[..., Number],
    ) -> None:
        self.ends, self.confidence, self.seed, self._made = ends, confidence, seed, made
        self.shapes = gap_models.sensitivity(average, early)
        self.shape = gap_models.fitted("lognormal", average, early)

    def _number(self, name: str, value: float, label: str, **more: object) -> Number:
        told = {"simulated": True, "rows": (), "digits": 0, "label": f"SIMULATED: {label}"}
        return self._made(f"simulated {name}", value, **(told | more))

    @lazy
    def finding(self) -> str:
        """Where the shapes put the middle gap, as a title."""
        low, high = (round(float(self.shapes["median"].agg(end))) for end in ("min", "max"))
        return f"Three common shapes put the middle gap at {low if low == high else f'{low} to {high}'} months"

    @lazy
    def moved(self) -> Number | Unknown:
        """How far the yearly average moves, in months, when only the number of plans that end does."""
        if len(self.ends) < 2:
            return Unknown("plans that ended are not printed for two years")
        expected = gap_selection.expected_means(gap_selection.monthly(self.ends), self.shape, RECORDS)
        yearly = expected.groupby(level="year", sort=False).mean()
        return self._number("moved", yearly.max() - yearly.min(), "movement of the yearly average", digits=1)

    @lazy
    def children(self) -> pd.DataFrame:
        """SIMULATED children; no child is in it."""
        return gap_selection.simulated_children(CHILDREN, self.shape, RETURNING, YEARS, self.seed)

    @lazy
    def curve(self) -> pd.DataFrame:
        """The share back on a plan by month since the last one ended: month, value, low, high (percent)."""
        return gap_selection.survival(self.children, self.confidence)

    @lazy
    def within_two_years(self) -> Number:
        """The share back within two years, read off the curve."""
        last = self.curve[self.curve["month"] <= gap_models.TWO_YEARS].iloc[-1]
        told = {"low": last["low"], "high": last["high"], "level": self.confidence, "unit": "percent"}
        return self._number("within two years", last["value"], "back within two years", method="Kaplan-Meier", **told)

    @lazy
    def designed(self) -> Number:
        """The average gap of everyone who ever returns, as it was set."""
        return self._number("designed", float(self.shape.mean()), "average of everyone who returns")

    @lazy
    def seen(self) -> Number:
        """The average gap of the children who are seen to return before the end of the records."""
        back = self.children.loc[self.children["returned"], "followed"]
        return self._number("seen", float(back.mean()), "average of those seen to return")


def ends_by_year(figures: Figures, area: str) -> "pd.Series[float]":
    """Return the plans that ended by financial year, in order of time."""
    years = figures.periods(ENDS, area, "financial_year")
    return pd.Series({year: figures.printed(ENDS, area, year).value for year in years}, dtype=float)
