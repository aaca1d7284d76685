"""A share of one area beside its comparators, year by year, and which gaps remain although so many were looked at."""

from collections.abc import Sequence

from analysis import words
from analysis.indicators.change import Change, Gap
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import Standing, standings, tallies
from analysis.indicators.over_time import by_period


class Beside:
    """A share by financial year, and the printed figures of the comparators.

    Parameters
    ----------
    figures : Figures
    measure, area : str
    comparators : sequence of str
        Areas whose printed figures it is held against.
    first, last : str
        First and last year; the first that is printed when empty, the last when ``latest``.

    Raises
    ------
    MissingFigureError
        If there are fewer than two years with a share and its counts; the message says what to add, and where.
    """

    def __init__(
        self,
        figures: Figures,
        measure: str,
        area: str,
        comparators: Sequence[str],
        first: str = "",
        last: str = "latest",
    ) -> None:
        self.figures, self.measure, self.area = figures, measure, area
        self.indicator = indicator(measure)
        there = by_period(figures, measure, area, "financial_year")
        if len(there) < 2:
            raise MissingFigureError(
                f"two years or more of {self.indicator.words} are needed for {area}, with the numbers behind them: add lines "
                f"like `{area},2023/24,{measure},75.0,300,400,where it is published` to data/own/figures.csv."
            )
        self.periods: list[str] = list(by_period(figures, measure, area, "financial_year", first, last).index)
        self.apart = [period for period in self.indicator.broken_in(area) if period in self.periods]
        self.comparators = {
            name: "the neighbours" if "neighbours" in name.lower() else name
            for name in comparators
            if any(figures.has(measure, name, period) for period in self.periods)
        }

    @lazy
    def estimates(self) -> dict[str, Share]:
        """Each year's share."""
        found = {period: self.figures.estimate(self.measure, self.area, period) for period in self.periods}
        return {period: share for period, share in found.items() if isinstance(share, Share)}

    @lazy
    def comparable(self) -> list[str]:
        """The years that were measured in one way."""
        return [period for period in self.periods if period not in self.apart]

    @property
    def latest(self) -> Share:
        """The last year's share."""
        return self.estimates[self.periods[-1]]

    @lazy
    def change(self) -> Change:
        """The change from the first comparable year to the last."""
        return self.figures.change(self.measure, self.area, self.comparable[0], self.comparable[-1])

    @lazy
    def others(self) -> dict[str, dict[str, Printed]]:
        """The printed figures of each comparator, by year."""
        return {
            name: {
                period: self.figures.printed(self.measure, name, period)
                for period in self.periods
                if self.figures.has(self.measure, name, period)
            }
            for name in self.comparators
        }

    @lazy
    def gaps(self) -> dict[tuple[str, str], Gap]:
        """Every gap, by comparator and year; years measured in another way are left out."""
        return {
            (name, period): self.figures.gap(self.measure, self.area, name, period)
            for name in self.comparators
            for period in self.comparable
            if period in self.others[name]
        }

    @lazy
    def verdicts(self) -> dict[tuple[str, str], Standing]:
        """What chance makes of each gap, all of them counted as one family, at every sibling effect tried."""
        stand = standings(list(self.gaps.values()), self.figures.policy)
        return dict(zip(self.gaps, stand, strict=True))

    def side(self, name: str, period: str) -> str:
        """Return ``above`` or ``below`` where the gap is more than chance makes; empty where it is not, or not printed."""
        gap = self.gaps.get((name, period))
        return gap.said("side") if gap is not None and self.verdicts[name, period] == "clear" else ""

    @property
    def others_latest(self) -> bool:
        """Whether a figure of any comparator stands beside the last year."""
        return any(period == self.periods[-1] for _, period in self.gaps)

    @lazy
    def latest_sides(self) -> dict[str, list[str]]:
        """The comparators that the last year lies clearly above and below, as a reader calls them."""
        found: dict[str, list[str]] = {}
        for name, called in self.comparators.items():
            if side := self.side(name, self.periods[-1]):
                found.setdefault(side, []).append(called)
        return found

    @property
    def sides_in_words(self) -> str:
        """On which side of which comparators the last year clearly lies, as a title; empty where on none."""
        sides = [f"{side} {words.listed(names)}" for side, names in self.latest_sides.items()]
        return words.capital(f"{' and '.join(sides)} in {self.periods[-1]}") if sides else ""

    @lazy
    def others_in_words(self) -> str:
        """The last year's printed figures of the comparators, in a phrase; empty where none is printed."""
        last = self.periods[-1]
        told = [
            f"{held[last]} {words.among(self.comparators[name])}" for name, held in self.others.items() if last in held
        ]
        return f", against {words.listed(told)}" if told else ""

    @lazy
    def gaps_title(self) -> str:
        """How many gaps to the comparators are more than chance makes, as a title."""
        clear = list(self.verdicts.values()).count("clear")
        counts = {"more than chance": clear, "all": len(self.gaps)}
        rows = [row for gap in self.gaps.values() for row in gap.rows]
        sure, every = tallies(self.measure, "gaps", label="gaps", counts=counts, area=self.area, rows=rows)
        return f"{sure} of {every} gaps {'is' if clear == 1 else 'are'} more than chance makes"

    @lazy
    def gaps_in_words(self) -> str:
        """In which years the share lay clearly above or below each comparator, and where only if looked at alone."""
        if not self.gaps:
            return "No comparator is printed beside these years."
        parts = [part for name in self.comparators for part in self._clear(name)]
        alone = [
            f"{self.gaps[place].said('side')} {self.comparators[place[0]]} in {place[1]}"
            for place, verdict in self.verdicts.items()
            if verdict == "alone"
        ]
        told = f"Clearly {words.listed(parts)}." if parts else "In no year clearly apart from its comparators."
        return told + (f" Only if looked at alone: {words.listed(alone)}." if alone else "")

    def _clear(self, name: str) -> list[str]:
        years: dict[str, list[str]] = {}
        for period in self.comparable:
            if side := self.side(name, period):
                years.setdefault(side, []).append(period)
        return [f"{side} {self.comparators[name]} in {words.listed(held)}" for side, held in years.items()]

    @property
    def rows(self) -> tuple[str, ...]:
        """Every observation behind it."""
        numbers: list[Number] = [
            *self.estimates.values(),
            *(each for held in self.others.values() for each in held.values()),
        ]
        return tuple(dict.fromkeys(row for number in numbers for row in number.rows))
