"""What is printed around an event: dated counts against chance, what else happened, and how much a few figures can carry."""

from typing import Any

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import PREDICATE, Chance, chance
from analysis.indicators.definitions import needed
from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.strategy_meeting_spikes import concurrent_events, dated_figures
from analysis.statistics.shares import implied

MEASURES = needed(
    "cpp_children", "cpp_rate", "cpp_starts", "cpp_ends", "s47_enquiries", "icpc_children", "icpc_within_15_days"
)
NEEDED = (
    "Whether strategy meetings of {area} rose needs the number of children on a plan on a day before and a day after {event}: a line "
    "of data/own/figures.csv is `{area},31 March 2021,cpp_children,349,,,Committee report`. What shows it is your own monthly series."
)
FROM = pd.Timestamp("2020-03-01")  # counts before are too far from the event to say anything of it


class Pace:
    """A change of a count of children on a plan, beside what the starts and ends of one year would have given by chance."""

    def __init__(self, year: str, change: Number, expected: Number, reach: Number, doubt: Chance) -> None:
        self.year, self.change, self.expected, self.reach, self.chance = year, change, expected, reach, doubt

    def __format__(self, face: str) -> str:
        way = "a rise" if self.expected.value > 0 else "a fall"
        expected = f"{way} of {self.expected:size}" if round(self.expected.value) else "no change"
        told = (
            f"At the pace of {self.year}, {expected} would be expected, and chance in that year and since moves it by up to "
            f"{self.reach} either way"
        )
        return f"{told}. The difference {PREDICATE[self.chance]}"

    @property
    def moved(self) -> str:
        """Which way the number went, and how far, as a predicate."""
        verb = "rose" if self.change.value > 0 else "fell"
        return f"{verb} by {self.change:size}" if self.change.value else "stayed the same"

    def __str__(self) -> str:
        return format(self)


