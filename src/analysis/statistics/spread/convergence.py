"""Has the spread between areas fallen? Sigma convergence, against the spread that chance alone would make.

Absolute spread (standard deviation, range) falls whenever the level falls; relative spread (coefficient of variation, ratio,
Theil's index, dissimilarity) does not. Small areas differ by chance even when nothing differs between them: the
null draws every area's count around one common rate, rounds the rates as printed and measures the spread again.
Sigma and beta convergence between regions, with chance taken into account: Janssen et al. 2016, Demographic Research
35:81. Siblings go on plans together, so chance can be `design_effect` times the Poisson variance.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]

MEASURES = ["sd", "cv", "range", "ratio", "theil", "dissimilarity"]


def spread(rates: pd.DataFrame, shares: pd.Series) -> pd.DataFrame:
    """Return how far the areas' rates lie apart at each date.

    Parameters
    ----------
    rates : pandas.DataFrame
        Positive rates per 10,000; index date, a column per area.
    shares : pandas.Series
        Population share by area, for the two weighted measures.

    Returns
    -------
    pandas.DataFrame
        Index date; columns sd (population form, unweighted, per 10,000), cv (sd / mean), range (per 10,000), ratio (highest /
        lowest), theil (population weighted), dissimilarity (share of children on plans who would have to move).
    """
    return pd.DataFrame(_spread(rates.to_numpy(float), shares[rates.columns].to_numpy(float)), index=rates.index)


def _spread(rates: Array, shares: Array) -> dict[str, Array]:
    """Return the measures of `spread` over the last axis."""
    highest, lowest, sd = rates.max(axis=-1), rates.min(axis=-1), rates.std(axis=-1)
    relative = rates / (rates @ shares)[..., None]
    # an area without a child adds 0 to Theil's index, the limit of x·ln x
    logs = np.log(np.where(relative > 0, relative, 1.0))
    return {
        "sd": sd,
        "cv": sd / rates.mean(axis=-1),
        "range": highest - lowest,
        "ratio": np.divide(highest, lowest, out=np.full_like(highest, np.inf), where=lowest > 0),
        "theil": (relative * logs) @ shares,
        "dissimilarity": np.abs(relative - 1) @ shares / 2,
    }


def draw_counts(expected: Array, design_effect: float, random: np.random.Generator) -> Array:
    """Return counts with the given means and `design_effect` times the Poisson variance.

    Above 1 they are negative binomial: families come by chance, and E[size²]/E[size] of a family is the design effect.

    Raises
    ------
    ValueError
        If the design effect is below 1.
    """
    if design_effect < 1:
        raise ValueError(f"The parameter design_effect is {design_effect}; it cannot be below 1 (1 is chance alone).")
    if design_effect == 1:
        return random.poisson(expected).astype(float)
    extra = design_effect - 1
    return random.poisson(random.gamma(expected / extra, extra)).astype(float)


def common_rates(rates: pd.DataFrame, shares: pd.Series) -> pd.Series:
    """Return the rate of all areas together at each date, weighted by population."""
    return rates @ shares[rates.columns]


def null_rates(common: Array, people: Array, design_effect: float, draws: int, seed: int) -> Array:
    """Return simulated printed rates, shape draws × dates × areas, when all areas share one rate.

    Parameters
    ----------
    common : array
        Common rate per 10,000 by date.
    people : array
        Population by date and area.
    design_effect : float
    draws, seed : int
    """
    expected = np.broadcast_to(common[:, None] * people / 10_000, (draws, *people.shape))
    counts = draw_counts(expected, design_effect, np.random.default_rng(seed))
    return np.asarray(np.round(10_000 * counts / people))


def noise(
    rates: pd.DataFrame, shares: pd.Series, population: pd.Series, design_effect: float, draws: int, seed: int
) -> pd.DataFrame:
    """Return the coefficient of variation that chance alone makes at each date, beside the printed one.

    Parameters
    ----------
    rates, shares
        As for `spread`.
    population : pandas.Series
        Children aged 0 to 17 in all areas together, by date.
    design_effect : float
        1 for Poisson noise; siblings make it larger.
    draws, seed : int

    Returns
    -------
    pandas.DataFrame
        Index date; columns observed, median, p95 (cv), p (share of draws at least as spread as printed, (k + 1)/(draws + 1)).
    """
    weights = shares[rates.columns].to_numpy(float)
    people = population.loc[rates.index].to_numpy(float)[:, None] * weights
    drawn = null_rates(common_rates(rates, shares).to_numpy(float), people, design_effect, draws, seed)
    simulated, observed = drawn.std(axis=-1) / drawn.mean(axis=-1), spread(rates, shares)["cv"]
    p = (1 + (simulated >= observed.to_numpy() - 1e-12).sum(axis=0)) / (draws + 1)
    median, p95 = np.quantile(simulated, [0.5, 0.95], axis=0)
    return pd.DataFrame({"observed": observed, "median": median, "p95": p95, "p": p})


def bands(
    rates: pd.DataFrame,
    shares: pd.Series,
    population: pd.Series,
    design_effect: float,
    confidence: float,
    draws: int,
    seed: int,
) -> dict[str, pd.DataFrame]:
    """Return, for each area, the rates that chance alone would make if it had the common rate.

    Returns
    -------
    dict of str to pandas.DataFrame
        By area; index date; columns value (printed), common, low, high (per 10,000).
    """
    common = common_rates(rates, shares)
    people = population.loc[rates.index].to_numpy(float)[:, None] * shares[rates.columns].to_numpy(float)
    drawn = null_rates(common.to_numpy(float), people, design_effect, draws, seed)
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return {
        area: pd.DataFrame({"value": rates[area], "common": common, "low": low[:, i], "high": high[:, i]})
        for i, area in enumerate(rates.columns)
    }
