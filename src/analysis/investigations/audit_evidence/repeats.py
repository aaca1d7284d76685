"""What a repeat of an audit would see: the smallest fall that two audits of one size tell from chance."""

from collections.abc import Mapping

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Printed, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.statistics.shares.detectable import smallest_change

SIZES = range(20, 201, 5)


class Repeats:
    """Falls that a repeat would see.

    Parameters
    ----------
    starts : mapping
        Percentages from which a repeat might see a fall, by name.
    sample : Number
        How many cases were drawn.
    authority : str
    confidence, power : float
        Level of the ranges, and the chance with which a repeat should see a real change.
    """

    def __init__(
        self, starts: Mapping[str, Printed], sample: Number, authority: str, *, confidence: float, power: float
    ) -> None:
        self.starts, self.sample, self.authority = starts, sample, authority
        self.confidence, self.power = confidence, power

    @lazy
    def falls(self) -> pd.DataFrame:
        """The smallest fall that two audits of one size see: index cases, one column for each start (points; missing: none)."""
        made = {name: [self.fall(each, size) for size in SIZES] for name, each in self.starts.items()}
        return pd.DataFrame(made, index=pd.Index(SIZES, name="cases")).replace(float("inf"), float("nan"))

    def fall(self, start: Printed, size: int) -> float:
        """Return the smallest fall that two audits of a size see, one child a family, in points; infinite when none is."""
        options = {"wanted": self.power, "confidence": self.confidence, "design_effect": 1.0}
        return smallest_change(start.value, (size, size), rise=False, **options)

    @lazy
    def visible(self) -> dict[str, Number | Unknown]:
        """What a repeat with the same sample would see, by start."""
        return {name: self._visible(name, each) for name, each in self.starts.items()}

    def _visible(self, name: str, start: Printed) -> Number | Unknown:
        fall = self.fall(start, int(self.sample.value))
        if fall == float("inf"):
            return Unknown("no fall is large enough")
        return Number(
            key=key("audit", "visible", name, self.authority), value=fall, unit="points", digits=0, label=f"fall seen, {name}",
            rows=start.rows, of={"area": self.authority}, method="two-sided score test",
        )  # fmt: skip

    @lazy
    def title(self) -> str:
        """The smallest fall that a repeat of the same size could see, as a title."""
        seen = [each for each in self.visible.values() if isinstance(each, Number)]
        if not seen:
            return f"A repeat with {self.sample} cases would see no fall"
        return f"With {self.sample} cases, falls show from {min(seen, key=float)} on"

    @lazy
    def listed(self) -> str:
        """What a repeat would see, in a phrase."""
        return words.listed(
            f"a fall of {each} {name}" if each else f"no fall at all {name}" for name, each in self.visible.items()
        )
