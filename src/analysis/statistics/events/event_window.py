"""The months around an event, and all that is known of them before any effect is looked for."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.statistics.events import randomisation, working_days

Array = NDArray[np.float64]

MONTHS_NEEDED = 12
BEFORE_NEEDED = 6
MONTHS_FOR_SCHOOL_HOLIDAYS = 24


class TooFewMonthsError(ValueError):
    """A series is too short around an event; the message says how many months are known and needed."""


@dataclass(frozen=True)
class Window:
    """The months that are analysed, and everything that is known of them before any impact is fitted."""

    months: pd.DatetimeIndex
    counts: Array
    exposure: Array  # logarithm of working days, or of another denominator
    base: Array  # level, trend, time of year, school holidays
    position: Array  # month number, from 0
    since: Array  # months since the month of the event
    dose: float


def window(series: pd.DataFrame, event: pd.Timestamp, months_before: int, exposure: str = "working_days") -> Window:
    """Return the months around an event, ready to be fitted.

    Parameters
    ----------
    series : pandas.DataFrame
        Index: first days of months, without gaps; columns ``count`` (missing when not known) and, for an `exposure`
        other than working days, that column.
    event : pandas.Timestamp
        The day from which the event can have had an effect.
    months_before : int
        At most so many months before the month of the event are used.
    exposure : str
        What the count is per: ``working_days`` or a column of `series`.

    Returns
    -------
    Window
        Months with a known count and a positive exposure.

    Raises
    ------
    TooFewMonthsError
        If fewer than 12 months remain, fewer than 6 of them before the event, or none from it on.
    """
    month = event.replace(day=1)
    index = pd.DatetimeIndex(series.index)
    since = ((index.year - month.year) * 12 + index.month - month.month).to_numpy(dtype=float)
    calendar = working_days.by_month(index)
    per = calendar["working_days"] if exposure == "working_days" else series[exposure]
    held = (series["count"].notna() & (per > 0)).to_numpy() & (since >= -months_before)
    randomisation.checked(series, exposure)
    _enough(since[held], event)
    since = since[held]
    base = _base(since, index[held], calendar.loc[held, "school_holidays"].to_numpy(dtype=float))
    counts = series.loc[held, "count"].to_numpy(dtype=float)
    log_per = np.log(per[held].to_numpy(dtype=float))
    dose = working_days.remaining_share(event)
    return Window(index[held], counts, log_per, base, since - since[0], since, dose)


def _enough(since: Array, event: pd.Timestamp) -> None:
    before, after = int((since < 0).sum()), int((since >= 0).sum())
    if len(since) < MONTHS_NEEDED or before < BEFORE_NEEDED or after == 0:
        raise TooFewMonthsError(
            f"The series gives {before} months before {event:%B %Y} and {after} from it on; the analysis needs "
            f"{MONTHS_NEEDED} in all, {BEFORE_NEEDED} of them before the event and at least 1 from it on: add months, "
            "raise months_before, or choose another event_date."
        )


def _base(since: Array, months: pd.DatetimeIndex, school: Array) -> Array:
    turn = 2 * np.pi * (months.month.to_numpy(dtype=float) - 1) / 12
    columns = [np.ones(len(since)), since / 12, np.sin(turn), np.cos(turn)]
    return np.column_stack(columns + ([school] if len(since) >= MONTHS_FOR_SCHOOL_HOLIDAYS else []))
