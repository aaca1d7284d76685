"""The printed rates of an authority's districts between two days, and whom they are of."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.estimate import Number
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.district_convergence import district_rates, population_shares
from analysis.observations import series
from analysis.statistics.spread import convergence_timing

DRAWS = 4000
NEEDED = (
    "Whether the districts of {area} became more alike needs the names of two or more in data/own/areas.yml "
    "(`{area}: {{districts: [{district}, …]}}`), "
    "and on three days or more the rates of each district and of {area} and the number of children on a plan in {area}. Lines of "
    "data/own/figures.csv are `{district},31 March 2024,cpp_rate,41,,,Committee report` and "
    "`{area},31 March 2024,cpp_children,349,,,Committee report`."
)
BEGAN = (
    "Whether the districts of {area} became more alike before or after its audits began needs the day before they began: "
    "`python -m analysis own 04_district_convergence -p audits_began=2023-03-31`."
)


class Window:
    """What is printed of the districts of an authority in a window of time.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its districts.
    authority : str
    districts : sequence of str
    first, last, audits_began : str
        ISO dates: the window (from the first day with figures when empty, to the last when ``latest``), and the last day
        before the audits.
    policy : Policy

    Raises
    ------
    MissingFigureError
        If districts, three days with figures, or the beginning of the audits are missing.
    ValueError
        If a date is none, or fewer than three days are left between them.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        districts: Sequence[str],
        first: str,
        last: str,
        audits_began: str,
        policy: Policy,
    ) -> None:
        self.authority, self.districts, self.policy = authority, list(districts), policy
        self.observations = observations
        self.every = observations[observations["measure"].eq("cpp_rate") & observations["period_type"].eq("as_at")]
        self.printed = series.preferred(self.every)
        there = self._there()
        window = first or f"{there.index[0]:%Y-%m-%d}", f"{there.index[-1]:%Y-%m-%d}" if last == "latest" else last
        table = district_rates.between(
            there, *(_day(*each) for each in zip(("first_date", "last_date"), window, strict=True))
        )
        self.rates, self.county = table[self.districts], table[authority]
        if not audits_began:
            raise MissingFigureError(BEGAN.format(area=authority))
        self.began = _day("audits_began", audits_began)

    def _there(self) -> pd.DataFrame:
        """Return the rates of the districts and the authority on each day that has all of them, a column per area."""
        needed = NEEDED.format(area=self.authority, district=[*self.districts, "North District"][0])
        if len(self.districts) < 2 or self.children.empty:
            raise MissingFigureError(needed)
        try:
            rates = district_rates.by_date(self.printed, [*self.districts, self.authority])
        except ValueError:
            raise MissingFigureError(needed) from None
        if len(rates) < 3:
            raise MissingFigureError(needed)
        return rates

    @lazy
    def start(self) -> pd.Timestamp:
        """The first date."""
        return self.rates.index[0]

    @lazy
    def end(self) -> pd.Timestamp:
        """The last date."""
        return self.rates.index[-1]

    @lazy
    def split(self) -> pd.Timestamp:
        """The last date before the audits."""
        return convergence_timing.last_before(self.rates.index[:-1], self.began)

    @lazy
    def after(self) -> pd.Timestamp:
        """The first date a year or more after the last before the audits."""
        later = self.rates.index[self.rates.index >= self.split + pd.DateOffset(years=1)]
        return later[0] if len(later) else self.end

    @lazy
    def population(self) -> pd.Series:
        """Children aged 0 to 17 by date, from the number and the rate of children on plans."""
        children = series.preferred(self.children).set_index("period_end")["value"]
        return population_shares.nearest(population_shares.implied_population(children, self.county), self.rates.index)

    @lazy
    def children(self) -> pd.DataFrame:
        """The numbers of children on a plan in the authority on a day."""
        held = self.observations[self.observations["area"].eq(self.authority) & self.observations["group"].eq("")]
        return held[held["measure"].eq("cpp_children") & held["period_type"].eq("as_at")]

    def rows_of(self, *dates: pd.Timestamp) -> tuple[str, ...]:
        """Return the observations of the districts on some dates."""
        of = self.printed["period_end"].isin(dates) & self.printed["area"].isin(self.districts)
        return tuple(self.printed.loc[of, "id"])

    @lazy
    def source(self) -> str:
        """Where the district rates come from."""
        return sources.line(self.printed, self.rows_of(*self.rates.index))

    def number(self, what: str, value: float, label: str, *dates: pd.Timestamp, **more: Any) -> Number:
        """Return a number about the districts on some dates; further arguments as `Policy.number`."""
        of = {"area": self.authority, "period": " to ".join(words.day(date) for date in dates)}
        name = key("cpp_rate", what, self.authority, *(f"{date:%Y-%m-%d}" for date in dates))
        return self.policy.number(name, value, label=label, of=of, rows=self.rows_of(*dates), **more)


def _day(name: str, text: str) -> pd.Timestamp:
    try:
        return pd.to_datetime(text, format="%Y-%m-%d")
    except ValueError:
        raise ValueError(f"{name} is '{text}': write the day as year-month-day, for example 2018-03-31.") from None
