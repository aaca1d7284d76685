"""A series of one's own by period, and by stretch between two changes of what was done."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from analysis import words
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.your_own_series.limits import Kind, Limits, kind
from analysis.statistics import runs

FEWEST_IN_A_STRETCH = 3
PERIODS = {"financial_year": "year", "quarter": "quarter", "month": "month", "as_at": "day"}


class Periods:
    """What was counted in each period, with the limits that chance sets.

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

    def estimate(self, name: str, label: str, count: float, whole: float, periods: int = 1) -> Number:
        """Return the share, rate or count of so many periods together, with its range."""
        told = {"label": f"{self.counted}: {label}", "of": {"period": label}, "rows": self.rows}
        if self.kind == "share":
            return self.policy.share(name, count, whole, **told)
        per = whole / self.per if self.kind == "rate" else periods
        return self.policy.count(name, count, per, **told | {"unit": self.kind, "digits": 1 if per != 1 else 0})

    @property
    def rows(self) -> tuple[str, ...]:
        """The observations that it rests on; none of a file of one's own."""
        if "rows" not in self.series:
            return ()
        return tuple(dict.fromkeys(each for rows in self.series["rows"] for each in rows))

    @lazy
    def estimates(self) -> dict[str, Number]:
        """Each period's share, rate or count with its range."""
        return {
            str(period): self.estimate(key(self.counted, period), str(period), row["count"], row["whole"])
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

    @property
    def parts(self) -> list[tuple[str, pd.DataFrame]]:
        """The periods of each stretch, with its name."""
        parts = [part for _, part in self.table.groupby("stretch")]
        return [(f"{part.index[0]} to {part.index[-1]}", part) for part in parts]

    @lazy
    def stretches(self) -> list[Number]:
        """All periods of each stretch together."""
        return [
            self.estimate(key(self.counted, "all", label), label, part["count"].sum(), part["whole"].sum(), len(part))
            for label, part in self.parts
        ]

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
        since = self.parts[-1][1].index[0]
        return f"Since {since} {what} is {'higher' if self.changes[-1].value > 0 else 'lower'} than before"

    @lazy
    def by_chance(self) -> Number:
        """The limits of the last period: where chance alone would put it."""
        row = self.limits.made.iloc[-1]
        return Number(
            key=key(self.counted, "limits"), value=row["centre"], low=row["low"], high=row["high"],
            level=0.9973, unit="percent" if self.kind == "share" else self.kind, rows=self.rows,
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
