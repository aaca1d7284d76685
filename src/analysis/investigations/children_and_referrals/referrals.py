"""Who refers: each source's share of the referrals of a year, and how it changed."""

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Share, tally
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import SAYS, Standing, standings
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.children_and_referrals import composition
from analysis.investigations.children_and_referrals.groups import division
from analysis.statistics import running_totals

MEASURE = "referrals"
STEEP = 1.5  # times the year before: more than children’s needs change in a year
NEEDED = (
    "Who refers children of {area} needs the number of referrals by source for two years, which only a transcribed report brings: "
    "rows of the measure 'referrals' with groups such as 'source: police' in a printed table. No line of data/own carries groups."
)


class Referrals:
    """Referrals of one authority by source.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of ``referrals``: groups ``source: …``, and none for all of them.
    authority : str
    first, last : str
        The two years compared.
    policy : Policy

    Raises
    ------
    MissingFigureError
        If either year is not printed by source.
    """

    def __init__(self, rows: pd.DataFrame, authority: str, first: str, last: str, policy: Policy) -> None:
        self.authority, self.first, self.last, self.policy = authority, first, last, policy
        self.given = rows[rows["area"].eq(authority) & rows["measure"].eq(MEASURE)]
        self.by_source = division(self.given, MEASURE, "source")
        if not {first, last} <= set(self.by_source.numbers.columns):
            raise MissingFigureError(NEEDED.format(area=authority))

    @lazy
    def source(self) -> str:
        """Where the figures come from."""
        return sources.line(self.given, self.by_source.every)

    def total(self, year: str) -> Number:
        """Return all referrals of a year, as the sources add up."""
        label = {"label": f"referrals, {self.authority}, {year}", "of": {"area": self.authority, "period": year}}
        count = float(self.by_source.numbers[year].sum())
        rows = self.by_source.ids(list(self.by_source.numbers.index), year)
        return Number(key=key(MEASURE, self.authority, year), value=count, unit="count", digits=0, rows=rows, **label)  # type: ignore[arg-type]

    def share(self, name: str, year: str) -> Share:
        """Return a source's share of the referrals of a year."""
        return self.policy.share(
            key(MEASURE, name, self.authority, year), float(self.by_source.numbers.loc[name, year]), self.total(year).value,
            rows=self.by_source.ids([name], year), label=f"referrals by {name}, {year}", of={"area": self.authority, "period": year},
        )  # fmt: skip

    @lazy
    def changes(self) -> dict[str, tuple[Change, Standing]]:
        """Each source's change and how it stands among all, the largest source of the last year first."""
        names = list(self.by_source.numbers[self.last].sort_values(ascending=False, kind="stable").index)
        found = [
            self.policy.change(
                key(MEASURE, "change", name, self.authority, self.first, self.last),
                *(self.share(name, year) for year in (self.first, self.last)),
            )
            for name in names
        ]  # fmt: skip
        return dict(zip(names, zip(found, standings(found, self.policy), strict=True), strict=True))

    @lazy
    def leading(self) -> tuple[str, str]:
        """The two sources that refer most in the last year."""
        first, second, *_ = self.changes
        return first, second

    @lazy
    def lead(self) -> Share:
        """The share of the two leading sources together."""
        parts = [self.share(name, self.last) for name in self.leading]
        both = sum(part.counts[0] for part in parts)
        rows = tuple(row for part in parts for row in part.rows)
        return self.policy.share(
            key(MEASURE, "leading", self.authority, self.last), both, self.total(self.last).value, rows=rows,
            label=f"referrals by {words.listed(self.leading)}, {self.last}",
        )  # fmt: skip

    @lazy
    def finding(self) -> str:
        """Who refers most, as a title."""
        first, second = self.leading
        return f"{first[0].upper()}{first[1:]} and {second} refer most"

    @lazy
    def leading_said(self) -> str:
        """What each of the two sent in both years, in sentences."""
        return " ".join(
            f"{name[0].upper()}{name[1:]}: {self.share(name, self.first)} in {self.first}, {self.share(name, self.last)} in {self.last}."
            for name in self.leading
        )

    def _far(self, sign: int) -> tuple[str, Change]:
        name = max(self.changes, key=lambda each: sign * self.changes[each][0].value)
        return name, self.changes[name][0]

    @lazy
    def moves(self) -> str:
        """The largest fall and the largest rise, in a sentence."""
        (down, fall), (up, rise) = self._far(-1), self._far(1)
        return (
            f"The share from {down} {fall:moved} ({fall:range}), {SAYS[self.changes[down][1]]}; that from {up} {rise:moved} "
            f"({rise:range}), {SAYS[self.changes[up][1]]}."
        )

    @lazy
    def moved(self) -> Number:
        """How many of 100 referrals would have to come from someone else to make the two years alike."""
        numbers = self.by_source.numbers
        value = composition.moved(numbers[self.first], numbers[self.last])
        return Number(
            key=key(MEASURE, "moved", self.authority), value=value, unit="percent", rows=self.by_source.all_of(self.first, self.last),
            label="referrals that would have to come from someone else", method="index of dissimilarity",
        )  # fmt: skip

    @lazy
    def jump(self) -> tuple[Number, Number, str]:
        """The referrals before and after the largest step between two years, and the years in words."""
        totals = self.by_source.numbers.sum()
        steps = (totals / totals.shift()).dropna()
        later = str(steps.idxmax())
        earlier = str(totals.index[list(totals.index).index(later) - 1])
        return self.total(earlier), self.total(later), f"from {earlier} to {later}"

    @property
    def recorded(self) -> str:
        """What the largest step between two years most likely is, in sentences: recording, when it is steeper than need can be."""
        before, after, years = self.jump
        told = f"All referrals went from {before} to {after}, {years}."
        if after.value < STEEP * before.value:
            return f"{told} No year differs so much from the one before that recording alone would explain it."
        return (
            f"{told} Children’s needs do not change so much in one year, so what is called a referral most likely changed: shares across "
            "that break compare different things."
        )

    @lazy
    def running(self) -> pd.DataFrame:
        """Running totals of a year by source and end: of the year that prints them, empty where none does."""
        held = self.given[self.given["period_type"].eq("cumulative") & self.given["group"].str.startswith("source: ")]
        if held.empty:
            return pd.DataFrame()
        held = held.assign(end=held["period_end"].dt.strftime("%B %Y"), name=held["group"].str.removeprefix("source: "))
        order = list(dict.fromkeys(held.sort_values("period_end", kind="stable")["end"]))
        return held.pivot(index="name", columns="end", values="value")[order].rename_axis(index=None, columns=None)

    @lazy
    def falls(self) -> list["Fall"]:
        """The largest fall of a running total, which no count can make; none where every total rises."""
        fallen = running_totals.falls(self.running) if len(self.running) else pd.DataFrame()
        if fallen.empty:
            return []
        worst = fallen.sort_values("fall", kind="stable").iloc[-1]
        taker = str(running_totals.excess(self.running.drop(worst["group"]), worst["period"]).index[0])
        return [Fall(self, str(worst["group"]), taker, str(worst["period"]), float(worst["fall"]))]


