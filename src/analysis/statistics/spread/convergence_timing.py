"""When the spread fell, without which area it is least, and which area rose most."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from analysis.statistics.spread.convergence import Array, draw_counts

# The basic bootstrap of five areas holds the truth in 91 to 93 of 100 cases at a nominal 95; at half the tails in 94 to 97.
TAIL = 0.5
LOWEST, HIGHEST = -1.0, 3.0


def _cv(rates: Array) -> Array:
    return np.asarray(rates.std(axis=-1) / rates.mean(axis=-1))


def _sd(rates: Array) -> Array:
    return np.asarray(rates.std(axis=-1))


def last_before(dates: pd.DatetimeIndex, day: pd.Timestamp) -> pd.Timestamp:
    """Return the last date on or before a day.

    Raises
    ------
    ValueError
        If no date lies before it.
    """
    before = dates[dates <= day]
    if before.empty:
        raise ValueError(
            f"The parameter audits_began ({day:%Y-%m-%d}) lies before the first figure ({dates[0]:%Y-%m-%d})."
        )
    return before[-1]


def share_before(
    rates: pd.DataFrame,
    dates: tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp],
    confidence: float,
    draws: int,
    seed: int,
    people: pd.Series | None = None,
    design_effect: float = 1.0,
    measure: str = "cv",
) -> tuple[float, float, float]:
    """Return the part of the fall of the spread that came before the middle of three dates.

    Parameters
    ----------
    rates : pandas.DataFrame
        Per 10,000; index date, a column per area.
    dates : tuple of pandas.Timestamp
        First, middle and last date.
    confidence : float
    draws, seed : int
    people : pandas.Series, optional
        Population by area. With it, chance enters the range as well as rounding.
    design_effect : float
        Variance of chance relative to Poisson.
    measure : str
        ``cv`` (relative to the average rate) or ``sd`` (per 10,000).

    Returns
    -------
    value, low, high : float
        Percent; (s₁ − s₂)/(s₁ − s₃). Over 100: the spread was already lower than at the last date. A range that reaches −100 or
        300 has no end there: it is not certain that the spread fell at all.

    Notes
    -----
    A part r is in the range when (s₁ − s₂) − r·(s₁ − s₃) may be 0 (Fieller 1954, J R Stat Soc B 16:175), by the range of that
    difference reflected at what is printed.
    """
    spread_of = {"cv": _cv, "sd": _sd}[measure]
    table = rates.loc[list(dates)].to_numpy(float)
    size = None if people is None else people[rates.columns].to_numpy(float)
    first, middle, last = spread_of(_redrawn(table, size, design_effect, draws, seed))
    start, at, end = spread_of(table)
    value = float((start - at) / (start - end))

    def held(part: float) -> float:
        printed = (start - at) - part * (start - end)
        near, far = _reflected(printed, (first - middle) - part * (first - last), confidence)
        return float(min(-near, far))  # above 0 while the range of the difference holds 0

    low, high = (_where(held, value, end) for end in (LOWEST, HIGHEST))
    return 100 * value, 100 * min(low, value), 100 * max(high, value)


def _where(held: Callable[[float], float], value: float, end: float) -> float:
    """Return where `held` falls to 0 between a value and an end; the end when it never does, the value when it is not above."""
    if held(end) >= 0:
        return end
    return float(brentq(held, end, value)) if held(value) > 0 else value


def _reflected(printed: float, drawn: Array, confidence: float) -> tuple[float, float]:
    """Return the range of a measure from redrawn values, reflected at the printed one (basic bootstrap).

    Redrawing adds chance to rates that hold some already, so percentiles of the redrawn values would lie to one side.
    """
    tail = (1 - confidence) / 2 * TAIL
    near, far = np.quantile(drawn, [1 - tail, tail])
    return float(2 * printed - near), float(2 * printed - far)


def _redrawn(table: Array, people: Array | None, design_effect: float, draws: int, seed: int) -> Array:
    """Return rates, dates × draws × areas, redrawn within rounding and, with `people`, by chance."""
    random = np.random.default_rng(seed)
    drawn = table + random.uniform(-0.5, 0.5, (draws, *table.shape))
    if people is not None:
        drawn = 10_000 * draw_counts(drawn * people / 10_000, design_effect, random) / people
    return np.moveaxis(drawn, 1, 0)


def change(
    rates: pd.DataFrame,
    dates: tuple[pd.Timestamp, pd.Timestamp],
    people: pd.Series,
    design_effect: float,
    confidence: float,
    draws: int,
    seed: int,
) -> tuple[float, float, float]:
    """Return the change of the coefficient of variation between two dates, with what rounding and chance leave open.

    Parameters as for `share_before`.

    Returns
    -------
    value, low, high : float
        Later less earlier. The dates are redrawn independently, so the range is rather too wide than too narrow.
    """
    table = rates.loc[list(dates)].to_numpy(float)
    before, after = _cv(_redrawn(table, people[rates.columns].to_numpy(float), design_effect, draws, seed))
    start, end = _cv(table)
    printed = float(end - start)
    return printed, *_reflected(printed, after - before, confidence)


def leave_one_out(rates: pd.DataFrame, dates: list[pd.Timestamp]) -> pd.DataFrame:
    """Return the coefficient of variation at some dates without each area in turn.

    Returns
    -------
    pandas.DataFrame
        Index the area left out, first ``none``; a column per date and ``fall`` (cv at the first date less cv at the last).
    """
    rows = {"none": _cv(rates.loc[dates].to_numpy(float))}
    for area in rates.columns:
        rows[area] = _cv(rates.loc[dates].drop(columns=area).to_numpy(float))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=dates)
    return table.assign(fall=table[dates[0]] - table[dates[-1]])


def rises(rates: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return each area's percentage rise between two dates, with the furthest that rounding allows.

    Returns
    -------
    pandas.DataFrame
        Index area, largest rise first; columns start, end (per 10,000), value, low, high (percent).
    """
    before, after = rates.loc[start].astype(float), rates.loc[end].astype(float)
    table = pd.DataFrame({"start": before, "end": after, "value": 100 * (after / before - 1)})
    table["low"] = 100 * ((after - 0.5) / (before + 0.5) - 1)
    table["high"] = 100 * ((after + 0.5) / (before - 0.5) - 1)
    return table.sort_values("value", ascending=False, kind="stable")
