"""What spike could so many months detect? SIMULATED series with a known effect, analysed as a real one would be."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.statistics.events import simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.interruption import Analysis, analyse
from analysis.statistics.events.simulated_series import Truth

DRAWS = 199


def analyses(
    event: pd.Timestamp,
    before: int,
    after: int,
    truth: Truth,
    models: list[str],
    replications: int,
    rng: np.random.Generator,
) -> list[Analysis]:
    """Return the analyses of SIMULATED series, each as a real series would be analysed."""
    months = simulated_series.months_around(event, before, after)
    mean = simulated_series.expected(months, event, truth)
    seen = window(pd.DataFrame({"count": mean}, index=months), event, before)
    found = []
    for _ in range(replications):
        drawn = replace(seen, counts=simulated_series.draw(mean, truth, rng))
        found.append(analyse(drawn, models, draws=DRAWS, rng=rng))
    return found


def minimum(detected: pd.Series, wanted: float) -> float:
    """Return the smallest rise that is detected with the wanted chance.

    Parameters
    ----------
    detected : pandas.Series
        Index: rises in ascending order; values: share of series in which the test found an effect.
    wanted : float
        For example 0.8.

    Returns
    -------
    float
        Interpolated between the rises tried; infinite when even the largest is too small.
    """
    shares = np.maximum.accumulate(detected.to_numpy(dtype=float))
    if shares[-1] < wanted:
        return np.inf
    return float(np.interp(wanted, shares, detected.index.to_numpy(dtype=float)))
