"""How a series runs about its line: the rules for runs, and the marks of the NHS programme Making Data Count."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import stats

SHIFT, TREND = 7, 6
MARKED_TREND = 7  # points; the programme's own tools ask one more than the rule of `runs`
Better = Literal["higher", "lower", ""]


@dataclass(frozen=True)
class Runs:
    """Runs about the centre line: the longest, crossings, their limits, and the NHS rules for a shift and a trend."""

    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int
    shift: bool
    trend: bool

    @property
    def signal(self) -> bool:
        """Whether any of the rules is broken."""
        unusual = self.longest > self.longest_allowed or self.crossings < self.crossings_needed
        return unusual or self.shift or self.trend


def runs(values: Any, centre: float) -> Runs:
    """Return how the values run about the centre line.

    Notes
    -----
    Longest run and crossings: Anhøj and Olesen (2014), PLoS ONE 9:e113825, as in qicharts2. Shift (7 on one side) and
    trend (6 in one direction): NHS England, Making Data Count. Points on the line count for neither side.
    """
    every = np.asarray(values, float)
    sides = np.sign(every - centre)
    sides = sides[sides != 0]
    useful, crossings = len(sides), int((np.diff(sides) != 0).sum())
    steps = np.sign(np.diff(every))
    longest = _longest(sides)
    return Runs(
        longest=longest,
        longest_allowed=round(np.log2(useful) + 3) if useful else 0,
        crossings=crossings,
        crossings_needed=int(stats.binom.ppf(0.05, useful - 1, 0.5)) if useful > 1 else 0,
        shift=longest >= SHIFT,
        trend=_longest(steps[steps != 0]) >= TREND - 1,
    )


def _longest(signs: Any) -> int:
    if not len(signs):
        return 0
    ends = np.flatnonzero(np.diff(signs)) + 1
    return int(np.diff([0, *ends, len(signs)]).max())


def special_causes(values: Any, z: Any) -> pd.DataFrame:
    """Return which points the four rules of Making Data Count pick out, and to which side.

    Parameters
    ----------
    values : array-like
        In order of time.
    z : array-like
        Distance of each from its centre line in sigmas (a third of the way to the limit).

    Returns
    -------
    pandas.DataFrame
        Columns cause (``outside``: beyond a limit; ``trend``: seven that rise or fall; ``two of three``: beyond two sigma with
        all three on one side; ``shift``: seven on one side; else empty) and side (1 high or rising, −1, or 0).

    Notes
    -----
    Rules and their order as in NHSRplotthedots 0.2.2. One point beyond a limit counts among the two of three.
    """
    distance, every = np.asarray(z, float), np.asarray(values, float)
    sides, rising = np.sign(distance), _trending(every)
    found = {
        "outside": np.abs(distance) > 3 + 1e-9,
        "trend": rising != 0,
        "two of three": _two_of_three(distance),
        "shift": _in_runs(sides, SHIFT),
    }
    cause = np.select(list(found.values()), list(found), "")
    return pd.DataFrame({"cause": cause, "side": np.where(cause == "trend", rising, sides) * (cause != "")}).astype(
        {"side": int}
    )


def variation(causes: pd.DataFrame, better: Better) -> str:
    """Return the mark of the last point: ``common cause``, ``improving``, ``concerning``, ``high`` or ``low``.

    Parameters
    ----------
    causes : pandas.DataFrame
        From `special_causes`.
    better : str
        Which direction is better; empty where neither is, which gives ``high`` or ``low``.
    """
    side = int(causes["side"].iloc[-1])
    if side == 0:
        return "common cause"
    if not better:
        return "high" if side > 0 else "low"
    return "improving" if side == {"higher": 1, "lower": -1}[better] else "concerning"


def assurance(low: float, high: float, target: float, better: Better) -> str:
    """Return what the limits say of a target: ``consistently met``, ``consistently missed`` or ``hit and miss``.

    Parameters
    ----------
    low, high : float
        Limits of the last point.
    target : float
    better : str
        Empty where neither direction is better: no mark.
    """
    if not better:
        return ""
    if low <= target <= high:
        return "hit and miss"
    return "consistently met" if (target < low) == (better == "higher") else "consistently missed"


def _in_runs(signs: Any, length: int) -> Any:
    """Return which points belong to a run of at least `length` equal signs; 0 breaks a run."""
    ends = np.flatnonzero(np.diff(signs)) + 1
    long = np.concatenate([np.full(len(run), len(run) >= length) for run in np.split(np.asarray(signs), ends)])
    return long & (np.asarray(signs) != 0)


def _trending(values: Any) -> Any:
    """Return 1 or −1 for points of a rise or fall over `MARKED_TREND` points; where two meet, the later."""
    steps = np.sign(np.diff(values))
    found = np.zeros(len(values), dtype=int)
    if len(steps):
        long = _in_runs(steps, MARKED_TREND - 1)
        for place in np.flatnonzero(long):
            found[place : place + 2] = steps[place]
    return found


def _two_of_three(z: Any) -> Any:
    found = np.zeros(len(z), dtype=bool)
    for first in range(len(z) - 2):
        window = z[first : first + 3]
        if abs(np.sign(window).sum()) == 3 and (np.abs(window) > 2).sum() >= 2:
            found[first : first + 3] |= np.abs(window) > 2
    return found
