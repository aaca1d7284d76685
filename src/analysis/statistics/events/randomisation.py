"""Is the change at the event larger than at other months? Its rank among months without one (randomisation inference).

No model of chance is needed: the same plain measure is taken at every month before the event, and the event's is ranked among
them. What moves the series anyway (drift, other breaks, siblings, months that hang together) moves the other months as well.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.statistics.events import working_days

Array = NDArray[np.float64]

MONTHS = 3  # on either side: longer stretches overlap more, and then the last of them stands out too often
PLACEBO_NEEDED = 30  # with fewer the rule gives more than 5% false alarms on drifting series (calibration.csv)
CLIPPED_AT = 2.0  # robust standard deviations: further out counts as this far, so that one zero hides no lasting rise
MONTHS_FOR_SEASON = 24


@dataclass(frozen=True)
class Rank:
    """Where the change at an event stands among those at `placebo` months (percent by month) without one.

    `change` is in percent; `as_large` counts the placebo months that changed as much either way; `p` is their share with the
    event itself, or missing when there are too few of them to tell.
    """

    month: pd.Timestamp
    change: float
    placebo: "pd.Series[float]"
    as_large: int
    p: float


def first_month(event: pd.Timestamp) -> pd.Timestamp:
    """Return the month of the event, or the next when more than half of its working days lay before the event."""
    month = event.replace(day=1)
    return month if working_days.remaining_share(event) >= 0.5 else month + pd.DateOffset(months=1)


def rank(series: pd.DataFrame, event: pd.Timestamp, exposure: str = "working_days") -> Rank:
    """Return where the change at an event stands among the changes at the months before it.

    A change is the mean of three months from a month on less the mean of the three months before it, on the log scale,
    per working day and less the time of year, compared with the usual change of the series. Months without an event are those
    whose six months end before the event.

    Parameters
    ----------
    series : pandas.DataFrame
        Index: first days of months, without gaps; columns ``count`` (missing when not known) and the `exposure`.
    event : pandas.Timestamp
        The day from which the event can have had an effect.
    exposure : str
        ``working_days`` or a column of `series`.

    Returns
    -------
    Rank
        p = (1 + number as large) / (1 + number of placebo months): the event counts as one of them.

    Raises
    ------
    ValueError
        If no month is known on one side of the event, or a count is not one.

    Notes
    -----
    Two of the three months on a side must be known; where fewer than three months from the event on have been counted yet, every
    stretch is so short. A month far from both its sides is pulled in, so that no stray one decides, unless it is the only one
    from the event on. Exact for exchangeable stretches; how near it is when they overlap, drift or break is measured by
    calibration. Fisher (1935), *The Design of Experiments*; Abadie, Diamond and Hainmueller (2010), JASA 105:493 (placebo).
    """
    checked(series, exposure)
    month = first_month(event)
    after = min(MONTHS, int((series.index >= month).sum()))
    levels = detrended(series, exposure, pull_in=after > 1)
    changes = shifts(levels, after)
    if after == 0 or np.isnan(changes.get(month, np.nan)):
        raise ValueError(
            f"The series does not know enough months around {month:%B %Y}: the rank needs 2 of the 3 months before it and as "
            "many from it on; add months, or choose another event_date."
        )
    known = changes.dropna()
    placebo = known[known.index <= month - pd.DateOffset(months=after)]
    usual = float(known[known.index <= month].median())
    as_large = int((np.abs(placebo - usual) >= abs(known[month] - usual) - 1e-12).sum())
    p = (1 + as_large) / (1 + len(placebo)) if len(placebo) >= PLACEBO_NEEDED else np.nan
    return Rank(month, float(100 * np.expm1(known[month])), 100 * np.expm1(placebo), as_large, p)


def without_one(series: pd.DataFrame, event: pd.Timestamp, exposure: str = "working_days") -> pd.DataFrame:
    """Return the rank when each of the six months around the event is left out in turn: what one month decides.

    Returns
    -------
    pandas.DataFrame
        Index: the month left out; columns change (percent), as_large, p. Months whose loss leaves too few are missing.
    """
    month = first_month(event)
    around = pd.date_range(month - pd.DateOffset(months=MONTHS), periods=2 * MONTHS, freq="MS")
    rows: dict[pd.Timestamp, tuple[float, float, float]] = {}
    for left_out in around.intersection(pd.DatetimeIndex(series.index[series["count"].notna()])):
        try:
            found = rank(series.assign(count=series["count"].where(series.index != left_out)), event, exposure)
            rows[left_out] = (found.change, found.as_large, found.p)
        except ValueError:
            rows[left_out] = (np.nan, np.nan, np.nan)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["change", "as_large", "p"])


def checked(series: pd.DataFrame, exposure: str) -> None:
    """Raise an error for a number that is no count of a month.

    Raises
    ------
    ValueError
        If a count is negative, infinite or above a million; the month is named.
    """
    columns = ["count"] + ([exposure] if exposure != "working_days" else [])
    for column in columns:
        wrong = series.index[series[column].notna() & ~series[column].between(0, 1e6)]
        if len(wrong):
            raise ValueError(f"The number of {wrong[0]:%B %Y} is no count of a month: correct it in the monthly file.")


def detrended(series: pd.DataFrame, exposure: str, pull_in: bool = True) -> "pd.Series[float]":
    """Return the logarithm of the count per working day, stray months pulled in if wished, less the time of year.

    The time of year (one wave, and school holidays) is fitted by least squares to series of two years or more, to all months
    alike, so that the event's month is treated as any other.
    """
    months = pd.DatetimeIndex(series.index)
    calendar = working_days.by_month(months)
    per = calendar["working_days"] if exposure == "working_days" else series[exposure].where(series[exposure] > 0)
    logs = np.log((series["count"] + 0.5) / per)
    logs = _pulled_in(logs) if pull_in else logs
    known = logs.notna().to_numpy()
    if known.sum() < MONTHS_FOR_SEASON:
        return logs
    turn = 2 * np.pi * (months.month.to_numpy(dtype=float) - 1) / 12
    year = np.column_stack([np.ones(len(logs)), np.sin(turn), np.cos(turn), calendar["school_holidays"]])
    fitted = np.linalg.lstsq(year[known], logs[known], rcond=None)[0]
    return logs - year[:, 1:] @ fitted[1:]


def _pulled_in(logs: "pd.Series[float]") -> "pd.Series[float]":
    before, after = (each.rolling(MONTHS, min_periods=1).median().shift(1) for each in (logs, logs[::-1]))
    # the last month has only the one before it to agree with, the first only the next
    sides = pd.concat([before.fillna(logs.shift(-1)), after[::-1].fillna(logs.shift(1))], axis=1)
    # a month that agrees with either side is no outlier, so that a step stays one
    near = logs.clip(sides.min(axis=1), sides.max(axis=1))
    reach = CLIPPED_AT * 1.4826 * float(logs.diff().abs().median()) / np.sqrt(2)
    return near + (logs - near).clip(-reach, reach)


def shifts(levels: "pd.Series[float]", after: int) -> "pd.Series[float]":
    """Return for each month the mean of `after` months from it on less the mean of the three before; missing if unknown."""
    before = levels.rolling(MONTHS, min_periods=MONTHS - 1).mean().shift(1)
    from_it_on = levels.rolling(after, min_periods=max(1, after - 1)).mean().shift(1 - after)
    return from_it_on - before
