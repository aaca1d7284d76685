"""A second opinion where a first-order correction carries a headline: children of a period alike by a beta-binomial law.

X² divided by the design effect, and a quasi-binomial trend, correct the variance only. A beta-binomial likelihood gives counts the
same variance through a whole distribution. Where both say the same, the headline does not rest on the correction.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from analysis.statistics.design_effect import effective
from analysis.statistics.shares.ranges import checked

Array = NDArray[np.float64]


def log_likelihood(counts: Array, sizes: Array, shares: Array, correlation: Array) -> Array:
    """Return the beta-binomial log likelihood of each count; binomial where the correlation within a period is 0.

    Parameters
    ----------
    counts, sizes : array of whole numbers
    shares : array
        Expected fractions, between 0 and 1.
    correlation : array
        Of two children of one period; a count's variance is n·p·(1 − p)·(1 + (n − 1)·correlation).
    """
    tight = correlation < 1e-9
    spread = np.where(tight, 1.0, 1 / np.where(tight, 1.0, correlation) - 1)
    a, b = shares * spread, (1 - shares) * spread
    ways = -np.log(sizes + 1) - special.betaln(sizes - counts + 1, counts + 1)
    clustered = special.betaln(counts + a, sizes - counts + b) - special.betaln(a, b)
    alone = special.xlogy(counts, shares) + special.xlog1py(sizes - counts, -shares)
    return np.asarray(ways + np.where(tight, alone, clustered))


def homogeneity(count: Any, n: Any, design_effect: float) -> float:
    """Return the p-value of one share for all periods, by likelihood ratio of beta-binomial counts.

    Parameters
    ----------
    count, n : array-like of whole numbers
        Events and denominators of two periods or more, each of two children or more.
    design_effect : float
        Variance relative to independent children, the same in every period.

    Raises
    ------
    ValueError
        For counts outside their denominators, or when no event or nothing but events happened.
    """
    counts, sizes = checked(count, n)
    effective(sizes, design_effect)
    if counts.size < 2 or not 0 < counts.sum() < sizes.sum() or sizes.min() < 2:
        raise ValueError("A second opinion needs two periods of two children or more, some events and some without.")
    correlation = np.minimum((design_effect - 1) / (sizes - 1), 0.999)

    def best(which: NDArray[np.bool_]) -> float:
        def short(share: float) -> float:
            return -float(log_likelihood(counts[which], sizes[which], np.array(share), correlation[which]).sum())

        return -float(optimize.minimize_scalar(short, bounds=(1e-6, 1 - 1e-6), method="bounded").fun)

    own = sum(best(np.arange(counts.size) == place) for place in range(counts.size))
    return float(stats.chi2.sf(2 * (own - best(np.full(counts.size, True))), counts.size - 1))


def trend(count: Any, n: Any) -> float:
    """Return the two-sided p-value of a trend of the log odds, by beta-binomial regression.

    Parameters
    ----------
    count, n : array-like of whole numbers
        Events and denominators, one per period, equally spaced in time; four periods or more.

    Notes
    -----
    The correlation of children of one period is estimated with the trend (maximum likelihood). The signed root of the likelihood
    ratio is compared with Student's t on k − 2 degrees of freedom, because so few periods tell little of that correlation.
    """
    counts, sizes = checked(count, n)
    if counts.size < 4 or not 0 < counts.sum() < sizes.sum():
        raise ValueError("A trend needs four periods or more, some events and some without.")
    time = np.linspace(-1, 1, counts.size)

    def short(values: Array, slope: bool) -> float:
        odds = values[0] + (values[2] * time if slope else 0.0)
        shares = np.clip(special.expit(odds), 1e-9, 1 - 1e-9)
        return -float(log_likelihood(counts, sizes, shares, np.full(counts.size, special.expit(values[1]))).sum())

    start = float(special.logit(counts.sum() / sizes.sum()))
    limits = [(-15.0, 15.0), (-25.0, 0.0), (-15.0, 15.0)]
    options = {"ftol": 1e-12, "gtol": 1e-8}
    flat, tilted = (
        min(
            optimize.minimize(short, [start, at, 0.0], (slope,), "L-BFGS-B", bounds=limits, options=options).fun
            for at in (-25.0, -4.0)
        )
        for slope in (False, True)
    )
    return float(2 * stats.t.sf(np.sqrt(max(0.0, 2 * (flat - tilted))), counts.size - 2))


def agree(first: float, second: float, confidence: float) -> bool:
    """Return whether two p-values say the same at a level: both beyond chance, or neither."""
    return (first <= 1 - confidence) == (second <= 1 - confidence)
