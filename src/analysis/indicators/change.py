"""Changes, gaps and trends: how large, within which range, and whether chance alone could make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from analysis import words
from analysis.indicators.estimate import AFTER, Number

Chance = Literal["no", "yes", "depends"]
DOUBT: dict[str, str] = {
    "no": "more than chance makes",
    "yes": "which chance alone could make",
    "depends": "more than chance makes only if few brothers and sisters come together",
}
PREDICATE: dict[str, str] = {
    "no": "is more than chance makes",
    "yes": "could be chance",
    "depends": "could be chance if many brothers and sisters come together",
}

AGREES = (("does not agree", False), ("agrees", True))
SHORT: dict[str, str] = {"no": "more than chance", "yes": "could be chance", "depends": "depends on siblings"}


def chance(ranges: Sequence[tuple[float, float]], still: float = 0.0) -> Chance:
    """Return whether chance could make a difference: ``no`` or ``yes`` at every sibling effect tried, else ``depends``.

    Parameters
    ----------
    ranges : sequence of tuple
        The range at each sibling effect that is tried.
    still : float
        The value that means no difference.
    """
    holds = [low <= still <= high for low, high in ranges]
    return "yes" if all(holds) else "no" if not any(holds) else "depends"


@dataclass(frozen=True, eq=False, kw_only=True)
class Change(Number):
    """The change from one estimate to another, in points or percent; it says itself as a predicate."""

    before: Number
    now: Number
    chance: Chance = "yes"
    p: float = 1.0
    tried: tuple[tuple[float, float], ...] = ()  # its range at each sibling effect that verdicts are tried at
    faces: ClassVar[tuple[str, ...]] = (
        "short",
        "verdict",
        "value",
        "size",
        "range",
        "full",
        "whole",
        "doubt",
        "verb",
        "moved",
        "p_value",
        "bare",
    )
    default: ClassVar[str] = "verdict"

    def _bare(self) -> str:
        return f"‹{self._number(self.value)}› ({self._number(float(self.low or 0))} to {self._number(float(self.high or 0))})"

    def _number(self, value: float) -> str:
        return words.signed(value, self.digits)

    def _size(self) -> str:
        return words.number(abs(self.value), self.digits) + AFTER.get(self.unit, "")

    def _whole(self) -> str:
        return words.number(abs(self.value)) + AFTER.get(self.unit, "")

    def _verb(self) -> str:
        return "rose" if self.value > 0 else "fell" if self.value < 0 else "stayed the same"

    def _moved(self) -> str:
        return f"{self._verb()} by ‹{self._size()}›" if self.value else "‹stayed the same›"

    def _verdict(self) -> str:
        return f"{self._moved()} ({self._range()}), {DOUBT[self.chance]}"

    def _doubt(self) -> str:
        return PREDICATE[self.chance]

    def _p_value(self) -> str:
        return words.p_value(self.p)

    def _short(self) -> str:
        return SHORT[self.chance]


@dataclass(frozen=True, eq=False, kw_only=True)
class Gap(Change):
    """How far an estimate lies from a comparator; it says itself as a predicate: ``is 4.3 points above England’s 22.1%``."""

    comparator: str = ""

    def __format__(self, face: str) -> str:
        before, mark, rest = super().__format__(face).partition("⟨")
        return f"{before}{self.before:value}{rest.partition('⟩')[2]}" if mark else before

    def said(self, face: str = "") -> str:
        """Return the words of a face without its links."""
        return super().said(face).replace("⟨", "").replace("⟩", "")

    def _side(self) -> str:
        return "above" if self.value > 0 else "below" if self.value < 0 else "level with"

    def _moved(self) -> str:
        size = f"‹{self._size()}› {self._side()}" if self.value else f"‹{self._side()}›"
        return f"is {size} {words.possessive(self.comparator)} ⟨{self.before.said('value')}⟩"

    faces: ClassVar[tuple[str, ...]] = (*Change.faces, "side")


@dataclass(frozen=True, eq=False, kw_only=True)
class Trend(Number):
    """A change per period, in percent; it says itself as a predicate: rose by, fell by, showed no clear trend."""

    period: str
    p: float
    dispersion: float
    chance: Chance = "yes"
    unit: str = "percent"
    faces: ClassVar[tuple[str, ...]] = (
        "short",
        "trend",
        "value",
        "size",
        "range",
        "full",
        "dispersion_factor",
        "p_value",
        "doubt",
    )
    default: ClassVar[str] = "trend"

    @property
    def clear(self) -> bool:
        """Whether it is more than chance makes, at every sibling effect that is tried."""
        return self.chance == "no"

    def _number(self, value: float) -> str:
        return words.signed(value, self.digits)

    def _trend(self) -> str:
        if not self.clear:
            return f"showed no clear trend (‹{self._value()}› a {self.period}, {self._range()})"
        near, far = sorted([abs(float(self.low or 0)), abs(float(self.high or 0))])
        verb = "rose" if self.value > 0 else "fell"
        return f"{verb} by ‹{words.percent(abs(self.value))}› a {self.period} ({words.interval(near, far, '%')})"

    def _dispersion_factor(self) -> str:
        return words.number(self.dispersion, 2)

    def _p_value(self) -> str:
        return words.p_value(self.p)

    def _doubt(self) -> str:
        return PREDICATE[self.chance]

    def _short(self) -> str:
        return SHORT[self.chance]


@dataclass(frozen=True, eq=False, kw_only=True)
class Difference(Number):
    """Whether several shares differ beyond chance; it says itself as a predicate, and its p-value on request."""

    chance: Chance
    unit: str = "p"
    faces: ClassVar[tuple[str, ...]] = ("verdict", "value")
    default: ClassVar[str] = "verdict"
    says: ClassVar[dict[str, str]] = {
        "no": "differ by more than chance makes",
        "yes": "differ by no more than chance makes",
        "depends": "differ by more than chance makes only if few brothers and sisters come together",
    }

    def _verdict(self) -> str:
        return self.says[self.chance]


def agreement(found: Sequence[tuple[str, bool, Number]]) -> str:
    """Return whether a second method says the same as the first, as a predicate.

    Parameters
    ----------
    found : sequence of tuple
        What is judged, in words; whether both methods judge it alike; the p-value of the second.
    """
    said = {verb: [f"on {what} ({p:value})" for what, alike, p in found if alike == same] for verb, same in AGREES}
    return ", but ".join(f"{verb} {words.listed(parts)}" for verb, parts in said.items() if parts)
