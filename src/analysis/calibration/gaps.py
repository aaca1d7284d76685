"""How well the statements about gaps between plans do, by simulation with known truth."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.calibration.rows import EFFECTS, row
from analysis.investigations.inter_plan_gap import gaps
from analysis.statistics.gaps import gap_bounds, gap_selection

REPEATS = np.array([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])  # 000 Table 5
TRUE_MEAN = 36.0
SHAPES = {"exponential": stats.gamma(1, scale=TRUE_MEAN), "lognormal": stats.lognorm(1, scale=TRUE_MEAN / np.exp(0.5))}


def _coverage(shape: str, families: float, replications: int, seed: int) -> tuple[float, float]:
    """Return the shares of simulated series whose 95% ranges hold the true mean: pooled, and by quarter."""
    repeats = pd.Series(REPEATS)
    drawn = gap_selection.simulated_quarters(TRUE_MEAN, SHAPES[shape], repeats, families, replications, seed)
    pooled, quarterly = [], []
    for means in drawn:
        quarters = pd.DataFrame({"gap_between_plans_mean": means, "repeat_plans": REPEATS})
        _, low, high = gaps.pooled_interval(quarters, 0.95)
        each = gaps.mean_intervals(quarters, 0.95)
        pooled.append(low <= TRUE_MEAN <= high)
        quarterly.append((each["low"].le(TRUE_MEAN) & each["high"].ge(TRUE_MEAN)).mean())
    return float(np.mean(pooled)), float(np.mean(quarterly))


def _bounds_hold(shape: str, replications: int, seed: int) -> float:
    """Return the share of simulated groups whose true median lies within the bounds from their rounded summaries."""
    random, held = np.random.default_rng(seed), 0
    for _ in range(replications):
        months = [np.minimum(SHAPES[shape].rvs(count, random_state=random), gap_bounds.CAP) for count in REPEATS]
        summaries = pd.DataFrame(
            {
                "repeat_plans": REPEATS,
                "repeat_plans_within_2_years": [int((group < gap_bounds.TWO_YEARS).sum()) for group in months],
                "gap_between_plans_mean": [round(group.mean()) for group in months],
            }
        )
        low, high = gap_bounds.median(summaries)
        everyone = np.sort(np.concatenate(months))
        held += low <= everyone[(len(everyone) + 1) // 2 - 1] <= high
    return held / replications


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return the simulated coverage of the ranges and bounds.

    Parameters
    ----------
    replications : int
        Series simulated for each setting; the bounds use at most 500, each of 263 gaps.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns investigation, estimator, setting, truth, quantity, estimate, replications, monte_carlo_error, seed.
    """
    found = []
    for shape in SHAPES:
        for families in (1.0, EFFECTS[0]):
            setting = f"{shape} gaps, {families:.2f} children a family, ten quarters of 15 to 38 returns"
            shares = _coverage(shape, families, replications, seed)
            for estimator, share in zip(("range of the pooled mean", "range of a quarter's mean"), shares, strict=True):
                found.append(row("gaps", estimator, setting, TRUE_MEAN, "coverage", share, replications, seed))
        checked = min(replications, 500)
        setting = f"{shape} gaps, ten quarters of 15 to 38 returns, means rounded to months"
        found.append(
            row(
                "gaps",
                "bounds of the median",
                setting,
                1.0,
                "coverage",
                _bounds_hold(shape, checked, seed),
                checked,
                seed,
            )
        )
    return pd.DataFrame(found)
