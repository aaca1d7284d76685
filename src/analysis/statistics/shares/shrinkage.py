"""What each period's share would be believed to be, given all the others: empirical Bayes."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.statistics.design_effect import effective
from analysis.statistics.shares.ranges import checked
from analysis.statistics.trends import share_trend

FEWEST = 4
FEWEST_FOR_TREND = 6
Array = NDArray[np.float64]


def _within(counts: Array, sizes: Array, design_effect: float) -> Array:
    pooled = counts.sum() / sizes.sum()
    return np.asarray(pooled * (1 - pooled) / effective(sizes, design_effect))


def _line(raw: Array, variances: Array, design: Array) -> tuple[Array, Array]:
    """Return the weighted least-squares fit of a design, and its hat matrix."""
    weighted = design / variances[:, None]
    hat = design @ np.linalg.solve(weighted.T @ design, weighted.T)
    return hat @ raw, hat


def _between(raw: Array, within: Array, design: Array) -> float:
    """Return the variance of true shares about a line, by moments: (Q − degrees of freedom) / (Σw − tr(H·w)), at least 0."""
    fitted, hat = _line(raw, within, design)
    q = float(((raw - fitted) ** 2 / within).sum())
    heard = float((1 / within).sum() - (np.diag(hat) / within).sum())
    return float(max(0.0, (q - (raw.size - design.shape[1])) / heard))


def shrunk(count: Any, n: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return each share pulled towards the trend of the shares, or without one to their mean, as far as its size warrants.

    Parameters
    ----------
    count, n : array-like, pandas.Series
        Events and denominators, in order of time.
    confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Index of `n`; columns observed, value, low, high (percent), weight (0 all of the line … 1 all its own), centre (percent:
        the line it is pulled to; one value for all without a trend).

    Raises
    ------
    ValueError
        With fewer than four periods.

    Notes
    -----
    Morris (1983), JASA 78:47: normal posterior, with his allowances for a line and a spread between periods that few periods
    leave uncertain. There is a trend when that of `trends.share_trend` is beyond chance, with six periods or more. A period that
    truly differs is pulled in with the others.
    """
    counts, sizes = checked(count, n)
    k = counts.size
    if k < FEWEST:
        raise ValueError(f"Shrinkage needs {FEWEST} periods or more, not {k}.")
    raw, within = counts / sizes, _within(counts, sizes, design_effect)
    rising = k >= FEWEST_FOR_TREND and share_trend(counts, sizes, confidence).p <= 1 - confidence
    design = np.vander(np.arange(k, dtype=float), 2 if rising else 1)
    r = design.shape[1]
    total = within + _between(raw, within, design)
    centre, hat = _line(raw, total, design)
    pull = (k - r - 2) / (k - r) * within / total
    spread = 2 / (k - r - 2) * pull**2 * np.average(total, weights=1 / total) / total
    error = np.sqrt(within * (1 - (1 - np.diag(hat)) * pull) + spread * (raw - centre) ** 2)
    value = (1 - pull) * raw + pull * centre
    reach = stats.norm.ppf((1 + confidence) / 2) * error
    columns = {"observed": raw, "value": value, "low": value - reach, "high": value + reach, "centre": centre}
    frame = pd.DataFrame({name: 100 * np.clip(each, 0, 1) for name, each in columns.items()}, index=n.index)
    return frame.assign(weight=1 - pull)
