"""Stocks and flows of child protection: whether the book balances, and what share of one step goes on to the next."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

STOCK, STARTS, ENDS = "cpp_children", "cpp_starts", "cpp_ends"


def yearly(flows: pd.DataFrame, stocks: pd.DataFrame) -> pd.DataFrame:
    """Return one row per year: what flowed in the year, and what stood on its last day.

    Parameters
    ----------
    flows, stocks : pandas.DataFrame
        As from `series.by_period`, of financial years and of days.

    Returns
    -------
    pandas.DataFrame
        Index and columns of `flows`, and the counts of `stocks`; missing where no count of the last day is printed.
    """
    counts = stocks.set_index("period_end").drop(columns="period_start")
    return flows.join(counts, on="period_end")


def balance(years: pd.DataFrame) -> pd.DataFrame:
    """Return for each year whether plans at the start, plus starts, less ends, are the plans at the end.

    Parameters
    ----------
    years : pandas.DataFrame
        Columns cpp_children (on the last day), cpp_starts, cpp_ends; one row per year without a gap.

    Returns
    -------
    pandas.DataFrame
        Index: years after the first; columns before, starts, ends, expected, after, residue (children; expected less
        after: above zero when fewer are counted than the flows leave).
    """
    before = years[STOCK].shift()
    expected = before + years[STARTS] - years[ENDS]
    columns = {"before": before, "starts": years[STARTS], "ends": years[ENDS], "expected": expected}
    found = pd.DataFrame(columns | {"after": years[STOCK], "residue": expected - years[STOCK]})
    return found.dropna()


def against(shares: pd.DataFrame, comparator: pd.Series, rounding: float) -> pd.DataFrame:
    """Return how far shares lie from a printed comparator, in percentage points.

    Parameters
    ----------
    shares : pandas.DataFrame
        As from `step`.
    comparator : pandas.Series
        Printed percentages by the same periods; taken as exact up to rounding, because no counts are printed.
    rounding : float
        Half a unit of the last printed digit: 0.5 for whole percentages.

    Returns
    -------
    pandas.DataFrame
        Columns other, difference, low, high, verdict (``higher``, ``lower`` or ``within noise``); periods with both.
    """
    found = shares.join(comparator.rename("other"), how="inner").dropna(subset=["other"])
    low = found["low"] - found["other"] - rounding
    high = found["high"] - found["other"] + rounding
    verdict = np.select([low > 0, high < 0], ["higher", "lower"], "within noise")
    return found[["other"]].assign(difference=found["value"] - found["other"], low=low, high=high, verdict=verdict)


def breaks(shares: "pd.Series[float]", factor: float) -> list[str]:
    """Return the periods in which a share is more than `factor` times, or less than 1/`factor` of, the one before.

    So large a jump in one year is more likely a change of what is counted than of what children need.
    """
    jump = (shares / shares.shift()).dropna()
    return list(jump.index[(jump > factor) | (jump < 1 / factor)])


def fitting_population(count: float, rate: float, populations: pd.DataFrame, half_unit: float = 0.05) -> pd.DataFrame:
    """Return which dates' child population a count and a rate per 10,000 rest on.

    Parameters
    ----------
    count, rate : float
        Printed together, without a certain date.
    populations : pandas.DataFrame
        Columns date, people, low, high: as from `stocks.populations`.
    half_unit : float
        Half a unit of the last printed digit of the rate.

    Returns
    -------
    pandas.DataFrame
        The rows of `populations`, with implied, implied_low, implied_high (children) and fits: whether the two ranges
        that rounding allows overlap.
    """
    low, high = 1e4 * count / (rate + half_unit), 1e4 * count / (rate - half_unit)
    fits = populations["low"].le(high) & populations["high"].ge(low)
    return populations.assign(implied=1e4 * count / rate, implied_low=low, implied_high=high, fits=fits)


def turning_points(stock: pd.Series, first: float, last: float) -> dict[str, float]:
    """Return what a comparison of two chosen counts leaves out: the lowest count between them.

    Returns
    -------
    dict
        fall (percent from first to last), lowest (count), fall_to_lowest and rise_since (percent).
    """
    lowest = float(stock.min())
    pairs: Iterable[tuple[str, float, float]] = (
        ("fall", first, last),
        ("fall_to_lowest", first, lowest),
        ("rise_since", lowest, last),
    )
    return {"lowest": lowest} | {name: 100 * (b - a) / a for name, a, b in pairs}


def whole_years(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that span a financial year, also where they are printed as cumulative from 1 April to 31 March."""
    ends = observations["period_start"] + pd.DateOffset(years=1, days=-1)
    april = observations["period_start"].dt.strftime("%m-%d").eq("04-01")
    return observations[april & ends.eq(observations["period_end"])].assign(period_type="financial_year")
