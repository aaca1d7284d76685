"""Counts on a day against what flowed in and out, and against the rates and populations printed with them."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd
from scipy.stats import theilslopes

from analysis.evidence.documents.findings import finding
from analysis.statistics.rounding import half_unit

STOCK, STARTS, ENDS, RATE = "cpp_children", "cpp_starts", "cpp_ends", "cpp_rate"
POPULATION_SLACK = 0.01  # mid-year estimates of one vintage leave a straight line by less than this in ten years


def all_rules(observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the findings of every rule about stocks and running counts."""
    rules = (stocks_and_flows, implied_populations, cumulative_counts)
    return [row for rule in rules for row in rule(observations)]


def stocks_and_flows(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield years in which plans at the start, plus starts, less ends, are not the plans at the end."""
    wanted = observations[observations["measure"].isin([STOCK, STARTS, ENDS]) & observations["group"].eq("")]
    wanted = wanted[~wanted["id"].str.contains("/prose/")]
    for _, rows in wanted.groupby(["source", "area"], sort=True):
        stock = rows[rows["measure"].eq(STOCK)].drop_duplicates("period_end").set_index("period_end", drop=False)
        for before, after in pairwise(sorted(stock.index)):
            spans = rows["period_start"].eq(before + pd.Timedelta(days=1)) & rows["period_end"].eq(after)
            flows = rows[spans].drop_duplicates("measure").set_index("measure", drop=False)
            if {STARTS, ENDS} <= set(flows.index):
                yield from _balance(stock.loc[before], flows.loc[STARTS], flows.loc[ENDS], stock.loc[after])


def _balance(*parts: pd.Series) -> Iterable[dict[str, Any]]:
    start, starts, ends, end = (float(part["value"]) for part in parts)
    if start + starts - ends != end:
        yield finding(
            "stock and flow",
            pd.DataFrame(parts),
            recomputed=f"{start:g} + {starts:g} − {ends:g} is {start + starts - ends:g}",
            difference=start + starts - ends - end,
            explanation="not explained: records changed after the count, or a flow is incomplete",
            reading="each figure as printed, and the residue shown",
        )


def populations(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the child population that each printed count and rate of one document imply.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.

    Returns
    -------
    pandas.DataFrame
        Columns source, area, date, people (children aged 0 to 17), low and high (what rounding of the rate allows),
        expected (Theil-Sen line through the dates of the document; missing below four dates), ids.
    """
    wanted = observations[observations["measure"].isin([STOCK, RATE]) & observations["group"].eq("")]
    wanted = wanted[wanted["period_type"].eq("as_at") & ~wanted["id"].str.contains("/prose/")]
    counts = wanted[wanted["measure"].eq(STOCK)].drop_duplicates(["source", "area", "period_end"])
    rates = wanted[wanted["measure"].eq(RATE)].drop_duplicates(["source", "area", "period_end"])
    both = counts.merge(rates, on=["source", "area", "period_end"], suffixes=("", "_rate"))
    slack = both["as_printed_rate"].map(half_unit)
    found = both[["source", "area"]].assign(
        date=both["period_end"],
        people=1e4 * both["value"] / both["value_rate"],
        low=1e4 * both["value"] / (both["value_rate"] + slack),
        high=1e4 * both["value"] / (both["value_rate"] - slack),
        ids=both["id"] + ";" + both["id_rate"],
    )
    found = found.sort_values(["source", "area", "date"], ignore_index=True)
    lines = [_robust_line(rows) for _, rows in found.groupby(["source", "area"])]
    return found.assign(expected=pd.concat(lines) if lines else None)


def implied_populations(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield pairs of a count and a rate that imply a child population off the line through those of other dates."""
    for row in populations(observations).dropna(subset=["expected"]).itertuples(index=False):
        allowed = POPULATION_SLACK * row.expected
        if not row.low - allowed <= row.expected <= row.high + allowed:
            yield finding(
                "rate, count and population",
                observations[observations["id"].isin(row.ids.split(";"))].sort_values("measure", kind="stable"),
                recomputed=f"they imply {row.people:,.0f} children; the line through all dates, {row.expected:,.0f}",
                difference=row.people - row.expected,
                explanation="not explained: the rate rests on another count or another population",
                reading="the rate for rates, the count for counts",
            )


def _robust_line(rows: pd.DataFrame) -> pd.Series:
    """Return the Theil-Sen line through the populations, which one wrong date does not bend."""
    if len(rows) < 4:
        return pd.Series(float("nan"), index=rows.index)
    days = (rows["date"] - rows["date"].iloc[0]).dt.days
    line = theilslopes(rows["people"], days, method="joint")
    return line.intercept + line.slope * days


def cumulative_counts(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield counts from the start of the year that fall as the year goes on, or exceed the year's total."""
    running = observations[observations["period_type"].eq("cumulative") & observations["unit"].eq("count")]
    for _, rows in running.groupby(["source", "table", "measure", "group", "area", "period_start"], sort=True):
        ordered = rows.sort_values("period_end", kind="stable").drop_duplicates("period_end")
        for (_, first), (_, second) in pairwise(ordered.iterrows()):
            if second["value"] < first["value"]:
                yield finding(
                    "cumulative count falls",
                    pd.DataFrame([first, second]),
                    difference=second["value"] - first["value"],
                    explanation="records were reclassified, or one of the figures is wrong",
                    reading="each figure as printed; no difference between quarters is taken",
                )
