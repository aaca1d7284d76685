"""How well intervals, tests, charts and shrinkage of a repeat-plan share do, by simulation with known truth."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analysis import charts, detectable, proportions, shrinkage
from analysis.calibration.rows import row

STARTS = np.array([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])  # 000 Table 5
SHARE = 0.21
DESIGN_EFFECT = 96 / 56
FAMILY_SIZES = np.array([1, 2, 3, 4])
SIZE_WEIGHTS = np.array([0.55, 0.25, 0.13, 0.07])  # mean 1.72 children, near 96/56
SIZES, SHARES = (20, 50, 110, 300, 700), (0.05, 0.10, 0.20, 0.35)
INDEPENDENT, FAMILIES = "independent children", "brothers and sisters alike"


def draw(wholes: np.ndarray, share: np.ndarray, clustered: bool, random: np.random.Generator) -> np.ndarray:
    """Return SIMULATED numbers of children with the outcome, of the given numbers of children.

    Parameters
    ----------
    wholes, share : numpy.ndarray
        Same shape: children, and probability for each.
    clustered : bool
        Whether children come in families of 1 to 4 in which all have the outcome or none.
    random : numpy.random.Generator
    """
    if not clustered:
        return random.binomial(wholes, share)
    found, left = np.zeros_like(wholes), wholes.copy()
    while (left > 0).any():
        size = np.minimum(random.choice(FAMILY_SIZES, p=SIZE_WEIGHTS, size=wholes.shape), left)
        found += size * (random.random(wholes.shape) < share)
        left -= size
    return found


def _coverage(replications: int, seed: int) -> list[dict[str, Any]]:
    rows, random = [], np.random.default_rng(seed)
    for clustered, effect in ((False, 1.0), (True, 1.0), (True, DESIGN_EFFECT)):
        for whole in SIZES:
            for share in SHARES:
                wholes = np.full(replications, whole)
                parts = pd.Series(draw(wholes, np.full(replications, share), clustered, random))
                found = proportions.wilson(parts, pd.Series(wholes), 0.95, effect)
                held = found["low"].le(100 * share) & found["high"].ge(100 * share)
                kind = FAMILIES if clustered else INDEPENDENT
                setting = f"n = {whole}, share {share:.0%}, {kind}, design effect {effect:.2f}"
                rows.append(
                    row("proportions", "Wilson interval", setting, share, "coverage", held.mean(), replications, seed)
                )
    return rows


def _series(replications: int, slope: float, clustered: bool, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    logit = np.log(SHARE / (1 - SHARE)) + slope * (np.arange(len(STARTS)) - 4.5)
    share = np.tile(1 / (1 + np.exp(-logit)), (replications, 1))
    return draw(np.tile(STARTS, (replications, 1)), share, clustered, random)


def _rate(alarm: Callable[[pd.Series], bool], series: np.ndarray) -> float:
    return float(np.mean([alarm(pd.Series(parts)) for parts in series]))


def _alarms() -> dict[str, Callable[[pd.Series], bool]]:
    wholes = pd.Series(STARTS)
    return {
        "p-chart, any point outside": lambda x: bool(charts.p_chart(x, wholes)["outside"].any()),
        "Laney p′-chart, any point outside": lambda x: bool(charts.laney_chart(x, wholes)["outside"].any()),
        "XmR chart, any point outside": lambda x: bool(charts.xmr_chart(x / wholes)["outside"].any()),
        "run of eight": lambda x: charts.longest_run(x / wholes, x.sum() / wholes.sum()) >= charts.RUN,
    }


def _tests() -> dict[str, Callable[[pd.Series], bool]]:
    wholes = pd.Series(STARTS)
    return {
        "test of one constant share, naive": lambda x: proportions.homogeneity(x, wholes) < 0.05,
        "test of one constant share, design effect": lambda x: proportions.homogeneity(x, wholes, DESIGN_EFFECT) < 0.05,
        "trend of the share, quasi-binomial": lambda x: proportions.share_trend(x, wholes, 0.95)["p"] < 0.05,
        "trend of the repeats, quasi-Poisson": lambda x: proportions.count_trend(x, 0.95)["p"] < 0.05,
    }


def _series_rows(replications: int, seed: int) -> list[dict[str, Any]]:
    rows = []
    for clustered, kind in ((False, INDEPENDENT), (True, FAMILIES)):
        steady = _series(replications, 0.0, clustered, seed)
        rising = _series(replications, np.log(1.11), clustered, seed)
        setting = f"ten quarters of 87 to 169 starts, {kind}"
        for name, alarm in _alarms().items():
            rows.append(
                row(
                    "proportions",
                    name,
                    f"{setting}, share 21%",
                    SHARE,
                    "false alarm",
                    _rate(alarm, steady),
                    replications,
                    seed,
                )
            )
        for name, test in _tests().items():
            if "repeats" not in name:
                rows.append(
                    row(
                        "proportions",
                        name,
                        f"{setting}, share 21%",
                        SHARE,
                        "size",
                        _rate(test, steady),
                        replications,
                        seed,
                    )
                )
            if "trend of the share" in name:
                said = f"{setting}, odds rising 11% a quarter"
                rows.append(row("proportions", name, said, 1.11, "power", _rate(test, rising), replications, seed))
    return rows


def _count_rows(replications: int, seed: int) -> list[dict[str, Any]]:
    """Return the size of the count trend when the expected count is constant."""
    random = np.random.default_rng(seed)
    test = _tests()["trend of the repeats, quasi-Poisson"]
    rows = []
    for families, kind in ((1, INDEPENDENT), (2, "brothers and sisters in pairs")):
        counts = families * random.poisson(26 / families, (replications, len(STARTS)))
        setting = f"ten quarters, 26 repeats expected, {kind}"
        rows.append(
            row(
                "proportions",
                "trend of the repeats, quasi-Poisson",
                setting,
                26,
                "size",
                _rate(test, counts),
                replications,
                seed,
            )
        )
    return rows


def _detectable_rows(replications: int, seed: int) -> list[dict[str, Any]]:
    """Return the power of a two-sided comparison of two quarters at the smallest change said to be detectable."""
    random, rows = np.random.default_rng(seed), []
    for whole in (110, 300):
        _, rise = detectable.smallest_change(100 * SHARE, whole, 0.95, 1.0)
        later = random.binomial(whole, SHARE + rise / 100, replications) / whole
        before = random.binomial(whole, SHARE, replications) / whole
        pooled = (later + before) / 2
        z = (later - before) / np.sqrt(2 * pooled * (1 - pooled) / whole)
        setting = f"two quarters of {whole} starts, 21% rising by {rise:.1f} points, {INDEPENDENT}"
        rows.append(
            row(
                "proportions",
                "smallest detectable change",
                setting,
                rise,
                "power",
                (np.abs(z) > 1.96).mean(),
                replications,
                seed,
            )
        )
    return rows


def _shrinkage_rows(replications: int, seed: int) -> list[dict[str, Any]]:
    """Return how often the shrunk intervals hold true shares that vary between quarters by five points."""
    random, held = np.random.default_rng(seed), []
    strength = SHARE * (1 - SHARE) / 0.05**2 - 1
    for _ in range(min(replications, 1000)):
        truth = random.beta(SHARE * strength, (1 - SHARE) * strength, len(STARTS))
        parts = pd.Series(random.binomial(STARTS, truth))
        found = shrinkage.shrunk(parts, pd.Series(STARTS), 0.95, 1.0)
        held.append((found["low"].le(100 * truth) & found["high"].ge(100 * truth)).mean())
    setting = f"ten quarters, true shares 21% with standard deviation 5 points, {INDEPENDENT}"
    used = len(held)
    return [
        row("proportions", "empirical Bayes interval", setting, SHARE, "coverage", float(np.mean(held)), used, seed)
    ]


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return the simulated coverage, size, power and false-alarm rates.

    Parameters
    ----------
    replications : int
        Simulated series for each setting.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns investigation, estimator, setting, truth, quantity, estimate, replications, monte_carlo_error, seed.
    """
    parts = (_coverage, _series_rows, _count_rows, _detectable_rows, _shrinkage_rows)
    return pd.DataFrame([line for part in parts for line in part(replications, seed)])
