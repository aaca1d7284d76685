"""The things that stand on the committee's page, which a rule picks.

The rule, stated on the page: first the largest gap to neighbours or England that is more than chance although every
indicator was looked at, a gap for the worse before others; then the surest change over one or two years that is more than
chance although every one was looked at, of indicators with a national definition; then the subject of which most statements
are not borne out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import words
from analysis.claims.ledger import Judged
from analysis.claims.looks import Looks, of
from analysis.claims.verdict import BORNE_OUT
from analysis.indicators.change import Change, Gap
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import tallies
from analysis.indicators.stated import key

QUESTIONS = {
    "icpc_within_15_days": "By how many days do first conferences miss the limit, and why?",
    "cpp_rate": "Of the children who left plans, how many went into court or care, and how many to less help?",
    "repeat_plans_share": "How many children come back within 6, 12 and 24 months of a plan’s end, and how many never?",
    "long_plans_share": "Which children have been on a plan for two years, and what is each plan waiting for?",
    "short_plans_share": "Did the children of the shortest plans need one, and what was done instead?",
    "conversion_s47_to_icpc": "What became of the children whose enquiry led to no conference?",
    "s47_enquiries": "What moves the number of enquiries: how many children come to notice, or the threshold for an enquiry?",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Thing:
    """One thing to know: its title, what it rests on, a number to show large, and the question that it leads to."""

    measure: str
    title: str
    text: str
    big: Number
    of: str
    question: str


@dataclass(eq=False)
class Things:
    """What the rule picks.

    Parameters
    ----------
    looks : Looks
    judged : list of Judged
        Claims about the authority; may be empty.
    """

    looks: Looks
    judged: list[Judged]

    @lazy
    def all(self) -> list[Thing]:
        """One to three things to know, in the order of the rule."""
        found = [thing for thing in (self._apart(), self._moved(), self._claimed()) if thing is not None]
        return found or [self._nothing()]

    def _nothing(self) -> Thing:
        """Return what is to be known where no rule finds a thing: that nothing stands out, of how much that was looked at."""
        measure, names = next(iter(self.looks.years.items()))
        what, mine = indicator(measure), self.looks.figures.estimate(measure, self.looks.authority, names[-1])
        looked = self._looked("gap", self.looks.gaps), self._looked("change", self.looks.changes)
        told = words.listed(f"{count} {count.of['about']}{'s' * (count.value > 1)}" for count in looked if count.value)
        alone = len(self.looks.gaps) + len(self.looks.changes) == 1
        verdict = (
            "was looked at, and it does not stand out"
            if alone
            else "were looked at together, and none of them stands out"
        )
        return Thing(
            measure=measure, title=f"{'No gap and no' if self.looks.gaps else 'No'} change is more than chance",
            text=f"{told} {verdict}. {what.title.split(',')[0]}: {mine} in {names[-1]}.",
            big=mine, of=f"{what.words}, {names[-1]}", question=QUESTIONS[measure],
        )  # fmt: skip

    def _looked(self, name: str, family: Sequence[Change]) -> Number:
        rows = tuple(dict.fromkeys(row for each in family for row in each.rows))
        told: dict[str, Any] = {"unit": "count", "digits": 0, "of": {"about": name}, "rows": rows}
        return Number(
            key=key("looked at", name, self.looks.authority), value=len(family), label=f"{name}s looked at", **told
        )

    def _apart(self) -> Thing | None:
        beyond = [gap for gap in self.looks.beyond(self.looks.gaps) if isinstance(gap, Gap) and of(gap).national]
        beyond.sort(key=lambda gap: not _worse(gap))
        if not beyond:
            return None
        gap, what = beyond[0], of(beyond[0])
        others = [each for each in self.looks.gaps if of(each) == what and each is not gap]
        also = "".join(f" It {self.looks.said(each)}." for each in others)
        side = what.high if gap.value > 0 else what.low
        period = gap.of["period"]
        return Thing(
            measure=what.measure,
            title=f"{side[0].upper()}{side[1:]} than elsewhere", text=f"{gap.now} in {period}: this {self.looks.said(gap)}.{also}",
            big=gap.now, of=f"{what.words}, {period}", question=QUESTIONS[what.measure],
        )  # fmt: skip

    def _moved(self) -> Thing | None:
        beyond = [change for change in self.looks.beyond(self.looks.changes) if of(change).national]
        if not beyond:
            return None
        change, what = beyond[0], of(beyond[0])
        last = self.looks.years[what.measure][-1]
        side, (first, end) = what.high if change.value > 0 else what.low, change.of["period"].split(" to ")
        since = self.looks.figures.change(what.measure, self.looks.authority, end, last) if end != last else None
        title = f"{side[0].upper()}{side[1:]} in {_year(end)} than in {_year(first)}"
        return Thing(
            measure=what.measure,
            title=title + (f"; what came since {since.said('doubt')}" if since else ""),
            text=f"From {change.before} to {change.now}: it {change}." + (f" Since then it {since}." if since else ""),
            big=self.looks.figures.estimate(what.measure, self.looks.authority, last), of=f"{what.words}, {last}",
            question=QUESTIONS[what.measure],
        )  # fmt: skip

    def _claimed(self) -> Thing | None:
        subjects = [
            each.claim["measure"]
            for each in self.judged
            if each.finding.verdict != BORNE_OUT and each.claim["kind"] != "cause"
        ]
        ranked = pd.Series([name for name in subjects if name in self.looks.years], dtype=object).value_counts(
            sort=True
        )
        if ranked.empty:
            return None
        what, measure = indicator(str(ranked.index[0])), str(ranked.index[0])
        about = [each for each in self.judged if each.claim["measure"] == measure and each.claim["kind"] != "cause"]
        borne, last = sum(each.finding.verdict == BORNE_OUT for each in about), self.looks.years[measure][-1]
        counts = {"all": len(about), "borne out": borne}
        number, sure = tallies("claims", measure, label=f"statements about {what.words}", counts=counts)
        beside = " ".join(f"It {self.looks.said(gap)}." for gap in self.looks.gaps if of(gap) == what)
        what_is_said = "statement" if len(about) == 1 else "statements"
        mine = self.looks.figures.estimate(measure, self.looks.authority, last)
        return Thing(
            measure=what.measure,
            title=f"{what.title.split(',')[0]}, {mine:value} in {last}: {sure if borne else 'none'} of {number} {what_is_said} borne out",
            text=f"In {last} the figure was {mine}. {beside} A statement is borne out when the printed figures agree by more than chance.",
            big=mine, of=f"{what.words}, {last}", question=QUESTIONS[measure],
        )  # fmt: skip


def _worse(gap: Gap) -> bool:
    """Return whether a gap is for the worse."""
    better = of(gap).better
    return (better == "higher" and gap.value < 0) or (better == "lower" and gap.value > 0)


def _year(period: str) -> str:
    return period.removeprefix("31 ")
