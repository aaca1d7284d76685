"""Coverage, false alarms, size and power of what is said about shares, on SIMULATED counts with known truth."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.calibration.rows import EFFECTS, MIXED, row
from analysis.statistics import charts, counts, runs, trends
from analysis.statistics.shares import detectable, differences, ranges, second_opinion, shrinkage
from analysis.statistics.shares.siblings import mixed, simulated

STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])  # 000 Table 5, plans started by quarter
SHARE = 100 * 263 / 1232  # 000 Table 5, the ten quarters together
SIZES, SHARES = (20, 60, 110, 250, 700), (5, 10, 20, 35)
USED = EFFECTS[1]  # the value at which the edition prints its ranges
CLUSTERING = {"independent children": 1.0, "siblings together": USED}
LARGER = {f"larger families ({EFFECTS[2]:g})": EFFECTS[2]}  # what if the ranges understate how siblings cluster?
RISE = 1.1  # odds ratio per quarter that the ten quarters show
FALL = 0.95  # rate ratio per quarter of the plans started
Test = Callable[[Any], bool]
Part = tuple[str, str, float, str, Any]


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return the calibration of ranges, tests and charts on SIMULATED counts.

    Parameters
    ----------
    replications : int
        Simulations per setting; a half or less of them for what is fitted one by one.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns as `analysis.calibration.COLUMNS`; shares are fractions.
    """
    rng = np.random.default_rng(seed)
    some = max(replications // 2, 2)
    parts = [
        *_wilson(replications, rng),
        *_exact(replications, rng),
        *_counts(replications, rng),
        *_ratio(replications, rng),
        *_tests(some, rng),
        *_families(some, rng),
        *_second_opinions(max(some // 3, 2), rng),
        *_count_trends(some, rng),
        *_detectable(replications, rng),
        *_shrinkage(some, rng),
    ]
    table = [
        row("proportions", estimator, setting, truth, quantity, float(np.mean(hits)), len(hits), seed)
        for estimator, setting, truth, quantity, hits in parts
    ]
    return pd.DataFrame(table)


def _wilson(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield the coverage of the range with the usual design effect, of the naive one, and with still larger families."""
    for name, effect in (CLUSTERING | LARGER).items():
        for n in SIZES:
            for share in SHARES:
                events = simulated([n], share, effect, draws, rng)[:, 0]
                for used in sorted({1.0, min(effect, USED)}):
                    found = ranges.share_ranges(events, np.full(draws, n), 0.95, used)
                    inside = found["low"].le(share) & found["high"].ge(share)
                    method = f"Wilson, design effect {used:.2f}"
                    yield method, f"{name}, n = {n}, share {share}%", share, "coverage", inside


def _exact(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for n in (16, 41):
        drawn = rng.binomial(n, 0.1, draws)
        inside = [low <= 10 <= high for low, high in (ranges.exact_range(each, n, 0.95, 1) for each in drawn)]
        yield "Clopper and Pearson's exact range", f"independent families, {n} of them", 10, "coverage", inside


def _counts(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for mean in (3, 8, 12, 25, 100):
        for size, name in ((1, "Poisson"), (2, "pairs of siblings")):
            found = [counts.count_range(each, 0.95, size) for each in size * rng.poisson(mean / size, draws)]
            inside = [low <= mean <= high for low, high in found]
            yield f"exact Poisson, design effect {size}", f"{name}, mean {mean}", mean, "coverage", inside


def _ratio(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for mean in (25, 100, 500):
        drawn = 2 * rng.poisson(mean / 2, (draws, 2)).clip(1)
        inside = [
            low <= 1 <= high for low, high in (counts.count_ratio(before, after, 0.95, 2) for before, after in drawn)
        ]
        yield "ratio of two counts", f"pairs of siblings, mean {mean} a year", 1.0, "coverage", inside


def _alarm_tests(effect: float) -> dict[str, tuple[str, Test]]:
    """Return what could be said about ten quarters, and whether a true answer to no change is its size or an alarm."""
    n = STARTS
    return {
        "homogeneity, naive": ("size", lambda a: differences.homogeneity(a, n, 1).p <= 0.05),
        f"homogeneity, design effect {effect:.2f}": (
            "size",
            lambda a: differences.homogeneity(a, n, effect).p_design_effect <= 0.05,
        ),
        "trend of the share, quasi-binomial": ("size", lambda a: trends.share_trend(a, n).p <= 0.05),
        "p-chart": ("false_alarm", lambda a: charts.p_chart(a, n)["outside"].any()),
        f"p-chart, design effect {effect:.2f}": (
            "false_alarm",
            lambda a: charts.p_chart(a, n, np.sqrt(effect))["outside"].any(),
        ),
        "Laney p′": ("false_alarm", lambda a: charts.laney(a, n)["outside"].any()),
        "XmR": ("false_alarm", lambda a: charts.xmr(100 * a / n)["outside"].any()),
        "run rules": ("false_alarm", lambda a: runs.runs(a / n, a.sum() / n.sum()).signal),
    }


def _tests(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often each test and chart speaks when nothing changed, and when the odds rise by 10% a quarter."""
    odds = SHARE / (100 - SHARE) * RISE ** (np.arange(len(STARTS)) - (len(STARTS) - 1) / 2)
    rising = 100 * odds / (1 + odds)
    for name, effect in CLUSTERING.items():
        for truth, shares in ((1.0, SHARE), (RISE, rising)):
            drawn = simulated(STARTS, shares, effect, draws, rng)
            for method, (quantity, test) in _alarm_tests(USED).items():
                kind = quantity if truth == 1 else "power"
                setting = f"{name}, the ten quarters, odds × {truth:g} a quarter"
                yield method, setting, truth, kind, [bool(test(pd.Series(each))) for each in drawn]


def _families(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often ten quarters of one share are called different, by how siblings come and what is allowed for."""
    worlds = {
        f"siblings together, design effect {effect:.2f}": simulated(STARTS, SHARE, effect, draws, rng)
        for effect in EFFECTS
    }
    worlds[MIXED] = mixed(STARTS, SHARE, EFFECTS[0], draws, rng)
    for name, drawn in worlds.items():
        for used in (*EFFECTS, 2 * EFFECTS[0] - 1):
            hits = [differences.homogeneity(each, STARTS, used).p_design_effect <= 0.05 for each in drawn]
            yield f"ten quarters, allowing for {used:.2f}", name, 0.05, "size", hits


def _second_opinions(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    drawn = mixed(STARTS, SHARE, EFFECTS[0], draws, rng)
    setting = f"{MIXED}, the ten quarters"
    first = [differences.homogeneity(each, STARTS, USED).p_design_effect for each in drawn]
    second = [second_opinion.homogeneity(each, STARTS, USED) for each in drawn]
    slopes = (
        [trends.share_trend(each, STARTS).p for each in drawn],
        [second_opinion.trend(each, STARTS) for each in drawn],
    )
    for name, one, two in (("homogeneity", first, second), ("trend", *slopes)):
        yield f"beta-binomial {name}", setting, 0.05, "size", [p <= 0.05 for p in two]
        alike = [second_opinion.agree(*pair, 0.95) for pair in zip(one, two, strict=True)]
        yield f"{name}: both opinions agree", setting, 1.0, "share", alike


def _count_trends(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for truth in (1.0, FALL):
        means = STARTS.mean() * truth ** (np.arange(len(STARTS)) - (len(STARTS) - 1) / 2)
        for name, size in (("Poisson counts", 1), ("pairs of siblings", 2)):
            drawn = size * rng.poisson(means / size, (draws, len(STARTS)))
            hits = [trends.count_trend(each).p <= 0.05 for each in drawn]
            kind = "size" if truth == 1 else "power"
            yield "trend of a count, quasi-Poisson", f"{name}, rate × {truth:g} a quarter", truth, kind, hits


def _detectable(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a change of exactly the smallest detectable size is seen between two periods."""
    for n in (120, 250, 500):
        for name, rise in (("rise", True), ("fall", False)):
            points = detectable.smallest_change(SHARE, (n, n), rise=rise, confidence=0.95, design_effect=USED)
            shares = [SHARE, SHARE + points if rise else SHARE - points]
            events = simulated([n, n], shares, USED, draws, rng)
            seen = [differences.homogeneity(each, [n, n], USED).p_design_effect <= 0.05 for each in events]
            setting = f"siblings together, two periods of {n}, {name} of {points:.1f} points"
            yield f"smallest detectable change, design effect {USED:.2f}", setting, points, "power", seen


def _shrinkage(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for spread in (0, 5, 10):
        for slope in (0.0, 1.5):
            hits, closer = [], []
            line = SHARE + slope * (np.arange(len(STARTS)) - (len(STARTS) - 1) / 2)
            for _ in range(draws):
                true = np.clip(rng.normal(line, spread), 1, 99)
                events = simulated(STARTS, true, USED, 1, rng)[0]
                found = shrinkage.shrunk(events, STARTS, 0.95, USED)
                hits.append(found["low"].le(true) & found["high"].ge(true))
                closer.append((found["value"] - true).abs().mean() < (found["observed"] - true).abs().mean())
            along = f"on a line of {slope:g} points a quarter" if slope else "about one mean"
            setting = f"siblings together, true quarters spread by {spread} points {along}"
            yield "empirical Bayes, range of a quarter", setting, SHARE, "coverage", np.concatenate(hits)
            yield "empirical Bayes, nearer the truth than the raw quarters", setting, SHARE, "share", closer
