"""One line per indicator: latest value with its counts, its change, and its distance from neighbours and England."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.indicators.lookup import DENOMINATORS, Figures, MissingFigureError
from analysis.statistics.counts import count_range, count_ratio
from analysis.statistics.shares.differences import share_change
from analysis.statistics.shares.ranges import share_range
from analysis.words import count_of, number, percent

INDICATORS = {
    "cpp_rate": "Children on a plan, per 10,000",
    "repeat_plans_share": "Repeat plans, of plans started",
    "long_plans_share": "Plans of two years or more, of plans ended",
    "short_plans_share": "Plans of three months or less, of plans ended",
    "icpc_within_15_days": "First conferences held within 15 working days",
    "conversion_s47_to_icpc": "Conferences per enquiry in the year",
    "s47_enquiries": "Section 47 enquiries started",
}
# The same, short enough for the title of a small chart.
TITLES = {
    "cpp_rate": "On a plan, per 10,000",
    "repeat_plans_share": "Repeat plans, %",
    "long_plans_share": "Two years or more, %",
    "short_plans_share": "Three months or less, %",
    "icpc_within_15_days": "Conferences in time, %",
    "conversion_s47_to_icpc": "Conferences per enquiry, %",
    "s47_enquiries": "Section 47 enquiries",
}
COMPARATORS = ("Statistical neighbours", "England")
NONE = "–"


def unit(measure: str) -> str:
    """Return the unit of an indicator's values."""
    return "percent" if measure in DENOMINATORS else "rate_per_10000" if measure == "cpp_rate" else "count"


def label(measure: str, year: str) -> str:
    """Return the period label of a measure for a financial year: a stock stands at its last day."""
    return f"31 March {int(year[:4]) + 1}" if measure == "cpp_rate" else year


def point(figures: Figures, measure: str, area: str, year: str) -> dict[str, Any]:
    """Return an indicator's value with its interval and the counts behind it.

    Returns
    -------
    dict
        value, low, high, part, whole (missing for a rate or a count), words.

    Raises
    ------
    MissingFigureError
        If it is not printed.
    """
    when, level = label(measure, year), (figures.confidence, figures.design_effect)
    if measure in DENOMINATORS:
        part, whole = figures.counts(measure, area, when)
        low, high = share_range(part, whole, *level)
        return {
            "value": 100 * part / whole,
            "low": low,
            "high": high,
            "part": part,
            "whole": whole,
            "words": count_of(part, whole),
        }
    if measure == "cpp_rate":
        count, rate = figures.children(area, when)
        low, high = (rate * limit / count for limit in count_range(count, *level))
        words = f"{number(rate, 1)} ({number(count)} children)"
        return {"value": rate, "low": low, "high": high, "part": count, "whole": 1e4 * count / rate, "words": words}
    count = figures.value(measure, area, when)
    low, high = count_range(count, *level)
    return {"value": count, "low": low, "high": high, "part": count, "whole": 1.0, "words": number(count)}


def series(figures: Figures, measure: str, area: str, years: Sequence[str]) -> pd.DataFrame:
    """Return an indicator by year with its interval and its comparators; years that are not printed are left out.

    Returns
    -------
    pandas.DataFrame
        Index year; columns value, low, high, and one per comparator that is printed.
    """
    rows = {}
    for year in years:
        try:
            rows[year] = {name: point(figures, measure, area, year)[name] for name in ("value", "low", "high")}
        except MissingFigureError:
            continue
        for other in COMPARATORS:
            try:
                rows[year][other] = figures.value(measure, other, label(measure, year))
            except MissingFigureError:
                continue
    return pd.DataFrame(rows).T


def change(figures: Figures, measure: str, area: str, first: str, last: str) -> dict[str, Any]:
    """Return the change of an indicator between two years: value, low, high, and whether it is beyond noise.

    Shares change in percentage points (Newcombe), rates and counts in percent (ratio of two Poisson counts).
    """
    before, after = (point(figures, measure, area, year) for year in (first, last))
    level = (figures.confidence, figures.design_effect)
    if measure in DENOMINATORS:
        low, high = share_change(before["part"], before["whole"], after["part"], after["whole"], *level)
        value, unit = after["value"] - before["value"], " points"
    else:
        ratios = count_ratio(before["part"], after["part"], *level, before["whole"], after["whole"])
        low, high = (100 * (ratio - 1) for ratio in ratios)
        value, unit = 100 * (after["value"] / before["value"] - 1), "%"
    beyond = not low <= 0 <= high
    words = f"{'up' if value > 0 else 'down'} {number(abs(value), 1)}{unit}, {'beyond' if beyond else 'within'} noise"
    return {"value": value, "low": low, "high": high, "beyond": beyond, "words": words}


def against(figures: Figures, measure: str, area: str, comparator: str, year: str) -> str:
    """Return in words where an indicator stands against a comparator, whose printed value is taken as exact."""
    try:
        other = figures.value(measure, comparator, label(measure, year))
    except MissingFigureError:
        return NONE
    mine = point(figures, measure, area, year)
    shown = number(other, 1) if measure == "cpp_rate" else percent(other)
    if mine["low"] <= other <= mine["high"]:
        return f"{shown}: no clear difference"
    return f"{shown}: {'above' if mine['value'] > other else 'below'}, beyond noise"


def table(figures: Figures, area: str, years: Sequence[str]) -> pd.DataFrame:
    """Return the page for the committee: one row per indicator.

    Parameters
    ----------
    figures : Figures
    area : str
    years : sequence of str
        Financial years in order; the latest that is printed is shown, and its change from the year before.

    Returns
    -------
    pandas.DataFrame
        Index the indicator in words; columns Year, Latest, Change on the year before, Neighbours, England.
    """
    rows = {}
    for measure, words in INDICATORS.items():
        printed = list(series(figures, measure, area, years).index)
        if len(printed) < 2:
            continue
        year, before = printed[-1], printed[-2]
        rows[words] = {
            "Year": year,
            "Latest": point(figures, measure, area, year)["words"],
            "Change on the year before": change(figures, measure, area, before, year)["words"],
            "Neighbours": against(figures, measure, area, "Statistical neighbours", year),
            "England": against(figures, measure, area, "England", year),
        }
    return pd.DataFrame(rows).T.rename_axis("Indicator")
