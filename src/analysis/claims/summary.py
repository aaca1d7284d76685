"""The committee's page: which things stand on it follows from a rule, and what they say from the numbers.

The rule, stated on the page: first the largest gap to neighbours or England that is more than chance although every
indicator was looked at, a gap for the worse before others; then the surest change over one or two years that is more than
chance although every one was looked at, of indicators with a national definition; then the subject of which most statements
are not borne out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from analysis import words
from analysis.claims.ledger import Judged
from analysis.claims.verdict import BORNE_OUT, SILENT, VERDICTS
from analysis.exhibits import by_year
from analysis.indicators.change import Change, Gap
from analysis.indicators.definitions import Indicator, indicator, needed
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import standings
from analysis.indicators.stated import key

SHOWN = (
    "icpc_within_15_days", "cpp_rate", "repeat_plans_share", "long_plans_share", "short_plans_share", "conversion_s47_to_icpc",
    "s47_enquiries",
)  # fmt: skip
MEASURES = needed(*SHOWN)
FEWEST_YEARS = 3  # before the last, to tell how a count usually moves
QUESTIONS = {
    "icpc_within_15_days": "By how many days were the other children’s first conferences late, and why?",
    "cpp_rate": "Of the children who left plans, how many went into court or care, and how many to less help?",
    "repeat_plans_share": "How many children come back within 6, 12 and 24 months of a plan’s end, and how many never?",
    "long_plans_share": "Which children have been on a plan for two years, and what is each plan waiting for?",
    "short_plans_share": "Did the children of the shortest plans need one, and what was done instead?",
    "conversion_s47_to_icpc": "What became of the children whose enquiry led to no conference?",
    "s47_enquiries": "Did more children come to notice, or did the threshold for an enquiry move?",
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


class Summary:
    """What the printed indicators of one authority and the ledger say, in order of the rule.

    Parameters
    ----------
    figures : Figures
    judged : list of Judged
        Claims about the authority; may be empty.
    authority : str
    comparators : sequence of str
    """

    def __init__(self, figures: Figures, judged: list[Judged], authority: str, comparators: Sequence[str]) -> None:
        self.figures, self.judged, self.authority, self.comparators = figures, judged, authority, list(comparators)
        if not self.years:
            raise MissingFigureError(
                f"no indicator of {authority} is given for two financial years with its counts: add a line for each to "
                f"data/own/figures.csv, such as `{authority},2023/24,repeat_plans_share,24.1,103,427,where it is published`."
            )

    @lazy
    def years(self) -> dict[str, list[str]]:
        """The financial years of each indicator that can be estimated, two or more."""
        found = {measure: list(by_year.years(self.figures, measure, self.authority)) for measure in SHOWN}
        return {measure: names for measure, names in found.items() if len(names) > 1}

    @lazy
    def gaps(self) -> list[Gap]:
        """Every gap of a latest year to a comparator: the family that is looked at."""
        found = []
        for measure, names in self.years.items():
            beside = [other for other in self.comparators if self.figures.has(measure, other, names[-1])]
            found += [self.figures.gap(measure, self.authority, other, names[-1]) for other in beside]
        return found

    @lazy
    def changes(self) -> list[Change]:
        """Every change over one or two years: the family that is looked at."""
        found = []
        for measure, names in self.years.items():
            for first, last in combinations(names, 2):
                if names.index(last) - names.index(first) <= 2 and first not in indicator(measure).broken_in(
                    self.authority
                ):
                    found.append(self.figures.change(measure, self.authority, first, last))
        return found

    def _beyond(self, family: Sequence[Change]) -> list[Change]:
        """Return those that are more than chance although all were looked at, the surest first."""
        stand = standings(family, self.figures.policy.confidence)
        return sorted(
            (each for each, how in zip(family, stand, strict=True) if how == "clear"), key=lambda each: each.p
        )

    @lazy
    def things(self) -> list[Thing]:
        """One to three things to know, in the order of the rule."""
        found = [thing for thing in (self._apart(), self._moved(), self._claimed()) if thing is not None]
        return found or [self._nothing()]

    def _nothing(self) -> Thing:
        """Return what is to be known where no rule finds a thing: that nothing stands out, of how much that was looked at."""
        measure, names = next(iter(self.years.items()))
        what, mine = indicator(measure), self.figures.estimate(measure, self.authority, names[-1])
        looked = self._looked("gap", self.gaps), self._looked("change", self.changes)
        told = words.listed(f"{count} {count.of['about']}{'s' * (count.value > 1)}" for count in looked if count.value)
        alone = len(self.gaps) + len(self.changes) == 1
        verdict = (
            "was looked at, and it does not stand out"
            if alone
            else "were looked at together, and none of them stands out"
        )
        return Thing(
            measure=measure, title=f"{'No gap and no' if self.gaps else 'No'} change is more than chance",
            text=f"{told} {verdict}. {what.title.split(',')[0]}: {mine} in {names[-1]}.",
            big=mine, of=f"{what.words}, {names[-1]}", question=QUESTIONS[measure],
        )  # fmt: skip

    def _looked(self, name: str, family: Sequence[Change]) -> Number:
        rows = tuple(dict.fromkeys(row for each in family for row in each.rows))
        told: dict[str, Any] = {"unit": "count", "digits": 0, "of": {"about": name}, "rows": rows}
        return Number(key=key("looked at", name, self.authority), value=len(family), label=f"{name}s looked at", **told)

    def _apart(self) -> Thing | None:
        beyond = [gap for gap in self._beyond(self.gaps) if isinstance(gap, Gap) and _of(gap).national]
        beyond.sort(key=lambda gap: not _worse(gap))
        if not beyond:
            return None
        gap, what = beyond[0], _of(beyond[0])
        others = [each for each in self.gaps if _of(each) == what and each is not gap]
        also = "".join(f" It {each}." for each in others)
        side = what.high if gap.value > 0 else what.low
        period = gap.of["period"]
        return Thing(
            measure=what.measure,
            title=f"{side[0].upper()}{side[1:]} than elsewhere", text=f"{gap.now} in {period}: this {gap}.{also}", big=gap.now,
            of=f"{what.words}, {period}", question=QUESTIONS[what.measure],
        )  # fmt: skip

    def _moved(self) -> Thing | None:
        beyond = [change for change in self._beyond(self.changes) if _of(change).national]
        if not beyond:
            return None
        change, what = beyond[0], _of(beyond[0])
        last = self.years[what.measure][-1]
        side, (first, end) = what.high if change.value > 0 else what.low, change.of["period"].split(" to ")
        since = self.figures.change(what.measure, self.authority, end, last) if end != last else None
        title = f"{side[0].upper()}{side[1:]} in {_year(end)} than in {_year(first)}"
        return Thing(
            measure=what.measure,
            title=title + (f"; what came since {since.said('doubt')}" if since else ""),
            text=f"From {change.before} to {change.now}: it {change}." + (f" Since then it {since}." if since else ""),
            big=self.figures.estimate(what.measure, self.authority, last), of=f"{what.words}, {last}", question=QUESTIONS[what.measure],
        )  # fmt: skip

    def _claimed(self) -> Thing | None:
        subjects = [
            each.claim["measure"]
            for each in self.judged
            if each.finding.verdict != BORNE_OUT and each.claim["kind"] != "cause"
        ]
        ranked = pd.Series([name for name in subjects if name in self.years], dtype=object).value_counts(sort=True)
        if ranked.empty:
            return None
        what, measure = indicator(str(ranked.index[0])), str(ranked.index[0])
        about = [each for each in self.judged if each.claim["measure"] == measure and each.claim["kind"] != "cause"]
        borne, last = sum(each.finding.verdict == BORNE_OUT for each in about), self.years[measure][-1]
        number, sure = (
            Number(
                key=key("claims", measure, name),
                value=count,
                digits=0,
                unit="count",
                label=label,
                of={"about": what.words},
            )
            for name, count, label in (("all", len(about), "statements"), ("borne out", borne, "statements borne out"))
        )
        beside = " ".join(f"It {gap}." for gap in self.gaps if _of(gap) == what)
        what_is_said = "statement" if len(about) == 1 else "statements"
        mine = self.figures.estimate(measure, self.authority, last)
        return Thing(
            measure=what.measure,
            title=f"{what.title.split(',')[0]}: the statements say more than the figures",
            text=f"The printed figures bear out {sure if borne else 'none'} of {number} {what_is_said} about this. "
            f"In {last} the figure was {mine}. {beside}",
            big=mine, of=f"{what.words}, {last}", question=QUESTIONS[measure],
        )  # fmt: skip

    @lazy
    def tally(self) -> pd.Series:
        """The number of claims by verdict, in the order of the verdicts."""
        return (
            pd.Series([each.finding.verdict for each in self.judged], dtype=object)
            .value_counts()
            .reindex(list(VERDICTS), fill_value=0)
        )

    @lazy
    def counted(self) -> dict[str, Number]:
        """The same as numbers, by verdict, and all of them under ``all``."""
        of = {name: float(count) for name, count in self.tally.items()} | {"all": float(len(self.judged))}
        return {
            name: Number(
                key=key("claims", name),
                value=count,
                digits=0,
                unit="count",
                denominator=of["all"],
                label=f"claims: {name}",
            )
            for name, count in of.items()
        }

    @property
    def claims(self) -> Number:
        """All claims."""
        return self.counted["all"]

    @property
    def covers(self) -> str:
        """Whom the page is about: the authority, with those whose reports' claims are listed."""
        inside = {self.authority, *self.comparators}
        stated = dict.fromkeys(each.claim["beside"] for each in self.judged if each.claim["test"] != "untestable")
        beside = [area for area in stated if area not in inside]
        return words.listed([self.authority]) + (f", with {words.listed(beside)}" if beside else "")

    @property
    def period(self) -> str:
        """From the first to the last year that is used."""
        ends = sorted(self.figures.order(name)[0] for names in self.years.values() for name in names)
        return f"{ends[0].year - 1} to {ends[-1].year}"

    @property
    def title(self) -> str:
        """The first thing, as the title of its picture."""
        return self.things[0].title

    @property
    def subtitle(self) -> str:
        """What the picture shows."""
        what = indicator(self.things[0].measure)
        names = self.years[what.measure]
        sign = "%, " if what.kind == "share" else ""
        return f"{what.words[0].upper()}{what.words[1:]}, {sign}{self.authority}, {names[0]} to {names[-1]}"

    @property
    def questions(self) -> str:
        """The question that each thing leads to, as a numbered list."""
        return "\n".join(f"{place}. {thing.question}" for place, thing in enumerate(self.things, start=1))

    @property
    def unanswered(self) -> str:
        """How many statements are about something for which no figure is printed; empty where there is no statement."""
        if not self.judged:
            return ""
        return (
            f"**What cannot be answered:** of {self.claims} statements in the documents, {self.silent} are about something for which no "
            "figure is printed. "
        )

    @property
    def looked_at(self) -> str:
        """How many comparisons the table holds, and how many of them would stand out by chance alone."""
        beyond = len(self._beyond(self.gaps))
        alone = sum(gap.chance == "no" for gap in self.gaps)
        return (
            f"Of many gaps one or another stands out by chance alone. Of the {len(self.gaps)} in the table {alone} "
            f"{'is' if alone == 1 else 'are'} more than chance makes when each is looked at alone, and {beyond} by the stricter rule "
            "for many looks."
        )

    def doubt(self, change: Change) -> str:
        """Return whether chance could make a change, and of a yearly count whether it is within how such a count usually moves."""
        what, (_, last) = _of(change), change.of["period"].split(" to ")
        earlier = [year for year in self.years[what.measure] if year < last]
        if what.kind != "count" or change.chance != "no" or len(earlier) < FEWEST_YEARS:
            return change.said("short")
        counts = [self.figures.estimate(what.measure, self.authority, year).value for year in earlier]
        usual = self.figures.policy.usual(key(change.key, "usual"), change, counts)
        return (
            "more than chance, within usual years"
            if float(usual.low or 0) <= 0 <= float(usual.high or 0)
            else "more than chance"
        )

    @property
    def ledger_title(self) -> str:
        """How many claims the printed figures bear out, as a title."""
        return f"{self.counted[BORNE_OUT]} of {self.claims} statements are borne out by printed figures"

    @property
    def silent(self) -> Number:
        """Claims about which no figure is printed."""
        return self.counted[SILENT]

    def latest(self, measure: str) -> Number | Unknown:
        """Return an indicator's latest estimate."""
        names = self.years.get(measure)
        return (
            self.figures.estimate(measure, self.authority, names[-1]) if names else Unknown(f"no {measure} is printed")
        )


def _of(change: Change) -> Indicator:
    """Return the indicator of a change or gap."""
    return indicator(change.key.split(".")[0])


def _worse(gap: Gap) -> bool:
    """Return whether a gap is for the worse."""
    better = _of(gap).better
    return (better == "higher" and gap.value < 0) or (better == "lower" and gap.value > 0)


def _year(period: str) -> str:
    return period.removeprefix("31 ")
