"""Whether a target is met by more than chance."""

from dataclasses import dataclass

from analysis.indicators.lazy import lazy
from analysis.investigations.your_own_series.periods import Periods
from analysis.statistics import runs


@dataclass(eq=False)
class Aim:
    """What the limits of chance say of the target; nothing where none was given.

    Parameters
    ----------
    periods : Periods
    """

    periods: Periods

    @lazy
    def mark(self) -> str:
        """The mark of the target; empty without one, or where neither direction is better."""
        if self.periods.target is None:
            return ""
        low, high = float(self.periods.by_chance.low or 0), float(self.periods.by_chance.high or 0)
        return runs.assurance(low, high, self.periods.target.value, self.periods.better)

    @lazy
    def title(self) -> str:
        """What the limits say of the target, as a title."""
        return {
            "hit and miss": f"Chance decides in which {self.periods.period}s the target is met",
            "consistently met": "The target is met as long as nothing changes",
            "consistently missed": "The target is missed as long as nothing changes",
        }.get(self.mark, "Nothing is said of a target")

    @property
    def question(self) -> str:
        """What to ask of a target, given or not."""
        if self.periods.target is None:
            return "Which value would be good enough, and who would set it?"
        return "Who set the target, and can it be met without a single child being safer?"

    @lazy
    def said(self) -> str:
        """What that rests on."""
        target = self.periods.target
        if target is None:
            return "None was given."
        if not self.mark:
            return f"The target is {target}, but neither direction was called better."
        of = f" ({', '.join(target.of.values())})" if target.of else ""
        inside = "lies within" if self.mark == "hit and miss" else "lies outside of"
        return f"The target is {target}{of}, which {inside} what chance allows now, {self.periods.by_chance:range}."
