"""Tests of claims about the districts of Warwickshire."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from analysis.claims.verdicts import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, WITHIN_NOISE, Finding
from analysis.indicators.lookup import Figures
from analysis.investigations.district_convergence.district_rates import districts
from analysis.statistics.spread import convergence
from analysis.words import number, percent

Claim = Mapping[str, str]
DISTRICTS = tuple(districts("Warwickshire"))
DRAWS, SEED = 4000, 20200929  # of the bootstrap of district rates
ROUNDING = 0.5  # district rates are printed as whole numbers


def _district_rises(claim: Claim, figures: Figures) -> pd.Series:
    pairs = {
        area: [figures.value(claim["measure"], area, claim[when]) for when in ("first", "last")] for area in DISTRICTS
    }
    return pd.Series({area: 100 * (last / first - 1) for area, (first, last) in pairs.items()}).sort_values(
        kind="stable"
    )


def largest_rise(claim: Claim, figures: Figures) -> Finding:
    """Return whether the named district's rate rose by the largest percentage."""
    rises = _district_rises(claim, figures)
    largest = str(rises.index[-1])
    verdict = SUPPORTED if largest == claim["area"] else CONTRADICTED
    sentence = (
        f"From {claim['first']} to {claim['last']} the rate of {largest} rose by {percent(rises.iloc[-1], 0)}, "
        f"that of {claim['area']} by {percent(rises[claim['area']], 0)}."
    )
    return Finding(verdict, sentence, tuple(figures.used), float(rises[claim["area"]]), unit="percent")


def district_change(claim: Claim, figures: Figures) -> Finding:
    """Return whether a district's rate fell by more than the rounding of its print and the few children behind it allow."""
    first, last = (figures.value(claim["measure"], claim["area"], claim[when]) for when in ("first", "last"))
    right_way = (last < first) == (claim["direction"] == "down") and last != first
    beyond = abs(last - first) > 2 * ROUNDING + 2 * np.sqrt(figures.design_effect * (first + last) / 2.4)
    verdict = CONTRADICTED if not right_way else SUPPORTED if beyond else WITHIN_NOISE
    sentence = f"The rate of {claim['area']} went from {number(first)} to {number(last)} per 10,000, both rounded to whole numbers."
    return Finding(verdict, sentence, tuple(figures.used), last - first, unit="rate_per_10000")


def _district_rates(claim: Claim, figures: Figures, labels: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """Return rates by date and district, and children behind them if the districts share the county's population evenly."""
    rates = pd.DataFrame(
        {area: [figures.value("cpp_rate", area, label) for label in labels] for area in DISTRICTS}, index=labels
    )
    people = [figures.population(claim["area"], label) / len(DISTRICTS) for label in labels]
    return rates, rates.to_numpy() * np.array(people)[:, None] / 1e4


def district_gap(claim: Claim, figures: Figures) -> Finding:
    """Return whether the relative spread of the districts fell by more than chance, by a parametric bootstrap of their counts."""
    labels = [claim["first"], claim["last"]]
    rates, counts = _district_rates(claim, figures, labels)
    drawn = convergence.draw_counts(
        np.broadcast_to(counts, (DRAWS, *counts.shape)), figures.design_effect, np.random.default_rng(SEED)
    )
    simulated = drawn / counts * rates.to_numpy()
    cv = simulated.std(axis=-1) / simulated.mean(axis=-1)
    low, high = np.quantile(cv[:, 1] - cv[:, 0], [(1 - figures.confidence) / 2, (1 + figures.confidence) / 2])
    spread = rates.std(axis=1, ddof=0), rates.std(axis=1, ddof=0) / rates.mean(axis=1)
    value = spread[1].iloc[1] - spread[1].iloc[0]
    verdict = CONTRADICTED if value >= 0 else SUPPORTED if high < 0 else WITHIN_NOISE
    sentence = (
        f"The districts’ rates lay {number(spread[0].iloc[0], 1)} per 10,000 apart (standard deviation) on {labels[0]} and "
        f"{number(spread[0].iloc[1], 1)} on {labels[1]}; relative to their average, {percent(100 * spread[1].iloc[0], 0)} and "
        f"{percent(100 * spread[1].iloc[1], 0)}."
    )
    other = "most of the absolute fall is the county’s own fall; see the report on districts"
    return Finding(
        verdict,
        sentence,
        tuple(figures.used),
        100 * value,
        100 * low,
        100 * high,
        "percentage points of the average",
        other,
    )


def district_gap_beyond_noise(claim: Claim, figures: Figures) -> Finding:
    """Return whether the spread of the districts on a day is larger than chance makes among equal districts."""
    rates, _ = _district_rates(claim, figures, [claim["last"]])
    shares = pd.Series(1 / len(DISTRICTS), index=list(DISTRICTS))
    people = pd.Series([figures.population(claim["area"], claim["last"])], index=rates.index)
    found = convergence.noise(rates, shares, people, figures.design_effect, DRAWS, SEED).iloc[0]
    verdict = SUPPORTED if found["observed"] > found["p95"] else NOT_SUPPORTED
    sentence = (
        f"On {claim['last']} the districts’ rates differed by {percent(100 * found['observed'], 0)} of their average; chance alone would "
        f"seldom make more than {percent(100 * found['p95'], 0)}. That they differ is shown; whether they ought to is not a "
        "matter of numbers."
    )
    return Finding(verdict, sentence, tuple(figures.used), 100 * found["observed"], unit="percent of the average")


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    largest_rise, district_change, district_gap, district_gap_beyond_noise,
)}  # fmt: skip