class Around:
    """The printed figures around an event; `shown` is what their picture shows.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority.
    authority : str
    event : pandas.Timestamp
        First day from which the event can have had an effect.
    register : pandas.DataFrame
        Dated events, as from `concurrent_events.read`.
    policy : Policy
    measured : bool
        Whether a monthly series answers the question, so that no count of children on a plan must be given.

    Raises
    ------
    MissingFigureError
        If nothing is measured, and no children on a plan are counted on a day before the event or on one after it.
    """

    shown = "Children on a plan on a day"

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        event: pd.Timestamp,
        register: pd.DataFrame,
        policy: Policy,
        *,
        measured: bool = False,
    ) -> None:
        self.figures, self.authority, self.event = Figures(observations, policy), authority, event
        self.policy = policy
        self.documents = sorted(set(self.figures.rows["document"][self.figures.rows["source"].ne("own")]))
        # what a document dates is of the authority that it is about; the news is of all
        theirs = register["certainty"].ne(concurrent_events.OUTSIDE)
        self.register = register if self.documents else register[~theirs]
        self.both_sides = any(day < event for day in self.stocks) and any(day > event for day in self.stocks)
        if not self.both_sides and not measured:
            raise MissingFigureError(NEEDED.format(area=authority, event=words.day(event)))

    @lazy
    def stocks(self) -> dict[pd.Timestamp, Printed]:
        """Children on a plan by day."""
        names = self.figures.periods("cpp_children", self.authority, "as_at")
        found = {
            self.figures.order(name)[0]: self.figures.printed("cpp_children", self.authority, name) for name in names
        }
        return {day: each for day, each in found.items() if day >= FROM}

    @lazy
    def before(self) -> pd.Timestamp:
        """The last day with a count before the event."""
        return max(day for day in self.stocks if day < self.event)

    @lazy
    def after(self) -> pd.Timestamp:
        """The first day with a count after the event."""
        return min(day for day in self.stocks if day > self.event)

    @lazy
    def paces(self) -> list[Pace]:
        """The rise between those days, at the pace of each year whose starts and ends are printed; the latest first."""
        if not self.both_sides:
            return []
        every = self.figures.periods("cpp_ends", self.authority, "financial_year")
        years = [name for name in every if self.figures.order(name)[0] <= self.before]
        return [self._pace(year) for year in reversed(years[-2:])]

    @lazy
    def span(self) -> str:
        """From the last day with a count before the event to the first after it."""
        return f"{words.day(self.before)} to {words.day(self.after)}"

    @lazy
    def every_pace(self) -> str:
        """What each pace says of the change, in sentences: which pace is used is a choice."""
        return ". ".join(f"{pace}" for pace in self.paces)

    @lazy
    def which_pace(self) -> str:
        """Whether the answer depends on the year whose pace is used, in sentences; empty for one year."""
        if len(self.paces) < 2:
            return ""
        alike = len({pace.chance for pace in self.paces}) == 1
        return f"Which pace is used is a choice, and the answer {'is the same for each' if alike else 'depends on it'}."

    @lazy
    def dates(self) -> str:
        """From the first to the last day with a count."""
        return f"{words.day(min(self.stocks))} to {words.day(max(self.stocks))}"

    def flows(self, year: str) -> tuple[dict[str, float], tuple[str, ...]]:
        """Return plans started and ended in a year, and their rows."""
        found = {name: self.figures.counted(f"cpp_{name}", self.authority, year) for name in ("starts", "ends")}
        return {name: count for name, (count, _) in found.items()}, tuple(
            row for _, rows in found.values() for row in rows
        )

    def _pace(self, year: str) -> Pace:
        flows, rows = self.flows(year)
        first, last = self.stocks[self.before], self.stocks[self.after]

        def made(effect: float) -> dict[str, float]:
            days = (self.after - self.before).days
            return dated_figures.stock_change(first.value, last.value, days, flows, self.policy.confidence, effect)

        found = made(self.policy.siblings)
        tried = [made(effect) for effect in (self.policy.siblings, *self.policy.tried_at)]
        surplus = [(each["low"] - each["expected"], each["high"] - each["expected"]) for each in tried]
        told: dict[str, Any] = {
            "of": {"area": self.authority, "period": self.span, "pace": year},
            "digits": 0,
            "unit": "count",
        }
        told |= {
            "rows": (*first.rows, *last.rows, *rows),
            "method": "starts and ends at the pace of a year, widened for siblings",
        }

        def number(what: str, value: float, label: str, **more: Any) -> Number:
            return self.policy.number(
                key("cpp_children", what, self.authority, year), value, label=label, **told, **more
            )

        change = number("change", found["change"], "change of children on a plan", low=found["low"], high=found["high"])
        expected = number("expected", found["expected"], "change expected")
        reach = number("reach", found["change"] - found["low"], "reach of chance")
        return Pace(year, change, expected, reach, chance(surplus))

    @lazy
    def enquiries(self) -> list["Usual"]:
        """The change of section 47 enquiries over the last two years, by chance and by how they usually move; none if not printed."""
        years = self.figures.periods("s47_enquiries", self.authority, "financial_year")
        return [Usual(self, years[-2], years[-1], years[:-1])] if len(years) > 3 else []

    @lazy
    def timely(self) -> dict[str, Printed]:
        """Conferences held in time by month, as printed percentages."""
        names = self.figures.periods("icpc_within_15_days", self.authority, "month")
        return {name: self.figures.printed("icpc_within_15_days", self.authority, name) for name in names}

    def assumed(self, month: str, usual: Number) -> Share:
        """Return a printed month as the possible counts nearest to a twelfth of a year, with its range."""
        printed = self.timely[month]
        return self.policy.share(
            key("icpc_within_15_days", self.authority, month, "assumed"), *implied.nearest(printed.value, usual.value / 12), about=True,
            of=printed.of, label=f"first conferences on time, {month}, number of children assumed", rows=(*printed.rows, *usual.rows),
        )  # fmt: skip

    @lazy
    def dated(self) -> pd.DataFrame:
        """The register from half a year before the event on, with a column ``outside``."""
        kept = self.register[self.register["start"] >= self.event - pd.DateOffset(months=6)]
        return kept.assign(outside=kept["certainty"].eq(concurrent_events.OUTSIDE))

    @lazy
    def same_weeks(self) -> Number:
        """How many dated entries of the register touch the month before and after the event."""
        window = self.event - pd.DateOffset(months=1), self.event + pd.DateOffset(months=1)
        count = len(concurrent_events.overlapping(self.register, *window))
        label = "dated entries within a month of the event"
        return Number(key=key("events", "same weeks"), value=count, digits=0, unit="count", label=label)

    @lazy
    def source(self) -> str:
        """Where the counts of children on a plan come from."""
        return sources.line(self.figures.rows, [row for each in self.stocks.values() for row in each.rows])

    @lazy
    def headline(self) -> str:
        """What can be said, in one sentence."""
        if self.paces and all(pace.chance == "no" for pace in self.paces):
            return "Plans changed by more than chance, but no monthly number shows why"
        return "The printed figures cannot show whether strategy meetings rose"

    @lazy
    def rush(self) -> str:
        """What conferences in time can show of a rush of cases; empty where none are given by month."""
        if not self.timely:
            return ""
        high = words.listed(
            name for name, each in self.timely.items() if each.value == max(one.value for one in self.timely.values())
        )
        inspected = f"The highest percentage is that of {high}. "
        return (
            f"A rush of new cases may make conferences later; nothing printed shows one. {inspected}The percentages neither show more "
            "meetings nor rule them out."
        )

    @lazy
    def plans_title(self) -> str:
        """Whether chance at an earlier pace could give the counts, as a title.

        A pace drifts, so that one year's is exceeded too often by chance (calibration): every printed one must be.
        """
        if not self.paces:
            return "No pace of starts and ends is printed"
        fits = [pace.year for pace in self.paces if pace.chance != "no"]
        if fits:
            return f"The change in plans could be chance at the pace of {fits[0]}"
        return f"The change in plans is more than the pace of {words.listed(pace.year for pace in self.paces)} makes"


class Usual:
    """A change between two years, by chance alone and by how much such counts usually move from year to year."""

    def __init__(self, around: Around, first: str, last: str, years: list[str]) -> None:
        self.first, self.last = first, last
        self.over = Figures.order(last)[0] < around.event
        figures, policy, area = around.figures, around.policy, around.authority
        self.change = figures.change("s47_enquiries", area, first, last)
        counts = [figures.printed("s47_enquiries", area, year).value for year in years]
        self.usual = policy.usual(key("s47_enquiries", "usual years", area, first, last), self.change, counts)

    @property
    def when(self) -> str:
        """Whether the last year holds the event, in a sentence."""
        return "That year ended before the event." if self.over else "The event falls into that year, or before it."

    @property
    def title(self) -> str:
        """Which way they moved, and whether by more than they usually do, as a title."""
        if self.change.value <= 0:
            return "Enquiries did not rise before"
        usual = float(self.usual.low or 0) <= 0
        return "Enquiries rose earlier, which could be how they usually move" if usual else "Enquiries rose earlier"
