"""Estimates of each period that borrow from the others: empirical Bayes with a beta distribution of true shares."""

import numpy as np
import pandas as pd
from scipy import stats


def between_variance(parts: pd.Series, wholes: pd.Series, design_effect: float) -> float:
    """Return the variance of the true shares beyond chance, by moments (Kleinman 1973, JASA 68:46); 0 when there is none.

    Parameters
    ----------
    parts, wholes : pandas.Series
        Counts.
    design_effect : float
        Divides both, so that families count as families.
    """
    n = wholes / design_effect
    pooled, k = parts.sum() / wholes.sum(), len(parts)
    squares = (n * (parts / wholes - pooled) ** 2).sum()
    spare = n.sum() - (n**2).sum() / n.sum()
    return float(max(0.0, (squares - (k - 1) * pooled * (1 - pooled)) / (spare - (k - 1))))


def shrunk(parts: pd.Series, wholes: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return each period's share drawn towards the pooled share as far as chance explains their differences.

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (percent) and weight (of the period's own share, 0 to 1), same index. Without variance
        beyond chance every value is the pooled share and the interval is that of the pooled share.

    Notes
    -----
    The beta distribution has the pooled share as mean and `between_variance` as variance; both are taken as known, so
    intervals are somewhat too short.
    """
    n, pooled = wholes / design_effect, parts.sum() / wholes.sum()
    variance = between_variance(parts, wholes, design_effect)
    strength = pooled * (1 - pooled) / variance - 1 if variance > 0 else np.inf
    weight = n / (n + strength) if np.isfinite(strength) else n * 0.0
    known = n + strength if np.isfinite(strength) else pd.Series(n.sum(), n.index)
    centre = weight * parts / wholes + (1 - weight) * pooled
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = (stats.beta.ppf(tail, centre * known, (1 - centre) * known) for tail in tails)
    return pd.DataFrame({"value": 100 * centre, "low": 100 * low, "high": 100 * high, "weight": weight})
