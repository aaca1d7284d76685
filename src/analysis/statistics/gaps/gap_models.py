"""Shapes that a gap could have: gamma, Weibull and lognormal gaps with the printed mean and share under two years."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

TWO_YEARS = 24.0


def _gamma(shape: float, mean: float) -> Any:
    return stats.gamma(shape, scale=mean / shape)


def _weibull(shape: float, mean: float) -> Any:
    return stats.weibull_min(shape, scale=mean / special.gamma(1 + 1 / shape))


def _lognormal(shape: float, mean: float) -> Any:
    return stats.lognorm(1 / shape, scale=mean / np.exp(0.5 / shape**2))


FAMILIES: dict[str, Callable[[float, float], Any]] = {
    "gamma": _gamma,
    "Weibull": _weibull,
    "lognormal": _lognormal,
}


def fitted(family: str, mean: float, share_early: float) -> Any:
    """Return the distribution of a family with a given mean (months) and share below 24 months.

    Parameters
    ----------
    family : str
        ``gamma``, ``Weibull`` or ``lognormal``.
    mean : float
        Months, above 24 so that one shape fits.
    share_early : float
        Between 0 and 1.

    Returns
    -------
    scipy.stats frozen distribution

    Raises
    ------
    ValueError
        If no member of the family has both.
    """

    def gap(log_shape: Any) -> Any:
        return FAMILIES[family](np.exp(log_shape), mean).cdf(TWO_YEARS) - share_early

    lowest, highest = _turning(gap), np.log(60)
    if gap(lowest) * gap(highest) > 0:
        raise ValueError(
            f"No {family} gap has mean {mean:.1f} months and {share_early:.0%} below {TWO_YEARS:.0f} months."
        )
    return FAMILIES[family](np.exp(optimize.brentq(gap, lowest, highest)), mean)


def _turning(gap: Callable[[Any], Any]) -> float:
    """Return the log shape beyond which the share below two years only falls, so that one root is left."""
    grid = np.linspace(np.log(0.15), np.log(20), 200)
    return float(grid[np.argmax(gap(grid))])


def sensitivity(mean: float, share_early: float) -> pd.DataFrame:
    """Return what each family makes of the two printed figures.

    Returns
    -------
    pandas.DataFrame
        Index the family; columns median, sd, early_mean, late_mean (months).
    """
    rows = {}
    for family in FAMILIES:
        shape = fitted(family, mean, share_early)
        early = shape.expect(lambda months: months, lb=0, ub=TWO_YEARS) / share_early
        late = (mean - early * share_early) / (1 - share_early)
        rows[family] = {"median": shape.median(), "sd": shape.std(), "early_mean": early, "late_mean": late}
    return pd.DataFrame(rows).T.astype(float)
