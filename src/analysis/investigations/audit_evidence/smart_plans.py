"""The fall of SMART plans, of which percentages are printed and no counts."""

from collections.abc import Sequence

from analysis import words
from analysis.indicators.estimate import Number, Printed
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.investigations.audit_evidence.percentages import counted
from analysis.statistics.shares import implied
from analysis.statistics.shares.differences import fewest_to_see

MEASURE = "smart_plans_share"


class Smart:
    """A fall between two percentages without counts: how many plans each audit needs for it to be more than chance.

    Parameters
    ----------
    before, after : Printed
    named : sequence of int
        The numbers of cases that the documents name.
    authority : str
    policy : Policy
    """

    def __init__(self, before: Printed, after: Printed, named: Sequence[int], authority: str, policy: Policy) -> None:
        self.before, self.after, self.sizes = before, after, sorted(set(named))
        self.authority, self.policy = authority, policy

    def _needed(self, name: str, effect: float) -> Number:
        found = fewest_to_see(self.before.value, self.after.value, self.policy.confidence, effect)
        return counted(
            f"smart {name}",
            found,
            f"plans in each audit, {name}",
            (*self.before.rows, *self.after.rows),
            self.authority,
        )

    @lazy
    def needed(self) -> Number:
        """Plans of different families in each audit."""
        return self._needed("one child a family", 1.0)

    @lazy
    def needed_with_siblings(self) -> Number:
        """Plans in each audit where brothers and sisters are included."""
        return self._needed("brothers and sisters included", self.policy.siblings)

    @property
    def way(self) -> str:
        """Which way the percentage went: a rise or a fall."""
        return "rise" if self.after.value > self.before.value else "fall"

    @property
    def verdict(self) -> str:
        """What the largest number of families that is named would make of the change, as a title."""
        if self.sizes and max(self.sizes) >= self.needed.value:
            return f"With as many plans as the documents name, the {self.way} of SMART plans would be more than chance"
        return f"Whether the {self.way} of SMART plans is chance cannot be told"

    @lazy
    def named(self) -> str:
        """The numbers of cases that the documents name, and whether they give both percentages, in a phrase."""
        if not self.sizes:
            return "none"
        both = implied.fitting_all([self.before.said(), self.after.said()], max(self.sizes))
        return words.listed(f"{size} ({'can' if size in both else 'cannot'} give both)" for size in self.sizes)
