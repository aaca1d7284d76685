"""Why a percentage moved: how much is its numerator, how much its denominator."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats


@dataclass(frozen=True)
class Change:
    """A change of a share, split exactly on the logarithmic scale; parts are percent of the log change."""

    before: float
    after: float
    numerator_part: float
    denominator_part: float
    counterfactual: float


def split(before: tuple[float, float], after: tuple[float, float]) -> Change:
    """Return how much of a change of a share came from events and how much from the denominator.

    Parameters
    ----------
    before, after : tuple of float
        Events and denominator.

    Returns
    -------
    Change
        before, after: percent. numerator_part + denominator_part = 100 (percent of the log change; a negative part
        pulled the other way). counterfactual: percent with the new events and the old denominator.

    Raises
    ------
    ValueError
        If a count is not positive, or the share did not change: there is nothing to split.

    Notes
    -----
    log(a₁/n₁) − log(a₀/n₀) = log(a₁/a₀) + log(n₀/n₁): the parts add without a remainder, and neither order is preferred.
    """
    (a0, n0), (a1, n1) = before, after
    if min(a0, n0, a1, n1) <= 0:
        raise ValueError(f"A split needs positive counts, not {a0:g} of {n0:g} and {a1:g} of {n1:g}.")
    events, size = np.log(a1 / a0), np.log(n0 / n1)
    total = events + size
    if abs(total) < 1e-12:
        raise ValueError(f"The share did not change ({a0:g} of {n0:g}, {a1:g} of {n1:g}): there is nothing to split.")
    return Change(100 * a0 / n0, 100 * a1 / n1, float(100 * events / total), float(100 * size / total), 100 * a1 / n0)


def implied_counts(share: float, n: float, decimals: int = 1) -> list[int]:
    """Return every whole number whose share of `n` rounds to the printed percentage.

    Parameters
    ----------
    share : float
        Percent as printed.
    n : float
        Denominator.
    decimals : int
        Decimals of the printed percentage; a half may have been rounded either way.
    """
    half = 0.5 * 10.0**-decimals
    first = int(np.ceil((share - half) * n / 100 - 1e-9))
    last = int(np.floor((share + half) * n / 100 + 1e-9))
    return list(range(max(first, 0), last + 1))


def implied_count(share: float, n: float, decimals: int = 1) -> int:
    """Return the whole number nearest to a printed percentage of `n`; `implied_counts` says whether it is the only one.

    Raises
    ------
    ValueError
        If no whole number rounds to the percentage: share and denominator contradict each other.
    """
    possible = implied_counts(share, n, decimals)
    if not possible:
        raise ValueError(f"No whole number of {n:g} rounds to {share:g}%: check the percentage and the denominator.")
    return min(possible, key=lambda count: abs(100 * count / n - share))


def implied_denominators(count: float, share: float, decimals: int = 1) -> list[int]:
    """Return every denominator for which a count rounds to the printed percentage.

    Raises
    ------
    ValueError
        If there is none, or the percentage is not positive.
    """
    half = 0.5 * 10.0**-decimals
    if share <= half:
        raise ValueError(f"A percentage of {share:g} does not bound the denominator of {count:g}.")
    first = int(np.ceil(100 * count / (share + half) - 1e-9))
    last = int(np.floor(100 * count / (share - half) + 1e-9))
    if last < first:
        raise ValueError(f"No denominator makes {count:g} round to {share:g}%: check the count and the percentage.")
    return list(range(first, last + 1))


def ratio(before: float, after: float, confidence: float, design_effect: float) -> pd.Series:
    """Return the ratio of two counts with its interval.

    Returns
    -------
    pandas.Series
        value, low, high: log-normal interval with variance design effect × (1/before + 1/after).

    Raises
    ------
    ValueError
        If a count is not positive.
    """
    if min(before, after) <= 0:
        raise ValueError(f"A ratio of counts needs positive counts, not {before:g} and {after:g}.")
    reach = stats.norm.ppf((1 + confidence) / 2) * np.sqrt(design_effect * (1 / before + 1 / after))
    value = after / before
    return pd.Series({"value": value, "low": value * np.exp(-reach), "high": value * np.exp(reach)})
