"""Control charts of shares, rates and counts, and funnels: whether a usual chart would raise an alarm."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.statistics.shares.ranges import checked

BIAS = 1.128  # expected range of two standard normal values (d₂)
TRIAL_BELOW = 12  # fewer points give trial limits only (NHS England, Making Data Count)
Chart = Callable[..., pd.DataFrame]


def p_chart(count: Any, n: pd.Series, inflation: float = 1.0) -> pd.DataFrame:
    """Return a p-chart: three-sigma limits about the pooled share.

    Parameters
    ----------
    count, n : array-like, pandas.Series
        Events and denominators in order of time.
    inflation : float
        Factor on the standard error: 1 for the usual chart, √design effect for siblings, σz for Laney's p′.

    Returns
    -------
    pandas.DataFrame
        Index of `n`; columns value, centre, low, high (percent; limits cut at 0 and 100), z, outside.
    """
    counts, sizes = checked(count, n)
    pooled = counts.sum() / sizes.sum()
    error = np.sqrt(pooled * (1 - pooled) / sizes) * inflation
    z = np.divide(counts / sizes - pooled, error, out=np.zeros_like(error), where=error > 0)
    limits = {"low": pooled - 3 * error, "high": pooled + 3 * error}
    frame = pd.DataFrame({"value": 100 * counts / sizes, "centre": 100 * pooled}, index=n.index)
    for name, limit in limits.items():
        frame[name] = 100 * np.clip(limit, 0, 1)
    # the tolerance keeps a chart without any variation (limits on the line) from an alarm by rounding
    return frame.assign(z=z, outside=np.abs(z) > 3 + 1e-9)


def u_chart(count: Any, n: pd.Series, inflation: float = 1.0) -> pd.DataFrame:
    """Return a u-chart: three-sigma limits about the pooled rate of counts that may exceed their whole.

    Parameters
    ----------
    count, n : array-like, pandas.Series
        Events, and what they are counted per (working days, thousands of children; all 1 for a c-chart of plain counts).
    inflation : float
        As in `p_chart`.

    Returns
    -------
    pandas.DataFrame
        Index of `n`; columns value, centre, low, high (events per unit of `n`; the lower limit cut at 0), z, outside.

    Raises
    ------
    ValueError
        If a count is negative or an `n` is not positive.
    """
    counts, sizes = np.asarray(count, float), n.to_numpy(float)
    if not (counts >= 0).all() or not (sizes > 0).all():
        raise ValueError("A u-chart needs counts of 0 or more, each per a positive number.")
    pooled = counts.sum() / sizes.sum()
    error = np.sqrt(pooled / sizes) * inflation
    z = np.divide(counts / sizes - pooled, error, out=np.zeros_like(error), where=error > 0)
    columns = {"value": counts / sizes, "centre": pooled, "low": np.clip(pooled - 3 * error, 0, None)}
    frame = pd.DataFrame(columns | {"high": pooled + 3 * error}, index=n.index)
    return frame.assign(z=z, outside=np.abs(z) > 3 + 1e-9)


def laney_sigma_z(count: Any, n: pd.Series, chart: Chart = p_chart) -> float:
    """Return σz: the average moving range of a chart's z-scores, divided by 1.128 (Laney 2002, Qual Eng 14:531).

    Raises
    ------
    ValueError
        With fewer than two periods.
    """
    z = chart(count, n)["z"].to_numpy()
    if len(z) < 2:
        raise ValueError("A moving range needs two periods or more.")
    return float(np.abs(np.diff(z)).mean() / BIAS)


def laney(count: Any, n: pd.Series, chart: Chart = p_chart) -> pd.DataFrame:
    """Return Laney's p′ (or u′) chart: columns as `p_chart`, limits widened (or narrowed) by σz.

    With wholes that are all equal, its limits are those of an `xmr` chart.
    """
    return chart(count, n, laney_sigma_z(count, n, chart))


def restless(z: Any) -> float:
    """Return the p-value of steps from point to point as large as these, if chance made each z-score.

    Parameters
    ----------
    z : array-like
        Standardised distances from the centre line, in order of time; a lasting shift moves one step only.

    Returns
    -------
    float
        The largest p-value when each point in turn is left out, so that no single point can speak; 1 for fewer than four.

    Notes
    -----
    Half the mean squared step is 1 by chance, with variance (3k − 4) / (k − 1)² for k points (von Neumann and others 1941, Ann
    Math Stat 12:153); normal approximation, one-sided.
    """
    every = np.asarray(z, float)
    points = len(every) - 1
    if points < 3:
        return 1.0
    halves = np.array([(np.diff(np.delete(every, left)) ** 2).mean() / 2 for left in range(points + 1)])
    return float(stats.norm.sf((halves.min() - 1) * (points - 1) / np.sqrt(3 * points - 4)))


def rebased(chart: Chart, count: Any, n: pd.Series, stretch: Any) -> pd.DataFrame:
    """Return a chart made anew for each stretch between changes of the process.

    Parameters
    ----------
    chart : callable
        `p_chart`, `u_chart`, `laney` or a chart with its inflation set: takes a count and an `n`.
    count, n : array-like, pandas.Series
    stretch : array-like
        The stretch of each point: 0, 0, 0, 1, 1 …

    Returns
    -------
    pandas.DataFrame
        Columns of the chart, and stretch.
    """
    counts, groups = np.asarray(count, float), np.asarray(stretch)
    parts = [chart(counts[groups == each], n[groups == each]).assign(stretch=each) for each in pd.unique(groups)]
    return pd.concat(parts)


def xmr(values: pd.Series) -> pd.DataFrame:
    """Return an XmR (individuals) chart of values whatever their denominators.

    Returns
    -------
    pandas.DataFrame
        Columns value, centre, low, high (unit of `values`), outside: the mean ± 2.66 average moving ranges.

    Raises
    ------
    ValueError
        With fewer than two values.
    """
    if len(values) < 2:
        raise ValueError("A moving range needs two periods or more.")
    centre = values.mean()
    reach = 3 * values.diff().abs().mean() / BIAS
    frame = pd.DataFrame({"value": values, "centre": centre, "low": centre - reach, "high": centre + reach})
    return frame.assign(outside=(values - centre).abs() > reach + 1e-9)


def funnel(target: float, n: Any, confidence: float, factor: float = 1.0) -> pd.DataFrame:
    """Return between which shares chance keeps those whose true share is a target, by size.

    Parameters
    ----------
    target : float
        Comparator's share, percent, taken as known.
    n : array-like
        Denominators.
    confidence : float
        0.95 and 0.998 are usual.
    factor : float
        Over-dispersion: the variance relative to independent children.

    Returns
    -------
    pandas.DataFrame
        Index n; columns low, high (percent; below 0 where the normal approximation reaches there).

    Notes
    -----
    Spiegelhalter (2005), Stat Med 24:1185.
    """
    sizes, share = np.asarray(n, float), target / 100
    reach = 100 * stats.norm.ppf((1 + confidence) / 2) * np.sqrt(factor * share * (1 - share) / sizes)
    return pd.DataFrame({"low": target - reach, "high": target + reach}, index=n)
