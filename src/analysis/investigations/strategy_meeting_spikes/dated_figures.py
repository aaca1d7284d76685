"""What a few printed figures around an event can carry: change against the noise of flows, and hidden denominators."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

DAYS_PER_YEAR = 365.25


def stock_change(
    first: float,
    last: float,
    days: float,
    flows: Mapping[str, float],
    confidence: float,
    design_effect: float,
) -> dict[str, float]:
    """Compare the change of a count of children on a plan with what its flows do by chance.

    Such a count is not a fresh Poisson count: it changes by plans that start less plans that end. If these keep their pace, the
    change over t years has mean t(starts − ends) and variance t(starts + ends) times the design effect, because brothers and
    sisters start and end together. The pace is known from the flows of one year only, which chance moves as well: t² times
    (starts + ends) more.

    Parameters
    ----------
    first, last : float
        Children on a plan on two days.
    days : float
        Days between them.
    flows : mapping
        ``starts`` and ``ends``: plans in a year.
    confidence : float
    design_effect : float

    Returns
    -------
    dict
        change, low, high (children; the interval of the change), expected, expected_low, expected_high (the change that
        the yearly flows would give), per_month.
    """
    years = days / DAYS_PER_YEAR
    noise = np.sqrt((flows["starts"] + flows["ends"]) * (years + years**2) * design_effect)
    reach = float(stats.norm.ppf((1 + confidence) / 2) * noise)
    change, expected = last - first, (flows["starts"] - flows["ends"]) * years
    found = {"change": change, "low": change - reach, "high": change + reach, "per_month": change / (12 * years)}
    return found | {"expected": expected, "expected_low": expected - reach, "expected_high": expected + reach}


def pace_band(
    start: float, days: pd.DatetimeIndex, flows: Mapping[str, float], confidence: float, design_effect: float
) -> pd.DataFrame:
    """Return the counts that yearly flows alone would give from a first count on.

    Returns
    -------
    pandas.DataFrame
        Index: the days; columns expected, low, high (children).
    """
    rows = [stock_change(start, start, (day - days[0]).days, flows, confidence, design_effect) for day in days[1:]]
    names = {"expected": "expected", "expected_low": "low", "expected_high": "high"}
    first = pd.DataFrame(0.0, index=days[:1], columns=list(names))
    moved = pd.concat([first, pd.DataFrame(rows, index=days[1:])[list(names)]])
    return start + moved.rename(columns=names)
