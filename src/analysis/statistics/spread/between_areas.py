"""How much do areas differ beyond chance? The between-area variance τ², by moments and by likelihood.

Each rate is a true rate plus chance of known variance; true rates vary between areas with variance τ².
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from scipy.optimize import brentq, minimize_scalar

Array = NDArray[np.float64]


def chance_variances(common: float, people: Array, design_effect: float) -> Array:
    """Return the variance of each area's printed rate by chance and rounding, (per 10,000)².

    Parameters
    ----------
    common : float
        Rate of all areas, per 10,000: one rate for all, because an area's own low rate would make it look too certain.
    people : array
        Population by area.
    design_effect : float
        Variance relative to Poisson. Rounding to whole numbers adds 1/12.
    """
    return np.asarray(design_effect * 10_000 * common / people + 1 / 12)


def by_moments(rates: Array, variances: Array, confidence: float) -> tuple[float, float, float]:
    """Return τ² by the method of moments with its interval.

    Parameters
    ----------
    rates, variances : array
        Rate and chance variance by area.
    confidence : float

    Returns
    -------
    value, low, high : float
        (per 10,000)². DerSimonian and Laird 1986; interval by the Q-profile (Viechtbauer 2007, Stat Med 26:37).
    """
    tail, freedom, weights = (1 - confidence) / 2, len(rates) - 1, 1 / variances
    heard = weights.sum() - (weights**2).sum() / weights.sum()
    estimate = max(0.0, float((_q(0.0, rates, variances) - freedom) / heard))
    low, high = (_where_q_is(stats.chi2.ppf(p, freedom), rates, variances) for p in (1 - tail, tail))
    return estimate, low, high


def _q(tau_squared: float, rates: Array, variances: Array) -> float:
    weights = 1 / (variances + tau_squared)
    centre = (weights * rates).sum() / weights.sum()
    return float((weights * (rates - centre) ** 2).sum())


def _where_q_is(level: float, rates: Array, variances: Array) -> float:
    """Return the τ² at which Cochran's Q equals a level; 0 when it is lower already (Q falls as τ² rises)."""
    if _q(0.0, rates, variances) <= level:
        return 0.0
    top = 1.0
    while _q(top, rates, variances) > level:
        top *= 4
    return float(brentq(lambda t: _q(t, rates, variances) - level, 0.0, top))


def _log_likelihood(tau_squared: float, rates: Array, variances: Array) -> float:
    """Return the restricted log likelihood of τ², up to a constant."""
    total = variances + tau_squared
    return -0.5 * float(np.log(total).sum() + np.log((1 / total).sum()) + _q(tau_squared, rates, variances))


def _slope(tau_squared: float, rates: Array, variances: Array) -> float:
    """Return the derivative of the restricted log likelihood by τ²."""
    weights = 1 / (variances + tau_squared)
    centre = (weights * rates).sum() / weights.sum()
    squares = weights**2
    return 0.5 * float((squares * (rates - centre) ** 2).sum() - weights.sum() + squares.sum() / weights.sum())


def _highest(near: float, rates: Array, variances: Array) -> float:
    """Return where the likelihood is highest: its slope is zero there to the last digit, its height only to the eighth."""
    return float(brentq(_slope, max(near - 1e-3, 0.0), near + 1e-3, args=(rates, variances)))


def by_likelihood(rates: Array, variances: Array, confidence: float) -> tuple[float, float, float]:
    """Return τ² by restricted maximum likelihood with its profile-likelihood interval.

    Parameters and returns as for `by_moments`.
    """
    top = 100 * (float(np.var(rates)) + float(variances.max()))
    found = minimize_scalar(
        lambda t: -_log_likelihood(t, rates, variances), bounds=(0, top), method="bounded", options={"xatol": 1e-9}
    )
    at_zero = _log_likelihood(0.0, rates, variances)
    estimate = 0.0 if at_zero >= -found.fun else _highest(float(found.x), rates, variances)
    level = max(-float(found.fun), at_zero) - stats.chi2.ppf(confidence, 1) / 2

    def above(tau_squared: float) -> float:
        return float(_log_likelihood(tau_squared, rates, variances) - level)

    low = 0.0 if estimate == 0 or above(0.0) >= 0 else float(brentq(above, 0.0, estimate))
    while above(top) > 0:
        top *= 4
    return estimate, low, float(brentq(above, estimate, top))


def by_date(
    rates: pd.DataFrame, shares: pd.Series, population: pd.Series, design_effect: float, confidence: float
) -> pd.DataFrame:
    """Return τ² at each date by both methods.

    Parameters
    ----------
    rates : pandas.DataFrame
        Per 10,000; index date, a column per area.
    shares : pandas.Series
        Population share by area.
    population : pandas.Series
        Children aged 0 to 17 in all areas together, by date.
    design_effect, confidence : float

    Returns
    -------
    pandas.DataFrame
        Index date; columns value, low, high (moments) and likelihood, likelihood_low, likelihood_high, (per 10,000)².
    """
    weights = shares[rates.columns].to_numpy(float)
    rows = {}
    for date, row in zip(rates.index, rates.to_numpy(float), strict=True):
        variances = chance_variances(float(row @ weights), population[date] * weights, design_effect)
        rows[date] = by_moments(row, variances, confidence) + by_likelihood(row, variances, confidence)
    columns = ["value", "low", "high", "likelihood", "likelihood_low", "likelihood_high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
