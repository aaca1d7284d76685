"""Differences with their uncertainty: shares, counts and rates, widened for children of one family."""

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

Interval = tuple[float, float]


def share_interval(part: float, whole: float, confidence: float, design_effect: float) -> Interval:
    """Return Wilson's interval of a share in percent, on the effective number whole / design effect.

    Source: Wilson (1927), as in the OHID technical guide; statsmodels' implementation.
    """
    low, high = proportion_confint(part / design_effect, whole / design_effect, 1 - confidence, "wilson")
    return 100 * float(low), 100 * float(high)


def share_change(
    part: float, whole: float, later_part: float, later_whole: float, confidence: float, design_effect: float
) -> Interval:
    """Return Newcombe's interval of the change of a share, in percentage points, on effective numbers.

    Source: Newcombe (1998), Stat Med 17:873, method 10; statsmodels' implementation.
    """
    counts = [number / design_effect for number in (later_part, later_whole, part, whole)]
    low, high = confint_proportions_2indep(*counts, method="newcomb", compare="diff", alpha=1 - confidence)
    return 100 * float(low), 100 * float(high)


def count_interval(count: float, confidence: float, design_effect: float) -> Interval:
    """Return the exact Poisson interval of a count, with as many independent events as families."""
    low, high = confint_poisson(count / design_effect, 1, method="exact-c", alpha=1 - confidence)
    return float(low) * design_effect, float(high) * design_effect


def count_ratio(
    count: float, later: float, confidence: float, design_effect: float, exposure: float = 1, later_exposure: float = 1
) -> Interval:
    """Return the interval of later / earlier for two counts or two rates, with as many events as families.

    Parameters
    ----------
    count, later : float
        Children.
    exposure, later_exposure : float
        Populations, when rates are compared.

    Returns
    -------
    low, high : float
        Score interval of the ratio of two Poisson rates (statsmodels' ``score``).
    """
    numbers = (later / design_effect, later_exposure, count / design_effect, exposure)
    low, high = confint_poisson_2indep(*numbers, method="score", compare="ratio", alpha=1 - confidence)
    return float(low), float(high)


def step(part: pd.Series, whole: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return the share of one step that goes on to the next, with Wilson's interval.

    Both counts are of the same period, so this is a period ratio and no follow-up of cases: it falls when the first step
    surges late in the year.

    Returns
    -------
    pandas.DataFrame
        Index of `whole`; columns part, whole, value, low, high (percent). Periods without either count are left out.
    """
    both = pd.DataFrame({"part": part, "whole": whole}).dropna()
    limits = [share_interval(row.part, row.whole, confidence, design_effect) for row in both.itertuples()]
    low, high = np.array(limits).reshape(-1, 2).T
    return both.assign(value=100 * both["part"] / both["whole"], low=low, high=high)
