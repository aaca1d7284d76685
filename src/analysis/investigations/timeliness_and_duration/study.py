"""Timeliness and duration in one authority: conferences in time by year, a year measured apart, what later figures rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.beside import Beside
from analysis.indicators.definitions import needed
from analysis.indicators.estimate import Number, Share
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.timeliness_and_duration.decisions import DECISIONS, LIMIT, Decisions, decisions
from analysis.investigations.timeliness_and_duration.durations import LONG, OPEN, SHORT, Durations
from analysis.investigations.timeliness_and_duration.months import Months
from analysis.investigations.timeliness_and_duration.one_day import OneDay, one_day

ON_TIME = "icpc_within_15_days"
VISITS = {
    "visits_recorded_on_time_share": "Visits recorded on time", "visits_face_to_face_share": "Visits face to face",
    "visit_recording_limit": "Time allowed for recording a visit", "visits_recorded_in_time_target": "Target for visits recorded on time",
}  # fmt: skip
MEASURES = [*needed(ON_TIME, LONG, SHORT), OPEN, DECISIONS, LIMIT, "contacts", *VISITS]


@dataclass(frozen=True, eq=False, kw_only=True)
class Apart:
    """A year measured in another way: its share, what one late child would have made of it, the others of that year, the next."""

    year: str
    share: Share
    one_late: Number
    others: str
    after: Number

    @property
    def said(self) -> str:
        """How many children had their conference on time, and what one late child would have made of all, as a clause."""
        if self.share.counts[0] == self.share.counts[1]:
            return f"all {self.share:part} children had their conference on time; one late child would have made it {self.one_late}"
        return f"{self.share:part} of so many children had their conference on time that {self.share:rest} did not"


class Timeliness:
    """What the printed figures say of time to conference and time on a plan.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its comparators.
    authority : str
    comparators : sequence of str
    first, last : str
        First and last financial year; the last may be ``latest``.
    policy : Policy
    days : sequence of int
        Working days: allowed to the conference; by which a quarter, half and three quarters of England's are held.

    Raises
    ------
    MissingFigureError
        If fewer than two years of conferences in time, with their number, are printed.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        comparators: Sequence[str],
        first: str,
        last: str,
        policy: Policy,
        days: Sequence[int],
    ) -> None:
        self.authority, self.policy = authority, policy
        self.observations = observations
        self.figures = Figures(observations, policy)
        self.on_time = Beside(self.figures, ON_TIME, authority, comparators, first, last)
        self.durations = Durations.each(self.figures, authority, comparators, first, last)
        self.one_day: list[OneDay] = one_day(self.figures, self.on_time.latest, authority, days[0], days[1:])

    @lazy
    def dates(self) -> str:
        """From which day to which day."""
        first = self.figures.order(self.on_time.periods[0])[1]
        last = max(self.figures.order(name)[0] for name in [self.on_time.periods[-1], *self.month_names])
        return f"{first:%-d %B %Y} to {last:%-d %B %Y}"

    @lazy
    def years(self) -> str:
        """From which year to which year."""
        return f"{self.on_time.periods[0]} to {self.on_time.periods[-1]}"

    @property
    def latest(self) -> Share:
        """Conferences in time in the last year."""
        return self.on_time.latest

    @property
    def year(self) -> str:
        """The last year."""
        return self.on_time.periods[-1]

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence that follows from the numbers."""
        told = [
            f"{word} first conferences are on time than {words.listed(map(words.among, names))}"
            for side, word in (("below", "fewer"), ("above", "more"))
            if (names := self.on_time.latest_sides.get(side))
        ]
        if told:
            return words.capital("; ".join(told))
        if self.on_time.change.chance == "no":
            return self.change_in_words
        gap = "no clear gap to others, and " if self.on_time.others_latest else ""
        return f"First conferences on time: {gap}no clear change"

    @lazy
    def finding(self) -> str:
        """The title of the picture by year."""
        return self.on_time.sides_in_words or self.headline

    @lazy
    def change_in_words(self) -> str:
        """What the share did from the first comparable year to the last, as a title."""
        change = self.on_time.change
        if change.chance == "no":
            return f"{'More' if change.value > 0 else 'Fewer'} first conferences are on time than in {self.first_year}"
        return f"No clear change since {self.first_year}"

    @property
    def of_latest(self) -> str:
        """What the last year's share is of."""
        return f"of children had their first conference on time, {self.year}"

    @property
    def first_year(self) -> str:
        """The first year that can be compared."""
        return self.on_time.comparable[0]

    @lazy
    def best_year(self) -> str:
        """The best year of those measured in one way."""
        return max(self.on_time.comparable, key=lambda period: self.on_time.estimates[period].value)

    @property
    def best(self) -> Share:
        """The share of the best year."""
        return self.on_time.estimates[self.best_year]

    @lazy
    def apart(self) -> list[Apart]:
        """The years that were measured in another way."""
        return [self._apart(period) for period in self.on_time.apart]

    def _apart(self, period: str) -> Apart:
        share = self.on_time.estimates[period]
        whole = share.counts[1]
        others = [
            f"{held[period]} {words.among(self.on_time.comparators[name])}"
            for name, held in self.on_time.others.items()
            if period in held
        ]
        one_late = Number(
            key=key(ON_TIME, self.authority, period, "one late"), value=100 * (whole - 1) / whole, unit="percent", rows=share.rows,
            label=f"conferences on time in {period} if one had been late",
        )  # fmt: skip
        later = self.on_time.estimates[self.on_time.comparable[0]]
        return Apart(
            year=period,
            share=share,
            one_late=one_late,
            others=words.listed(others or ["not printed"]),
            after=later,
        )

    @lazy
    def month_names(self) -> list[str]:
        """The months for which a percentage is printed."""
        return self.figures.periods(ON_TIME, self.authority, "month")

    @lazy
    def months(self) -> list[Months]:
        """The printed months, where there are two or more."""
        if len(self.month_names) < 2:
            return []
        return [Months(self.figures, self.authority, self.month_names, self.latest, self.year)]

    @lazy
    def decisions(self) -> list[Decisions]:
        """Decisions at the front door, where two months are printed."""
        return decisions(self.figures, self.observations, self.authority, self.policy)

    @lazy
    def visits(self) -> pd.DataFrame:
        """The printed figures of visits: rows of the observations."""
        held = self.observations[
            self.observations["measure"].isin(list(VISITS)) & self.observations["area"].eq(self.authority)
        ]
        return held.sort_values(["document", "line"], kind="stable")
