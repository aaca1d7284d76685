"""How often the rules for many comparisons, and for counts that move by themselves, say what is not so: SIMULATED."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.calibration import worlds
from analysis.calibration.rows import MIXED
from analysis.indicators.change import chance
from analysis.indicators.estimate import Printed
from analysis.indicators.looks import from_p, standings
from analysis.indicators.policy import Policy
from analysis.statistics.spread import convergence

POLICY = Policy()
SHARE, SIZES = 21.3, (527, 480, 424, 424, 1685)
ENQUIRIES, MOVES = 1300, 0.1  # children in a year, and the standard deviation of their level on the log scale
YEARS = 5
DATES, DRAWS = 12, 1000
Part = tuple[str, str, float, str, Any]


def gaps(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often any gap of a table is called more than chance where none is; each share has two comparators."""
    others = [Printed(key=name, value=SHARE, unit="percent") for name in ("neighbours", "England")]
    for world, drawn in worlds.shares(SIZES, SHARE, draws, rng).items():
        tables = (
            [
                POLICY.gap(f"{size}", POLICY.share(f"{size}", part, size), other, other.key)
                for part, size in zip(parts, SIZES, strict=True)
                for other in others
            ]
            for parts in drawn
        )
        hits = ["clear" in standings(table, POLICY) for table in tables]
        yield "any gap of a table is more than chance (Holm)", f"{world}; ten gaps of five shares", 0.05, "size", hits


def usual_years(draws: int, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often a yearly count is called beyond how it usually moves, its level moving as in the years before."""
    steps = MOVES * rng.normal(size=(draws, YEARS + 1))
    for words, level in (("that moves about one level", steps), ("that drifts", steps.cumsum(axis=1))):
        counts = worlds.family_counts(ENQUIRIES * np.exp(level), None, rng)
        for span, first in (("on the year", -2), (f"in {YEARS} years", 0)):
            setting = f"{MIXED}; {ENQUIRIES:,} a year {words} by {MOVES:.0%} a year"
            hits = [_beyond(each, first) for each in counts]
            yield f"a yearly count moved {span} by more than it usually does", setting, 0.05, "size", hits


def _beyond(counts: Any, first: int) -> bool:
    change = POLICY.change("c", POLICY.count("a", float(counts[first])), POLICY.count("b", float(counts[-1])))
    usual = POLICY.usual("u", change, [float(each) for each in counts[:-1]])
    return change.chance == "no" and chance([(float(usual.low or 0), float(usual.high or 0))]) == "no"


def dates(draws: int, people: Any, level: float, rng: np.random.Generator) -> Iterator[Part]:
    """Yield how often districts that are alike are said to differ on any of twelve dates, their common rate steady or drifting."""
    names = [f"{place}" for place in range(len(people))]
    days = pd.date_range("2013-03-31", periods=DATES, freq="YE")
    alike = pd.Series(people / people.sum(), index=names)
    children = pd.Series(float(people.sum()), index=days)
    for words, drift in (("a steady common rate", 0.0), ("a common rate that drifts by 20% between dates", 0.2)):
        hits = []
        for seed in rng.integers(2**31, size=draws):
            common = level * np.exp(drift * rng.normal(size=DATES).cumsum())
            counts = worlds.family_counts(common[:, None] * people / 1e4, None, rng)
            rates = pd.DataFrame(np.round(1e4 * counts / people), index=days, columns=names)
            tried = POLICY.siblings, *POLICY.tried_at
            p = pd.DataFrame(
                {each: convergence.noise(rates, alike, children, each, DRAWS, int(seed))["p"] for each in tried}
            )
            hits.append("clear" in from_p(p, POLICY.confidence))
        setting = f"{MIXED}; five equal districts, {words}"
        yield "districts differ on any of twelve dates (Holm)", setting, 0.05, "size", hits
