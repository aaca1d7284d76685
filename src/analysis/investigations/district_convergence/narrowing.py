"""A change of the gap that says itself."""

from analysis.indicators.change import DOUBT, PREDICATE, Chance
from analysis.indicators.estimate import Number


class Narrowing:
    """A change of the gap, which says itself as a predicate, and whether chance could make it."""

    def __init__(self, number: Number, doubt: Chance) -> None:
        self.number, self.chance = number, doubt

    def __format__(self, face: str) -> str:
        if face == "doubt":
            return PREDICATE[self.chance]
        if face:
            return format(self.number, face)
        verb = "fell" if self.number.value < 0 else "rose"
        return f"{verb} by {self.number:size} ({self.number:range}), {DOUBT[self.chance]}"

    def __str__(self) -> str:
        return format(self)
