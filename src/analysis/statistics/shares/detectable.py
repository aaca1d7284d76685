"""How big a change of a share must be to be seen: the smallest change detectable with a given power."""

import numpy as np
from scipy import optimize, special

from analysis.statistics.design_effect import effective


def power(share: float, changed: float, n: tuple[float, float], confidence: float, design_effect: float) -> float:
    """Return the chance that a two-sided score test sees a change.

    Parameters
    ----------
    share, changed : float
        True shares before and after, percent.
    n : tuple of float
        Denominators before and after; infinite before for a known benchmark.
    confidence, design_effect : float

    Notes
    -----
    Normal approximation with the pooled variance under no change (Fleiss, Levin and Paik 2003, chapter 4); the far tail is
    left out, which matters only when the power is near its smallest.
    """
    p0, p1 = share / 100, changed / 100
    n0, n1 = effective(np.asarray(n, float), design_effect)
    mean = p0 if np.isinf(n0) else (n0 * p0 + n1 * p1) / (n0 + n1)
    null = np.sqrt(mean * (1 - mean) * (1 / n0 + 1 / n1))
    real = np.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1)
    z = special.ndtri((1 + confidence) / 2)
    return float(special.ndtr((abs(p1 - p0) - z * null) / max(real, 1e-12)))


def smallest_change(
    share: float,
    n: tuple[float, float],
    *,
    rise: bool = True,
    wanted: float = 0.8,
    confidence: float,
    design_effect: float,
) -> float:
    """Return the smallest rise (or fall) of a share that is seen with the wanted chance.

    Parameters
    ----------
    share : float
        Share before, percent.
    n : tuple of float
        Denominators before and after; infinite before for a known benchmark.
    rise : bool
        False for a fall.
    wanted : float
        Power, 0.8 by convention.
    confidence, design_effect : float

    Returns
    -------
    float
        Percentage points, positive; infinite when even a change to 0% or 100% is not seen so often.

    Raises
    ------
    ValueError
        If the share lies not between 0 and 100, or the second denominator is not positive and finite.
    """
    if not 0 < share < 100 or not 0 < n[1] < np.inf or n[0] <= 0:
        raise ValueError(f"A change from {share:g}% with {n[0]:g} and {n[1]:g} children cannot be planned for.")
    room = (100 - share if rise else share) - 1e-6

    def short(points: float) -> float:
        changed = share + points if rise else share - points
        return power(share, changed, n, confidence, design_effect) - wanted

    if short(room) < 0:
        return float("inf")
    return float(optimize.brentq(short, 1e-6, room))
