"""What each period's share would be believed to be, given all the others: empirical Bayes."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.statistics.design_effect import effective
from analysis.statistics.shares.ranges import checked

FEWEST = 4


def between_sd(count: Any, n: Any, design_effect: float) -> float:
    """Return the standard deviation of the true shares between periods, by the method of moments.

    Parameters
    ----------
    count, n : array-like
        Events and denominators.
    design_effect : float
        Variance of a share relative to independent children.

    Returns
    -------
    float
        Percentage points; 0 when the shares vary no more than chance and siblings make them.

    Notes
    -----
    DerSimonian and Laird (1986) with within-period variance p̄(1 − p̄) × design effect / n.
    """
    counts, sizes = checked(count, n)
    pooled = counts.sum() / sizes.sum()
    weight = effective(sizes, design_effect) / (pooled * (1 - pooled))
    q = (weight * (counts / sizes - pooled) ** 2).sum()
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return float(100 * np.sqrt(max(0.0, (q - (counts.size - 1)) / spread)))


def shrunk(count: Any, n: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return each share pulled towards the pooled share as far as its size warrants.

    Parameters
    ----------
    count, n : array-like, pandas.Series
        Events and denominators.
    confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Index of `n`; columns observed, value, low, high (percent), weight (0 all pooled … 1 all its own).

    Raises
    ------
    ValueError
        With fewer than four periods.

    Notes
    -----
    Morris (1983), JASA 78:47: normal posterior, with his allowances for a spread between periods that few periods leave
    uncertain. A period that truly differs is pulled in with the others.
    """
    counts, sizes = checked(count, n)
    k = counts.size
    if k < FEWEST:
        raise ValueError(f"Shrinkage needs {FEWEST} periods or more, not {k}.")
    raw = counts / sizes
    pooled = counts.sum() / sizes.sum()
    within = pooled * (1 - pooled) / effective(sizes, design_effect)
    total = within + (between_sd(counts, sizes, design_effect) / 100) ** 2
    centre = np.average(raw, weights=1 / total)
    pull = (k - 3) / (k - 1) * within / total
    spread = 2 / (k - 3) * pull**2 * np.average(total, weights=1 / total) / total
    error = np.sqrt(within * (1 - (k - 1) / k * pull) + spread * (raw - centre) ** 2)
    value = (1 - pull) * raw + pull * centre
    reach = stats.norm.ppf((1 + confidence) / 2) * error
    columns = {"observed": raw, "value": value, "low": value - reach, "high": value + reach}
    frame = pd.DataFrame({name: 100 * np.clip(each, 0, 1) for name, each in columns.items()}, index=n.index)
    return frame.assign(weight=1 - pull)
