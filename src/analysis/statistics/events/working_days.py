"""Months of England as a social worker meets them: working days, and how much of them falls in school holidays."""

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd
from holidays import country_holidays


@lru_cache(maxsize=100)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the weekdays of a year that are bank holidays in England, those proclaimed once among them, as `holidays` lists them."""
    return frozenset(day for day in country_holidays("GB", subdiv="ENG", years=year) if day.weekday() < 5)


@lru_cache(maxsize=100)
def school_holidays(year: int) -> frozenset[date]:
    """Return the days of a usual English school calendar without school.

    Term dates differ by a few days between authorities and years, so these are the usual weeks: around Christmas
    and New Year, a week in February, two at Easter, a week at the end of May, 22 July to 2 September, one in October.
    """
    friday = _easter(year) - timedelta(2)
    weeks = [
        (date(year, 1, 1), date(year, 1, 3)),
        (_monday(year, 2, 14), _monday(year, 2, 14) + timedelta(6)),
        (friday - timedelta(4), friday + timedelta(9)),
        (_monday(year, 5, 25), _monday(year, 5, 25) + timedelta(6)),
        (date(year, 7, 22), date(year, 9, 2)),
        (_monday(year, 10, 23), _monday(year, 10, 23) + timedelta(6)),
        (date(year, 12, 20), date(year, 12, 31)),
    ]
    return frozenset(day.date() for first, last in weeks for day in pd.date_range(first, last))


def by_month(months: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the working days of months and the share of them in school holidays.

    Parameters
    ----------
    months : pandas.DatetimeIndex
        First days of months.

    Returns
    -------
    pandas.DataFrame
        Index: the months; columns ``working_days`` (weekdays that are no bank holiday) and ``school_holidays``
        (share of them, 0 to 1, by `school_holidays`).
    """
    return pd.DataFrame([_month(month) for month in months], index=months, columns=["working_days", "school_holidays"])


@lru_cache(maxsize=1000)
def _month(month: pd.Timestamp) -> tuple[int, float]:
    closed, away = bank_holidays(month.year), school_holidays(month.year)
    days = [day.date() for day in pd.bdate_range(month, month + pd.offsets.MonthEnd(0))]
    working = [day for day in days if day not in closed]
    return len(working), float(np.mean([day in away for day in working]))


@lru_cache(maxsize=1000)
def remaining_share(day: pd.Timestamp) -> float:
    """Return the share of a month's working days that fall on or after a day: 1 December gives 1."""
    closed = bank_holidays(day.year)
    days = pd.bdate_range(day.replace(day=1), day + pd.offsets.MonthEnd(0))
    return float(np.mean([each >= day for each in days if each.date() not in closed]))


def _easter(year: int) -> date:
    found: date = (pd.Timestamp(year, 1, 1) + pd.offsets.Easter()).date()
    return found


def _monday(year: int, month: int, earliest: int) -> date:
    day = date(year, month, earliest)
    return day + timedelta((7 - day.weekday()) % 7)
