"""An area that is printed on other days than the authority's years: both as they stand, on the nearest days."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number
from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy

RATE = "cpp_rate"


@dataclass(frozen=True, eq=False, kw_only=True)
class Apart:
    """What is printed of the other area, in words, and the authority's rate on its nearest day."""

    theirs: str
    mine: Number
    day: str


def printed(rows: pd.DataFrame, authority: str, region: str, policy: Policy) -> list[Apart]:
    """Return the rates of an area and the authority's on the nearest day; empty where either is not printed.

    A day on which both are printed is no case for this: then there is a gap.
    """
    figures = Figures(rows, policy)
    days, own = figures.periods(RATE, region, "as_at"), figures.periods(RATE, authority, "as_at")
    if not days or not own or set(days) & set(own):
        return []
    last = figures.order(days[-1])[0]
    nearest = min(own, key=lambda day: abs((figures.order(day)[0] - last).days))
    theirs = words.listed(f"{figures.printed(RATE, region, day)} on {day}" for day in days)
    return [Apart(theirs=theirs, mine=figures.estimate(RATE, authority, nearest), day=nearest)]
