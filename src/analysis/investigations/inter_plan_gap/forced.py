"""What a mean and a share within two years force on the gaps between plans, under each reading of the clocks."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Number, Printed, Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.statistics.gaps import gap_bounds

SHORT, LONG = "short_plans_share", "long_plans_share"
CLOCKS = ("one clock", "two clocks")
SAYS = {"one clock": "Both count the same way", "two clocks": "Average from start to start, two years from the end"}


@dataclass(frozen=True, eq=False, kw_only=True)
class PlanLength:
    """The least average length of a plan, in months, and the two printed shares of plans ended that force it."""

    shortest: Number
    short: Printed
    long: Printed

    @staticmethod
    def of(figures: Figures, area: str) -> "PlanLength | Unknown":
        """Return what the printed years with the most short and the fewest long plans force."""
        found = [
            [figures.printed(measure, area, year) for year in figures.periods(measure, area, "financial_year")]
            for measure in (SHORT, LONG)
        ]
        if not all(found):
            return Unknown("no shares of short and of long plans are printed")
        short, long = max(found[0], key=lambda one: one.value), min(found[1], key=lambda one: one.value)
        shortest = Number(
            key=key("plan length", area, "least"), value=gap_bounds.plan_length(short.value, long.value)[0], unit="months",
            label=f"least average length of a plan, {area}", rows=(*short.rows, *long.rows), of={"area": area},
            method="short plans at 0, long ones at 24 and the rest at 3 months",
        )  # fmt: skip
        return PlanLength(shortest=shortest, short=short, long=long)


class Forced:
    """Limits that hold for certain, without an assumption about the shape of the gaps.

    Parameters
    ----------
    quarters : pandas.DataFrame
        Columns repeat_plans, repeat_plans_within_2_years, gap_between_plans_mean (months), by quarter.
    length : PlanLength or Unknown
        Without it a plan may have had no length.
    clock : str
        The reading of the limits that are named without one: ``one clock`` or ``two clocks``.
    rounding : float
        Half of the last digit of the printed averages.
    made : callable
        Makes a number of months from a name, a value and a label.
    """

    def __init__(
        self,
        quarters: pd.DataFrame,
        length: PlanLength | Unknown,
        clock: str,
        rounding: float,
        made: Callable[..., Number],
    ) -> None:
        if clock not in CLOCKS:
            raise ValueError(f"The clock '{clock}' is unknown: write {' or '.join(CLOCKS)}.")
        self.quarters, self.length, self.clock, self._made = quarters, length, clock, made
        self.rounding = rounding
        shortest = length.shortest.value if isinstance(length, PlanLength) else 0.0
        self.readings = gap_bounds.by_clock(quarters, shortest, rounding)

    def limits(self, what: str, clock: str = "") -> Number:
        """Return the limits of ``mean``, ``median`` or ``late`` (months) under a reading; say its range."""
        reading = clock or self.clock
        low, high = (float(self.readings.loc[reading, f"{what}_{end}"]) for end in ("low", "high"))
        return self._limits(f"{what} {reading}", low, high, f"{what} gap, {SAYS[reading].lower()}")

    def _limits(self, name: str, low: float, high: float, label: str) -> Number:
        told = {
            "low": low,
            "high": high,
            "level": 1.0,
            "digits": 0,
            "method": "limits without a shape; the value is their middle",
        }
        return self._made(name, (low + high) / 2, label, **told)

    @lazy
    def median(self) -> Number:
        """The limits of the middle gap."""
        return self.limits("median")

    @lazy
    def mean(self) -> Number:
        """The limits of the average gap, rounding allowed for."""
        return self.limits("mean")

    @lazy
    def late(self) -> Number:
        """The limits of the average gap of those that came after two years."""
        return self.limits("late")

    @lazy
    def early(self) -> Number:
        """The limits of the average gap of those that came within two years."""
        low, high = gap_bounds.early_mean(self.quarters, self.rounding)
        return self._limits("early", low, high, "mean gap of those within two years")

    @lazy
    def after_an_end(self) -> Number:
        """The limits of the average time after a plan's end, if the printed average starts where that plan started."""
        return self.limits("mean", "two clocks")

    @lazy
    def middle(self) -> str:
        """What holds of the middle child under every reading, as a sentence without its full stop."""
        if (least := self.readings["median_low"].min()) <= 0:
            return "at least half of the children came back within two years"
        return f"at least half of the children came back {self._survives(least)} months or more after a plan’s end"

    def _survives(self, least: float) -> Number:
        return self._made("survives", least, "least middle gap under every reading", digits=0)
