"""Does the model's effect depend on how it is looked for? A forecast without the event, and other cuts of the series."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.statistics.events import autocorrelation
from analysis.statistics.events.event_window import Window, window
from analysis.statistics.events.interruption import analyse, poisson


def without_event(seen: Window, confidence: float, draws: int, rng: np.random.Generator) -> pd.DataFrame:
    """Forecast the months from the event on from the months before it alone, and compare.

    Returns
    -------
    pandas.DataFrame
        Index: month from the event on; columns count, expected, low, high (the range for a single month, which holds
        the uncertainty of the forecast, overdispersion and autocorrelation), excess (count less expected).
    """
    past = seen.since < 0
    # a quarter of a year after so few months cannot be told from the trend: school holidays stay out of short pasts
    base = seen.base[:, : 4 if past.sum() < 24 else None]
    beta, mean = poisson(seen.counts[past], base[past], seen.exposure[past])
    design = base[past] * np.sqrt(mean)[:, None]
    residuals = (seen.counts[past] - mean) / np.sqrt(mean)
    share = autocorrelation.weights(residuals, design, seen.position[past])
    scale = residuals @ residuals / max(len(mean) - base.shape[1], 1)
    expected = np.exp(base[~past] @ beta + seen.exposure[~past])
    noise = autocorrelation.noise(share, seen.position, draws, rng)
    errors = _forecast_errors(noise, base, past, mean, expected, scale)
    low, high = np.quantile(errors, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    columns = {"count": seen.counts[~past], "expected": expected}
    columns |= {"low": np.maximum(expected + low, 0), "high": expected + high}
    return pd.DataFrame(columns, index=seen.months[~past]).assign(excess=lambda rows: rows["count"] - rows["expected"])


def _forecast_errors(
    noise: NDArray[np.float64],
    base: NDArray[np.float64],
    past: NDArray[np.bool_],
    mean: NDArray[np.float64],
    expected: NDArray[np.float64],
    scale: float,
) -> NDArray[np.float64]:
    root = np.sqrt(mean)
    design = base[past] * root[:, None]
    projected = noise[:, past] @ np.linalg.pinv(design).T
    residuals = noise[:, past] - projected @ design.T
    # each drawn series is forecast with its own scale, as the real one is: that widens the range to Student's t
    own = np.sqrt((residuals**2).sum(axis=1) / (len(mean) - design.shape[1]))[:, None]
    error = noise[:, ~past] * np.sqrt(expected) - (projected @ base[~past].T) * expected
    found: NDArray[np.float64] = error / own * np.sqrt(scale)
    return found


def other_choices(
    series: pd.DataFrame,
    event: pd.Timestamp,
    months_before: int,
    model: str,
    others: dict[str, tuple[pd.Timestamp, list[pd.Timestamp]]],
    *,
    confidence: float,
    draws: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return the estimate of one impact model under other choices.

    Parameters
    ----------
    others : dict
        What is changed, in words: the event date and the months left out.

    Returns
    -------
    pandas.DataFrame
        Index: what is changed; columns rise, low, high (percent), p; missing where too few months remain.
    """
    rows = {}
    for words, (day, left_out) in ({"as stated": (event, [])} | others).items():
        kept = series.assign(count=series["count"].where(~series.index.isin(left_out)))
        rows[words] = _estimate(kept, day, months_before, model, confidence, draws, rng)
    return pd.DataFrame(rows).T


def _estimate(
    series: pd.DataFrame,
    event: pd.Timestamp,
    months_before: int,
    model: str,
    confidence: float,
    draws: int,
    rng: np.random.Generator,
) -> "pd.Series[float]":
    names = ["rise", "low", "high", "p"]
    try:
        seen = window(series, event, months_before)
        found = analyse(seen, [model], confidence=confidence, draws=draws, rng=rng)
    except ValueError:
        return pd.Series(np.nan, index=names)
    return found.models.iloc[0][names].astype(float)
