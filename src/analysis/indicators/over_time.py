"""A share over several periods: each with its range, all together, whether they differ, and whether they drift."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.indicators.change import Difference, Trend, agreement
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Share, Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.statistics import trends
from analysis.statistics.shares import second_opinion
from analysis.statistics.shares.differences import homogeneity
from analysis.statistics.shares.ranges import chance_band


class SharesOverTime:
    """A share by period.

    Parameters
    ----------
    table : pandas.DataFrame
        Index period in order of time; columns part, whole (counts) and rows (tuple of observation ids).
    policy : Policy
    measure, area : str
        For names and words.
    period : str
        What a period is called: ``quarter``, ``year`` …
    about : bool
        True when the counts rest on an assumption.
    """

    def __init__(
        self, table: pd.DataFrame, policy: Policy, *, measure: str, area: str, period: str, about: bool = False
    ) -> None:
        if len(table) < 2:
            raise ValueError(f"{indicator(measure).words}, {area}: two {period}s or more are needed, not {len(table)}.")
        self.table, self.policy, self.measure, self.area = table.copy(), policy, measure, area
        self.period, self.about = period, about

    def _name(self, *statistic: str) -> str:
        return key(self.measure, self.area, f"{self.table.index[0]} to {self.table.index[-1]}", *statistic)

    @property
    def rows(self) -> tuple[str, ...]:
        """Every observation behind the series."""
        return tuple(dict.fromkeys(each for rows in self.table["rows"] for each in rows))

    def _told(self, words: str) -> dict[str, Any]:
        of = {"area": self.area, "period": f"{self.table.index[0]} to {self.table.index[-1]}"}
        return {"label": f"{indicator(self.measure).words}: {words}", "of": of, "rows": self.rows, "about": self.about}

    @lazy
    def pooled(self) -> Share:
        """All periods together."""
        part, whole = float(self.table["part"].sum()), float(self.table["whole"].sum())
        return self.policy.share(self._name("all"), part, whole, **self._told("all periods together"))

    @lazy
    def shares(self) -> dict[str, Share]:
        """Each period's share."""
        return {str(period): self._one(str(period), row) for period, row in self.table.iterrows()}

    def _one(self, period: str, row: Any) -> Share:
        told = self._told(period) | {"of": {"area": self.area, "period": period}, "rows": tuple(row["rows"])}
        return self.policy.share(key(self.measure, self.area, period), float(row["part"]), float(row["whole"]), **told)

    @lazy
    def by_period(self) -> pd.DataFrame:
        """One row per period: part, whole (counts); value, low, high, chance_low, chance_high (percent)."""
        ranges = pd.DataFrame(
            {name: {"value": s.value, "low": s.low, "high": s.high} for name, s in self.shares.items()}
        ).T
        band = chance_band(self.table["whole"], self.pooled.value, self.policy.confidence, self.policy.siblings)
        return self.table[["part", "whole"]].join([ranges, band]).rename_axis(self.period)

    @lazy
    def lowest(self) -> Share:
        """The lowest share of a period."""
        return min(self.shares.values(), key=lambda share: share.value)

    @lazy
    def highest(self) -> Share:
        """The highest share of a period."""
        return max(self.shares.values(), key=lambda share: share.value)

    @lazy
    def width(self) -> Number:
        """From the lowest to the highest share, in points."""
        return Number(
            key=self._name("width"),
            value=self.highest.value - self.lowest.value,
            unit="points",
            **self._told("highest less lowest"),
        )

    @lazy
    def typical(self) -> Number:
        """How many the whole counts in a typical period."""
        mean = float(round(self.table["whole"].mean()))
        return Number(
            key=self._name("typical"), value=mean, digits=0, unit="count", **self._told("size of a typical period")
        )

    @lazy
    def by_chance(self) -> Number:
        """Where a share that never changed would be printed in a typical period; its range is the answer."""
        low, high = chance_band(
            self.typical.value, self.pooled.value, self.policy.confidence, self.policy.siblings
        ).iloc[0]
        return Number(
            key=self._name("by chance"), value=self.pooled.value, low=low, high=high, level=self.policy.confidence, unit="percent",
            digits=0, method="normal approximation", **self._told("what chance allows in a typical period"),
        )  # fmt: skip

    @lazy
    def outside(self) -> list[str]:
        """The periods whose share lies outside of what chance allows about the average."""
        table = self.by_period
        return list(table.index[(table["value"] < table["chance_low"]) | (table["value"] > table["chance_high"])])

    @lazy
    def within(self) -> Number:
        """How many periods lie within what chance allows."""
        return Number(
            key=self._name("within"), value=len(self.table) - len(self.outside), digits=0, unit="count",
            **self._told("periods within what chance allows") | {"about": False},
        )  # fmt: skip

    @lazy
    def number_of_periods(self) -> Number:
        """How many periods there are."""
        return Number(
            key=self._name("periods"), value=len(self.table), digits=0, unit="count", **self._told("number of periods")
        )

    @lazy
    def dispersion(self) -> Number:
        """How much the shares vary, relative to unrelated children who all have the same chance."""
        found = homogeneity(self.table["part"], self.table["whole"], self.policy.siblings)
        return Number(
            key=self._name("dispersion"),
            value=found.dispersion,
            method="Pearson X² / degrees of freedom",
            **self._told("dispersion"),
        )

    @lazy
    def differ(self) -> Difference:
        """Whether the periods differ beyond chance, at every sibling effect that is tried."""
        return self.policy.difference(
            self._name("differ"),
            lambda effect: homogeneity(self.table["part"], self.table["whole"], effect).p_design_effect,
            method="Pearson X² divided by the sibling effect (Rao and Scott 1981)",
            **self._told("do the periods differ?"),
        )

    @property
    def differing(self) -> str:
        """The same with its subject, for a title: of so many periods one lies outside of its band by chance alone."""
        return f"{self.period}s {self.differ.says[self.differ.chance]}"

    @lazy
    def differ_again(self) -> Difference:
        """The same by likelihood of beta-binomial counts: the second opinion."""
        return self.policy.difference(
            self._name("differ", "again"),
            lambda effect: second_opinion.homogeneity(self.table["part"], self.table["whole"], effect),
            method="likelihood ratio of beta-binomial counts",
            **self._told("do the periods differ, by a second method?"),
        )

    @lazy
    def trend_again(self) -> Number:
        """The p-value of the trend of the odds by beta-binomial regression: the second opinion."""
        p = second_opinion.trend(self.table["part"], self.table["whole"])
        told = self._told("trend of the odds, by a second method")
        return Number(
            key=self._name("trend", "odds", "again"), value=p, unit="p", method="beta-binomial regression", **told
        )

    @lazy
    def second_method(self) -> str:
        """Whether beta-binomial counts say the same of the periods and of their trend, as a predicate."""
        found: list[tuple[str, bool, Number]] = [
            (f"whether the {self.period}s differ", self.differ.chance == self.differ_again.chance, self.differ_again)
        ]
        if isinstance(trend := self.share_trend, Trend):
            alike = second_opinion.agree(trend.p, self.trend_again.value, self.policy.confidence)
            found.append(("the trend", alike, self.trend_again))
        return agreement(found)

    @lazy
    def share_trend(self) -> Trend | Unknown:
        """The odds from one period to the next."""
        fit = lambda: trends.share_trend(self.table["part"], self.table["whole"], self.policy.confidence)  # noqa: E731
        return self._trend("odds", fit, "quasi-binomial trend of the odds")

    @lazy
    def parts_trend(self) -> Trend | Unknown:
        """The number of events from one period to the next."""
        return self._trend(
            "parts", lambda: trends.count_trend(self.table["part"], self.policy.confidence), "quasi-Poisson trend"
        )

    @lazy
    def wholes_trend(self) -> Trend | Unknown:
        """The denominators from one period to the next."""
        return self._trend(
            "wholes", lambda: trends.count_trend(self.table["whole"], self.policy.confidence), "quasi-Poisson trend"
        )

    def _trend(self, of: str, fit: Callable[[], trends.Trend], method: str) -> Trend | Unknown:
        if len(self.table) < trends.FEWEST:
            return Unknown(f"a trend needs {trends.FEWEST} {self.period}s, and {len(self.table)} are printed")
        return self.policy.trend(
            self._name("trend", of), fit(), self.period, method=method, **self._told(f"trend of the {of}")
        )

    @lazy
    def visible_rise(self) -> Number | Unknown:
        """The smallest rise between two typical periods that is seen four times in five."""
        return self._visible("rise", rise=True)

    @lazy
    def visible_fall(self) -> Number | Unknown:
        """The smallest fall between two typical periods that is seen four times in five."""
        return self._visible("fall", rise=False)

    def _visible(self, words: str, *, rise: bool) -> Number | Unknown:
        size = self.typical.value
        told = self._told(f"smallest {words} that is seen") | {"digits": 0}
        return self.policy.smallest(self._name("visible", words), self.pooled.value, (size, size), rise=rise, **told)


