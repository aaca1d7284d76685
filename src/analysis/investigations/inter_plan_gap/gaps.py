"""Time between plans: what quarterly averages of a few children each can say."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

METHOD = "t range, from how far the quarterly averages move"


def weighted_mean(means: pd.Series, repeats: pd.Series) -> float:
    """Return the mean over all returns, in months: each quarter's mean counts with its number of repeat plans."""
    return float(np.average(means, weights=repeats))


def implied_child_sd(means: pd.Series, repeats: pd.Series) -> float:
    """Return the spread of single gaps that the movement of the quarterly means implies, in months.

    If nothing changed between quarters, the mean of nᵢ independent gaps varies with variance σ²/nᵢ, so
    σ² is estimated by Σ nᵢ(mᵢ − m̄)² / (k − 1), the between-quarter mean square of a one-way analysis of variance.
    A real change, or brothers and sisters who return together, makes it larger than the true spread.

    Parameters
    ----------
    means, repeats : pandas.Series
        Mean gap (months) and number of repeat plans, one value per quarter.

    Raises
    ------
    ValueError
        With fewer than two quarters: one mean does not move.
    """
    if len(means) < 2:
        raise ValueError("The spread of gaps needs at least two quarters: one mean does not move.")
    centre = weighted_mean(means, repeats)
    return float(np.sqrt((repeats * (means - centre) ** 2).sum() / (len(means) - 1)))


def mean_intervals(quarters: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return each quarter's mean gap with the range that the movement of all quarters implies.

    Parameters
    ----------
    quarters : pandas.DataFrame
        Columns ``gap_between_plans_mean`` (months) and ``repeat_plans``, one row per quarter.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (months; low not below 0), same index. The range is mᵢ ± t·σ/√nᵢ with k − 1 degrees
        of freedom and σ from `implied_child_sd`.
    """
    means = quarters["gap_between_plans_mean"]
    by_chance = reach(quarters, quarters["repeat_plans"], confidence)
    return pd.DataFrame({"value": means, "low": (means - by_chance).clip(lower=0), "high": means + by_chance})


def reach(quarters: pd.DataFrame, returns: Any, confidence: float) -> Any:
    """Return how far the average of so many returns misses the long-run average by chance, in months.

    Parameters
    ----------
    quarters : pandas.DataFrame
        As for `mean_intervals`.
    returns : float or pandas.Series
        Repeat plans that are averaged.
    confidence : float
    """
    spread = implied_child_sd(quarters["gap_between_plans_mean"], quarters["repeat_plans"])
    return _t(confidence, len(quarters)) * spread / np.sqrt(returns)


def pooled_interval(quarters: pd.DataFrame, confidence: float) -> tuple[float, float, float]:
    """Return the mean gap over all quarters with its range, in months: (value, low, high).

    The range is m̄ ± t·σ/√Σnᵢ with k − 1 degrees of freedom, as in `mean_intervals`.
    """
    means, repeats = quarters["gap_between_plans_mean"], quarters["repeat_plans"]
    centre, by_chance = weighted_mean(means, repeats), float(reach(quarters, repeats.sum(), confidence))
    return centre, centre - by_chance, centre + by_chance


def _t(confidence: float, quarters: int) -> float:
    return float(stats.t.ppf((1 + confidence) / 2, quarters - 1))


def rank_correlation(first: pd.Series, second: pd.Series, permutations: int, seed: int) -> tuple[float, float]:
    """Return Spearman's rank correlation and its two-sided permutation p-value.

    Parameters
    ----------
    first, second : pandas.Series
        One value per quarter.
    permutations : int
        Random orders drawn.
    seed : int
    """
    observed = float(stats.spearmanr(first, second).statistic)
    ranks, order = stats.rankdata(first), np.random.default_rng(seed)
    shuffled = order.permuted(np.tile(stats.rankdata(second), (permutations, 1)), axis=1)
    centred = ranks - ranks.mean()
    scale = np.sqrt((centred**2).sum() * ((shuffled[0] - shuffled[0].mean()) ** 2).sum())
    drawn = (shuffled - shuffled[0].mean()) @ centred / scale
    return observed, float((1 + (np.abs(drawn) >= abs(observed) - 1e-12).sum()) / (1 + permutations))
