"""Whether high areas fell more than low ones, beyond the fall of all and beyond regression to the mean.

The slope of ln(end/start) on ln(start): 0 when all rates fall by the same percentage, −1 when all end at one rate. A
start that is high by chance is followed by a fall without any convergence, so the slope is compared with a null in which every area
keeps its place, all fall by the same percentage, and chance moves both ends (Janssen et al. 2016, Demographic Research 35:81).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis.statistics.spread.between_areas import by_moments
from analysis.statistics.spread.convergence import Array, draw_counts

DOUBT = 0.001  # chance that the lasting spread lies outside what is tried; paid for in p
STEPS = 6


class Beta(NamedTuple):
    """A slope, its t interval, and where it stands among the slopes of the least favourable null (one-sided p; median, 5%)."""

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


def plausible_truths(start: Array, variances: Array) -> Array:
    """Return lasting rates that the printed ones allow, a row each: drawn to their mean until a plausible variance is left.

    Parameters
    ----------
    start : array
        Printed rates per 10,000.
    variances : array
        Chance variance of each, (per 10,000)².

    Returns
    -------
    numpy.ndarray
        `STEPS` rows, from the smallest to the largest lasting variance in its range at level 1 − `DOUBT` (Q-profile), none
        larger than the printed one.
    """
    printed = float(np.var(start, ddof=1))
    _, low, high = by_moments(start, variances, 1 - DOUBT)
    lasting = np.linspace(np.sqrt(min(low, printed)), np.sqrt(min(high, printed)), STEPS)
    kept = lasting / np.sqrt(printed) if printed > 0 else 0 * lasting
    return np.asarray(start.mean() + kept[:, None] * (start - start.mean()))


def null_slopes(start: Array, end: Array, people: Array, design_effect: float, draws: int, seed: int) -> Array:
    """Return slopes of simulated printed rates when every area keeps its place and all change by one percentage.

    Returns
    -------
    numpy.ndarray
        A row for each of `plausible_truths`, a column per draw.
    """
    random = np.random.default_rng(seed)
    truths = plausible_truths(start, design_effect * 10_000 * start.mean() / people + 1 / 12)
    rows = []
    for truth in truths:
        ends = [truth, truth * end.mean() / start.mean()]
        expected = [np.broadcast_to(rates * people / 10_000, (draws, len(people))) for rates in ends]
        first, last = (np.round(10_000 * draw_counts(each, design_effect, random) / people) for each in expected)
        rows.append(_slopes(first, last))
    return np.asarray(rows)


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
        The t interval describes the scatter around the line. How far the areas lastingly differ is not known, so `p` is the
        largest over all lasting differences that the printed rates allow, plus the doubt that they are others (Berger and
        Boos 1994, JASA 89:1012); the null's median and 5th percentile are those of the difference with the largest p.
    """
    first, last = start.to_numpy(float), end[start.index].to_numpy(float)
    x, y = np.log(np.maximum(first, 0.5)), np.log(np.maximum(last, 0.5))
    fitted = stats.linregress(x, y - x)
    reach = stats.t.ppf((1 + confidence) / 2, len(first) - 2) * fitted.stderr
    null = null_slopes(first, last, people[start.index].to_numpy(float), design_effect, draws, seed)
    each = (1 + (null <= fitted.slope).sum(axis=1)) / (draws + 1)
    median, p05 = np.quantile(null[each.argmax()], [0.5, 0.05])
    return Beta(
        float(fitted.slope),
        float(fitted.slope - reach),
        float(fitted.slope + reach),
        float(median),
        float(p05),
        float(min(1.0, each.max() + DOUBT)),
    )
