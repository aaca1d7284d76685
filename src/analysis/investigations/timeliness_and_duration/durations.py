"""Long and short plans of the same plans that ended, side by side: either can be bought with the other."""

from collections.abc import Sequence
from contextlib import suppress

from analysis import words
from analysis.indicators.beside import Beside
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key

LONG, SHORT, OPEN = "long_plans_share", "short_plans_share", "long_plans_open"


class Durations:
    """Long and short plans of one authority, in the years that have both.

    Parameters
    ----------
    figures : Figures
    authority : str
    comparators : sequence of str
    first, last : str
        First and last financial year with both.
    """

    def __init__(self, figures: Figures, authority: str, comparators: Sequence[str], first: str, last: str) -> None:
        self.figures, self.authority = figures, authority
        self.long = Beside(figures, LONG, authority, comparators, first, last)
        self.short = Beside(figures, SHORT, authority, comparators, first, last)

    @classmethod
    def each(
        cls, figures: Figures, authority: str, comparators: Sequence[str], first: str, last: str
    ) -> list["Durations"]:
        """Return the durations, or none where two years with long plans, short plans and plans ended are not printed."""
        with suppress(MissingFigureError, ValueError):
            ends = [set(Beside(figures, measure, authority, ()).periods) for measure in (LONG, SHORT)]
            both = sorted(set.intersection(*ends), key=figures.order)
            begin = first if first in both else both[0]
            end = last if last in both else both[-1]
            return [cls(figures, authority, comparators, begin, end)]
        return []

    @lazy
    def dates(self) -> str:
        """From which year to which."""
        return f"{self.long.periods[0]} to {self.long.periods[-1]}"

    @property
    def long_before(self) -> Share:
        """Long plans in the first year."""
        return self.long.estimates[self.long.periods[0]]

    @property
    def short_before(self) -> Share:
        """Short plans in the first year."""
        return self.short.estimates[self.short.periods[0]]

    @property
    def long_now(self) -> Share:
        """Long plans in the last year."""
        return self.long.latest

    @property
    def short_now(self) -> Share:
        """Short plans in the last year."""
        return self.short.latest

    @property
    def long_change(self) -> Change:
        """The change of the share of long plans."""
        return self.long.change

    @property
    def short_change(self) -> Change:
        """The change of the share of short plans."""
        return self.short.change

    @lazy
    def finding(self) -> str:
        """What long and short plans did, as a title: clear changes only, else that chance could make them."""
        changes = {"long": self.long_change, "short": self.short_change}
        told = {name: ("fewer" if each.value < 0 else "more") for name, each in changes.items()}
        clear = [f"{told[name]} {name} plans" for name, each in changes.items() if each.chance == "no"]
        if clear:
            rest = [name for name, each in changes.items() if each.chance != "no"]
            unclear = f"; {words.listed(rest)} plans not clearly changed" if rest else ""
            return f"{words.listed(clear).capitalize()} among those that ended{unclear}"
        return f"{told['long'].capitalize()} long, {told['short']} short plans, neither clearly beyond chance"

    @lazy
    def between(self) -> dict[str, Number]:
        """Plans that were neither long nor short, in percent of those that ended, by year."""
        found = {}
        for period, long in self.long.estimates.items():
            short = self.short.estimates[period]
            found[period] = Number(
                key=key("between_plans_share", self.authority, period), value=100 - long.value - short.value, unit="percent",
                of={"area": self.authority, "period": period}, rows=tuple(dict.fromkeys((*long.rows, *short.rows))),
                label=f"plans neither long nor short, {period}",
            )  # fmt: skip
        return found

    @lazy
    def earlier(self) -> str:
        """Percentages of earlier years, whose counts are not printed, in a sentence; empty where there are none."""
        told = []
        for measure, name in ((LONG, "long plans"), (SHORT, "short plans")):
            known = self.figures.periods(measure, self.authority, "financial_year")
            before = [each for each in known if self.figures.order(each) < self.figures.order(self.long.periods[0])]
            held: list[tuple[Printed, str]] = [
                (self.figures.printed(measure, self.authority, each), each) for each in before
            ]
            if held:
                told.append(f"{name} {words.listed(f'{share} in {year}' for share, year in held)}")
        return f"Of earlier years only percentages are printed: {'; '.join(told)}." if told else ""

    @lazy
    def open(self) -> str:
        """The printed number of open long plans, another measure, in a sentence; empty where none is printed."""
        days = self.figures.periods(OPEN, self.authority, "as_at")
        told = [f"{self.figures.printed(OPEN, self.authority, day)} on {day}" for day in days]
        if not told:
            return ""
        return (
            f"Children on a plan for over two years, {words.listed(told)}, are open plans and another measure: a long plan counts "
            "in these tables only when it ends."
        )

    @lazy
    def shares(self) -> dict[str, tuple[Share, Share]]:
        """Short and long plans of each year."""
        return {period: (self.short.estimates[period], self.long.estimates[period]) for period in self.long.periods}
