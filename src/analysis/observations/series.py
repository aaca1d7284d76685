"""Observations as series: one reading per figure, one row per period."""

import pandas as pd

from analysis.observations.periods import label

KEYS = ["measure", "group", "area", "period_end", "period_type"]


def preferred(observations: pd.DataFrame, *, latest: bool = True) -> pd.DataFrame:
    """Return one reading of each figure: the latest publication, since later returns are validated.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``; rows without a value are left out.
    latest : bool
        False for the earliest publication instead.

    Returns
    -------
    pandas.DataFrame
        The same columns, at most one row per measure, group, area and period, in order of time. Tables win over prose
        of the same document; an analyst's own row (source ``own``) wins over all.
    """
    held = observations.dropna(subset=["value"]).copy()
    held["_published"] = held["published"].fillna("").replace("", "9999" if latest else "0000")
    held["_from_table"] = ~held["id"].str.contains("/prose/")
    held = held.sort_values(["_published", "_from_table"], ascending=[latest, True], kind="stable")
    held = held.drop_duplicates(KEYS, keep="last").drop(columns=["_published", "_from_table"])
    return held.sort_values(["period_end", "measure", "area"], kind="stable", ignore_index=True)


def by_period(observations: pd.DataFrame, columns: str = "measure") -> pd.DataFrame:
    """Return one row per period and one column per measure (or area).

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``, one reading per figure.
    columns : str
        ``measure``, ``area`` or ``group``: what the columns are.

    Returns
    -------
    pandas.DataFrame
        Index: the usual name of the period, in order of time; columns: period_start, period_end, one per measure.

    Raises
    ------
    ValueError
        If two readings compete for a place: take `preferred` first, or filter by area, group or source.
    """
    keys = ["period_start", "period_end", "period_type"]
    double = observations.duplicated([*keys, columns], keep=False)
    if double.any():
        ids = ", ".join(observations.loc[double, "id"].head(4))
        raise ValueError(f"Two readings compete for one period and {columns} ({ids}): choose one reading first.")
    wide = observations.pivot(index=keys, columns=columns, values="value").reset_index()
    wide.columns.name = None
    names = [label(*row) for row in wide[keys].itertuples(index=False)]
    wide = wide.drop(columns="period_type").set_index(pd.Index(names, name="period"))
    return wide.sort_values(["period_end", "period_start"])


def window(periods: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Return the rows from the first to the last of two periods, in order of time.

    Parameters
    ----------
    periods : pandas.DataFrame
        As from `by_period`.
    first, last : str
        Labels in its index; the last may be ``latest``, so that a new period is used as soon as it is there.

    Raises
    ------
    ValueError
        If a label is not there, or the last stands before the first; the message lists the periods that there are.
    """
    there = list(periods.index)
    last = there[-1] if last == "latest" and there else last
    for name, label_ in (("first", first), ("last", last)):
        if label_ not in there:
            raise ValueError(f"The {name} period '{label_}' has no figures; there are {', '.join(there) or 'none'}.")
    if there.index(first) > there.index(last):
        raise ValueError(f"The last period '{last}' stands before the first period '{first}'.")
    return periods.loc[first:last]
