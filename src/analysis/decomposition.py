"""Why a percentage moved: the part of its numerator and the part of its denominator."""

import numpy as np


def split(part: float, whole: float, later_part: float, later_whole: float) -> dict[str, float]:
    """Return the exact split of a change of a share into numerator and denominator.

    With share s = x/n, ln(s₁/s₀) = ln(x₁/x₀) − ln(n₁/n₀); each term over the left side is its part, and the parts add to
    1. A negative part worked against the change.

    Parameters
    ----------
    part, whole, later_part, later_whole : float
        Counts of the two periods, all positive.

    Returns
    -------
    dict
        numerator_part, denominator_part (shares of the log change), change (percentage points), counterfactual (percent:
        the later numerator over the earlier denominator).

    Raises
    ------
    ValueError
        If a count is not positive, or the share did not move.
    """
    if min(part, whole, later_part, later_whole) <= 0:
        raise ValueError("A change can be split only between positive counts.")
    total = np.log((later_part / later_whole) / (part / whole))
    if np.isclose(total, 0):
        raise ValueError("The share did not move, so there is no change to split.")
    return {
        "numerator_part": float(np.log(later_part / part) / total),
        "denominator_part": float(-np.log(later_whole / whole) / total),
        "change": 100 * (later_part / later_whole - part / whole),
        "counterfactual": 100 * later_part / whole,
    }
