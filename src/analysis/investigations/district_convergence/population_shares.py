"""Do the districts re-add to the county? The population shares that the printed rates imply, and who is left over.

With shares of the 0 to 17 population s (none negative, together 1) the districts' rates add up to Σ s·r. District rates are
rounded to whole numbers; since the shares add up to 1, all their rounding together moves Σ s·r by at most half a unit. The
county's rate R has its own half digit. Hence s *re-adds* at a date exactly when |R − Σ s·r| ≤ tolerance, with tolerance the
sum of both halves, and whether one s does so at many dates is a linear programme. R − Σ s·r is the rate of children who
are in the county's figure and in no district's.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog, nnls

from analysis.statistics.rounding import half_unit

# Weight of the row that makes the shares of a least-squares fit add up to 1; large beside rates of 10 to 1,000.
TOGETHER = 1e6


def implied_population(children: pd.Series, rates: pd.Series) -> pd.Series:
    """Return the children aged 0 to 17 behind counts and rates per 10,000 of the same dates, aligned by date."""
    return (10_000 * children / rates).dropna()


def tolerances(county: pd.DataFrame) -> pd.Series:
    """Return, by date, how far rounding alone can part the county's rate from its whole-number districts.

    Parameters
    ----------
    county : pandas.DataFrame
        Observations of the county's rate, one per date; columns period_end, as_printed.
    """
    return 0.5 + county.set_index("period_end")["as_printed"].map(half_unit)


def nearest(population: pd.Series, dates: pd.DatetimeIndex) -> pd.Series:
    """Return, for each date, the population of the closest date that has one.

    Raises
    ------
    ValueError
        If no date has a population.
    """
    if population.empty:
        raise ValueError("No date has both a county count and a county rate: the population cannot be derived.")
    known = population.sort_index()
    return known.reindex(dates, method="nearest")


def fit(rates: pd.DataFrame, county: pd.Series) -> pd.Series:
    """Return the shares that re-add best: least squares with no share below 0, all together 1.

    Parameters
    ----------
    rates : pandas.DataFrame
        Per 10,000; index date, a column per district.
    county : pandas.Series
        The county's rate by date.

    Returns
    -------
    pandas.Series
        Share by district. Method: Lawson and Hanson's non-negative least squares with a heavy row for the sum.
    """
    return pd.Series(_fit(rates.to_numpy(float), county.loc[rates.index].to_numpy(float)), index=rates.columns)


def _fit(rates: NDArray[np.float64], county: NDArray[np.float64]) -> NDArray[np.float64]:
    heavy = np.full((1, rates.shape[1]), TOGETHER)
    shares = nnls(np.vstack([rates, heavy]), np.append(county, TOGETHER))[0]
    return np.asarray(shares / shares.sum())


def misfit(rates: pd.DataFrame, county: pd.Series, tolerance: pd.Series) -> float:
    """Return by how much, per 10,000, the best shares still miss at their worst date beyond rounding; 0 or less: they fit."""
    table, whole, slack = _aligned(rates, county, tolerance)
    ones = np.ones((len(table), 1))
    limits = np.vstack([np.hstack([-table, -ones]), np.hstack([table, -ones])])
    together = np.append(np.ones(table.shape[1]), 0.0)[None]
    solved = linprog(
        np.append(np.zeros(table.shape[1]), 1.0),
        limits,
        np.concatenate([slack - whole, slack + whole]),
        together,
        [1.0],
        bounds=[(0, 1)] * table.shape[1] + [(None, None)],
    )
    return float(solved.fun)


def _aligned(
    rates: pd.DataFrame, county: pd.Series, tolerance: pd.Series
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    when = rates.index
    return rates.to_numpy(float), county.loc[when].to_numpy(float), tolerance.loc[when].to_numpy(float)


def re_adding(rates: pd.DataFrame, county: pd.Series, tolerance: pd.Series) -> pd.DatetimeIndex:
    """Return the longest run of dates from the first one at which a single set of shares re-adds within rounding."""
    fits = [n for n in range(1, len(rates) + 1) if misfit(rates.iloc[:n], county, tolerance) <= 1e-9]
    return pd.DatetimeIndex(rates.index[: max(fits, default=0)])


def gap_bounds(rates: pd.DataFrame, county: pd.Series, tolerance: pd.Series, run: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the lowest and highest rate of children in no district, over all shares that re-add at the dates of `run`.

    Parameters
    ----------
    rates, county, tolerance
        As for `misfit`.
    run : pandas.DatetimeIndex
        Dates at which the shares must re-add, as from `re_adding`.

    Returns
    -------
    pandas.DataFrame
        Index date; columns low, high (per 10,000), rounding at the date itself included.

    Raises
    ------
    ValueError
        If no shares re-add at the dates of `run`.
    """
    table, whole, slack = _aligned(rates.loc[run], county, tolerance)
    limits, ends = np.vstack([-table, table]), np.concatenate([slack - whole, slack + whole])
    found = {}
    for date, row in zip(rates.index, rates.to_numpy(float), strict=True):
        solved = [linprog(sign * row, limits, ends, np.ones((1, len(row))), [1.0], bounds=(0, 1)) for sign in (-1, 1)]
        if not all(answer.success for answer in solved):
            raise ValueError("No population shares re-add at all of these dates within rounding: choose fewer dates.")
        most, least = -solved[0].fun, solved[1].fun
        found[date] = (county[date] - tolerance[date] - most, county[date] + tolerance[date] - least)
    return pd.DataFrame.from_dict(found, orient="index", columns=["low", "high"])


def left_over(rates: pd.DataFrame, county: pd.Series, tolerance: pd.Series, shares: pd.Series) -> pd.DataFrame:
    """Return the rate of children in no district with given shares; the interval is the reach of rounding.

    Returns
    -------
    pandas.DataFrame
        Index date; columns value, low, high (per 10,000); below 0 when the districts hold more than the county.
    """
    gap = county.loc[rates.index] - rates @ shares[rates.columns]
    half = tolerance.loc[rates.index]
    return pd.DataFrame({"value": gap, "low": gap - half, "high": gap + half})
