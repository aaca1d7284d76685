"""Case audits of one authority: which numbers of cases their percentages allow, and what the findings can carry."""

from dataclasses import replace

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.audit_evidence.percentages import Percentage, percentages, quoted
from analysis.investigations.audit_evidence.short_plans import FAMILIES, QUERIED, ShortPlans, short_plans
from analysis.statistics.shares import implied
from analysis.statistics.shares.detectable import smallest_change
from analysis.statistics.shares.differences import fewest_to_see
from analysis.statistics.shares.ranges import exact_range

NAMES = {
    "audit_criteria_not_met_share": "plan not needed",
    "audit_domestic_abuse_share": "families with domestic abuse",
    "audit_parenting_assessment_share": "parenting assessment asked for",
    "audit_unneeded_assessments_share": "assessments not needed",
    "audit_actions_not_started_share": "not started",
}
LATE, SAMPLE, SAMPLE_FAMILIES, SMART = (
    "audit_actions_not_started_share", "audit_sample_children", "audit_sample_families", "smart_plans_share",
)  # fmt: skip
MEASURES = [*NAMES, SAMPLE, SAMPLE_FAMILIES, SMART, FAMILIES, QUERIED]
SIZES = range(20, 201, 5)


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

    def _count(self, name: str, value: float, label: str, rows: tuple[str, ...]) -> Number:
        return Number(
            key=key("audit", name, self.authority), value=value, unit="count", digits=0, label=label, rows=rows, of={"area": self.authority}
        )  # fmt: skip

    @lazy
    def number_of_misfits(self) -> Number:
        """How many percentages fit no whole number of the sample."""
        rows = tuple(row for each in self.misfits for row in each.printed.rows)
        return self._count("misfits", len(self.misfits), "percentages that fit no number of the sample", rows)

    @lazy
    def number_of_percentages(self) -> Number:
        """How many percentages are printed."""
        rows = tuple(row for each in self.percentages for row in each.printed.rows)
        return self._count("percentages", len(self.percentages), "percentages printed", rows)

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
    def late(self) -> list[Percentage]:
        """The percentages of what had not been started; the first is the whole when it is printed."""
        held = [each for each in self.percentages if each.measure == LATE]
        return sorted(held, key=lambda each: bool(each.group))

    @lazy
    def base(self) -> list[Number]:
        """The smallest number of cases that gives every percentage of what had not been started; none when nothing does."""
        common = implied.fitting_all([each.text for each in self.late], self.largest) if len(self.late) > 1 else []
        rows = tuple(row for each in self.late for row in each.printed.rows)
        return [self._count("base", common[0], "smallest number of cases that gives all", rows)] if common else []

    @lazy
    def by_chance(self) -> Number:
        """How often unconnected percentages would have a number of cases in common, in percent."""
        value = 100 * implied.expected_by_chance([each.text for each in self.late], self.largest)
        return Number(
            key=key("audit", "common by chance", self.authority), value=value, unit="percent", digits=0, method="enumeration",
            label="common number of cases by chance", rows=tuple(row for each in self.late for row in each.printed.rows),
        )  # fmt: skip

    @lazy
    def counts(self) -> str:
        """What each percentage of what had not been started would count, in a phrase."""
        found = {each.name: each.printed for each in self.late}
        return words.listed(f"{share.said('part')} for {found[name]}" for name, share in self.deduced.items())

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
            for each in self.late
        }  # fmt: skip

    @lazy
    def parts(self) -> str:
        """How the whole and its parts hang together, in a sentence; empty without a whole and parts."""
        if not self.base or not self.late or self.late[0].group:
            return ""
        whole, rest = self.late[0], self.late[1:]
        printed = pd.Series({each.group: each.text for each in rest}, dtype=object)
        sums = implied.parts_that_sum(whole.text, printed, int(self.base[0].value))
        told = f"The {whole.printed} are then exactly {words.listed(sums[0])} together. " if sums else ""
        total = sum(each.printed.value for each in rest)
        if total <= whole.printed.value:
            return told
        return (
            f"{told}The {len(rest)} groups together ({' + '.join(f'{each.printed}' for each in rest)}) exceed the {whole.printed} "
            "that they are said to explain: they cannot all be parts of it, unless cases count twice or each is a share of something else."
        )

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
        return self.firm | self.deduced | short

    @lazy
    def ranges_title(self) -> str:
        """How wide the ranges of the findings are, as a title."""
        widths = [float(share.high or 0) - float(share.low or 0) for share in self.findings.values()]
        return f"Ranges of the findings are up to {max(widths):.0f} points wide"

    @lazy
    def smart(self) -> list["Smart"]:
        """The fall of SMART plans; none where two percentages are not printed."""
        held = self.mine[self.mine["measure"].eq(SMART)].sort_values("id", kind="stable")
        return (
            [Smart(self, *(quoted(row, f"SMART plans, {row['group']}") for row in held.to_dict("records")[:2]))]
            if len(held) > 1
            else []
        )

    @lazy
    def others(self) -> list["Siblings"]:
        """All children of an audit of another authority, counted as families and as children; none where it is not printed."""
        held = self.observations[self.observations["area"].eq(self.also)].set_index("measure")
        if (
            not {SAMPLE, SAMPLE_FAMILIES, "audit_domestic_abuse_share"} <= set(held.index)
            or self.also == self.authority
        ):
            return []
        sizes = [quoted(dict(held.loc[name], measure=name), name) for name in (SAMPLE_FAMILIES, SAMPLE)]
        return [Siblings(self.also, *sizes, *(_all_of(size, self.policy.confidence) for size in sizes))]

    @lazy
    def starts(self) -> dict[str, Printed]:
        """Percentages from which a repeat might see a fall, the highest first, at most three."""
        held = [each.printed for each in self.percentages if each.measure == LATE and not each.group]
        held += [audit.before for audit in self.smart]
        held += [each.printed for each in self.percentages if each.measure == "audit_criteria_not_met_share"]
        return {f"from {each.said()}": each for each in sorted(held, key=lambda each: -each.value)}

    @lazy
    def falls(self) -> pd.DataFrame:
        """The smallest fall that two audits of one size see: index cases, one column for each start (points; missing: none)."""
        made = {name: [self.fall(each, size) for size in SIZES] for name, each in self.starts.items()}
        return pd.DataFrame(made, index=pd.Index(SIZES, name="cases")).replace(float("inf"), float("nan"))

    def fall(self, start: Printed, size: int) -> float:
        """Return the smallest fall that two audits of a size see, one child a family, in points; infinite when none is."""
        options = {"wanted": self.power, "confidence": self.policy.confidence, "design_effect": 1.0}
        return smallest_change(start.value, (size, size), rise=False, **options)

    @lazy
    def visible(self) -> dict[str, Number | Unknown]:
        """What a repeat with the same sample would see, by start."""
        return {name: self._visible(name, each) for name, each in self.starts.items()}

    def _visible(self, name: str, start: Printed) -> Number | Unknown:
        fall = self.fall(start, int(self.sample.value))
        if fall == float("inf"):
            return Unknown("no fall is large enough")
        return Number(
            key=key("audit", "visible", name, self.authority), value=fall, unit="points", digits=0, label=f"fall seen, {name}",
            rows=start.rows, of={"area": self.authority}, method="two-sided score test",
        )  # fmt: skip

    @lazy
    def repeat_title(self) -> str:
        """The smallest fall that a repeat of the same size could see, as a title."""
        seen = [each for each in self.visible.values() if isinstance(each, Number)]
        if not seen:
            return f"A repeat with {self.sample} cases would see no fall"
        return f"With {self.sample} cases, falls show from {min(seen, key=float)} on"

    @lazy
    def visible_listed(self) -> str:
        """What a repeat would see, in a phrase."""
        return words.listed(
            f"a fall of {each} {name}" if each else f"no fall at all {name}" for name, each in self.visible.items()
        )


