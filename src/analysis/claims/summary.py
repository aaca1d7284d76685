"""The committee's page: what a rule picks for it, how many claims are borne out, and what it says of both."""

from collections.abc import Sequence

import pandas as pd

from analysis import words
from analysis.claims.ledger import Judged
from analysis.claims.looks import Looks, of
from analysis.claims.things import Thing, Things
from analysis.claims.verdict import BORNE_OUT, SILENT, VERDICTS
from analysis.indicators.change import Change
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, tally
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import SHORTLY
from analysis.indicators.stated import key

FEWEST_YEARS = 3  # before the last, to tell how a count usually moves


class Summary(Looks):
    """What the printed indicators of one authority and the ledger say, in order of the rule.

    Parameters
    ----------
    figures : Figures
    judged : list of Judged
        Claims about the authority; may be empty.
    authority : str
    comparators : sequence of str

    Raises
    ------
    MissingFigureError
        As `Looks`.
    """

    def __init__(self, figures: Figures, judged: list[Judged], authority: str, comparators: Sequence[str]) -> None:
        super().__init__(figures, authority, comparators)
        self.judged = judged

    @lazy
    def things(self) -> list[Thing]:
        """One to three things to know, in the order of the rule."""
        return Things(self, self.judged).all

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
        return words.numbered(thing.question for thing in self.things)

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
        """How many comparisons the table holds, and what its words mean when so many are looked at."""
        sure = [gap for gap in self.gaps if gap.chance == "no"]
        every, years, alone, beyond = (
            tally(key("gaps", name, self.authority), len(found), f"comparisons: {name}", [row for each in found for row in each.rows])
            for name, found in (
                ("looked at", self.gaps), ("changes on the year", list(self.on_the_year.values())),
                ("sure alone", sure), ("sure among all", self.beyond(self.gaps)),
            )
        )  # fmt: skip
        return (
            f"Of many gaps one or another stands out by chance alone. “More than chance” holds although {every} gaps, and {years} changes "
            f"on the year, were looked at (Holm); “only if looked at alone” does not. So {beyond} of the gaps "
            f"{'is' if beyond.value == 1 else 'are'} more than chance; looked at one by one {alone} would be."
        )

    def doubt(self, change: Change) -> str:
        """Return whether chance could make a change on the year, and of a count whether it is within how such a count usually moves."""
        what, (_, last) = of(change), change.of["period"].split(" to ")
        earlier = [year for year in self.years[what.measure] if year < last]
        stands = self.standing[change.key]
        if what.kind != "count" or stands != "clear" or len(earlier) < FEWEST_YEARS:
            return SHORTLY[stands]
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
