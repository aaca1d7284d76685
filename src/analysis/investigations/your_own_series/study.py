"""A series of one's own: chance, a target, and what could be seen, each in a sentence that follows from the numbers."""

from math import isinf

from analysis.indicators.estimate import Number, Unknown, tally
from analysis.indicators.lazy import lazy
from analysis.indicators.runs_said import RunsSaid
from analysis.indicators.stated import key
from analysis.investigations.your_own_series.drift import Drift
from analysis.investigations.your_own_series.groups import Groups
from analysis.investigations.your_own_series.periods import Periods
from analysis.investigations.your_own_series.target import Aim
from analysis.statistics import charts, runs
from analysis.statistics.counts import smallest_count_change

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


class YourSeries(Periods):
    """What a series says of itself; parameters and errors as `Periods`."""

    @lazy
    def drift(self) -> Drift:
        """Whether it drifted."""
        return Drift(self)

    @lazy
    def aim(self) -> Aim:
        """What chance makes of the target."""
        return Aim(self)

    @lazy
    def groups(self) -> Groups:
        """Its groups, where it has any."""
        return Groups(self)

    @lazy
    def variation(self) -> str:
        """The mark of the last period, or ``depends`` when brothers and sisters decide."""
        tried = set(self.limits.tried(self.better))
        return tried.pop() if len(tried) == 1 else "depends"

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence."""
        if self.variation == "depends":
            return f"Whether the last {self.period} is more than chance depends on brothers and sisters"
        if self.variation != "common cause":
            return f"The last {self.period} {STOOD_OUT[self.variation]}"
        if self.moved:
            return f"{self.moved}, by more than chance makes"
        if not self.picked and self.drift.clause:
            return f"No {self.period} stands out, yet over {self._now} {self.period}s {self.drift.clause}"
        if not self.picked:
            return f"Nothing in {self._now} {self.period}s is more than chance makes"
        return (
            f"The last {self.period} could be chance, though {self._outside} of {self._every} {self.period}s stand out"
        )

    @lazy
    def finding(self) -> str:
        """The picture's title."""
        if not self.picked:
            return f"All {self._every} {self.period}s are within what chance allows"
        return f"{self._outside} of {self._every} {self.period}s stand out from chance"

    @lazy
    def visible_rise(self) -> Number | Unknown:
        """The smallest rise from one typical period to the next that is seen four times in five."""
        return self._visible(rise=True)

    @lazy
    def visible_fall(self) -> Number | Unknown:
        """The smallest fall likewise."""
        return self._visible(rise=False)

    @property
    def asked(self) -> str:
        """What to ask about the last period, by whether it stands out."""
        if self.variation == "common cause":
            return f"What would have to change in the work itself for a {self.period} to stand out?"
        return f"What was different in {self.last_period}, in the work or in how it is recorded?"

    def _visible(self, *, rise: bool) -> Number | Unknown:
        name, now = f"smallest {'rise' if rise else 'fall'} that is seen", self.parts[-1][1]
        told = {"label": f"{self.counted}: {name}", "rows": self.rows}
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
    def median(self) -> float:
        """The middle value since the last change of the process: the line of the run chart."""
        made = self.limits.made
        return float(made.loc[made["stretch"].eq(made["stretch"].iloc[-1]), "value"].median())

    @lazy
    def runs(self) -> RunsSaid:
        """How the values since the last change run about their median."""
        made = self.limits.made
        values = made.loc[made["stretch"].eq(made["stretch"].iloc[-1]), "value"]
        return RunsSaid(runs.runs(values, self.median), key(self.counted), self.rows)

    def _told(self, name: str, count: int) -> Number:
        return tally(
            key(self.counted, f"{self.period}s", name), count, f"{self.counted}: {self.period}s, {name}", self.rows
        )

    @property
    def _now(self) -> Number:
        return self._told("since the last change", len(self.parts[-1][1]))

    @property
    def _every(self) -> Number:
        return self._told("all", len(self.table))

    @property
    def _outside(self) -> Number:
        return self._told("that stand out", len(self.picked))

    @lazy
    def runs_said(self) -> str:
        """Whether the run chart shows more than chance, as a title."""
        return f"The run chart {'shows more than chance' if self.runs.signal else 'shows nothing beyond chance'}"

    @property
    def trial(self) -> bool:
        """Whether so few points since the last change give trial limits only."""
        return len(self.parts[-1][1]) < charts.TRIAL_BELOW

    @lazy
    def trial_said(self) -> str:
        """That limits are trial limits, where they are."""
        fewest = f"**These are trial limits.** Fewer than {charts.TRIAL_BELOW} {self.period}s since the process last changed set them"
        return f"{fewest}; each new {self.period} moves them." if self.trial else ""
