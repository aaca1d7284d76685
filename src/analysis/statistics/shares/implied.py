"""Which counts can a printed percentage have? Whole numbers of cases give only certain percentages."""

from collections.abc import Iterable
from itertools import combinations
from math import prod

import numpy as np
import pandas as pd


def implied_counts(share: float, n: float, decimals: int = 1) -> list[int]:
    """Return every whole number whose share of `n` rounds to the printed percentage.

    Parameters
    ----------
    share : float
        Percent as printed.
    n : float
        Denominator.
    decimals : int
        Decimals of the printed percentage; a half may have been rounded either way.
    """
    half = 0.5 * 10.0**-decimals
    first = int(np.ceil((share - half) * n / 100 - 1e-9))
    last = int(np.floor((share + half) * n / 100 + 1e-9))
    return list(range(max(first, 0), last + 1))


def implied_count(share: float, n: float, decimals: int = 1) -> int:
    """Return the whole number nearest to a printed percentage of `n`; `implied_counts` says whether it is the only one.

    Raises
    ------
    ValueError
        If no whole number rounds to the percentage: share and denominator contradict each other.
    """
    possible = implied_counts(share, n, decimals)
    if not possible:
        raise ValueError(f"No whole number of {n:g} rounds to {share:g}%: check the percentage and the denominator.")
    return min(possible, key=lambda count: abs(100 * count / n - share))


def implied_denominators(count: float, share: float, decimals: int = 1) -> list[int]:
    """Return every denominator for which a count rounds to the printed percentage.

    Raises
    ------
    ValueError
        If there is none, or the percentage is not positive.
    """
    half = 0.5 * 10.0**-decimals
    if share <= half:
        raise ValueError(f"A percentage of {share:g} does not bound the denominator of {count:g}.")
    first = int(np.ceil(100 * count / (share + half) - 1e-9))
    last = int(np.floor(100 * count / (share - half) + 1e-9))
    if last < first:
        raise ValueError(f"No denominator makes {count:g} round to {share:g}%: check the count and the percentage.")
    return list(range(first, last + 1))


def pairs(share: float, fewest: int, most: int, decimals: int = 1) -> pd.DataFrame:
    """Return every count and number from `fewest` to `most` whose share rounds to a printed percentage.

    Returns
    -------
    pandas.DataFrame
        Columns count and n. For 0% and 100% every n is possible.
    """
    sizes = range(fewest, most + 1)
    found = [(count, n) for n in sizes for count in implied_counts(share, n, decimals) if count <= n]
    return pd.DataFrame(found, columns=["count", "n"])


def nearest(share: float, usual: float, decimals: int = 1) -> tuple[float, float]:
    """Return the count and the number nearest to a usual number that can lie behind a printed percentage."""
    found = pairs(share, 1, round(3 * usual), decimals)
    row = found.loc[(found["n"] - usual).abs().idxmin()]
    return float(row["count"]), float(row["n"])


def read(printed: str) -> tuple[float, int]:
    """Return a printed percentage as its value and its number of decimals.

    Raises
    ------
    ValueError
        If the text is no percentage from 0 to 100.
    """
    text = printed.strip().removesuffix("%").strip()
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise ValueError(f"'{printed}' is no percentage from 0 to 100: give it as printed, for example '34.1%'.")
    return value, len(text.partition(".")[2])


def numerators(printed: str, n: int) -> list[int]:
    """Return the whole numbers of `n` cases whose share rounds to a printed percentage (a half either way)."""
    value, decimals = read(printed)
    return [count for count in implied_counts(value, n, decimals) if count <= n]


def fitting(printed: str, largest: int) -> list[int]:
    """Return the denominators from 1 to `largest` that a printed percentage can have."""
    return [n for n in range(1, largest + 1) if numerators(printed, n)]


def fitting_all(printed: Iterable[str], largest: int) -> list[int]:
    """Return the denominators from 1 to `largest` that several printed percentages can share."""
    held = [set(fitting(each, largest)) for each in printed]
    return sorted(set.intersection(*held)) if held else []


def reachable(n: int, decimals: int) -> int:
    """Return how many different percentages, rounded to so many decimals, shares of `n` cases can give."""
    scale = 100 * 10**decimals
    return len({(2 * count * scale + n) // (2 * n) for count in range(n + 1)})


def expected_by_chance(printed: Iterable[str], largest: int) -> float:
    """Return how many common denominators unconnected percentages would have on average.

    Notes
    -----
    Each percentage is taken as drawn evenly from all that can be printed with its decimals, independently of the others;
    the chances of all fitting are added over the denominators from 1 to `largest`.
    """
    digits = [read(each)[1] for each in printed]
    sizes = range(1, largest + 1)
    return float(sum(prod(reachable(n, places) / (100 * 10**places + 1) for places in digits) for n in sizes))


def parts_that_sum(whole: str, parts: "pd.Series[str]", n: int) -> list[tuple[str, ...]]:
    """Return the sets of two parts or more whose counts can add up exactly to the count of the whole.

    Parameters
    ----------
    whole : str
        Printed percentage.
    parts : pandas.Series
        Printed percentages of the same `n`, indexed by name.
    n : int

    Returns
    -------
    list of tuple of str
        Names of the parts, fewest first.
    """
    totals = set(numerators(whole, n))
    return [
        names
        for size in range(2, len(parts) + 1)
        for names in combinations(parts.index, size)
        if totals & _sums([numerators(parts[name], n) for name in names])
    ]


def _sums(counts: list[list[int]]) -> set[int]:
    sums = {0}
    for each in counts:
        sums = {total + count for total in sums for count in each}
    return sums
