"""Enquiries, conferences and plans of one authority: how many go on, and whether the counts of children add up."""

from collections.abc import Sequence

import pandas as pd

from analysis import words
from analysis.indicators.beside import Beside
from analysis.indicators.change import Change
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Share, tally
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import tallies
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.activity_and_flow.book import Balance, Year, balance, book
from analysis.investigations.activity_and_flow.chain import CHAIN, Chain, chain
from analysis.investigations.activity_and_flow.levels import KINDS, Levels
from analysis.statistics.shares.splits import split

CONVERSION, ONWARD, OVERALL = "conversion_s47_to_icpc", "plans_per_conference", "plans_per_enquiry"
ACTIVITY = ("s47_enquiries", "icpc_children", "cpp_starts", "cpp_ends")
MEASURES = [CONVERSION, *ACTIVITY, *KINDS, *CHAIN]


class Activity:
    """What the printed counts say of enquiries, conferences and plans.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its comparators.
    authority : str
    comparators : sequence of str
    first, last : str
        First and last financial year; the first printed when empty, the last when ``latest``.
    policy : Policy
    break_factor : float
        A share that changes by more than this factor in a year marks a break.

    Raises
    ------
    MissingFigureError
        If fewer than two years of enquiries and conferences are printed.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        comparators: Sequence[str],
        first: str,
        last: str,
        policy: Policy,
        break_factor: float,
    ) -> None:
        self.authority, self.policy = authority, policy
        self.figures = Figures(observations, policy)
        self.conversion = Beside(self.figures, CONVERSION, authority, comparators, first, last)
        self.chain: list[Chain] = chain(observations, authority, policy, break_factor)
        self.levels = Levels(self.figures, authority)

    @property
    def year(self) -> str:
        """The last year."""
        return self.conversion.periods[-1]

    @property
    def latest(self) -> Share:
        """Conferences for each 100 enquiries in the last year."""
        return self.conversion.latest

    @lazy
    def years(self) -> str:
        """From which year to which year."""
        return f"{self.conversion.periods[0]} to {self.conversion.periods[-1]}"

    @lazy
    def dates(self) -> str:
        """From which day to which day."""
        first, last = (self.figures.order(name) for name in (self.conversion.periods[0], self.year))
        return f"{first[1]:%-d %B %Y} to {last[0]:%-d %B %Y}"

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence that follows from the numbers."""
        sides = self.conversion.latest_sides
        told = [
            f"{word} conferences for each enquiry than {words.listed(map(words.among, names))}"
            for side, word in (("below", "fewer"), ("above", "more"))
            if (names := sides.get(side))
        ]
        if told:
            return words.capital("; ".join(told))
        if not self.conversion.others_latest:
            return f"How many conferences there were for each enquiry elsewhere is not given for {self.year}"
        return "Conferences for each enquiry are about as many as elsewhere, as far as chance lets see"

    @lazy
    def finding(self) -> str:
        """The title of the picture by year."""
        return self.conversion.sides_in_words or self.headline

    @lazy
    def is_it_new(self) -> str:
        """Whether an earlier year lay on the other side of a comparator, as a title."""
        opposite = {"below": "above", "above": "below"}
        for name, called in self.conversion.comparators.items():
            other = opposite.get(self.conversion.side(name, self.year))
            turned = [period for period in self.conversion.comparable if self.conversion.side(name, period) == other]
            if other and turned:
                return f"That is new: in {turned[-1]} the share was {other} {called}"
        change = self.conversion.change
        if change.chance == "no":
            return f"The share {change.said('verb')} since {self.conversion.comparable[0]}"
        return f"No clear change since {self.conversion.comparable[0]}"

    @property
    def latest_in_words(self) -> str:
        """The last year's share as children and enquiries, which are no parts of one whole, beside the comparators'."""
        enquiries = self._printed("s47_enquiries", self.year)
        said = f"{self.latest:part} children were at a first conference for {enquiries} enquiries ({self.latest:value})"
        return f"{said}{self.conversion.others_in_words}"

    def _printed(self, measure: str, period: str) -> Number:
        value, rows = self.figures.counted(measure, self.authority, period)
        name = key("counted", measure, self.authority, period)
        return tally(name, value, f"{indicator(measure).words}, {period}", rows, area=self.authority, period=period)

    @property
    def of_latest(self) -> str:
        """What the last year's share is of."""
        return f"conferences per 100 enquiries, {self.year}"

    @lazy
    def peak(self) -> str:
        """The year with the highest share."""
        return max(self.conversion.comparable, key=lambda period: self.conversion.estimates[period].value)

    @lazy
    def since_peak(self) -> list[tuple[Change, Number, Number]]:
        """The change since the highest year, and its two parts in points; none when the last year is the highest."""
        if self.peak == self.year:
            return []
        before, now = self.conversion.estimates[self.peak], self.latest
        found = split(before.counts, now.counts)
        rows = (*before.rows, *now.rows)
        of = {"area": self.authority, "period": f"{self.peak} to {self.year}"}
        parts = [
            Number(key=key(CONVERSION, name, self.authority), value=value, unit="points", rows=rows, of=of, method="logarithmic split",
                   label=f"change of the share from {label}")
            for name, value, label in (
                ("from conferences", found.from_numerator, "conferences"), ("from enquiries", found.from_denominator, "enquiries"),
            )
        ]  # fmt: skip
        return [(self.figures.change(CONVERSION, self.authority, self.peak, self.year), *parts)]  # type: ignore[list-item]

    @lazy
    def why(self) -> str:
        """What the change since the highest year came from, in a sentence; empty when there is none."""
        if not self.since_peak:
            return ""
        change, conferences, enquiries = self.since_peak[0]
        ways = {True: "more", False: "fewer"}
        begun, then, met, now = (
            self._printed(name, period) for name in ACTIVITY[:2] for period in (self.peak, self.year)
        )
        return (
            f"From {self.peak} to {self.year} the share {change}. {ways[now.value > met.value].capitalize()} children at conferences "
            f"({met} to {now}) account for {conferences} and {ways[then.value > begun.value]} enquiries ({begun} to {then}) for "
            f"{enquiries}."
        )

    @lazy
    def steps(self) -> dict[str, dict[str, Share]]:
        """The three steps by year: conferences per enquiry, plans per conference, plans per enquiry."""
        return {
            measure: {period: share for period in self.conversion.periods if (share := self._share(measure, period))}
            for measure in (CONVERSION, ONWARD, OVERALL)
        }

    def _share(self, measure: str, period: str) -> Share | None:
        try:
            found = self.figures.estimate(measure, self.authority, period)
        except (MissingFigureError, ValueError):  # plans of children who moved in can outnumber conferences
            return None
        return found if isinstance(found, Share) else None

    @lazy
    def onward(self) -> list[tuple[Share, Share]]:
        """The lowest and the highest share of plans per conference; none where plans are not printed."""
        held = sorted(self.steps[ONWARD].values(), key=lambda share: share.value)
        return [(held[0], held[-1])] if len(held) > 1 else []

    @lazy
    def onward_in_words(self) -> str:
        """How often a plan follows a conference, as a title."""
        if not self.onward:
            return "How many plans follow a conference is not printed"
        low, _ = self.onward[0]
        return (
            "Once at a conference, most children get a plan"
            if low.value > 50
            else "In some years fewer plans than conferences by half"
        )

    @lazy
    def sorting(self) -> str:
        """At which step most children drop out, in a sentence; empty where a step is not printed."""
        if not self.onward:
            return ""
        where = "before the conference" if self.latest.value < self.onward[0][0].value else "at the conference"
        return f"Most of the sorting happens {where}."

    @lazy
    def records_asked(self) -> str:
        """What to ask about the counts, by whether they add up."""
        if any(year.missing.value for year in self.book):
            return "Which records changed after the counts at the end of each year were taken?"
        return "On which day of the year are children on a plan counted, and is a late record added?"

    @lazy
    def book(self) -> list[Year]:
        """The book of each year: children before, started, ended, and what was counted."""
        years = book(self.figures, self.authority)
        return [year for year in years if year.period in self.conversion.periods]

    @lazy
    def flows_title(self) -> str:
        """In how many years more plans ended than started, as a title."""
        more = sum(year.ended.value > year.started.value for year in self.book)
        counts, rows = (
            {"more ended than started": more, "all": len(self.book)},
            [r for year in self.book for r in year.missing.rows],
        )
        fell, every = tallies("book", label="years", counts=counts, area=self.authority, rows=rows)
        return f"In {fell} of {every} years more plans ended than started"

    @lazy
    def balance(self) -> list[Balance]:
        """The years that do not add up, as one; none where all do."""
        return balance(self.book, self.figures, self.authority)

    @lazy
    def balance_in_words(self) -> str:
        """Whether the counts add up, as a title."""
        if not self.book:
            return "Whether the counts add up cannot be told"
        worst = max(abs(year.missing.value) / year.counted.value for year in self.book)
        exact = all(year.missing.value == 0 for year in self.book)
        if exact:
            return "The counts of children add up"
        return (
            "The counts of children add up, to within a few" if worst < 0.03 else "The counts of children do not add up"
        )
