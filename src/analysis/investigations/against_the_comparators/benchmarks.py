"""An authority against its neighbours and England: differences, their uncertainty, and a ranking by strength of evidence."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from analysis.indicators.lookup import Figures, MissingFigureError
from analysis.statistics import many_looks
from analysis.statistics.counts import count_range
from analysis.statistics.rounding import half_unit
from analysis.statistics.shares.ranges import share_range

BEYOND, ALONE, NOISE = "beyond noise", "beyond noise only if looked at alone", "within noise"


def gaps(figures: Figures, measures: Iterable[str], years: Iterable[str], area: str, others: list[str]) -> pd.DataFrame:
    """Return every gap between an area and its comparators that the printed figures allow.

    Parameters
    ----------
    figures : Figures
        With level of the intervals and design effect.
    measures : iterable of str
        Shares with a known denominator, or ``cpp_rate``.
    years : iterable of str
        Financial years (``2019/20``); a rate is looked up at the last day.
    area : str
    others : list of str
        Comparators; their printed figures are taken as exact up to rounding, because their counts are not printed.

    Returns
    -------
    pandas.DataFrame
        One row per measure, year and comparator: measure, year, label (the year, or its last day), other, value,
        comparator, difference, low, high (units of the measure; rounding of the comparator allowed for), ratio,
        ratio_low, ratio_high (percent of the comparator), z (difference beyond rounding, in standard errors), p, part,
        whole, observations (list of ids).
    """
    found = []
    for measure in measures:
        for year in years:
            for other in others:
                try:
                    found.append(_gap(figures, measure, year, area, other))
                except MissingFigureError:
                    continue
    return pd.DataFrame(found)


def _gap(figures: Figures, measure: str, year: str, area: str, other: str) -> dict[str, Any]:
    before = len(figures.used)
    label = _last_day(year) if measure == "cpp_rate" else year
    row = figures.row(measure, other, label)
    comparator, slack = float(row["value"]), half_unit(row["as_printed"])
    own = _rate if measure == "cpp_rate" else _share
    value, low, high, error, part, whole = own(figures, measure, area, label, comparator)
    difference = value - comparator
    z = float(np.sign(difference)) * max(abs(difference) - slack, 0.0) / error
    ratios = {f"ratio{end}": 100 * x / comparator for end, x in (("", value), ("_low", low), ("_high", high))}
    names = {"measure": measure, "year": year, "label": label, "other": other, "value": value, "comparator": comparator}
    limits = {"difference": difference, "low": low - comparator - slack, "high": high - comparator + slack}
    evidence = {"z": z, "p": float(2 * stats.norm.sf(abs(z))), "part": part, "whole": whole}
    return names | limits | ratios | evidence | {"observations": sorted(set(figures.used[before:]))}


def _share(figures: Figures, measure: str, area: str, label: str, comparator: float) -> tuple[float, ...]:
    part, whole = figures.counts(measure, area, label)
    low, high = share_range(part, whole, figures.confidence, figures.design_effect)
    # under the comparator's share: the score test, whose verdict is the one of Wilson's interval
    error = float(np.sqrt(comparator * (100 - comparator) * figures.design_effect / whole))
    return 100 * part / whole, low, high, error, part, whole


def _rate(figures: Figures, measure: str, area: str, label: str, comparator: float) -> tuple[float, ...]:
    count, rate = figures.children(area, label)
    low, high = (rate * limit / count for limit in count_range(count, figures.confidence, figures.design_effect))
    error = float(rate / count * np.sqrt(count * comparator / rate * figures.design_effect))
    return rate, low, high, error, count, 1e4 * count / rate


def _last_day(year: str) -> str:
    return f"31 March {int(year[:4]) + 1}"


def ranked(found: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return gaps in order of the strength of evidence, with a verdict that allows for their number.

    Parameters
    ----------
    found : pandas.DataFrame
        As from `gaps`.
    confidence : float
        0.95: of gaps that are chance alone, at most one table in twenty calls any of them beyond noise (Holm 1979).

    Returns
    -------
    pandas.DataFrame
        The rows, strongest evidence first, with holm (p-value allowing for all rows) and verdict.
    """
    strength = found["z"].abs().sort_values(ascending=False, kind="stable").index
    rows = found.loc[strength].reset_index(drop=True)
    holm = many_looks.holm(rows["p"])["adjusted"].sort_index()
    alone = rows["p"] < 1 - confidence
    verdict = np.select([holm < 1 - confidence, alone], [BEYOND, ALONE], NOISE)
    return rows.assign(holm=holm, verdict=verdict)


def widened(found: pd.DataFrame, authorities: int) -> "pd.Series[float]":
    """Return p-values if the comparator is itself a mean of `authorities` areas as uncertain as this one.

    The variance of the difference is then (1 + 1/authorities) times that of the area alone.
    """
    z = found["z"] / np.sqrt(1 + 1 / authorities)
    return pd.Series(2 * stats.norm.sf(z.abs()), found.index)


def direction_holds(row: pd.Series, direction: str) -> str:
    """Return whether words about a gap hold: ``yes``, ``no``, or ``within noise``.

    Parameters
    ----------
    row : pandas.Series
        A row of `gaps`.
    direction : str
        ``below``, ``above`` or ``in line``.

    Raises
    ------
    ValueError
        If the direction is another word.
    """
    if direction not in ("below", "above", "in line"):
        raise ValueError(f"The direction '{direction}' is unknown: write below, above or in line.")
    clear = row["low"] > 0 or row["high"] < 0
    if direction == "in line":
        return "no" if clear else "yes"
    right = (row["difference"] < 0) == (direction == "below")
    if not right:
        return "no"
    return "yes" if clear else "within noise"