def _all_of(size: Printed, confidence: float) -> Number:
    low, _ = exact_range(size.value, size.value, confidence, 1)
    return Number(
        key=key(size.key, "at least"), value=low, unit="percent", digits=0, label=f"at least, of {size.label}", rows=size.rows,
        method="exact range (Clopper and Pearson)",
    )  # fmt: skip


class Siblings:
    """All audited children share something: what that shows, counted as families and as children."""

    def __init__(
        self, area: str, families: Printed, children: Printed, as_families: Number, as_children: Number
    ) -> None:
        self.area, self.families, self.children = area, families, children
        self.as_families, self.as_children = as_families, as_children


class Smart:
    """A fall between two percentages without counts: how many plans each audit needs for it to be more than chance.

    Parameters
    ----------
    audits : Audits
    before, after : Printed
    """

    def __init__(self, audits: Audits, before: Printed, after: Printed) -> None:
        self.audits, self.before, self.after = audits, before, after

    def _needed(self, name: str, effect: float) -> Number:
        found = fewest_to_see(self.before.value, self.after.value, self.audits.policy.confidence, effect)
        return self.audits._count(
            f"smart {name}", found, f"plans in each audit, {name}", (*self.before.rows, *self.after.rows)
        )

    @lazy
    def needed(self) -> Number:
        """Plans of different families in each audit."""
        return self._needed("one child a family", 1.0)

    @lazy
    def needed_with_siblings(self) -> Number:
        """Plans in each audit where brothers and sisters are included."""
        return self._needed("brothers and sisters included", self.audits.policy.siblings)

    @property
    def verdict(self) -> str:
        """What the largest number of families that is named would make of the fall, as a title."""
        if self._sizes and max(self._sizes) >= self.needed.value:
            return "The fall of SMART plans would be more than chance"
        return "The fall of SMART plans could be chance"

    @lazy
    def _sizes(self) -> list[int]:
        """The numbers of cases that the documents name."""
        mine = self.audits.mine
        named = mine["measure"].isin([SAMPLE, SAMPLE_FAMILIES]) | (mine["measure"].eq(FAMILIES) & mine["group"].eq(""))
        return sorted(set(mine.loc[named, "value"].astype(int)))

    @lazy
    def named(self) -> str:
        """The numbers of cases that the documents name, and whether they give both percentages, in a phrase."""
        if not self._sizes:
            return "none"
        both = implied.fitting_all([self.before.said(), self.after.said()], max(self._sizes))
        return words.listed(f"{size} ({'can' if size in both else 'cannot'} give both)" for size in self._sizes)
