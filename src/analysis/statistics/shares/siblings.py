"""SIMULATED numbers of repeat plans when brothers and sisters start plans together and the true share never changes."""

from typing import Any

import numpy as np

from analysis.statistics.design_effect import effective


def families(n: int, design_effect: float) -> dict[int, int]:
    """Return how many families of each size hold `n` children so that a share has the given design effect.

    Parameters
    ----------
    n : int
        Children.
    design_effect : float
        Average, over children, of the number of children in the own family: families of the two sizes around it.

    Returns
    -------
    dict
        Families by size; the sizes times the families sum to `n`.

    Notes
    -----
    When all children of a family share one fate, the variance of their share is that of independent children times
    Σ size² / Σ size. Whole families make the design effect approximate for few children.
    """
    effective(n, design_effect)
    small = int(design_effect)
    large = min(round(n * (design_effect - small) / (small + 1)), n // (small + 1))
    left = n - large * (small + 1)
    counts = {small + 1: large, small: left // small}
    if single := left % small:
        counts[1] = counts.get(1, 0) + single
    return {size: count for size, count in counts.items() if count}


def simulated(sizes: Any, share: Any, design_effect: float, draws: int, rng: np.random.Generator) -> Any:
    """Return SIMULATED numbers of events by draw and period.

    Parameters
    ----------
    sizes : array-like of int
        Children per period.
    share : float or array-like
        True share, percent; one for all periods, or one for each.
    design_effect : float
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray
        Shape (draws, periods).
    """
    periods = np.asarray(sizes, int)
    shares = np.broadcast_to(np.asarray(share, float) / 100, periods.shape)
    found = np.zeros((draws, periods.size), int)
    for place, (n, p) in enumerate(zip(periods, shares, strict=True)):
        for size, count in families(int(n), design_effect).items():
            found[:, place] += size * rng.binomial(count, p, draws)
    return found


def mixed(sizes: Any, share: float, children: float, draws: int, rng: np.random.Generator) -> Any:
    """Return SIMULATED numbers of events by draw and period when families are of random size.

    Parameters
    ----------
    sizes : array-like of int
        Children per period.
    share : float
        True share, percent.
    children : float
        Mean family size; families of 1, 2, 3 … children with geometric chances, so the design effect is 2 × children − 1.
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray
        Shape (draws, periods). The last family of a period is cut where the period is full.
    """
    found = np.zeros((draws, len(sizes)), int)
    for place, n in enumerate(np.asarray(sizes, int)):
        size = rng.geometric(1 / children, (draws, n))
        taken = np.clip(n - (size.cumsum(axis=1) - size), 0, size)
        found[:, place] = (taken * (rng.random((draws, n)) < share / 100)).sum(axis=1)
    return found


def chance_range(sizes: Any, share: float, design_effect: float, draws: int, seed: int) -> Any:
    """Return SIMULATED distances between the highest and the lowest share when the true share never changes.

    Returns
    -------
    numpy.ndarray
        Percentage points, one per draw.
    """
    events = simulated(sizes, share, design_effect, draws, np.random.default_rng(seed))
    return np.ptp(100 * events / np.asarray(sizes), axis=1)
