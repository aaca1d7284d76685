"""Control charts of a share over time: p, Laney p′, XmR, run rules, and a funnel against a comparator."""

import numpy as np
import pandas as pd
from scipy import stats

TRIAL_BELOW = 12  # fewer points give trial limits (NHS England, Making Data Count)
RUN = 8  # points in a row on one side of the centre (Western Electric, as in Montgomery)
D2 = 1.128  # mean of the range of two standard normal values: moving range to standard deviation


def p_chart(parts: pd.Series, wholes: pd.Series) -> pd.DataFrame:
    """Return the p-chart: limits of three binomial standard errors around the pooled share.

    Returns
    -------
    pandas.DataFrame
        Columns value, centre, low, high (percent) and outside (bool), one row per period.
    """
    return _chart(parts, wholes, 1.0)


def laney_sigma_z(parts: pd.Series, wholes: pd.Series) -> float:
    """Return Laney's σz: the mean moving range of the z-scores over 1.128.

    Above 1 the shares move more from one period to the next than a binomial share does (Laney 2002, Quality Engineering
    14:531).
    """
    pooled = parts.sum() / wholes.sum()
    scores = (parts / wholes - pooled) / np.sqrt(pooled * (1 - pooled) / wholes)
    return float(scores.diff().abs().mean() / D2)


def laney_chart(parts: pd.Series, wholes: pd.Series) -> pd.DataFrame:
    """Return Laney's p′-chart: the limits of `p_chart` widened, or narrowed, by `laney_sigma_z`; columns alike."""
    return _chart(parts, wholes, laney_sigma_z(parts, wholes))


def _chart(parts: pd.Series, wholes: pd.Series, sigma_z: float) -> pd.DataFrame:
    pooled = parts.sum() / wholes.sum()
    reach = 3 * sigma_z * np.sqrt(pooled * (1 - pooled) / wholes)
    return _limits(
        parts / wholes, pd.Series(pooled, parts.index), (pooled - reach).clip(lower=0), (pooled + reach).clip(upper=1)
    )


def xmr_chart(values: pd.Series) -> pd.DataFrame:
    """Return the XmR chart of shares as single values (a number from 0 to 1): limits of 2.66 mean moving ranges.

    The size of each denominator is ignored. With fewer than `TRIAL_BELOW` points the limits are trial limits.
    """
    reach = 3 / D2 * values.diff().abs().mean()
    centre = pd.Series(values.mean(), values.index)
    return _limits(values, centre, (centre - reach).clip(lower=0), (centre + reach).clip(upper=1))


def _limits(values: pd.Series, centre: pd.Series, low: pd.Series, high: pd.Series) -> pd.DataFrame:
    frame = 100 * pd.DataFrame({"value": values, "centre": centre, "low": low, "high": high})
    return frame.assign(outside=(values > high) | (values < low))


def longest_run(values: pd.Series, centre: float) -> int:
    """Return the largest number of points in a row on one side of the centre; points on it break no run and count for none."""
    sides = np.sign(values - centre)
    sides = sides[sides != 0]
    return int(sides.groupby((sides != sides.shift()).cumsum()).size().max()) if len(sides) else 0


def funnel(
    part: float, whole: float, target: float, confidence: float, design_effect: float, between: float = 0.0
) -> dict[str, float]:
    """Return where a share lies in a funnel around a comparator.

    Parameters
    ----------
    part, whole : float
        Counts.
    target : float
        The comparator's share, percent, taken as exact.
    confidence : float
    design_effect : float
    between : float
        Standard deviation of true shares between areas, percentage points, added to the chance variance (Spiegelhalter
        2005, Stat Med 24:1185).

    Returns
    -------
    dict
        value, low, high (percent; the funnel's limits at this size), z, p.
    """
    aim = target / 100
    error = np.sqrt(design_effect * aim * (1 - aim) / whole + (between / 100) ** 2)
    z = (part / whole - aim) / error
    reach = stats.norm.ppf((1 + confidence) / 2) * error
    return {
        "value": 100 * part / whole,
        "low": 100 * float(aim - reach),
        "high": 100 * float(aim + reach),
        "z": float(z),
        "p": float(2 * stats.norm.sf(abs(z))),
    }
