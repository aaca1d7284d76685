"""The runs of a series about its line as numbers that record themselves."""

from dataclasses import dataclass

from analysis.indicators.estimate import Number, tally
from analysis.statistics.runs import Runs


@dataclass(frozen=True, eq=False)
class RunsSaid:
    """The longest run and the crossings of a series, and the limits beyond which either is unusual.

    Parameters
    ----------
    found : Runs
    name : str
        The beginning of the keys of its numbers.
    rows : tuple of str
        Observations of the series.
    """

    found: Runs
    name: str
    rows: tuple[str, ...]

    def _told(self, what: str, label: str) -> Number:
        return tally(f"{self.name}.runs.{what.replace('_', '-')}", getattr(self.found, what), label, self.rows)

    @property
    def signal(self) -> bool:
        """Whether any rule for runs is broken."""
        return self.found.signal

    @property
    def longest(self) -> Number:
        """The longest run on one side of the line."""
        return self._told("longest", "longest run on one side")

    @property
    def longest_allowed(self) -> Number:
        """The longest run that is usual."""
        return self._told("longest_allowed", "longest run that is usual")

    @property
    def crossings(self) -> Number:
        """How often the line is crossed."""
        return self._told("crossings", "crossings of the line")

    @property
    def crossings_needed(self) -> Number:
        """The fewest crossings that are usual."""
        return self._told("crossings_needed", "fewest crossings that are usual")
