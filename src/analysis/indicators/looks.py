"""Many comparisons with one question: which of them hold although all were looked at."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.indicators.change import DOUBT, SHORT, Chance, Change
from analysis.indicators.estimate import Number, tally
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.statistics.many_looks import holm

Standing = Literal["clear", "alone", "depends", "within"]
SAYS: dict[str, str] = {
    "clear": SHORT["no"],
    "alone": f"{SHORT['no']} only if looked at alone",
    "depends": f"{SHORT['no']} only if few brothers and sisters come together",
    "within": SHORT["yes"],
}
SHORTLY: dict[Standing, str] = {
    "clear": SHORT["no"],
    "alone": "only if looked at alone",
    "depends": SHORT["depends"],
    "within": SHORT["yes"],
}
AS_CLAUSE: dict[Standing, str] = {
    "clear": DOUBT["no"],
    "alone": SAYS["alone"],
    "depends": DOUBT["depends"],
    "within": DOUBT["yes"],
}


def standings(family: Sequence[Change], policy: Policy) -> list[Standing]:
    """Return how each comparison of a family stands.

    Parameters
    ----------
    family : sequence of Change
        Everything that is looked at with one question, fixed before the figures are looked at.
    policy : Policy

    Returns
    -------
    list of str
        As `in_family`.
    """
    tried = pd.DataFrame([policy.p_tried(each.p) for each in family], dtype=float)
    return in_family(tried, [each.chance for each in family], policy.confidence)


def in_family(p: pd.DataFrame, alone: Sequence[Chance], confidence: float) -> list[Standing]:
    """Return how each comparison of a family stands, from p-values and from what each says when looked at alone.

    Parameters
    ----------
    p : pandas.DataFrame
        A row per comparison, a column per sibling effect that is tried.
    alone : sequence of str
        Whether chance could make it when nothing else is looked at.
    confidence : float

    Returns
    -------
    list of str
        ``clear``: more than chance although all were looked at (Holm 1979), at every sibling effect that is tried; ``alone``: at
        every one of them when looked at alone, and not so in the family; ``depends`` and ``within`` as the comparison says itself.
    """
    adjusted = p.apply(lambda each: holm(each)["adjusted"]).reindex(p.index)
    clear = (adjusted <= 1 - confidence).all(axis=1)
    return [
        ("clear" if held else "alone") if each == "no" else "depends" if each == "depends" else "within"
        for each, held in zip(alone, clear, strict=True)
    ]


def from_p(p: pd.DataFrame, confidence: float) -> list[Standing]:
    """Return how each comparison of a family stands where its p-values are all that is known; see `in_family`."""
    beyond = p.le(1 - confidence)
    alone: list[Chance] = ["no" if row.all() else "depends" if row.any() else "yes" for _, row in beyond.iterrows()]
    return in_family(p, alone, confidence)


def tallies(*of: str, label: str, counts: Mapping[str, int], area: str = "", rows: Iterable[str] = ()) -> list[Number]:
    """Return how many of what was looked at are of each kind, as numbers: for "4 of 12 gaps".

    Parameters
    ----------
    *of : str
        The beginning of the keys.
    label : str
        What was looked at.
    counts : mapping
        Number by kind.
    area : str
    rows : iterable of str
        Observations of all that was looked at.
    """
    told = list(rows)
    return [
        tally(key(*of, kind, *filter(None, [area])), count, f"{label}, {kind}", told) for kind, count in counts.items()
    ]
