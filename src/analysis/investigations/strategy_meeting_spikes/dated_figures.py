"""What a few printed figures around an event can carry: change against the noise of flows, and hidden denominators."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import stats

DAYS_PER_YEAR = 365.25


def poisson_interval(count: float, confidence: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Return the exact Poisson interval of a count (Garwood 1936); with a dispersion, of count over dispersion."""
    tail, effective = (1 - confidence) / 2, count / dispersion
    low = stats.chi2.ppf(tail, 2 * effective) / 2 if count else 0.0
    return float(low * dispersion), float(stats.chi2.ppf(1 - tail, 2 * effective + 2) / 2 * dispersion)


def byar_interval(count: float, confidence: float) -> tuple[float, float]:
    """Return Byar's interval of a count of 10 or more (Breslow and Day 1987, page 69; OHID technical guide)."""
    if count < 10:
        raise ValueError(f"Byar's interval needs a count of 10 or more, not {count:g}: take poisson_interval.")
    z = stats.norm.ppf((1 + confidence) / 2)
    above = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    return float(low), float(above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3)


def dispersion(counts: pd.Series) -> float:
    """Return the Pearson dispersion of counts of equal periods around their mean: 1 if only chance moves them."""
    return float(((counts - counts.mean()) ** 2).sum() / counts.mean() / (len(counts) - 1))


def count_ratio(
    before: float, after: float, confidence: float, spread: float = 1.0, freedom: float = np.inf
) -> tuple[float, float, float]:
    """Return the percentage change between two counts, with its interval on the log scale.

    Parameters
    ----------
    before, after : float
    confidence : float
    spread : float
        Variance over mean of a count: 1 for Poisson.
    freedom : float
        Degrees of freedom behind `spread`; the interval uses Student's t.

    Returns
    -------
    tuple of float
        Change, low, high in percent.
    """
    reach = stats.t.ppf((1 + confidence) / 2, freedom) * np.sqrt(spread * (1 / before + 1 / after))
    middle = np.log(after / before)
    change, low, high = (100 * np.expm1(at) for at in (middle, middle - reach, middle + reach))
    return float(change), float(low), float(high)


def stock_change(
    first: float,
    last: float,
    days: float,
    flows: Mapping[str, float],
    confidence: float,
    design_effect: float,
) -> dict[str, float]:
    """Compare the change of a count of children on a plan with what its flows do by chance.

    Such a count is not a fresh Poisson count: it changes by plans that start less plans that end. If these keep the
    yearly numbers `flows`, the change has mean (starts − ends) and variance (starts + ends) times the design effect,
    because brothers and sisters start and end together.

    Parameters
    ----------
    first, last : float
        Children on a plan on two days.
    days : float
        Days between them.
    flows : mapping
        ``starts`` and ``ends``: plans in a year.
    confidence : float
    design_effect : float

    Returns
    -------
    dict
        change, low, high (children; the interval of the change), expected, expected_low, expected_high (the change that
        the yearly flows would give), per_month.
    """
    years = days / DAYS_PER_YEAR
    noise = np.sqrt((flows["starts"] + flows["ends"]) * years * design_effect)
    reach = float(stats.norm.ppf((1 + confidence) / 2) * noise)
    change, expected = last - first, (flows["starts"] - flows["ends"]) * years
    found = {"change": change, "low": change - reach, "high": change + reach, "per_month": change / (12 * years)}
    return found | {"expected": expected, "expected_low": expected - reach, "expected_high": expected + reach}


def paces(
    stocks: "pd.Series[float]", flows: Mapping[str, float], confidence: float, design_effect: float
) -> pd.DataFrame:
    """Return the change between each count and the next, against the noise of the flows.

    Parameters
    ----------
    stocks : pandas.Series
        Children on a plan, index: dates in order.
    flows, confidence, design_effect
        As in `stock_change`.

    Returns
    -------
    pandas.DataFrame
        Columns start, end (dates), first, last (children) and those of `stock_change`.
    """
    pairs = list(zip(stocks.items(), list(stocks.items())[1:], strict=False))
    return pd.DataFrame(
        {"start": day, "end": then, "first": first, "last": last}
        | stock_change(first, last, (then - day).days, flows, confidence, design_effect)
        for (day, first), (then, last) in pairs
    )


def pace_band(
    start: float, days: pd.DatetimeIndex, flows: Mapping[str, float], confidence: float, design_effect: float
) -> pd.DataFrame:
    """Return the counts that yearly flows alone would give from a first count on.

    Returns
    -------
    pandas.DataFrame
        Index: the days; columns expected, low, high (children).
    """
    rows = [stock_change(start, start, (day - days[0]).days, flows, confidence, design_effect) for day in days[1:]]
    names = {"expected": "expected", "expected_low": "low", "expected_high": "high"}
    first = pd.DataFrame(0.0, index=days[:1], columns=list(names))
    moved = pd.concat([first, pd.DataFrame(rows, index=days[1:])[list(names)]])
    return start + moved.rename(columns=names)


def possible_counts(percent: float, fewest: int, most: int, decimals: int = 1) -> pd.DataFrame:
    """Return every count and number from `fewest` to `most` whose share rounds to a printed percentage.

    Returns
    -------
    pandas.DataFrame
        Columns count and n; halves may have been rounded either way. For 0% and 100% every n is possible.
    """
    n = np.arange(fewest, most + 1)
    count = np.round(percent / 100 * n)
    fits = np.abs(100 * count / n - percent) <= 0.5 * 10.0**-decimals + 1e-9
    return pd.DataFrame({"count": count[fits].astype(int), "n": n[fits]})


def wilson_interval(count: float, n: float, confidence: float, design_effect: float) -> tuple[float, float]:
    """Return Wilson's interval of a share in percent, with the number of children divided by the design effect."""
    z, size, share = stats.norm.ppf((1 + confidence) / 2), n / design_effect, count / n
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z / (1 + z**2 / size) * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    return float(100 * (middle - reach)), float(100 * (middle + reach))


def timeliness(percents: pd.Series, usual: float, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return monthly percentages with intervals at two stated numbers of children, because none is printed.

    Parameters
    ----------
    percents : pandas.Series
        Printed percentages by month.
    usual : float
        Children in a usual month; numbers from a quarter of it to three times as many are considered.
    confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Columns value; smallest_n (smallest number that gives the percentage), n and count (the possible pair nearest to
        the usual number), low and high (at n), widest_low and widest_high (at smallest_n). Percentages.
    """
    rows = []
    for percent in percents:
        pairs = possible_counts(percent, round(usual / 4), round(3 * usual))
        near = pairs.loc[(pairs["n"] - usual).abs().idxmin()]
        small = pairs.iloc[0]
        low, high = wilson_interval(near["count"], near["n"], confidence, design_effect)
        widest = wilson_interval(small["count"], small["n"], confidence, design_effect)
        rows.append((percent, small["n"], near["n"], near["count"], low, high, *widest))
    names = ["value", "smallest_n", "n", "count", "low", "high", "widest_low", "widest_high"]
    return pd.DataFrame(rows, columns=names, index=percents.index)
