"""Which returns are seen: how the average gap moves by itself when plan numbers change, and a worked survival curve.

Everything that this module draws at random is SIMULATED: it shows a mechanism and describes no child.
"""

from typing import Any

import numpy as np
import pandas as pd
from statsmodels.duration.survfunc import SurvfuncRight

MONTHS_TO_18 = 216


def expected_means(exits: pd.Series, shape: Any, records_months: int) -> pd.Series:
    """Return the average gap of the returns seen in each month when every child's gap follows one unchanging shape.

    In month t the returns that came after g months number E(t − g)·f(g)·a(g), with E the plans that ended in a month,
    f the shape and a(g) = 1 − g/216 the share of children, of even age at the end of a plan, who are still under 18.
    Their average g moves with E alone.

    Parameters
    ----------
    exits : pandas.Series
        Plans that ended in each month, in order of time; the months before it hold its first value.
    shape : scipy.stats frozen distribution
        Gap in months.
    records_months : int
        How far back records of earlier plans reach, in months before the first month of `exits`.

    Returns
    -------
    pandas.Series
        Months, same index as `exits`.
    """
    lags = np.arange(MONTHS_TO_18)
    mass = np.diff(shape.cdf(np.arange(MONTHS_TO_18 + 1))) * (1 - (lags + 0.5) / MONTHS_TO_18)
    before = np.full(records_months, float(exits.iloc[0]))
    ended = np.concatenate([before, exits.to_numpy(float)])
    found = []
    for month in range(records_months, len(ended)):
        weights = ended[month - lags[: month + 1]] * mass[: month + 1]
        found.append(float(np.average(lags[: month + 1] + 0.5, weights=weights)))
    return pd.Series(found, index=exits.index)


def monthly(ends_by_year: pd.Series) -> pd.Series:
    """Return plans that ended by month, each year's spread evenly over its months; index (year, month of it)."""
    index = pd.MultiIndex.from_product([ends_by_year.index, range(12)], names=["year", "month"])
    return pd.Series(np.repeat(ends_by_year.to_numpy(float) / 12, 12), index=index)


def simulated_quarters(
    mean: float, shape: Any, repeats: pd.Series, families: float, draws: int, seed: int
) -> np.ndarray:
    """Return SIMULATED quarterly average gaps when nothing changes.

    Parameters
    ----------
    mean : float
        Mean of the gaps, months; `shape` is rescaled to it.
    shape : scipy.stats frozen distribution
    repeats : pandas.Series
        Number of repeat plans in each quarter.
    families : float
        Children per family; brothers and sisters share one gap.
    draws, seed : int

    Returns
    -------
    numpy.ndarray
        Shape (draws, quarters), months.
    """
    random = np.random.default_rng(seed)
    scale = mean / shape.mean()
    counts = np.maximum(1, np.round(repeats.to_numpy(float) / families)).astype(int)
    return np.stack([scale * shape.rvs((draws, count), random_state=random).mean(axis=1) for count in counts], axis=1)


def simulated_children(children: int, shape: Any, share_returning: float, years: int, seed: int) -> pd.DataFrame:
    """Return SIMULATED children whose plans ended evenly over some years, followed to the end of them or to age 18.

    Returns
    -------
    pandas.DataFrame
        Columns gap (months until a new plan, missing if none ever), followed (months under observation), returned.
    """
    random = np.random.default_rng(seed)
    gap = np.where(random.random(children) < share_returning, shape.rvs(children, random_state=random), np.nan)
    window = random.uniform(0, 12 * years, children)
    until_18 = random.uniform(0, MONTHS_TO_18, children)
    end = np.minimum(window, until_18)
    returned = gap <= end
    return pd.DataFrame({"gap": gap, "followed": np.where(returned, gap, end), "returned": returned})


def survival(children: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return the Kaplan-Meier share of children back on a plan by months since the last one ended.

    Parameters
    ----------
    children : pandas.DataFrame
        Columns followed (months) and returned (bool), as an authority's own records would give them.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        Columns month, value, low, high (percent back on a plan; Greenwood's standard error, log scale).
    """
    from scipy import stats

    curve = SurvfuncRight(children["followed"], children["returned"].astype(int))
    reach = stats.norm.ppf((1 + confidence) / 2) * curve.surv_prob_se / curve.surv_prob
    low, high = (curve.surv_prob * np.exp(sign * reach) for sign in (1, -1))
    return pd.DataFrame(
        {
            "month": curve.surv_times,
            "value": 100 * (1 - curve.surv_prob),
            "low": 100 * (1 - np.minimum(low, 1)),
            "high": 100 * (1 - high),
        }
    )
