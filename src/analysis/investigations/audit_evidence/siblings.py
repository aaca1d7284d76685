"""An audit whose children are brothers and sisters: what all of them share, counted as families and as children."""

from analysis.indicators.estimate import Number, Printed
from analysis.indicators.stated import key
from analysis.statistics.shares.ranges import exact_range


def all_of(size: Printed, confidence: float) -> Number:
    """Return the least percentage of such families or children that all of them leave possible."""
    low, _ = exact_range(size.value, size.value, confidence, 1)
    return Number(
        key=key(size.key, "at least"), value=low, unit="percent", digits=0, label=f"at least, of {size.label}", rows=size.rows,
        method="exact range (Clopper and Pearson)",
    )  # fmt: skip


class Siblings:
    """All audited children share something: what that shows, counted as families and as children."""

    def __init__(
        self, area: str, families: Printed, children: Printed, as_families: Number, as_children: Number
    ) -> None:
        self.area, self.families, self.children = area, families, children
        self.as_families, self.as_children = as_families, as_children
