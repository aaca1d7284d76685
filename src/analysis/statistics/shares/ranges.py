"""The range of a share, and where a share that never changed would be printed by chance."""

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis.statistics.design_effect import effective

Range = tuple[float, float]


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


@lru_cache(maxsize=4096)  # asked again and again by one report
def share_range(part: float, whole: float, confidence: float, design_effect: float) -> Range:
    """Return Wilson's range of a share in percent, on the effective number whole / design effect.

    Parameters
    ----------
    part, whole : float
        Children; a part of a child may stand where only a percentage is printed.
    confidence, design_effect : float

    Returns
    -------
    low, high : float

    Raises
    ------
    ValueError
        For a part outside its whole or a design effect below 1.

    Notes
    -----
    Wilson (1927), JASA 22:209, as in Newcombe (1998), Stat Med 17:857, method 3, and in OHID's technical guide;
    statsmodels' implementation.
    """
    count, number = (effective(each, design_effect) for each in checked(part, whole))
    low, high = proportion_confint(count, number, 1 - confidence, "wilson")
    return 100 * float(low), 100 * float(high)


def share_ranges(parts: Any, wholes: Any, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return several shares with their ranges as from `share_range`.

    Parameters
    ----------
    parts, wholes : array-like
        A pandas series keeps its index.
    confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (percent), effective_n (children).
    """
    counts, sizes = (np.atleast_1d(each) for each in checked(parts, wholes))
    number = effective(sizes, design_effect)
    low, high = proportion_confint(effective(counts, design_effect), number, 1 - confidence, "wilson")
    columns = {"value": 100 * counts / sizes, "low": 100 * low, "high": 100 * high, "effective_n": number}
    labelled = [each.index for each in (wholes, parts) if isinstance(each, pd.Series)]
    return pd.DataFrame(columns, index=labelled[0] if labelled else None)


def exact_range(part: float, whole: float, confidence: float, design_effect: float) -> Range:
    """Return Clopper and Pearson's exact range of a share in percent, for none or all of a few cases.

    Notes
    -----
    Clopper and Pearson (1934), Biometrika 26:404; statsmodels' ``beta``. On effective numbers, as `share_range`.
    """
    count, number = checked(part, whole)
    events, cases = effective(count, design_effect), effective(number, design_effect)
    low, high = proportion_confint(events, cases, 1 - confidence, "beta")
    return 100 * float(low), 100 * float(high)


def chance_band(n: Any, share: float, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return where the printed share would lie by chance alone if the true share never changed.

    Parameters
    ----------
    n : array-like
        Denominators; a pandas series keeps its index.
    share : float
        True share, percent.
    confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Columns chance_low, chance_high (percent): normal approximation, cut at 0 and 100.
    """
    sizes = np.atleast_1d(effective(n, design_effect))
    reach = stats.norm.ppf((1 + confidence) / 2) * np.sqrt(share * (100 - share) / sizes)
    columns = {"chance_low": np.clip(share - reach, 0, 100), "chance_high": np.clip(share + reach, 0, 100)}
    return pd.DataFrame(columns, index=n.index if isinstance(n, pd.Series) else None)
