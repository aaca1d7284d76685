"""Timeliness: what a percentage within a limit rests on, how far it can slip, and what plan durations hide."""

from collections.abc import Mapping

import pandas as pd
from scipy import stats

from analysis.statistics.shares.differences import step


def counted(shares: "pd.Series[float]", wholes: "pd.Series[float]", confidence: float, effect: float) -> pd.DataFrame:
    """Return printed percentages with the counts nearest to them and Wilson's interval.

    Parameters
    ----------
    shares : pandas.Series
        Percentages by period.
    wholes : pandas.Series
        What they are percentages of, by the same periods.
    confidence, effect : float
        Level of the interval, and design effect for children of one family.

    Returns
    -------
    pandas.DataFrame
        As from `flows.step`, but value is the printed percentage.
    """
    parts = (shares * wholes / 100).round()
    found = step(parts, wholes, confidence, effect)
    return found.assign(value=shares)


def last_day_share(within: float, limit: int, quartiles: Mapping[float, int]) -> tuple[float, float]:
    """Return the bounds of the share of conferences that take place on the last day allowed.

    With F(d) the percentage held by day d, the share on the last day L is F(L) − F(L − 1). F(L) is printed; a quartile
    q_p says F(q_p) ≥ p and F(q_p − 1) ≤ p, which bounds F(L − 1). Nothing else is assumed.

    Parameters
    ----------
    within : float
        Percentage within the limit, F(L).
    limit : int
        Last day allowed, L.
    quartiles : mapping
        Day by percentage: ``{25: 13, 50: 14, 75: 15}``.

    Returns
    -------
    low, high : float
        Percentage points: what is lost if every conference is one day later.

    Raises
    ------
    ValueError
        If the quartiles contradict the percentage.
    """
    before = [p for p, day in quartiles.items() if day < limit]
    after = [p for p, day in quartiles.items() if day >= limit]
    floor, ceiling = max(before, default=0.0), min([*after, within])
    if floor > within or any(within < p for p, day in quartiles.items() if day <= limit):
        raise ValueError(
            f"{within:g}% within {limit} days contradicts quartiles {dict(quartiles)}: change one of them."
        )
    return within - ceiling, within - floor


def months_differ(percents: "pd.Series[float]", number: float, design_effect: float) -> tuple[float, float]:
    """Return whether percentages of equal months differ by more than chance.

    Parameters
    ----------
    percents : pandas.Series
        By month.
    number : float
        Children behind each month, an assumption when none is printed.
    design_effect : float

    Returns
    -------
    ratio, p : float
        Pearson chi-square per degree of freedom after the design effect (1 is what chance gives), and its p-value.
    """
    mean = percents.mean()
    chance = mean * (100 - mean) / number * design_effect
    freedom = len(percents) - 1
    total = float(((percents - mean) ** 2).sum() / chance)
    return total / freedom, float(stats.chi2.sf(total, freedom))


def durations(
    ends: "pd.Series[float]", long: "pd.Series[float]", short: "pd.Series[float]", confidence: float, effect: float
) -> pd.DataFrame:
    """Return long and short plans of the same plans that ended, side by side.

    Parameters
    ----------
    ends : pandas.Series
        Plans that ended, by year.
    long, short : pandas.Series
        Printed percentages of them, by year.

    Returns
    -------
    pandas.DataFrame
        Columns ends; long, long_low, long_high, short, short_low, short_high (percent); long_n, short_n (plans); between
        (percent neither long nor short). Years that have all three.
    """
    all_three = pd.DataFrame({"ends": ends, "l": long, "s": short}).dropna()
    found = all_three[["ends"]]
    for name, column in (("long", "l"), ("short", "s")):
        part = counted(all_three[column], all_three["ends"], confidence, effect)
        renamed = {"value": name, "low": f"{name}_low", "high": f"{name}_high", "part": f"{name}_n"}
        found = found.join(part.rename(columns=renamed).drop(columns="whole"))
    return found.assign(between=100 - found["long"] - found["short"])