def by_period(
    figures: Figures, measure: str, area: str, period_type: str, first: str = "", last: str = "latest"
) -> pd.DataFrame:
    """Return a share's counts by period, for `SharesOverTime`.

    Parameters
    ----------
    figures : Figures
    measure, area : str
    period_type : str
        ``quarter``, ``financial_year`` or ``month``.
    first, last : str
        First and last period; the first that is printed when empty, the last when ``latest``.

    Returns
    -------
    pandas.DataFrame
        Index period; columns part, whole, rows. Periods without counts are left out.
    """
    what = indicator(measure)
    names = sorted(
        {*figures.periods(measure, area, period_type), *figures.periods(what.numerator, area, period_type)},
        key=lambda name: figures.order(name),
    )
    found = {name: share for name in names if isinstance(share := figures.try_estimate(measure, area, name), Share)}
    table = pd.DataFrame(
        {name: {"part": share.counts[0], "whole": share.counts[1], "rows": share.rows} for name, share in found.items()}
    ).T.reindex(columns=["part", "whole", "rows"])
    return _window(table.astype({"part": float, "whole": float}), first, last)


def _window(table: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    there = list(table.index)
    if not there:
        return table
    begin, end = first or (there[0] if there else ""), there[-1] if last == "latest" and there else last
    for name, label in (("first", begin), ("last", end)):
        if label not in there:
            raise ValueError(f"The {name} period '{label}' has no figures; there are {', '.join(there) or 'none'}.")
    if there.index(begin) > there.index(end):
        raise ValueError(f"The last period '{end}' stands before the first period '{begin}'.")
    return table.loc[begin:end]
