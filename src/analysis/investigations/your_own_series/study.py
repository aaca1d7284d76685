"""A series of one's own: chance, a target, and what could be seen, each in a sentence that follows from the numbers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import isinf

import pandas as pd

from analysis import words
from analysis.indicators.change import Change, Trend
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.your_own_series.limits import Kind, Limits, kind
from analysis.statistics import charts, runs, trends
from analysis.statistics.counts import smallest_count_change

FEWEST_IN_A_STRETCH = 3
PERIODS = {"financial_year": "year", "quarter": "quarter", "month": "month", "as_at": "day"}
MARKS = {
    "common cause": ("–", "chance alone could make it"),
    "improving": ("I", "more than chance, in the direction that is better"),
    "concerning": ("C", "more than chance, in the direction that is worse"),
    "high": ("H", "higher than chance makes, with neither direction better"),
    "low": ("L", "lower than chance makes, with neither direction better"),
    "consistently met": ("P", "it is met as long as nothing changes"),
    "consistently missed": ("F", "it is missed as long as nothing changes"),
    "hit and miss": ("?", "chance decides in which periods it is met"),
}
STOOD_OUT = {
    "improving": "is better than chance makes", "concerning": "is worse than chance makes",
    "high": "is higher than chance makes", "low": "is lower than chance makes",
}  # fmt: skip


class YourSeries:
    """What a series says of itself.

    Parameters
    ----------
    series : pandas.DataFrame
        One row per period and group: period, start, end, type, count, whole, group; rows (observation ids) where printed.
    policy : Policy
    counted : str
        What is counted, of what: ``missed visits, of visits due``.
    source : str
        What the source line says.
    better : str
        ``higher``, ``lower`` or ``neither``.
    target : Number, optional
    changed : sequence of pandas.Timestamp
        First days on which the process was another one; the chart is made anew from the first period that begins then or later.
    per : float
        100 for a percentage, 10000 for a rate per 10,000.

    Raises
    ------
    ValueError
        If a stretch between changes has fewer than three periods, or a word or a number is none of those expected.
    """

    def __init__(
        self, series: pd.DataFrame, policy: Policy, *, counted: str, source: str, better: str = "neither",
        target: Number | None = None, changed: Sequence[pd.Timestamp] = (), per: float = 100,
    ) -> None:  # fmt: skip
        if better not in ("higher", "lower", "neither") or not per > 0:
            raise ValueError(
                f"better is higher, lower or neither, and per is above 0, not '{better}' and {per:g}: change the parameter."
            )
        self.series, self.policy, self.counted, self.source = series.copy(), policy, counted, source
        self.better: runs.Better = "" if better == "neither" else better  # type: ignore[assignment]
        self.changed, self.per = list(changed), per
        self.table = _together(series).assign(stretch=lambda table: _stretches(table, self.changed))
        self.limits = Limits(self.table, kind(self.table, per), policy, per)
        self.target = (
            target if target is None else replace(target, unit="percent" if self.kind == "share" else self.kind)
        )

    @property
    def kind(self) -> Kind:
        """What the series is: share, rate or count."""
        return self.limits.kind

    @property
    def period(self) -> str:
        """What a period is called."""
        return PERIODS.get(str(self.series["type"].iloc[0]), "period")

    @property
    def title(self) -> str:
        """What is counted, as a subtitle begins."""
        return self.counted[:1].upper() + self.counted[1:]

    @lazy
    def dates(self) -> str:
        """From which day to which day."""
        return f"{words.day(self.table['start'].iloc[0])} to {words.day(self.table['end'].iloc[-1])}"

    @property
    def unit(self) -> str:
        """The unit of what is drawn, in words."""
        return {"share": "%", "rate": f"per {self.per:,.0f}", "count": f"number a {self.period}"}[self.kind]

    def _estimate(self, name: str, label: str, count: float, whole: float, periods: int = 1) -> Number:
        told = {"label": f"{self.counted}: {label}", "of": {"period": label}, "rows": self._rows}
        if self.kind == "share":
            return self.policy.share(name, count, whole, **told)
        per = whole / self.per if self.kind == "rate" else periods
        return self.policy.count(name, count, per, **told | {"unit": self.kind, "digits": 1 if per != 1 else 0})

    @property
    def _rows(self) -> tuple[str, ...]:
        if "rows" not in self.series:
            return ()
        return tuple(dict.fromkeys(each for rows in self.series["rows"] for each in rows))

    @lazy
    def estimates(self) -> dict[str, Number]:
        """Each period's share, rate or count with its range."""
        return {
            str(period): self._estimate(key(self.counted, period), str(period), row["count"], row["whole"])
            for period, row in self.table.iterrows()
        }

    @property
    def last(self) -> Number:
        """The last period."""
        return self.estimates[self.last_period]

    @property
    def last_period(self) -> str:
        """Its name."""
        return str(self.table.index[-1])

    @lazy
    def stretches(self) -> list[Number]:
        """All periods of each stretch together."""
        return [
            self._estimate(key(self.counted, "all", label), label, part["count"].sum(), part["whole"].sum(), len(part))
            for label, part in self._parts
        ]

    @property
    def _parts(self) -> list[tuple[str, pd.DataFrame]]:
        parts = [part for _, part in self.table.groupby("stretch")]
        return [(f"{part.index[0]} to {part.index[-1]}", part) for part in parts]

    @lazy
    def all_now(self) -> Number:
        """All periods since the last change of the process together."""
        return self.stretches[-1]

    @lazy
    def changes(self) -> list[Change]:
        """The change from each stretch to the next; none where the process never changed, or nothing was counted."""
        pairs = [
            (old, now) for old, now in pairwise(self.stretches) if self.kind == "share" or old.value * now.value > 0
        ]
        return [self.policy.change(key(self.counted, "change", now.of["period"]), old, now) for old, now in pairs]

    @lazy
    def moved(self) -> str:
        """Which way the last stretch lies from the one before, where that is more than chance; empty where it is not."""
        if not self.changes or self.changes[-1].chance != "no":
            return ""
        what = {"share": "the share", "rate": "the rate", "count": "the number"}[self.kind]
        since = self._parts[-1][1].index[0]
        return f"Since {since} {what} is {'higher' if self.changes[-1].value > 0 else 'lower'} than before"

    @lazy
    def by_chance(self) -> Number:
        """The limits of the last period: where chance alone would put it."""
        row = self.limits.made.iloc[-1]
        return Number(
            key=key(self.counted, "limits"), value=row["centre"], low=row["low"], high=row["high"],
            level=0.9973, unit="percent" if self.kind == "share" else self.kind, rows=self._rows,
            label=f"{self.counted}: limits of {self.last_period}", method=f"{self.limits.name}, three sigma",
        )  # fmt: skip

    @lazy
    def picked(self) -> list[str]:
        """The periods that a limit or a run picks out."""
        made = self.limits.made
        return [str(name) for name in made.index[made["cause"].ne("")]]

    @lazy
    def number_of_periods(self) -> Number:
        """How many periods there are."""
        return Number(
            key=key(self.counted, "periods"), value=len(self.table), digits=0, unit="count", label="number of periods"
        )

    @lazy
    def variation(self) -> str:
        """The mark of the last period, or ``depends`` when brothers and sisters decide."""
        tried = set(self.limits.tried(self.better))
        return tried.pop() if len(tried) == 1 else "depends"

    @lazy
    def assurance(self) -> str:
        """The mark of the target; empty without one, or where neither direction is better."""
        if self.target is None:
            return ""
        low, high = float(self.by_chance.low or 0), float(self.by_chance.high or 0)
        return runs.assurance(low, high, self.target.value, self.better)

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence."""
        if self.variation == "depends":
            return f"Whether the last {self.period} is more than chance depends on brothers and sisters"
        if self.variation != "common cause":
            return f"The last {self.period} {STOOD_OUT[self.variation]}"
        if self.moved:
            return f"{self.moved}, by more than chance makes"
        if not self.picked and self.drift:
            return f"No {self.period} stands out, yet over {len(self._parts[-1][1])} {self.period}s {self.drift}"
        if not self.picked:
            return f"Nothing in {len(self._parts[-1][1])} {self.period}s is more than chance makes"
        return f"The last {self.period} could be chance, though {len(self.picked)} of {len(self.table)} {self.period}s stand out"

    @lazy
    def finding(self) -> str:
        """The picture's title."""
        if not self.picked:
            return f"All {len(self.table)} {self.period}s are within what chance allows"
        return f"{len(self.picked)} of {len(self.table)} {self.period}s stand out from chance"

    @lazy
    def target_title(self) -> str:
        """What the limits say of the target, as a title."""
        return {
            "hit and miss": f"Chance decides in which {self.period}s the target is met",
            "consistently met": "The target is met as long as nothing changes",
            "consistently missed": "The target is missed as long as nothing changes",
        }.get(self.assurance, "Nothing is said of a target")

    @lazy
    def target_said(self) -> str:
        """What that rests on."""
        if self.target is None:
            return "None was given."
        if not self.assurance:
            return f"The target is {self.target}, but neither direction was called better."
        of = ", ".join(self.target.of.values())
        inside = "lies within" if self.assurance == "hit and miss" else "lies outside of"
        return f"The target is {self.target}{f' ({of})' if of else ''}, which {inside} what chance allows now, {self.by_chance:range}."

    @lazy
    def visible_rise(self) -> Number | Unknown:
        """The smallest rise from one typical period to the next that is seen four times in five."""
        return self._visible(rise=True)

    @lazy
    def visible_fall(self) -> Number | Unknown:
        """The smallest fall likewise."""
        return self._visible(rise=False)

    def _visible(self, *, rise: bool) -> Number | Unknown:
        name, now = f"smallest {'rise' if rise else 'fall'} that is seen", self._parts[-1][1]
        told = {"label": f"{self.counted}: {name}", "rows": self._rows}
        if self.kind == "share":
            if not 0 < self.all_now.value < 100:
                return Unknown("all or none are counted")
            size = float(now["whole"].mean())
            return self.policy.smallest(key(self.counted, name), self.all_now.value, (size, size), rise=rise, **told)
        found = smallest_count_change(
            float(now["count"].mean()), rise=rise, confidence=self.policy.confidence, design_effect=self.policy.siblings
        )
        if isinf(found):
            return Unknown("so few are counted that even none would not stand out")
        per = float(self.limits.whole.loc[now.index].mean())
        method = f"roots of two counts, power 80%, siblings {self.policy.siblings:.2g}"
        return Number(key=key(self.counted, name), value=found / per, unit=self.kind, method=method, **told)  # type: ignore[arg-type]

    @lazy
    def trend(self) -> Trend | Unknown:
        """The drift since the last change of the process."""
        now = self._parts[-1][1]
        if len(now) < trends.FEWEST or not now["count"].sum() > 0:
            return Unknown(f"a trend needs {trends.FEWEST} {self.period}s with something counted")
        if self.kind == "rate":
            return Unknown("the drift of a rate whose whole moves is not fitted here")
        share = self.kind == "share" and now["count"].sum() < now["whole"].sum()
        level = self.policy.confidence
        fit = (
            trends.share_trend(now["count"], now["whole"], level) if share else trends.count_trend(now["count"], level)
        )
        method = "quasi-binomial trend of the odds" if share else "quasi-Poisson trend"
        return self.policy.trend(
            key(self.counted, "trend"), fit, self.period, method=method, label=f"{self.counted}: trend", rows=self._rows
        )

    @lazy
    def drift(self) -> str:
        """Where the series drifted by more than chance since the last change of the process; empty where it did not."""
        if isinstance(self.trend, Unknown) or not self.trend.clear:
            return ""
        what = "share" if self.kind == "share" else "number"
        return f"the {what} drifted {'upwards' if self.trend.value > 0 else 'downwards'}"

    @lazy
    def drift_said(self) -> str:
        """The drift with its range, as a sentence."""
        if isinstance(self.trend, Unknown):
            return f"Whether it drifts {self.trend}."
        clear = "; the rules for points and runs do not look at drift" if self.drift and not self.picked else ""
        return f"Over all of them the {self.trend_of} {self.trend}{clear}."

    @lazy
    def trend_of(self) -> str:
        """What drifts: the odds of a share, or the number."""
        return "odds" if self.kind == "share" else "number"

    @lazy
    def median(self) -> float:
        """The middle value since the last change of the process: the line of the run chart."""
        made = self.limits.made
        return float(made.loc[made["stretch"].eq(made["stretch"].iloc[-1]), "value"].median())

    @lazy
    def runs(self) -> runs.Runs:
        """How the values since the last change run about their median."""
        made = self.limits.made
        return runs.runs(made.loc[made["stretch"].eq(made["stretch"].iloc[-1]), "value"], self.median)

    @lazy
    def runs_said(self) -> str:
        """Whether the run chart shows more than chance, as a title."""
        return f"The run chart {'shows more than chance' if self.runs.signal else 'shows nothing beyond chance'}"

    @property
    def trial(self) -> bool:
        """Whether so few points since the last change give trial limits only."""
        return len(self._parts[-1][1]) < charts.TRIAL_BELOW

    @lazy
    def trial_said(self) -> str:
        """That limits are trial limits, where they are."""
        fewest = f"**These are trial limits.** Fewer than {charts.TRIAL_BELOW} {self.period}s since the process last changed set them"
        return f"{fewest}; each new {self.period} moves them." if self.trial else ""

    @lazy
    def groups(self) -> pd.DataFrame | Unknown:
        """Groups over the periods since the last change: count, whole, value, centre, low, high, apart (at every effect)."""
        if self.series["group"].nunique() < 2:
            return Unknown("the file has no groups")
        if self.kind == "count":
            return Unknown("groups are compared by what they count of, and the file has no whole")
        now = self.series[self.series["period"].isin(self._parts[-1][1].index)]
        totals = now.groupby("group")[["count", "whole"]].sum()
        found = self.limits.across(totals)
        apart = pd.concat([each["outside"] for each in found], axis=1).all(axis=1)
        return totals.join(found[0][["value", "centre", "low", "high", "outside"]]).assign(apart=apart)

    @lazy
    def groups_said(self) -> str:
        """Which groups stand apart, as a title."""
        if isinstance(self.groups, Unknown):
            return "Groups"
        apart = [str(name) for name in self.groups.index[self.groups["apart"]]]
        if not apart:
            return f"None of {len(self.groups)} groups stands apart from chance"
        return f"{words.listed(apart)} {'stands' if len(apart) == 1 else 'stand'} apart from the others"


def _together(series: pd.DataFrame) -> pd.DataFrame:
    """Return all groups together: index period; start, end, count, whole (missing where it is not known)."""
    held = series.groupby("period", sort=False)
    together = held.agg(start=("start", "first"), end=("end", "first"), count=("count", "sum"))
    return together.assign(whole=held["whole"].sum(min_count=1))


def _stretches(table: pd.DataFrame, changed: Sequence[pd.Timestamp]) -> pd.Series:
    stretch = sum((table["start"].ge(day).astype(int) for day in changed), pd.Series(0, index=table.index))
    sizes = stretch.value_counts().reindex(range(len(changed) + 1), fill_value=0)
    if sizes.min() < FEWEST_IN_A_STRETCH:
        raise ValueError(
            f"changed: the days leave a stretch of {sizes.min()} periods, and a chart needs {FEWEST_IN_A_STRETCH} between two "
            "changes: leave a day out, or give more periods."
        )
    return stretch
