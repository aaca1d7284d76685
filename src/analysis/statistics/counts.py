"""Counts and rates: the range of one, the ratio of two, and whether several vary more than chance."""

from functools import lru_cache
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.statistics.design_effect import effective

Range = tuple[float, float]


@lru_cache(maxsize=4096)  # asked again and again by one report
def count_range(count: float, confidence: float, design_effect: float, exposure: float = 1) -> Range:
    """Return the exact Poisson range of a count or a rate.

    Parameters
    ----------
    count : float
        Children (or other events), 0 or more.
    confidence, design_effect : float
    exposure : float
        What a rate is per: children aged 0 to 17 in units of 10,000, working days.

    Returns
    -------
    low, high : float
        Of the count over the exposure. The range is that of count / design effect events, times the design effect.

    Raises
    ------
    ValueError
        For a negative count, an exposure that is not positive or a design effect below 1.

    Notes
    -----
    Garwood (1936), Biometrika 28:437; statsmodels' ``exact-c``.
    """
    if not count >= 0 or not exposure > 0:
        raise ValueError(f"A range needs a count of 0 or more and a positive exposure, not {count:g} and {exposure:g}.")
    events = float(effective(count, design_effect))
    low, high = confint_poisson(events, 1, method="exact-c", alpha=1 - confidence)
    return float(low) * design_effect / exposure, float(high) * design_effect / exposure


@lru_cache(maxsize=4096)  # asked again and again by one report
def count_ratio(
    count: float, later: float, confidence: float, design_effect: float, exposure: float = 1, later_exposure: float = 1
) -> Range:
    """Return the range of later / earlier for two counts or two rates.

    Parameters
    ----------
    count, later : float
        Children, 0 or more and not both 0.
    confidence, design_effect : float
    exposure, later_exposure : float
        Populations, when rates are compared.

    Returns
    -------
    low, high : float
        Infinite above when the earlier count is 0.

    Raises
    ------
    ValueError
        If both counts are 0, one is negative, an exposure is not positive or the design effect is below 1.

    Notes
    -----
    Score range of the ratio of two Poisson rates: given their sum, the later count is binomial, and the ratio is the odds of
    its Wilson range (Gart 1975, Int Stat Rev 43:1). statsmodels' own ``score`` solves the same equation but fails at 0.
    """
    if min(count, later) < 0 or not count + later > 0 or min(exposure, later_exposure) <= 0:
        raise ValueError(
            f"A ratio needs counts of 0 or more, not both 0, and positive exposures, not {count:g} and {later:g} "
            f"of {exposure:g} and {later_exposure:g}."
        )
    events, both = effective([later, count + later], design_effect)
    share = np.clip(proportion_confint(events, both, 1 - confidence, "wilson"), 0, 1)
    with np.errstate(divide="ignore"):
        low, high = share / (1 - share) * exposure / later_exposure
    return float(low), float(high)


def dispersion(counts: Any) -> float:
    """Return the Pearson dispersion of counts of equal periods around their mean: 1 if only chance moves them.

    Raises
    ------
    ValueError
        With fewer than two counts, or none above 0.
    """
    every = np.asarray(counts, float)
    if every.size < 2 or not every.sum() > 0:
        raise ValueError("A dispersion needs two counts or more, some of them above 0.")
    return float(((every - every.mean()) ** 2).sum() / every.mean() / (every.size - 1))


def smallest_count_change(
    count: float, *, rise: bool = True, wanted: float = 0.8, confidence: float, design_effect: float
) -> float:
    """Return the smallest rise (or fall) between two counts of equal periods that is seen with the wanted chance.

    Parameters
    ----------
    count : float
        Expected before.
    rise : bool
        False for a fall.
    wanted : float
        Power, 0.8 by convention.
    confidence, design_effect : float

    Returns
    -------
    float
        Events, positive; infinite when even a fall to 0 is not seen so often.

    Notes
    -----
    The roots of two Poisson counts differ with variance design effect / 2 (Anscombe 1948, Biometrika 35:246).
    """
    reach = (stats.norm.ppf((1 + confidence) / 2) + stats.norm.ppf(wanted)) * np.sqrt(design_effect / 2)
    root = np.sqrt(count)
    if not rise and root < reach:
        return float("inf")
    return float(abs((root + reach if rise else root - reach) ** 2 - count))
