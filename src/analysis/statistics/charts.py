"""Control charts and funnels of a share: whether a usual chart would raise an alarm."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.statistics.shares.ranges import checked

BIAS = 1.128  # expected range of two standard normal values (d₂)
TRIAL_BELOW = 12  # fewer points give trial limits only (NHS England, Making Data Count)
SHIFT, TREND = 7, 6


@dataclass(frozen=True)
class Runs:
    """Runs about the centre line: the longest, crossings, their limits, and the NHS rules for a shift and a trend."""

    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int
    shift: bool
    trend: bool

    @property
    def signal(self) -> bool:
        """Whether any of the rules is broken."""
        unusual = self.longest > self.longest_allowed or self.crossings < self.crossings_needed
        return unusual or self.shift or self.trend


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


def laney_sigma_z(count: Any, n: pd.Series) -> float:
    """Return σz: the average moving range of the p-chart's z-scores, divided by 1.128 (Laney 2002, Qual Eng 14:531).

    Raises
    ------
    ValueError
        With fewer than two periods.
    """
    z = p_chart(count, n)["z"].to_numpy()
    if len(z) < 2:
        raise ValueError("A moving range needs two periods or more.")
    return float(np.abs(np.diff(z)).mean() / BIAS)


def laney(count: Any, n: pd.Series) -> pd.DataFrame:
    """Return Laney's p′ chart: columns as `p_chart`, limits widened (or narrowed) by σz."""
    return p_chart(count, n, laney_sigma_z(count, n))


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


def runs(values: Any, centre: float) -> Runs:
    """Return how the values run about the centre line.

    Notes
    -----
    Longest run and crossings: Anhøj and Olesen (2014), PLoS ONE 9:e113825, as in qicharts2. Shift (7 on one side) and
    trend (6 in one direction): NHS England, Making Data Count. Points on the line count for neither side.
    """
    every = np.asarray(values, float)
    sides = np.sign(every - centre)
    sides = sides[sides != 0]
    useful, crossings = len(sides), int((np.diff(sides) != 0).sum())
    steps = np.sign(np.diff(every))
    longest = _longest(sides)
    return Runs(
        longest=longest,
        longest_allowed=round(np.log2(useful) + 3) if useful else 0,
        crossings=crossings,
        crossings_needed=int(stats.binom.ppf(0.05, useful - 1, 0.5)) if useful > 1 else 0,
        shift=longest >= SHIFT,
        trend=_longest(steps[steps != 0]) >= TREND - 1,
    )


def _longest(signs: Any) -> int:
    if not len(signs):
        return 0
    ends = np.flatnonzero(np.diff(signs)) + 1
    return int(np.diff([0, *ends, len(signs)]).max())


def overdispersion(z: Any, winsorised: float = 0.1) -> float:
    """Return the factor by which z-scores vary more than chance, at least 1.

    Parameters
    ----------
    z : array-like
        Standardised differences from a target.
    winsorised : float
        Share of the z-scores pulled in at either end, so that outliers do not hide themselves.

    Notes
    -----
    Spiegelhalter (2005), Stat Med 24:1185: the mean squared winsorised z.
    """
    scores = np.asarray(z, float)
    low, high = np.quantile(scores, [winsorised, 1 - winsorised])
    return float(max(1.0, (np.clip(scores, low, high) ** 2).mean()))


def funnel(count: Any, n: pd.Series, target: Any, factor: float = 1.0) -> pd.DataFrame:
    """Return shares against a target, with the limits of a funnel plot.

    Parameters
    ----------
    count, n : array-like, pandas.Series
        Events and denominators.
    target : array-like
        Comparator's share, percent, taken as known.
    factor : float
        Over-dispersion: the variance relative to independent children.

    Returns
    -------
    pandas.DataFrame
        Index of `n`; columns value, target, difference, low_95, high_95, low_998, high_998 (percentage points from the
        target), z (over-dispersion included), alarm ("" , "95%" or "99.8%").
    """
    counts, sizes = checked(count, n)
    goal = np.asarray(target, float) / 100
    error = np.sqrt(goal * (1 - goal) * factor / sizes)
    z = (counts / sizes - goal) / error
    wide, wider = stats.norm.ppf([0.975, 0.999])
    frame = pd.DataFrame({"value": 100 * counts / sizes, "target": 100 * goal}, index=n.index)
    frame["difference"] = frame["value"] - frame["target"]
    for name, reach in (("95", wide), ("998", wider)):
        frame[f"low_{name}"], frame[f"high_{name}"] = -100 * reach * error, 100 * reach * error
    alarm = np.select([np.abs(z) > wider, np.abs(z) > wide], ["99.8%", "95%"], "")
    return frame.assign(z=z, alarm=alarm)
