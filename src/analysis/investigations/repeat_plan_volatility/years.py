"""The share by financial year: what moved it, how it compares, and what it was part of the way through."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import words
from analysis.indicators.change import Change
from analysis.indicators.estimate import Printed, Share
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.investigations.repeat_plan_volatility.split import Split


@dataclass(frozen=True)
class Swing:
    """A year whose share was printed for a part of it, too."""

    year: str
    end: str
    part: Printed
    share: Printed


class Years:
    """The printed years of a share in one area.

    Parameters
    ----------
    figures : Figures
    measure, area : str
    comparators : sequence of str
        Areas whose printed percentages the last year is held against.
    """

    def __init__(self, figures: Figures, measure: str, area: str, comparators: Sequence[str]) -> None:
        self.figures, self.measure, self.area, self.comparators = figures, measure, area, list(comparators)

    @lazy
    def shares(self) -> dict[str, Share]:
        """Each financial year for which the share and its counts are printed."""
        names = self.figures.periods(self.measure, self.area, "financial_year")
        found = {name: self.figures.try_estimate(self.measure, self.area, name) for name in names}
        return {name: share for name, share in found.items() if isinstance(share, Share)}

    @property
    def how_counted(self) -> str:
        """How the repeats of each year were had, as a sentence; empty where they are given."""
        if not any("implies" in share.method for share in self.shares.values()):
            return ""
        return "No yearly number of repeats is printed: each is the whole number that the printed percentage implies."

    @lazy
    def splits(self) -> list[Split]:
        """Each change from one year to the next, split into its repeats and its starts; empty without counts by year."""
        return Split.each(self.shares, self.area, self.figures.policy)

    @lazy
    def over_two(self) -> list[Change]:
        """The change over the last two years; none where fewer are printed."""
        if len(self.splits) < 2:
            return []
        return [self.figures.change(self.measure, self.area, self.splits[-2].first, self.splits[-1].last)]

    @lazy
    def beside_others(self) -> str:
        """How the last year compares with its comparators, as a title."""
        gaps = [
            self.figures.gap(self.measure, self.area, other, list(self.shares)[-1])
            for other in self.comparators
            if self.shares and self.figures.has(self.measure, other, list(self.shares)[-1])
        ]
        if not gaps:
            return "No comparator is printed beside the last year"
        clear = [gap for gap in gaps if gap.chance == "no"]
        if not clear:
            return "The last year is not clearly apart from its comparators"
        sides = words.listed(f"{'above' if gap.value > 0 else 'below'} {gap.comparator}" for gap in clear)
        return f"{sides[0].upper()}{sides[1:]} in the last year"

    @lazy
    def swings(self) -> list[Swing]:
        """Years for which a share was printed part of the way through as well as for the whole."""
        found = []
        for part in self.figures.periods(self.measure, self.area, "cumulative"):
            begun = self.figures.order(part)[1]
            year = f"{begun.year}/{(begun.year + 1) % 100:02d}"
            if self.figures.has(self.measure, self.area, year):
                shares = (self.figures.printed(self.measure, self.area, name) for name in (part, year))
                found.append(Swing(year, f"{self.figures.order(part)[0]:%-d %B %Y}", *shares))
        return found
