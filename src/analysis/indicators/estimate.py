"""A number and its words: it says itself by a few faces, and brings its range, its method and its rows along."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from analysis import words
from analysis.indicators.stated import link

AFTER = {"percent": "%", "points": " points"}
FIGURES = ("value", "low", "high", "level", "unit", "numerator", "denominator", "method")


@dataclass(frozen=True)
class Unknown:
    """What cannot be said, and why: it stands where a number, a predicate or a picture would stand."""

    reason: str

    def __format__(self, face: str) -> str:
        return f"cannot be told ({self.reason})"

    def __str__(self) -> str:
        return format(self)

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, eq=False, kw_only=True)
class Number:
    """A number, what it is of, and what it rests on. ``f"{number:face}"`` says it and links to its record.

    Parameters
    ----------
    key : str
        Name, unique in a report for one content.
    value : float
        A percentage is 27.5, not 0.275.
    label : str
        What a reader calls it.
    low, high, level : float, optional
        Range and its level, for example 0.95.
    unit : str
        ``percent``, ``points``, ``count``, ``rate``, ``months``, ``p`` … ; words follow only percent and points.
    digits : int
        Decimals that are said.
    rows : tuple of str
        Observations that it rests on.
    of : dict
        Area, period and whatever else tells it apart.
    about : bool
        True when it rests on an assumption: it then says "about".
    """

    key: str
    value: float
    label: str = ""
    low: float | None = None
    high: float | None = None
    level: float | None = None
    unit: str = ""
    digits: int = 1
    method: str = ""
    rows: tuple[str, ...] = ()
    of: dict[str, str] = field(default_factory=dict)
    numerator: float | None = None
    denominator: float | None = None
    about: bool = False
    simulated: bool = False

    faces: ClassVar[tuple[str, ...]] = ("value", "range", "full", "whole", "size")
    default: ClassVar[str] = "value"

    def __post_init__(self) -> None:
        for name in ("value", "low", "high", "level", "numerator", "denominator"):
            if (each := getattr(self, name)) is not None:
                object.__setattr__(self, name, _finite(each, name, self.key))

    def __format__(self, face: str) -> str:
        said = self._face(face)
        marked = said if "‹" in said else f"‹{said}›"  # a face marks what is to be linked; without a mark all of it is
        before, _, rest = marked.partition("‹")
        inner, _, after = rest.partition("›")
        return before + link(inner, self.record()) + after

    def __str__(self) -> str:
        return self.said()

    def __float__(self) -> float:
        return self.value

    def said(self, face: str = "") -> str:
        """Return the words of a face without the link."""
        return self._face(face).replace("‹", "").replace("›", "")

    def _face(self, face: str) -> str:
        name = face or self.default
        if name not in self.faces:
            raise ValueError(f"A {type(self).__name__.lower()} has no face '{face}'; it has {', '.join(self.faces)}.")
        return str(getattr(self, f"_{name}")())

    def _number(self, value: float) -> str:
        return words.number(value, self.digits)

    def _value(self) -> str:
        if self.unit == "p":
            return words.p_value(self.value)
        return ("about " if self.about else "") + self._number(self.value) + AFTER.get(self.unit, "")

    def _whole(self) -> str:
        return words.number(self.value) + AFTER.get(self.unit, "")

    def _size(self) -> str:
        return self._number(abs(self.value)) + AFTER.get(self.unit, "")

    def _range(self) -> str:
        if self.low is None or self.high is None:
            raise ValueError(f"The number '{self.key}' has no range to say.")
        sign = "%" if self.unit == "percent" else ""
        return f"{self._number(self.low)}{sign} to {self._number(self.high)}{AFTER.get(self.unit, '')}"

    def _full(self) -> str:
        return f"‹{self._value()}› ({self._range()})"

    def record(self) -> dict[str, Any]:
        """Return the row of ``results.json``: figures to six significant digits, fields that say nothing left out."""
        row = {name: _short(getattr(self, name)) for name in FIGURES if getattr(self, name) not in (None, "")}
        more = {
            "label": self.label,
            "for": self.of,
            "observations": sorted(set(self.rows)),
            "simulated": self.simulated,
            "said": self.said("full") if self.low is not None else self.said(),
        }
        return {"key": self.key} | row | {name: each for name, each in more.items() if each}

    def _repr_markdown_(self) -> str:
        """Show in JupyterLab what a sentence may say of this number."""
        lines = [f"| `:{face}` | {self._tried(face)} |" for face in self.faces]
        head = f"**{self.label or self.key}**\n\n| face | says |\n|---|---|\n"
        return head + "\n".join(lines) + f"\n\n{self.method}. {len(self.rows)} rows."

    def _tried(self, face: str) -> str:
        try:
            return self.said(face)
        except ValueError:
            return "–"


@dataclass(frozen=True, eq=False, kw_only=True)
class Share(Number):
    """Children out of children: ``132 of 480 (27.5%)``; by the face ``of plans``, ``132 of 480 plans (27.5%)``."""

    unit: str = "percent"
    faces: ClassVar[tuple[str, ...]] = ("count", *Number.faces, "part", "rest")
    default: ClassVar[str] = "count"

    def _face(self, face: str) -> str:
        if face.startswith("of "):
            return self._count().replace(" (", f" {face[3:]} (", 1)
        return super()._face(face)

    def _count(self) -> str:
        part, whole = self.counts
        return ("about " if self.about else "") + words.count_of(part, whole, self.digits)

    @property
    def counts(self) -> tuple[float, float]:
        """Numerator and denominator."""
        if self.numerator is None or self.denominator is None:
            raise ValueError(f"The share '{self.key}' has no counts.")
        return self.numerator, self.denominator

    def _full(self) -> str:
        return f"‹{self._count()[:-1]}›; {self._range()})"

    def _part(self) -> str:
        return words.number(self.counts[0])

    def _rest(self) -> str:
        return words.number(self.counts[1] - self.counts[0])


def tally(name: str, value: float, label: str, rows: Iterable[str] = (), **of: str) -> Number:
    """Return how many there are of something that was looked at, as a number that records itself."""
    told = tuple(dict.fromkeys(rows))
    return Number(key=name, value=value, unit="count", digits=0, label=label, method="counted", rows=told, of=of)


@dataclass(frozen=True, eq=False, kw_only=True)
class Printed(Number):
    """A figure quoted as it stands: its value is known to half of the last printed digit."""

    slack: float = 0.0


def _finite(value: Any, name: str, of: str) -> float:
    number = float(value)  # numpy's numbers compare as arrays do
    if not math.isfinite(number):
        raise ValueError(f"The number '{of}' has no finite {name} ({number}): it cannot be stated.")
    return number


def _short(value: Any) -> Any:
    return float(f"{value:.6g}") if isinstance(value, float) else value
