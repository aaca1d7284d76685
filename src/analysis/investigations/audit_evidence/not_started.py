"""What had not been started: the number of cases that may stand behind its percentages, and how they hang together."""

from collections.abc import Sequence

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Share
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.audit_evidence.percentages import Percentage, counted
from analysis.statistics.shares import implied

MEASURE = "audit_actions_not_started_share"


class NotStarted:
    """The percentages of what had not been started; the first is the whole when it is printed.

    Parameters
    ----------
    percentages : sequence of Percentage
        Of the whole audit.
    authority : str
    policy : Policy
    largest : int
        Largest number of cases considered as a denominator.
    """

    def __init__(self, percentages: Sequence[Percentage], authority: str, policy: Policy, largest: int) -> None:
        held = [each for each in percentages if each.measure == MEASURE]
        self.percentages = sorted(held, key=lambda each: bool(each.group))
        self.authority, self.policy, self.largest = authority, policy, largest

    @lazy
    def base(self) -> list[Number]:
        """The smallest number of cases that gives every percentage of what had not been started; none when nothing does."""
        common = (
            implied.fitting_all([each.text for each in self.percentages], self.largest)
            if len(self.percentages) > 1
            else []
        )
        rows = tuple(row for each in self.percentages for row in each.printed.rows)
        return (
            [counted("base", common[0], "smallest number of cases that gives all", rows, self.authority)]
            if common
            else []
        )

    def title(self, sample: Number) -> str:
        """Return how many cases may stand behind what was not started, beside those of the audit, as a title."""
        base = self.base[0]
        if base.value == sample.value:
            return f"What was not started can rest on all {sample} cases"
        return f"What was not started may rest on {base} cases, not on {sample}"

    @lazy
    def by_chance(self) -> Number:
        """How often unconnected percentages would have a number of cases in common, in percent."""
        value = 100 * implied.expected_by_chance([each.text for each in self.percentages], self.largest)
        return Number(
            key=key("audit", "common by chance", self.authority), value=value, unit="percent", digits=0, method="enumeration",
            label="common number of cases by chance", rows=tuple(row for each in self.percentages for row in each.printed.rows),
        )  # fmt: skip

    @lazy
    def counts(self) -> str:
        """What each percentage of what had not been started would count, in a phrase."""
        found = {each.name: each.printed for each in self.percentages}
        return words.listed(f"{share:part} for {found[name]}" for name, share in self.deduced.items())

    @lazy
    def deduced(self) -> dict[str, Share]:
        """What had not been started as shares of the number of cases that was deduced; empty without one."""
        if not self.base:
            return {}
        whole = self.base[0].value
        return {
            each.name: self.policy.share(
                key("audit", each.measure, each.group, self.authority), implied.numerators(each.text, int(whole))[0], whole,
                label=each.name, rows=each.printed.rows, of={"area": self.authority}, about=True,
            )
            for each in self.percentages
        }  # fmt: skip

    @lazy
    def parts(self) -> str:
        """How the whole and its parts hang together, in a sentence; empty without a whole and parts."""
        if not self.base or not self.percentages or self.percentages[0].group:
            return ""
        whole, rest = self.percentages[0], self.percentages[1:]
        printed = pd.Series({each.group: each.text for each in rest}, dtype=object)
        sums = implied.parts_that_sum(whole.text, printed, int(self.base[0].value))
        told = f"The {whole.printed} are then exactly {words.listed(sums[0])} together. " if sums else ""
        total = sum(each.printed.value for each in rest)
        if total <= whole.printed.value:
            return told
        return (
            f"{told}The groups together ({' + '.join(f'{each.printed}' for each in rest)}) exceed the {whole.printed} "
            "that they are said to explain: they cannot all be parts of it, unless cases count twice or each is a share of something else."
        )
