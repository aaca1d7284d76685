"""How well the measures of convergence do, by simulation with known truth."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.calibration import families
from analysis.calibration.rows import EFFECTS, MIXED
from analysis.investigations.district_convergence import population_shares
from analysis.statistics.spread import between_areas, convergence, convergence_timing
from analysis.statistics.spread.beta_convergence import beta
from analysis.statistics.spread.convergence import Array

PEOPLE = np.array([12_500.0, 27_800.0, 23_700.0, 23_500.0, 27_000.0])
AREAS = list("ABCDE")
SIBLINGS = EFFECTS[0]
USED = EFFECTS[1]  # the value at which the edition prints its ranges
PLACES = np.array([0.4, 1.5, -0.4, -1.4, -0.1])  # how the districts lay in 2013, in standard deviations
RATE = 30.0
LEVEL = 0.05
Row = dict[str, Any]


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return how often the nulls cry wolf and how often the ranges hold the truth, on SIMULATED districts.

    Parameters
    ----------
    replications : int
        Series for the nulls and τ²; the others use at most 300, since each draws or solves anew.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns investigation, estimator, setting, truth, quantity, estimate, replications, monte_carlo_error, seed.
    """
    random = np.random.default_rng(seed)
    few = min(replications, 300)
    found = [
        *_noise(replications, random),
        *_tau(replications, random),
        *_beta(few, random),
        *_spreads(few, random),
        *_re_adding(few, random),
        *_dates(few, np.random.default_rng(seed + 1)),
    ]
    table = pd.DataFrame(found)
    table.insert(0, "investigation", "convergence")
    return table.assign(seed=seed)


def _row(estimator: str, setting: str, quantity: str, truth: float, hits: list[bool]) -> Row:
    share, number = float(np.mean(hits)), len(hits)
    return {
        "estimator": estimator,
        "setting": setting,
        "truth": truth,
        "quantity": quantity,
        "estimate": share,
        "replications": number,
        "monte_carlo_error": float(np.sqrt(share * (1 - share) / number)),
    }


