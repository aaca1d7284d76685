"""Whether shares differ: the change between two, several against one share, and how many children would show a change."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from scipy import special
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.statistics.design_effect import effective
from analysis.statistics.shares.ranges import Range, checked, share_ranges


@dataclass(frozen=True)
class Difference:
    """A change of a share: percentage points, their range, and the two-sided p-value of no change."""

    value: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Homogeneity:
    """Whether several shares could be one share: Pearson X², its degrees of freedom, dispersion and two p-values."""

    x2: float
    df: int
    dispersion: float
    p: float
    p_design_effect: float


@lru_cache(maxsize=4096)  # asked again and again by one report
def share_change(
    part: float, whole: float, later_part: float, later_whole: float, confidence: float, design_effect: float
) -> Range:
    """Return Newcombe's range of the change of a share, in percentage points, on effective numbers.

    Raises
    ------
    ValueError
        For a part outside its whole or a design effect below 1.

    Notes
    -----
    Newcombe (1998), Stat Med 17:873, method 10: the two Wilson ranges squared and added; statsmodels' implementation.
    """
    checked([part, later_part], [whole, later_whole])
    counts = effective([later_part, later_whole, part, whole], design_effect)
    low, high = confint_proportions_2indep(*counts, method="newcomb", compare="diff", alpha=1 - confidence)
    return 100 * float(low), 100 * float(high)


def difference(
    before: tuple[float, float], after: tuple[float, float], confidence: float, design_effect: float
) -> Difference:
    """Return the change from one share to another with its range and p-value.

    Parameters
    ----------
    before, after : tuple of float
        Events and denominator.
    confidence, design_effect : float

    Returns
    -------
    Difference
        The range is that of `share_change`; p is the score test's, X² / design effect. It is 1 when nobody, or everybody,
        has the event at both times.
    """
    low, high = share_change(*before, *after, confidence, design_effect)
    value = 100 * (after[0] / after[1] - before[0] / before[1])
    none = before[0] + after[0] in (0, before[1] + after[1])
    counts, sizes = zip(before, after, strict=True)
    p = 1.0 if none else homogeneity(counts, sizes, design_effect).p_design_effect
    return Difference(value, low, high, p)


def homogeneity(count: Any, n: Any, design_effect: float) -> Homogeneity:
    """Return whether shares differ by more than chance around their pooled share.

    Parameters
    ----------
    count, n : array-like
        Events and denominators of two periods or more.
    design_effect : float
        X² is divided by it for the second p-value (first-order correction of Rao and Scott 1981, JASA 76:221).

    Raises
    ------
    ValueError
        With fewer than two periods, or when no event or nothing but events happened.
    """
    counts, sizes = checked(count, n)
    effective(sizes, design_effect)
    pooled = counts.sum() / sizes.sum()
    if counts.size < 2 or not 0 < pooled < 1:
        raise ValueError("A comparison needs two periods or more, some events and some without.")
    x2 = float(((counts - sizes * pooled) ** 2 / (sizes * pooled * (1 - pooled))).sum())
    df = counts.size - 1
    adjusted = float(special.chdtrc(df, x2 / design_effect))
    return Homogeneity(x2, df, x2 / df, float(special.chdtrc(df, x2)), adjusted)


def fewest_to_see(before: float, after: float, confidence: float, design_effect: float) -> int:
    """Return the fewest children in each of two equal periods (or audits) at which a change of a share is beyond chance.

    Parameters
    ----------
    before, after : float
        Percent, seen exactly as given.
    confidence, design_effect : float

    Returns
    -------
    int
        The range of `share_change` then leaves out no change. Found by doubling, then halving the distance.

    Raises
    ------
    ValueError
        If the percentages are the same: no number is enough.
    """
    if before == after:
        raise ValueError(f"There is no change to detect: both percentages are {before:g}.")

    def seen(n: int) -> bool:
        low, high = share_change(before * n / 100, n, after * n / 100, n, confidence, design_effect)
        return not low <= 0 <= high

    high = 1
    while not seen(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if seen(middle) else (middle, high)
    return high


def step(part: pd.Series, whole: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return the share of one step that goes on to the next, with its range.

    Both counts are of the same period, so this is a period ratio and no follow-up of cases: it falls when the first step
    surges late in the year.

    Returns
    -------
    pandas.DataFrame
        Index of `whole`; columns part, whole, value, low, high (percent). Periods without either count are left out.
    """
    both = pd.DataFrame({"part": part, "whole": whole}).dropna()
    ranges = share_ranges(both["part"], both["whole"], confidence, design_effect)
    return both.join(ranges[["value", "low", "high"]])