class Fall:
    """A running total that falls, and the line that most likely took what left it."""

    def __init__(self, referrals: Referrals, name: str, taker: str, period: str, size: float) -> None:
        self.name, self.taker, self.period = name, taker, period
        self.table = referrals.running.loc[[name, taker]]
        self.before = [each for each in referrals.by_source.numbers.columns if each != referrals.last]
        self._all = referrals
        added = running_totals.quarters(referrals.running)
        self.usual_value = float(added.loc[taker].drop(period).mean())
        self.added_value, self._size = float(added.loc[taker, period]), size

    def _number(self, what: str, value: float, label: str) -> Number:
        rows = tuple(
            self._all.given.loc[self._all.given["group"].isin([f"source: {self.name}", f"source: {self.taker}"]), "id"]
        )
        told = {"unit": "count", "digits": 0, "label": label, "rows": rows, "of": {"period": self.period}}
        return Number(key=key(MEASURE, "running", what), value=value, **told)  # type: ignore[arg-type]

    @property
    def size(self) -> Number:
        """By how many referrals it falls."""
        return self._number("fall", self._size, f"fall of the running total, {self.name}")

    @property
    def added(self) -> Number:
        """What the other line gained in the same quarter."""
        return self._number("added", self.added_value, f"added in the quarter, {self.taker}")

    @property
    def usual(self) -> Number:
        """What it gained on average in the quarters before."""
        return self._number("usual", self.usual_value, f"usually added, {self.taker}")

    @property
    def earlier(self) -> str:
        """What the line counted in whole years before, in words."""
        held = self._all.by_source
        numbers = held.numbers.loc[self.name, self.before].dropna()
        counted = [
            tally(
                key("counted", MEASURE, self.name, year),
                each,
                f"referrals by {self.name}, {year}",
                held.ids([self.name], str(year)),
            )
            for year, each in numbers.items()
        ]
        return words.listed(f"{each}" for each in counted)
