"""Many comparisons with one question: which of them hold although all were looked at."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis.indicators.change import Change
from analysis.statistics.many_looks import holm

Standing = Literal["clear", "alone", "depends", "within"]
SAYS: dict[str, str] = {
    "clear": "more than chance",
    "alone": "more than chance only if looked at alone",
    "depends": "more than chance only if few brothers and sisters come together",
    "within": "could be chance",
}


def standings(family: Sequence[Change], confidence: float) -> list[Standing]:
    """Return how each comparison of a family stands.

    Parameters
    ----------
    family : sequence of Change
        Everything that is looked at with one question, fixed before the figures are looked at.
    confidence : float

    Returns
    -------
    list of str
        ``clear``: more than chance at every sibling effect that is tried, and although all were looked at (Holm 1979);
        ``alone``: the first only; ``depends`` and ``within`` as the comparison says itself.
    """
    adjusted = holm(pd.Series([each.p for each in family], dtype=float))["adjusted"].sort_index()
    return [_standing(each, p, 1 - confidence) for each, p in zip(family, adjusted, strict=True)]


def _standing(each: Change, adjusted: float, level: float) -> Standing:
    if each.chance == "no":
        return "clear" if adjusted <= level else "alone"
    return "depends" if each.chance == "depends" else "within"
