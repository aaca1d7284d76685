"""The design effect: how many times the variance of unrelated children the children of families have (Kish 1965).

Its value is an analyst's policy and stands in no function here as a default: every method is told.
"""

from typing import Any

import numpy as np
from scipy import special, stats


def effective(number: Any, design_effect: float) -> Any:
    """Return how many independent children (or events) carry the information of so many who come in families.

    Parameters
    ----------
    number : float or array-like
    design_effect : float

    Raises
    ------
    ValueError
        If the design effect is below 1.
    """
    if not design_effect >= 1:
        raise ValueError(f"The design effect is {design_effect:g}; use 1 (no siblings) or more.")
    return np.asarray(number, float) / design_effect


def from_dispersion(dispersion: float, freedom: float, confidence: float) -> float:
    """Return the design effect that stands for a dispersion estimated on a few degrees of freedom.

    Parameters
    ----------
    dispersion : float
        Variance over what chance gives, as `counts.dispersion`; below 1 it counts as 1.
    freedom : float
        Degrees of freedom behind it.
    confidence : float

    Returns
    -------
    float
        dispersion × (t/z)²: a range made with the normal quantile z then reaches as far as Student's t would.
    """
    tail = (1 + confidence) / 2
    return float(max(dispersion, 1.0) * (stats.t.ppf(tail, freedom) / stats.norm.ppf(tail)) ** 2)


def two_sided(distance: float, error: float) -> float:
    """Return the two-sided p-value of a distance from what is expected, in a normal approximation; 1 without an error."""
    return float(2 * special.ndtr(-abs(distance) / error)) if error > 0 else 1.0
