"""Whether high areas fell more than low ones, beyond the fall of all and beyond regression to the mean.

The slope of ln(end/start) on ln(start): 0 when all rates fall by the same percentage, −1 when all end at one rate. A
start that is high by chance is followed by a fall without any convergence, so the slope is compared with a null in which every area
keeps its place, all fall by the same percentage, and chance moves both ends (Janssen et al. 2016, Demographic Research 35:81).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.statistics.spread.convergence import Array, draw_counts


class Beta(NamedTuple):
    """A slope, its t interval, and where it stands among the slopes of the null (p one-sided; median, 5th percentile)."""

    value: float
    low: float
    high: float
    null_median: float
    null_p05: float
    p: float


def _slopes(start: Array, end: Array) -> Array:
    """Return the least-squares slope of ln(end/start) on ln(start) over the last axis; rates below half a unit count as half."""
    x, y = np.log(np.maximum(start, 0.5)), np.log(np.maximum(end, 0.5))
    x_off = x - x.mean(axis=-1, keepdims=True)
    spread = (x_off**2).sum(axis=-1)
    # equal starts have no slope; 0 says that nothing converged
    return np.asarray((x_off * (y - x)).sum(axis=-1) / np.where(spread > 0, spread, np.inf))


def steady_truth(start: Array, variances: Array) -> Array:
    """Return areas' lasting rates: the printed ones drawn to their mean until their variance is what chance leaves over."""
    spread = float(np.var(start, ddof=1))
    kept = max(0.0, 1 - float(variances.mean()) / spread) if spread > 0 else 0.0
    return np.asarray(start.mean() + np.sqrt(kept) * (start - start.mean()))


def null_slopes(start: Array, end: Array, people: Array, design_effect: float, draws: int, seed: int) -> Array:
    """Return slopes of simulated printed rates when every area keeps its place and all change by one percentage."""
    random = np.random.default_rng(seed)
    variances = design_effect * 10_000 * start.mean() / people
    truth = steady_truth(start, variances)
    ends = [truth, truth * end.mean() / start.mean()]
    first, last = (
        np.round(
            10_000
            * draw_counts(np.broadcast_to(rates * people / 10_000, (draws, len(people))), design_effect, random)
            / people
        )
        for rates in ends
    )
    return _slopes(first, last)


def beta(
    start: pd.Series, end: pd.Series, people: pd.Series, design_effect: float, confidence: float, draws: int, seed: int
) -> Beta:
    """Return the slope between two dates, its interval, and its place in the null.

    Parameters
    ----------
    start, end : pandas.Series
        Rates per 10,000 by area.
    people : pandas.Series
        Population by area, joined by name.
    design_effect : float
        Variance of chance relative to Poisson.
    confidence : float
    draws, seed : int

    Returns
    -------
    Beta
        The t interval describes the scatter around the line; `p` is the share of null slopes at or below the printed one.
    """
    first, last = start.to_numpy(float), end[start.index].to_numpy(float)
    x, y = np.log(np.maximum(first, 0.5)), np.log(np.maximum(last, 0.5))
    fitted = stats.linregress(x, y - x)
    reach = stats.t.ppf((1 + confidence) / 2, len(first) - 2) * fitted.stderr
    null = null_slopes(first, last, people[start.index].to_numpy(float), design_effect, draws, seed)
    p = (1 + (null <= fitted.slope).sum()) / (draws + 1)
    median, p05 = np.quantile(null, [0.5, 0.05])
    return Beta(
        float(fitted.slope),
        float(fitted.slope - reach),
        float(fitted.slope + reach),
        float(median),
        float(p05),
        float(p),
    )
