"""How often the rules that verdicts and headlines follow say what is not so, on SIMULATED figures with known truth."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.calibration import families, worlds
from analysis.calibration.rows import EFFECTS, MIXED, row
from analysis.calibration.worlds import family_counts
from analysis.claims.verdict import BORNE_OUT, CONTRADICTED, moved
from analysis.indicators.change import Change, chance
from analysis.indicators.estimate import Printed
from analysis.indicators.policy import Policy
from analysis.investigations.children_and_referrals import composition
from analysis.investigations.strategy_meeting_spikes import dated_figures
from analysis.investigations.timeliness_and_duration.months import months_differ
from analysis.statistics import many_looks, trends
from analysis.statistics.shares.siblings import simulated

POLICY = Policy()
SHARE, YEARS, QUARTERS = 21.3, (516, 425), 10
STARTS = 123  # plans started in a typical quarter
DRIFT = 0.05  # of the odds or the level, from one quarter to the next
Part = tuple[str, str, float, str, Any]


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return how often the rules of verdicts and headlines err.

    Parameters
    ----------
    replications : int
        Simulations per setting; half of them for regressions.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns as `analysis.calibration.COLUMNS`; shares are fractions.
    """
    rng = np.random.default_rng(seed)
    parts = [
        *_changes(replications, rng),
        *_gaps(replications, rng),
        *_unchanged(replications, rng),
        *_many(replications, rng),
        *_trends(max(replications // 2, 2), rng),
        *_months(replications, rng),
        *_groups(replications, rng),
        *_paces(replications, np.random.default_rng(seed + 3)),
        *families.gaps(replications, np.random.default_rng(seed + 1)),
        *families.usual_years(replications, np.random.default_rng(seed + 2)),
    ]
    table = [
        row("verdicts", estimator, setting, truth, quantity, float(np.mean(hits)), len(hits), seed)
        for estimator, setting, truth, quantity, hits in parts
    ]
    return pd.DataFrame(table)


def _sure(change: Change, direction: str = "up") -> bool:
    """Return whether a claim is called borne out or contradicted."""
    return moved(change, direction, "").verdict in (BORNE_OUT, CONTRADICTED)


def _same(change: Change) -> bool:
    """Return whether a claim of no change is borne out."""
    return moved(change, "unchanged", "", beside=POLICY.beside_margin(change)).verdict == BORNE_OUT


def _changes(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a claimed rise is judged for sure although nothing changed."""
    before, now = YEARS
    for world, drawn in worlds.shares(YEARS, SHARE, draws, rng).items():
        pairs = ((POLICY.share("a", a, before), POLICY.share("b", b, now)) for a, b in drawn)
        hits = [_sure(POLICY.change("c", *pair)) for pair in pairs]
        yield "verdict: a share rose", f"{world}; years of {before} and {now}", 0.05, "size", hits
    for mean in (500, 1300):
        counts = family_counts(mean, 2 * draws, rng).reshape(-1, 2)
        years = ((POLICY.count("a", a), POLICY.count("b", b)) for a, b in counts)
        hits = [_sure(POLICY.change("c", *pair)) for pair in years]
        yield "verdict: a count rose", f"{MIXED}; years of about {mean:,}", 0.05, "size", hits


def _gaps(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    known = Printed(key="k", value=SHARE, unit="percent")
    for world, drawn in worlds.shares(YEARS[1:], SHARE, draws, rng).items():
        gaps = (POLICY.gap("g", POLICY.share("a", a, YEARS[1]), known, "England") for (a,) in drawn)
        hits = [_sure(gap, "above") for gap in gaps]
        yield "verdict: above or below a comparator", f"{world}; a year of {YEARS[1]}", 0.05, "size", hits


def _unchanged(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often "unchanged" is borne out although the truth stands at the margin."""
    n = 20_000
    drawn = simulated([n, n], [SHARE, SHARE + POLICY.same_points], POLICY.siblings, draws, rng)
    shares = ((POLICY.share("a", a, n), POLICY.share("b", b, n)) for a, b in drawn)
    hits = [_same(POLICY.change("c", *pair)) for pair in shares]
    setting = f"siblings together, two years of {n:,}, a change of {POLICY.same_points:g} points"
    yield "verdict: a share is unchanged", setting, 0.025, "size", hits
    more = 1 + POLICY.same_percent / 100
    old, new = family_counts(n, draws, rng), family_counts(n * more, draws, rng)
    counts = ((POLICY.count("a", a), POLICY.count("b", b)) for a, b in zip(old, new, strict=True))
    hits = [_same(POLICY.change("c", *pair)) for pair in counts]
    setting = f"{MIXED}; {n:,} a year, a rise of {POLICY.same_percent:g}%"
    yield "verdict: a count is unchanged", setting, 0.025, "size", hits


def _many(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    z = rng.normal(size=(draws, 20)) * 0.8**0.5 + rng.normal(size=(draws, 1)) * 0.2**0.5
    any_of = [(many_looks.holm(pd.Series(2 * stats.norm.sf(np.abs(each))))["adjusted"] <= 0.05).any() for each in z]
    yield "Holm: any of 20 comparisons", "no difference in any, correlation 0.2 between them", 0.05, "size", any_of


def _trends(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a trend is called clear without one, and how often its range holds what a drifting level did."""
    sizes = np.full(QUARTERS, STARTS)
    for world, drawn in worlds.shares(sizes, SHARE, draws, rng).items():
        hits = [_trend(trends.share_trend(each, sizes)).clear for each in drawn]
        yield "a clear trend of a share", f"{world}; ten quarters of {STARTS}", 0.05, "size", hits
    counts = family_counts(STARTS, draws * QUARTERS, rng).reshape(-1, QUARTERS)
    hits = [_trend(trends.count_trend(each)).clear for each in counts]
    yield "a clear trend of a count", f"{MIXED}; ten quarters of about {STARTS}", 0.05, "size", hits
    drifting = f"siblings together, a level that drifts by {DRIFT:.0%} a quarter; ten quarters of {STARTS}"
    found = [_drifting(sizes, rng) for _ in range(draws)]
    for place, what in enumerate(("a share", "a count")):
        held = [each[place][0] for each in found]
        called = [each[place][1] for each in found]
        yield f"a trend of {what}: its range holds the slope that the level had", drifting, 0.95, "coverage", held
        yield f"a clear trend of {what}", drifting, 0.05, "share", called


def _drifting(sizes: Any, rng: np.random.Generator) -> list[tuple[bool, bool]]:
    steps = np.arange(QUARTERS) - (QUARTERS - 1) / 2
    found = []
    for share in (True, False):
        level = DRIFT * rng.normal(size=QUARTERS).cumsum()
        level -= level.mean()
        slope = float(100 * np.expm1(steps @ level / (steps @ steps)))
        if share:
            odds = SHARE / (100 - SHARE) * np.exp(level)
            drawn = simulated(sizes, 100 * odds / (1 + odds), POLICY.siblings, 1, rng)[0]
            trend = _trend(trends.share_trend(drawn, sizes))
        else:
            trend = _trend(trends.count_trend([family_counts(STARTS * each, 1, rng)[0] for each in np.exp(level)]))
        found.append((float(trend.low or 0) <= slope <= float(trend.high or 0), trend.clear))
    return found


def _trend(found: trends.Trend) -> Any:
    return POLICY.trend("t", found, "quarter")


def _clear(p_value: Callable[[float], float]) -> bool:
    return POLICY.difference("d", p_value).chance == "no"


def _beyond(last: float, days: float, flows: Mapping[str, float]) -> bool:
    """Return whether a count on a later day is called more than flows at a pace make of 349."""

    def surplus(effect: float) -> tuple[float, float]:
        found = dated_figures.stock_change(349, last, days, flows, POLICY.confidence, effect)
        return found["low"] - found["expected"], found["high"] - found["expected"]

    return chance(POLICY.tried(surplus)) == "no"


def _months_p(percents: "pd.Series[float]", effect: float) -> float:
    return months_differ(percents, 44, effect)[1]


def _groups_p(before: "pd.Series[float]", after: "pd.Series[float]", effect: float) -> float:
    return composition.change(before, after, effect).p_design_effect


def _months(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    for world, drawn in worlds.shares([44] * 5, SHARE, draws, rng).items():
        percents = [pd.Series(100 * each / 44) for each in drawn if 0 < each.sum() < 220]
        hits = [_clear(partial(_months_p, each)) for each in percents]
        yield "months differ", f"{world}; five months of 44", 0.05, "size", hits


def _groups(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a composition is said to have changed; all children of a family are of one group."""
    parts = np.array([0.45, 0.3, 0.15, 0.1])

    def drawn() -> "pd.Series[float]":
        size = rng.geometric(1 / EFFECTS[0], 260)
        return pd.Series(np.bincount(rng.choice(4, 260, p=parts), weights=size, minlength=4))

    pairs = [(drawn(), drawn()) for _ in range(draws)]
    hits = [_clear(partial(_groups_p, *pair)) for pair in pairs]
    yield "a composition changed", f"{MIXED}; four groups of about 445 children at two dates", 0.05, "size", hits


def _paces(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a count on a day is called more than the pace of both years before makes, at a steady and a drifting pace."""
    usual, days = {"starts": 480.0, "ends": 424.0}, 306
    part = days / dated_figures.DAYS_PER_YEAR
    stretches = (slice(0, 12), 1.0), (slice(12, 24), 1.0), (slice(24, 34), part)
    for words, drift in (("a steady pace", 0.0), ("a pace that drifts by 3% a month", 0.03)):
        walks = np.exp(drift * rng.normal(size=(draws, len(usual), 34)).cumsum(axis=2))
        hits = []
        for walk in walks:
            *years, now = (
                {name: _flow(n * of * up[when].mean(), rng) for (name, n), up in zip(usual.items(), walk, strict=True)}
                for when, of in stretches
            )
            hits.append(all(_beyond(349 + now["starts"] - now["ends"], days, flows) for flows in years))
        yield "children on a plan: more than the pace makes", f"{MIXED}; ten months at {words}", 0.05, "size", hits


def _flow(mean: float, rng: np.random.Generator) -> float:
    return float(family_counts(mean, 1, rng)[0])