def _dates(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often districts that are alike are said to differ on any date that is looked at."""
    for estimator, setting, truth, quantity, hits in families.dates(replications, PEOPLE, RATE, random):
        yield _row(estimator, setting, quantity, truth, hits)


def _cv(rates: Array) -> Array:
    return np.asarray(rates.std(axis=-1) / rates.mean(axis=-1))


def _families(random: np.random.Generator, draws: int) -> Array:
    """Return printed rates when families come by chance, each of 1, 2, 3 … children with geometric chances."""
    families = random.poisson(RATE * PEOPLE / 10_000 / SIBLINGS, (draws, len(PEOPLE)))
    more = random.negative_binomial(np.maximum(families, 1), 1 / SIBLINGS)
    return np.asarray(np.round(10_000 * (families + np.where(families > 0, more, 0)) / PEOPLE))


def _noise(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often a spread of five equal districts is called real."""

    def drawn(effect: float, draws: int) -> Array:
        seed = int(random.integers(2**31))
        return convergence.null_rates(np.array([RATE]), PEOPLE[None], effect, draws, seed)[:, 0]

    worlds = {
        "each child alone": drawn(1.0, replications),
        f"siblings together, design effect {SIBLINGS:.2f}": drawn(SIBLINGS, replications),
        MIXED: _families(random, replications),
    }
    for name, effect in (
        ("of each child alone (Poisson)", 1.0),
        (f"with siblings, {SIBLINGS:.2f}", SIBLINGS),
        (f"with siblings, {2 * SIBLINGS - 1:.2f}", 2 * SIBLINGS - 1),
        (f"with siblings, {USED:.2f}", USED),
    ):
        limit = np.quantile(_cv(drawn(effect, 20_000)), 1 - LEVEL)
        for world, rates in worlds.items():
            setting = f"{world}; five equal districts, {RATE:.0f} per 10,000"
            yield _row(f"gap of equal districts, chance {name}", setting, "size", LEVEL, list(_cv(rates) > limit))


def _tau(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often the ranges of τ² hold the true between-district variance."""
    for spread in (0.0, 6.0, 12.0):
        held: dict[str, list[bool]] = {"moments, Q-profile": [], "restricted likelihood, profile": []}
        for _ in range(replications):
            truth = np.maximum(random.normal(RATE, spread, len(PEOPLE)), 1.0)
            counts = convergence.draw_counts(truth * PEOPLE / 10_000, SIBLINGS, random)
            rates = np.round(10_000 * counts / PEOPLE)
            common = float(rates @ PEOPLE / PEOPLE.sum())
            variances = between_areas.chance_variances(common, PEOPLE, SIBLINGS)
            for name, method in zip(held, (between_areas.by_moments, between_areas.by_likelihood), strict=True):
                _, low, high = method(rates, variances, 1 - LEVEL)
                held[name].append(low <= spread**2 <= high)
        for name, hits in held.items():
            setting = f"true standard deviation {spread:.0f} per 10,000, siblings together"
            yield _row(f"between-district variance, {name}", setting, "coverage", 1 - LEVEL, hits)


def _printed(truth: Array, random: np.random.Generator) -> pd.Series:
    """Return rates printed once, with siblings at `USED`; a rate of none is printed as 1."""
    counts = convergence.draw_counts(truth * PEOPLE / 10_000, USED, random)
    return pd.Series(np.round(10_000 * counts / PEOPLE), AREAS).clip(lower=1)


def _beta(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often districts that keep their places are said to converge."""
    people = pd.Series(PEOPLE, AREAS)
    for spread in (0.0, 6.0, 12.0):
        null: list[bool] = []
        naive: list[bool] = []
        for _ in range(replications):
            start = np.clip(random.normal(49, spread, len(PEOPLE)), 15, None)
            first, last = _printed(start, random), _printed(0.6 * start, random)
            found = beta(first, last, people, USED, 1 - LEVEL, 200, int(random.integers(2**31)))
            null.append(found.p <= LEVEL)
            naive.append(found.high < 0)
        setting = f"all fall by 40%, lasting standard deviation {spread:.0f} per 10,000"
        yield _row("beta, against regression to the mean", setting, "size", LEVEL, null)
        yield _row("beta, range below 0", setting, "size", LEVEL / 2, naive)


def _spreads(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often the ranges of a change of the spread, and of the part of it before a date, hold the truth."""
    people, dates = pd.Series(PEOPLE, AREAS), pd.DatetimeIndex(["2013-03-31", "2018-03-31", "2019-03-31"])
    shape = (PLACES - PLACES.mean()) / PLACES.std()
    for spreads in ((0.0, 0.0, 0.0), (0.3, 0.3, 0.3), (0.45, 0.25, 0.15), (0.45, 0.17, 0.15), (0.45, 0.4, 0.15)):
        held: list[bool] = []
        part: list[bool] = []
        for _ in range(replications):
            truths = [level * (1 + spread * shape) for level, spread in zip((49, 48, 30), spreads, strict=True)]
            table = pd.DataFrame([_printed(truth, random) for truth in truths], dates)
            seed = int(random.integers(2**31))
            _, low, high = convergence_timing.change(table, (dates[0], dates[2]), people, USED, 1 - LEVEL, 400, seed)
            held.append(low <= spreads[2] - spreads[0] <= high)
            if spreads[0] != spreads[2]:
                true = 100 * (spreads[0] - spreads[1]) / (spreads[0] - spreads[2])
                when = (dates[0], dates[1], dates[2])
                _, low, high = convergence_timing.share_before(table, when, 1 - LEVEL, 400, seed, people, USED)
                part.append(low <= true <= high)
        setting = f"true coefficients of variation {', '.join(f'{each:.0%}' for each in spreads)}"
        yield _row("range of the change of the spread, bootstrap", setting, "coverage", 1 - LEVEL, held)
        if part:
            yield _row("range of the part of the fall before a date", setting, "coverage", 1 - LEVEL, part)


def _re_adding(replications: int, random: np.random.Generator) -> Iterator[Row]:
    """Yield how often the bounds on the children in no district hold the true number."""
    shares = PEOPLE / PEOPLE.sum()
    dates = pd.date_range("2013-03-31", periods=10, freq="YE-MAR")
    missing = np.append(np.zeros(9), 3.0)
    hits = []
    for _ in range(replications):
        true = random.uniform(15, 85, (10, 5))
        county = pd.Series(np.round(true @ shares + missing), dates)
        rates, tolerance = pd.DataFrame(np.round(true), dates, AREAS), pd.Series(1.0, dates)
        bounds = population_shares.gap_bounds(rates, county, tolerance, dates[:9])
        hits.append(bool(((bounds["low"] <= missing + 1e-9) & (missing <= bounds["high"] + 1e-9)).all()))
    setting = "3 per 10,000 in no district at the last of ten dates, rates printed as whole numbers"
    yield _row("children in no district, bounds", setting, "coverage", 1.0, hits)
