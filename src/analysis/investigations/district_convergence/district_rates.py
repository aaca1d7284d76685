"""Printed rates of districts as one series, and where two documents print different ones."""

import pandas as pd

from analysis.statistics.rounding import half_unit


def by_date(rows: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """Return one row per date at which every area has a figure.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations, one reading per area and date.
    areas : list of str

    Returns
    -------
    pandas.DataFrame
        Index date (last day of the period), a column per area.

    Raises
    ------
    ValueError
        If no date has a figure for every area.
    """
    wide = rows.pivot(index="period_end", columns="area", values="value").reindex(columns=areas).dropna()
    if wide.empty:
        raise ValueError(f"No date has a figure for every one of {', '.join(areas)}.")
    return wide.rename_axis(index="date", columns=None)


def between(rates: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the rows from the first to the last date, both included.

    Raises
    ------
    ValueError
        If fewer than three dates are left: a fall cannot then be divided.
    """
    kept = rates[(rates.index >= first) & (rates.index <= last)]
    if len(kept) < 3:
        dates = ", ".join(f"{date:%Y-%m-%d}" for date in rates.index)
        raise ValueError(f"From first_date to last_date there are {len(kept)} dates; choose among {dates}.")
    return kept


def disagreements(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that two documents print differently for one area and date.

    Returns
    -------
    pandas.DataFrame
        Columns date, area, earlier, later (as printed), beyond_rounding; sorted by date and area.
    """
    rows = []
    for (date, area), group in observations.groupby(["period_end", "area"]):
        ordered = group.sort_values("published", kind="stable")
        first, last = ordered.iloc[0], ordered.iloc[-1]
        if first["value"] != last["value"]:
            room = ordered["as_printed"].iloc[[0, -1]].map(half_unit).sum()
            beyond = abs(first["value"] - last["value"]) > room + 1e-9
            rows.append((date, area, first["as_printed"], last["as_printed"], beyond))
    return pd.DataFrame(rows, columns=["date", "area", "earlier", "later", "beyond_rounding"])
