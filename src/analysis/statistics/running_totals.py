"""Counts printed as running totals of a year: what each quarter added, and where a total falls, which no count can."""

import pandas as pd


def quarters(cumulative: pd.DataFrame) -> pd.DataFrame:
    """Return what each period added to a running total.

    Parameters
    ----------
    cumulative : pandas.DataFrame
        Index group; a column for each running total of one year, in order of time.
    """
    return cumulative.diff(axis=1).fillna({cumulative.columns[0]: cumulative.iloc[:, 0]})


def falls(cumulative: pd.DataFrame) -> pd.DataFrame:
    """Return the places at which a running total falls.

    Returns
    -------
    pandas.DataFrame
        Columns group, period (label of the column), before, after, fall (positive).
    """
    added = quarters(cumulative)
    rows = [
        {
            "group": group,
            "period": period,
            "before": cumulative.loc[group, period] - value,
            "after": cumulative.loc[group, period],
        }
        for period in added.columns[1:]
        for group, value in added[period].items()
        if value < 0
    ]
    return pd.DataFrame(rows, columns=["group", "period", "before", "after"]).eval("fall = before - after")


def excess(cumulative: pd.DataFrame, period: str) -> "pd.Series[float]":
    """Return by how much each group's addition in one period exceeds the average of its other periods, largest first."""
    added = quarters(cumulative)
    usual = added.drop(columns=period).mean(axis=1)
    return (added[period] - usual).sort_values(ascending=False, kind="stable")
