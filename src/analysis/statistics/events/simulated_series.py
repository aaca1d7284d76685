"""SIMULATED monthly counts with a known effect, to find out what the method can do. Never evidence."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.statistics.events import impact_models, working_days

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Truth:
    """What a simulated series is made of; the scale is that of the printed section 47 enquiries."""

    per_year: float = 1500.0
    dispersion: float = 2.5  # variance over mean of a month, given its expected count
    autocorrelation: float = 0.3  # of neighbouring months' departures from what is expected
    trend: float = 0.03  # a year, on the log scale
    season: float = 0.08  # half the swing of the year, on the log scale
    school: float = -0.15  # a month wholly in school holidays, on the log scale
    model: str = "decay"
    rise: float = 0.0  # of the first full month: 0.5 is half as much again
    half_life: float = 2.0  # months
    drift: float = 0.0  # standard deviation of the monthly steps of a level that wanders, on the log scale
    other_break: float = 0.0  # a step a year before the event that has nothing to do with it: −0.3 is 30% less


def months_around(event: pd.Timestamp, before: int, after: int) -> pd.DatetimeIndex:
    """Return the first days of months, `before` of them before the month of the event and `after` from it on."""
    return pd.date_range(event.replace(day=1) - pd.DateOffset(months=before), periods=before + after, freq="MS")


def expected(months: pd.DatetimeIndex, event: pd.Timestamp, truth: Truth) -> Array:
    """Return the expected count of each month."""
    calendar = working_days.by_month(months)
    since = ((months.year - event.year) * 12 + months.month - event.month).to_numpy(dtype=float)
    impact = impact_models.columns(truth.model, since, working_days.remaining_share(event), truth.half_life)[:, 0]
    log_mean = truth.trend * since / 12 + truth.season * np.sin(2 * np.pi * (months.month.to_numpy() - 2) / 12)
    log_mean += truth.school * calendar["school_holidays"].to_numpy() + np.log1p(truth.rise) * impact
    log_mean += np.log1p(truth.other_break) * (since >= -12)
    per_day = truth.per_year / 253
    found: Array = np.exp(log_mean) * per_day * calendar["working_days"].to_numpy()
    return found


def draw(mean: Array, truth: Truth, rng: np.random.Generator) -> Array:
    """Return counts: Poisson around a lognormal first-order autoregression (Zeger 1988, Biometrika 75:621), and a drift."""
    if truth.drift:
        mean = mean * np.exp(np.cumsum(rng.normal(0, truth.drift, len(mean))))
    excess = truth.dispersion - 1
    if excess <= 0:
        return rng.poisson(mean).astype(float)
    # only the part beyond Poisson is autocorrelated, so that part must be more so than the whole
    latent = min(truth.autocorrelation * truth.dispersion / excess, 0.95)
    steps = rng.standard_normal(len(mean))
    state = np.empty(len(mean))
    state[0] = steps[0]
    for place in range(1, len(mean)):
        state[place] = latent * state[place - 1] + np.sqrt(1 - latent**2) * steps[place]
    variance = np.log1p(excess / mean)
    return rng.poisson(mean * np.exp(np.sqrt(variance) * state - variance / 2)).astype(float)


def series(event: pd.Timestamp, before: int, after: int, truth: Truth, rng: np.random.Generator) -> pd.DataFrame:
    """Return a SIMULATED series: index months, column ``count``."""
    months = months_around(event, before, after)
    return pd.DataFrame({"count": draw(expected(months, event, truth), truth, rng)}, index=months)
