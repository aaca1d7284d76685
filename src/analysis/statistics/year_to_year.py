"""How shares move from one year to the next: what chance, what siblings and what real change make of it.

A change of a share has the variance siblings × chance + real, where chance is p(1 − p)(1/n + 1/n′) for unrelated children:
siblings multiply what falls with size, real change is what no size takes away. A movement of the whole country is taken out
first, because it is common to all and would count as real change of each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import optimize, stats

# Rounds of weighing again: the estimates stand still long before.
ROUNDS = 50
FEWEST = 30


@dataclass(frozen=True)
class Split:
    """The variance of a yearly change: times `siblings` of unrelated children, and `real` points of standard deviation."""

    siblings: float
    real: float

    def deviation(self, chance: Any) -> Any:
        """Return the standard deviation of a change in points, for the variance that unrelated children would give."""
        return np.sqrt(self.siblings * np.asarray(chance, float) + self.real**2)


def changes(counts: pd.DataFrame, fewest: int = FEWEST) -> pd.DataFrame:
    """Return every change from one year to the next.

    Parameters
    ----------
    counts : pandas.DataFrame
        Columns area, year (whole numbers), part, whole; a row per area and year.
    fewest : int
        Years with a smaller whole are left out, with the changes to and from them.

    Returns
    -------
    pandas.DataFrame
        Columns area, year, before and share (percent), whole_before, whole, change (points), chance (points², the variance
        for unrelated children, at the share of the area over all of its years), in order of area and year.
    """
    held = counts[counts["whole"].ge(fewest) & counts["part"].notna()].sort_values(["area", "year"], ignore_index=True)
    sums = held.groupby("area")[["part", "whole"]].transform("sum")
    usual = sums["part"] / sums["whole"]
    last = held.groupby("area")[["year", "part", "whole"]].shift()
    found = pd.DataFrame(
        {
            "area": held["area"],
            "year": held["year"],
            "before": 100 * last["part"] / last["whole"],
            "share": 100 * held["part"] / held["whole"],
            "whole_before": last["whole"],
            "whole": held["whole"],
            "chance": 1e4 * usual * (1 - usual) * (1 / held["whole"] + 1 / last["whole"]),
        }
    )
    found["change"] = found["share"] - found["before"]
    next_year = held["year"].eq(last["year"] + 1) & found["chance"].gt(0)
    return found[next_year].reset_index(drop=True)


def without_drift(found: pd.DataFrame) -> pd.DataFrame:
    """Return changes less the change that all areas have in common in their year: the mean weighted by 1 / chance.

    Returns
    -------
    pandas.DataFrame
        The columns of `changes` and drift (points); change is what is left.
    """
    years, _ = pd.factorize(found["year"])
    weights = 1 / found["chance"].to_numpy()
    drift = np.bincount(years, weights * found["change"].to_numpy()) / np.bincount(years, weights)
    return found.assign(drift=drift[years], change=found["change"] - drift[years])


def _least_squares(squares: Any, chance: Any, weights: Any) -> Split:
    """Return the line of squared changes on chance variance, neither part below 0 and siblings not below nothing."""
    design = np.column_stack([chance, np.ones_like(chance)]) * np.sqrt(weights)[:, None]
    (slope, level), _ = optimize.nnls(design, squares * np.sqrt(weights))
    return Split(float(slope), float(np.sqrt(level)))


def by_standardised_squares(found: pd.DataFrame) -> Split:
    """Return the split by least squares of the squared changes, each weighted by its chance variance alone."""
    chance = found["chance"].to_numpy()
    return _least_squares(found["change"].to_numpy() ** 2, chance, chance**-2)


def by_reweighted_squares(found: pd.DataFrame) -> Split:
    """Return the split by least squares, each square weighted by the variance that the split itself gives it.

    Notes
    -----
    Where it has come to rest it is the split under which the changes are most likely, were they normal.
    """
    squares, chance = found["change"].to_numpy() ** 2, found["chance"].to_numpy()
    split = by_standardised_squares(found)
    for _ in range(ROUNDS):
        later = _least_squares(squares, chance, split.deviation(chance) ** -4)
        if abs(later.siblings - split.siblings) < 1e-9 and abs(later.real - split.real) < 1e-9:
            break
        split = later
    return split


def by_successive_changes(found: pd.DataFrame) -> Split:
    """Return the split from the products of successive changes, which needs no areas of different size.

    Notes
    -----
    The year between two successive changes is in both, once as their end and once as their beginning. Where real changes are
    independent from year to year, the product of the two is therefore on average less than nothing by the variance of that
    year alone. What is left of the squared changes is real.
    """
    following = found.groupby("area")[["change", "year"]].shift(-1)
    pairs = following["year"].eq(found["year"] + 1).to_numpy()
    middle = (found["chance"] / (1 + found["whole"] / found["whole_before"])).to_numpy()[pairs]
    products = (found["change"] * following["change"]).to_numpy()[pairs]
    siblings = max(0.0, float(-(products / middle).mean()))
    chance = found["chance"].to_numpy()
    left = np.average(found["change"].to_numpy() ** 2 - siblings * chance, weights=chance**-2)
    return Split(siblings, float(np.sqrt(max(0.0, left))))


ESTIMATORS: dict[str, Callable[[pd.DataFrame], Split]] = {
    "standardised squares": by_standardised_squares,
    "reweighted squares": by_reweighted_squares,
    "successive changes": by_successive_changes,
}


def resampled(found: pd.DataFrame, estimator: Callable[[pd.DataFrame], Split], draws: int, seed: int) -> pd.DataFrame:
    """Return the split of SIMULATED countries whose areas are drawn from the areas there are, all of their years together.

    Parameters
    ----------
    found : pandas.DataFrame
        From `changes`, drift still in: it is taken out of every draw.
    estimator : callable
    draws, seed : int

    Returns
    -------
    pandas.DataFrame
        Columns siblings and real (points), a row per draw.

    Notes
    -----
    The changes of an area hang together, since a year that is high makes one rise and one fall: areas are drawn, not changes.
    """
    places = [np.flatnonzero(rows) for rows in (found["area"].to_numpy() == area for area in found["area"].unique())]
    rng = np.random.default_rng(seed)
    splits = []
    for _ in range(draws):
        drawn = np.concatenate([places[place] for place in rng.integers(0, len(places), len(places))])
        splits.append(estimator(without_drift(found.iloc[drawn])))
    return pd.DataFrame({"siblings": [each.siblings for each in splits], "real": [each.real for each in splits]})


def by_size(found: pd.DataFrame, split: Split, edges: list[float]) -> pd.DataFrame:
    """Return how large changes are in bands of size, beside what the split says.

    Parameters
    ----------
    found : pandas.DataFrame
        From `without_drift`.
    split : Split
    edges : list of float
        Limits of the bands of the mean whole of both years, rising.

    Returns
    -------
    pandas.DataFrame
        Index: the band; columns changes (number), whole (median), observed, expected, unrelated (standard deviations in
        points: as seen, by the split, of unrelated children and no real change), ratio (observed over expected variance).
    """
    size = (found["whole"] + found["whole_before"]) / 2
    rows = found.assign(size=size, square=found["change"] ** 2, expected=split.deviation(found["chance"]) ** 2)
    bands = rows.groupby(pd.cut(size, edges, right=False), observed=True)
    table = bands.agg(
        changes=("change", "size"), whole=("size", "median"), square=("square", "mean"),
        variance=("expected", "mean"), chance=("chance", "mean"),
    )  # fmt: skip
    return pd.DataFrame(
        {
            "changes": table["changes"],
            "whole": table["whole"],
            "observed": np.sqrt(table["square"]),
            "expected": np.sqrt(table["variance"]),
            "unrelated": np.sqrt(table["chance"]),
            "ratio": table["square"] / table["variance"],
        }
    )


def exceeded(found: pd.DataFrame, split: Split, whole: float, share: float, points: Any) -> Any:
    """Return in what share of years (percent) a change of so many points or more happens, with so many in the whole.

    The shape is that of the changes themselves, each over its own standard deviation: they have heavier tails than a normal.
    """
    p = share / 100
    reach = np.asarray(points, float) / split.deviation(1e4 * p * (1 - p) * 2 / whole)
    sizes = np.abs(found["change"].to_numpy() / split.deviation(found["chance"]))
    return 100 * (sizes[:, None] >= np.atleast_1d(reach)[None, :]).mean(axis=0)


def moves_back(found: pd.DataFrame) -> tuple[int, int]:
    """Return how many changes are followed by one in the other direction, of how many; two in three by chance alone."""
    following = found.groupby("area")[["change", "year"]].shift(-1)
    pairs = following["year"].eq(found["year"] + 1) & found["change"].ne(0) & following["change"].ne(0)
    back = np.sign(found["change"]) != np.sign(following["change"])
    return int((back & pairs).sum()), int(pairs.sum())


def simulated(wholes: pd.DataFrame, share: float, siblings: float, real: float, drift: Any, seed: int) -> pd.DataFrame:
    """Return SIMULATED counts of areas of known sizes, whose true shares change by known amounts.

    Parameters
    ----------
    wholes : pandas.DataFrame
        Columns area, year, whole.
    share : float
        Where every area begins, percent.
    siblings : float
        Variance relative to unrelated children.
    real : float
        Standard deviation of the yearly real change of a single area, points.
    drift : mapping
        Year to the change that all areas have in common, points.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns area, year, part, whole; parts are beta-binomial, so their variance is `siblings` times that of unrelated
        children at every size.
    """
    rng = np.random.default_rng(seed)
    held = wholes.sort_values(["area", "year"], ignore_index=True)
    step = rng.normal(0, real, len(held)) + held["year"].map(drift).fillna(0).to_numpy()
    first = ~held.duplicated("area")
    walk = pd.Series(np.where(first, 0, step)).groupby(held["area"]).cumsum()
    true = np.clip(share + walk, 0.5, 99.5).to_numpy() / 100
    n = held["whole"].to_numpy()
    if siblings > 1:
        strength = (n - siblings) / (siblings - 1)
        true = stats.beta.rvs(true * strength, (1 - true) * strength, random_state=rng)
    return held.assign(part=rng.binomial(n.astype(int), true))
