"""Case audits of one authority: which numbers of cases their percentages allow, and what the findings can carry."""

from dataclasses import replace

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.audit_evidence.not_started import MEASURE as LATE
from analysis.investigations.audit_evidence.not_started import NotStarted
from analysis.investigations.audit_evidence.percentages import Percentage, counted, percentages, quoted
from analysis.investigations.audit_evidence.repeats import Repeats
from analysis.investigations.audit_evidence.short_plans import FAMILIES, QUERIED, ShortPlans, short_plans
from analysis.investigations.audit_evidence.siblings import Siblings, all_of
from analysis.investigations.audit_evidence.smart_plans import MEASURE as SMART
from analysis.investigations.audit_evidence.smart_plans import Smart

NAMES = {
    "audit_criteria_not_met_share": "plan not needed",
    "audit_domestic_abuse_share": "families with domestic abuse",
    "audit_parenting_assessment_share": "parenting assessment asked for",
    "audit_unneeded_assessments_share": "assessments not needed",
    LATE: "not started",
}
SAMPLE, SAMPLE_FAMILIES = "audit_sample_children", "audit_sample_families"
MEASURES = [*NAMES, SAMPLE, SAMPLE_FAMILIES, SMART, FAMILIES, QUERIED]


class Audits:
    """What the printed percentages of case audits say.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and, if wanted, another.
    authority, also : str
        The other is one whose audited children are brothers and sisters.
    policy : Policy
    largest : int
        Largest number of cases considered as a denominator.
    power : float
        Chance with which a repeat should see a real change.

    Raises
    ------
    MissingFigureError
        If no percentage of an audit with its sample is printed for the authority.
    """

    def __init__(
        self, observations: pd.DataFrame, authority: str, also: str, policy: Policy, *, largest: int, power: float
    ) -> None:
        self.authority, self.also, self.policy = authority, also, policy
        self.largest, self.power = largest, power
        self.observations = observations
        self.mine = observations[observations["area"].eq(authority)]
        self.percentages = percentages(self.mine, NAMES, SAMPLE, largest)
        if not self.percentages:
            raise MissingFigureError(
                f"What the case audits of {authority} can tell needs percentages and the number of children drawn: lines of "
                f"data/own/figures.csv are `{authority},June 2024,audit_sample_children,80,,,Audit report` and "
                f"`{authority},June 2024,audit_criteria_not_met_share,10,8,80,Audit report`, with the same words in the last column."
            )

    @lazy
    def dates(self) -> str:
        """In which months the documents with audits were published."""
        days = pd.to_datetime(pd.Series(sorted(set(self.mine["published"]) - {""})))
        if days.empty:
            return "audits of its own"
        return f"audits reported in {words.listed(f'{day:%B %Y}' for day in days)}"

    @lazy
    def misfit_title(self) -> str:
        """Which percentages fit no number of the sample, as a title."""
        if not self.misfits:
            return f"{'Every' if len(self.percentages) > 1 else 'The one'} percentage can be a share of {self.sample}"
        return f"{self.misfits_listed} {'fit' if len(self.misfits) > 1 else 'fits'} no whole number of {self.sample}"

    @property
    def alone(self) -> Policy:
        """The policy for cases of which no two are of one family: siblings widen nothing, at no value tried."""
        return replace(self.policy, siblings=1.0, tried_at=(1.0,))

    @property
    def sample(self) -> Number:
        """The number of children drawn."""
        return max((each.sample for each in self.percentages), key=lambda number: number.value)

    @lazy
    def misfits(self) -> list[Percentage]:
        """The percentages that no whole number of the sample gives."""
        return [each for each in self.percentages if not each.fits]

    @property
    def misfits_listed(self) -> str:
        """The misfits as printed."""
        return words.listed([f"{each.printed}" for each in self.misfits] or ["none"])

    @lazy
    def number_of_misfits(self) -> Number:
        """How many percentages fit no whole number of the sample."""
        rows = tuple(row for each in self.misfits for row in each.printed.rows)
        return counted(
            "misfits", len(self.misfits), "percentages that fit no number of the sample", rows, self.authority
        )

    @lazy
    def number_of_percentages(self) -> Number:
        """How many percentages are printed."""
        rows = tuple(row for each in self.percentages for row in each.printed.rows)
        return counted("percentages", len(self.percentages), "percentages printed", rows, self.authority)

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence that follows from the numbers."""
        found, total, sample = self.number_of_misfits, self.number_of_percentages, self.sample
        if len(self.percentages) == 1:
            return f"The one audit percentage {'cannot' if self.misfits else 'can'} be a share of the {sample} children named"
        if not self.misfits:
            return f"All {total} audit percentages can be shares of the {sample} children named"
        return f"{found} of {total} audit percentages cannot be shares of the {sample} children named"

    @lazy
    def example(self) -> str:
        """A percentage that the sample cannot give, with the nearest that it can, in a sentence; empty without a misfit."""
        if not self.misfits:
            return ""
        one = min(self.misfits, key=lambda each: each.measure != LATE or bool(each.group))
        near = round(one.printed.value * self.sample.value / 100)
        around = [words.count_of(count, self.sample.value) for count in (near - 1, near, near + 1)]
        return f"For example: {words.listed(around)}. None of these, and nothing between them, is {one.printed}."

    @lazy
    def firm(self) -> dict[str, Share]:
        """The findings that are shares of the sample, except what had not been started."""
        return {each.name: self._firm(each) for each in self.percentages if each.fits and each.measure != LATE}

    def _firm(self, each: Percentage) -> Share:
        policy = self.alone if each.one_a_family else self.policy
        return policy.share(
            key("audit", each.measure, each.group, self.authority), each.counts[0], each.sample.value, label=each.name,
            rows=(*each.printed.rows, *each.sample.rows), of={"area": self.authority},
        )  # fmt: skip

    @lazy
    def short(self) -> list[ShortPlans]:
        """The audit of short plans; none where it is not printed."""
        return short_plans(self.mine, self.authority, self.alone)

    @lazy
    def findings(self) -> dict[str, Share]:
        """Every finding with its range, by name."""
        short = {name: share for audit in self.short for name, share in audit.findings.items()}
        return self.firm | self.not_started.deduced | short

    @lazy
    def ranges_title(self) -> str:
        """How wide the ranges of the findings are, as a title."""
        widths = [float(share.high or 0) - float(share.low or 0) for share in self.findings.values()]
        return f"Ranges of the findings are up to {max(widths):.0f} points wide"

    @lazy
    def smart(self) -> list[Smart]:
        """The fall of SMART plans; none where two percentages are not printed."""
        held = self.mine[self.mine["measure"].eq(SMART)].sort_values("id", kind="stable")
        if len(held) < 2:
            return []
        both = [quoted(row, f"SMART plans, {row['group']}") for row in held.to_dict("records")[:2]]
        return [Smart(both[0], both[1], self._named, self.authority, self.policy)]

    @lazy
    def _named(self) -> list[int]:
        named = self.mine["measure"].isin([SAMPLE, SAMPLE_FAMILIES])
        named |= self.mine["measure"].eq(FAMILIES) & self.mine["group"].eq("")
        return [int(size) for size in self.mine.loc[named, "value"]]

    @lazy
    def starts(self) -> dict[str, Printed]:
        """Percentages from which a repeat might see a fall, the highest first, at most three."""
        held = [each.printed for each in self.percentages if each.measure == LATE and not each.group]
        held += [audit.before for audit in self.smart]
        held += [each.printed for each in self.percentages if each.measure == "audit_criteria_not_met_share"]
        return {f"from {each.said()}": each for each in sorted(held, key=lambda each: -each.value)}

    @lazy
    def not_started(self) -> NotStarted:
        """What had not been started."""
        return NotStarted(self.percentages, self.authority, self.policy, self.largest)

    @lazy
    def repeats(self) -> Repeats:
        """What a repeat with the same sample would see."""
        level = self.policy.confidence
        return Repeats(self.starts, self.sample, self.authority, confidence=level, power=self.power)

    @lazy
    def others(self) -> list[Siblings]:
        """All children of an audit of another authority, counted as families and as children; none where it is not printed."""
        held = self.observations[self.observations["area"].eq(self.also)].set_index("measure")
        if (
            not {SAMPLE, SAMPLE_FAMILIES, "audit_domestic_abuse_share"} <= set(held.index)
            or self.also == self.authority
        ):
            return []
        sizes = [quoted(dict(held.loc[name], measure=name), name) for name in (SAMPLE_FAMILIES, SAMPLE)]
        return [Siblings(self.also, *sizes, *(all_of(size, self.policy.confidence) for size in sizes))]
