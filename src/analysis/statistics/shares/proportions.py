"""Shares with small denominators: intervals that know about siblings, and whether periods differ beyond chance."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

# 96 children in 56 families (002, section 5.14): the only printed figure on how many siblings share a plan.
DESIGN_EFFECT = 96 / 56
EXACT_BELOW = 10


@dataclass(frozen=True)
class Homogeneity:
    """Whether several shares could be one share: Pearson X², its degrees of freedom, dispersion and two p-values."""

    x2: float
    df: int
    dispersion: float
    p: float
    p_design_effect: float


def checked(count: Any, n: Any) -> tuple[Any, Any]:
    """Return counts and denominators as arrays of numbers.

    Raises
    ------
    ValueError
        If a denominator is not positive or a count lies outside 0 to its denominator; the message gives both.
    """
    counts, sizes = np.broadcast_arrays(np.asarray(count, float), np.asarray(n, float))
    bad = ~((sizes > 0) & (counts >= 0) & (counts <= sizes))
    if bad.any():
        place = int(np.argmax(bad.ravel()))
        raise ValueError(
            f"{counts.ravel()[place]:g} of {sizes.ravel()[place]:g} is no share (value {place + 1}): "
            "give counts from 0 to a positive denominator."
        )
    return counts, sizes


def effective_n(n: Any, design_effect: float) -> Any:
    """Return how many independent children carry the information of `n` children who come in families.

    Raises
    ------
    ValueError
        If the design effect is below 1.
    """
    if not design_effect >= 1:
        raise ValueError(f"The design effect is {design_effect:g}; use 1 (no siblings) or more.")
    return np.asarray(n, float) / design_effect


def wilson(count: Any, n: Any, confidence: float = 0.95, design_effect: float = 1.0) -> pd.DataFrame:
    """Return shares with Wilson score intervals.

    Parameters
    ----------
    count, n : array-like
        Events and denominators; a pandas object keeps its index.
    confidence : float
    design_effect : float
        Variance relative to independent children; the interval is that of n / design_effect children.

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (percent), effective_n (children).

    Raises
    ------
    ValueError
        For a count outside its denominator or a design effect below 1.

    Notes
    -----
    Wilson (1927), as in Newcombe (1998), Stat Med 17:857, method 3, and in OHID's technical guide.
    """
    counts, sizes = checked(count, n)
    share, size = counts / sizes, effective_n(sizes, design_effect)
    z = stats.norm.ppf((1 + confidence) / 2)
    centre = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z / (1 + z**2 / size) * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    columns = {"value": share, "low": np.clip(centre - reach, 0, 1), "high": np.clip(centre + reach, 0, 1)}
    frame = pd.DataFrame({name: np.atleast_1d(100 * values) for name, values in columns.items()})
    frame["effective_n"] = np.atleast_1d(size)
    labelled = [each for each in (n, count) if isinstance(each, pd.Series)]
    return frame.set_axis(labelled[0].index) if labelled else frame


def chance_band(n: Any, share: float, confidence: float = 0.95, design_effect: float = 1.0) -> pd.DataFrame:
    """Return where the printed share would lie by chance alone if the true share never changed.

    Parameters
    ----------
    n : array-like
        Denominators; a pandas object keeps its index.
    share : float
        True share, percent.
    confidence, design_effect : float
        As for `wilson`.

    Returns
    -------
    pandas.DataFrame
        Columns chance_low, chance_high (percent): normal approximation, cut at 0 and 100.
    """
    sizes = np.atleast_1d(effective_n(n, design_effect))
    reach = stats.norm.ppf((1 + confidence) / 2) * np.sqrt(share * (100 - share) / sizes)
    columns = {"chance_low": np.clip(share - reach, 0, 100), "chance_high": np.clip(share + reach, 0, 100)}
    return pd.DataFrame(columns, index=n.index if isinstance(n, pd.Series) else None)


def byar(count: Any, confidence: float = 0.95, design_effect: float = 1.0) -> pd.DataFrame:
    """Return counts with Byar's interval, exact (Poisson) when fewer than 10 independent events.

    Parameters
    ----------
    count : array-like
        Events, 0 or more.
    confidence, design_effect : float
        As for `wilson`: the interval of count / design_effect events, scaled back.

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (events).

    Raises
    ------
    ValueError
        For a negative count or a design effect below 1.

    Notes
    -----
    Breslow and Day (1987), volume II; the switch at 10 is that of OHID and PHEindicatormethods. For a rate, divide by the
    population.
    """
    counts = np.atleast_1d(np.asarray(count, float))
    if (counts < 0).any():
        raise ValueError(f"A count cannot be negative, as {counts.min():g} is.")
    events = effective_n(counts, design_effect)
    z, tail = stats.norm.ppf((1 + confidence) / 2), (1 - confidence) / 2
    above, safe = events + 1, np.maximum(events, 1)
    low = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    exact_low = np.where(events > 0, stats.chi2.ppf(tail, 2 * np.maximum(events, 1e-9)) / 2, 0.0)
    few = events < EXACT_BELOW
    low = np.where(few, exact_low, low) * design_effect
    high = np.where(few, stats.chi2.ppf(1 - tail, 2 * events + 2) / 2, high) * design_effect
    index = count.index if isinstance(count, pd.Series) else None
    return pd.DataFrame({"value": counts, "low": low, "high": high}, index=index)


def homogeneity(count: Any, n: Any, design_effect: float = 1.0) -> Homogeneity:
    """Return whether shares differ by more than chance around their pooled share.

    Parameters
    ----------
    count, n : array-like
        Events and denominators of two periods or more.
    design_effect : float
        X² is divided by it for the second p-value (Rao and Scott's first-order correction).

    Raises
    ------
    ValueError
        With fewer than two periods, or when no event or nothing but events happened.
    """
    counts, sizes = checked(count, n)
    effective_n(sizes, design_effect)
    pooled = counts.sum() / sizes.sum()
    if counts.size < 2 or not 0 < pooled < 1:
        raise ValueError("A comparison needs two periods or more, some events and some without.")
    x2 = float(((counts - sizes * pooled) ** 2 / (sizes * pooled * (1 - pooled))).sum())
    df = counts.size - 1
    adjusted = float(stats.chi2.sf(x2 / design_effect, df))
    return Homogeneity(x2, df, x2 / df, float(stats.chi2.sf(x2, df)), adjusted)


def difference(
    first: tuple[float, float], second: tuple[float, float], confidence: float, design_effect: float
) -> pd.Series:
    """Return the change from one share to another with Newcombe's interval.

    Parameters
    ----------
    first, second : tuple of float
        Events and denominator before and after.
    confidence, design_effect : float
        As for `wilson`.

    Returns
    -------
    pandas.Series
        value, low, high (percentage points), p (two-sided, score test on X² / design effect).

    Notes
    -----
    Newcombe (1998), Stat Med 17:873, method 10: the two Wilson intervals squared and added.
    """
    both = wilson([first[0], second[0]], [first[1], second[1]], confidence, design_effect)
    before, after = both.iloc[0], both.iloc[1]
    value = after["value"] - before["value"]
    low = value - np.hypot(after["value"] - after["low"], before["high"] - before["value"])
    high = value + np.hypot(after["high"] - after["value"], before["value"] - before["low"])
    p = homogeneity([first[0], second[0]], [first[1], second[1]], design_effect).p_design_effect
    return pd.Series({"value": value, "low": low, "high": high, "p": p})
