"""Trends over periods: of a share (quasi-binomial) and of counts (quasi-Poisson), scaled by Pearson's X²."""

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from analysis.statistics.shares.ranges import checked

FEWEST = 4


@dataclass(frozen=True)
class Trend:
    """A ratio per period (odds or rates) with its interval, p-value and the dispersion that widened it."""

    ratio: float
    low: float
    high: float
    p: float
    dispersion: float
    df: int


def share_trend(count: Any, n: Any, confidence: float = 0.95) -> Trend:
    """Return the odds ratio per period of a share.

    Parameters
    ----------
    count, n : array-like
        Events and denominators, one per period, equally spaced in time.
    confidence : float

    Returns
    -------
    Trend
        The ratio of the odds from one period to the next; t interval on k − 2 degrees of freedom.

    Raises
    ------
    ValueError
        With fewer than four periods, or when all or none are events.

    Notes
    -----
    The share is modelled with the denominators as variance weights. In statsmodels 0.15 a two-column count with
    ``scale="X2"`` ignores the denominators and makes the errors far too small.
    """
    counts, sizes = checked(count, n)
    if not 0 < counts.sum() < sizes.sum():
        raise ValueError("A trend of a share needs some events and some without.")
    return _fitted(counts / sizes, "Binomial", confidence, var_weights=sizes)


def count_trend(count: Any, confidence: float = 0.95) -> Trend:
    """Return the ratio per period of a count.

    Parameters
    ----------
    count : array-like
        Events, one per period, equally spaced in time.
    confidence : float

    Raises
    ------
    ValueError
        With fewer than four periods, a negative count or no event at all.
    """
    counts = np.asarray(count, float)
    if (counts < 0).any() or not counts.sum() > 0:
        raise ValueError("A trend of counts needs counts of 0 or more, some of them above 0.")
    return _fitted(counts, "Poisson", confidence)


def _fitted(response: Any, family: Literal["Binomial", "Poisson"], confidence: float, **weights: Any) -> Trend:
    # imported here, since most reports fit no model and the import takes as long as many a report
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    periods = len(response)
    if periods < FEWEST:
        raise ValueError(f"A trend needs {FEWEST} periods or more, not {periods}: choose a longer stretch.")
    design = np.column_stack([np.ones(periods), np.arange(periods)])
    # equal numbers in every period have no scale to be estimated: chance alone is then in the limits
    steady = np.ptp(response) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        found = GLM(response, design, family=getattr(families, family)(), **weights).fit(
            scale=1.0 if steady else "X2", use_t=True, tol=1e-12
        )
    low, high = found.conf_int(alpha=1 - confidence)[1]
    ratio, low, high = np.exp([found.params[1], low, high])
    return Trend(
        float(ratio),
        float(low),
        float(high),
        float(found.pvalues[1]),
        0.0 if steady else float(found.scale),
        periods - 2,
    )
