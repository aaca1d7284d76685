"""Counts on a day against what flowed in and out before it, and counts that run through the year."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.evidence.documents.contradictions.findings import UNEXPLAINED, finding

STOCK, STARTS, ENDS = "cpp_children", "cpp_starts", "cpp_ends"


def all_rules(observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the findings of every rule about stocks and running counts."""
    rules = (stocks_and_flows, cumulative_counts)
    return [row for rule in rules for row in rule(observations)]


def stocks_and_flows(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield years in which plans at the start, plus starts, less ends, are not the plans at the end."""
    wanted = observations[observations["measure"].isin([STOCK, STARTS, ENDS]) & observations["group"].eq("")]
    wanted = wanted[~wanted["id"].str.contains("/prose/")]
    years: dict[tuple[str, Any], list[pd.DataFrame]] = {}
    for (_, area), rows in wanted.groupby(["source", "area"], sort=True):
        stock = rows[rows["measure"].eq(STOCK)].drop_duplicates("period_end").set_index("period_end", drop=False)
        for before, after in pairwise(sorted(stock.index)):
            spans = rows["period_start"].eq(before + pd.Timedelta(days=1)) & rows["period_end"].eq(after)
            flows = rows[spans].drop_duplicates("measure").set_index("measure", drop=False)
            if {STARTS, ENDS} <= set(flows.index):
                parts = pd.DataFrame([stock.loc[before], flows.loc[STARTS], flows.loc[ENDS], stock.loc[after]])
                years.setdefault((area, after), []).append(parts)
    for printed in years.values():
        yield from _balance(printed)


def _balance(printed: list[pd.DataFrame]) -> Iterable[dict[str, Any]]:
    """Yield one finding for a year of an area, however many documents print it."""
    sums = dict.fromkeys(tuple(parts["value"]) for parts in printed)
    wrong = {
        f"{start:g} + {starts:g} − {ends:g} is {start + starts - ends:g}, not {end:g}": end - (start + starts - ends)
        for start, starts, ends, end in sums
        if start + starts - ends != end
    }
    if wrong:
        rows = pd.concat(printed)
        yield finding(
            "stock and flow",
            pd.concat([rows.iloc[position::4] for position in range(4)]),
            cause=UNEXPLAINED,
            recomputed="; ".join(wrong),
            difference=list(wrong.values())[-1],
            explanation="Records changed after the count, or a start or an end is missing.",
            reading="each figure as printed, and the residue shown",
        )


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
                    cause=UNEXPLAINED,
                    difference=second["value"] - first["value"],
                    explanation="A count from the start of the year cannot fall: records were moved, or a figure is wrong.",
                    reading="each figure as printed; no difference between quarters is taken",
                )
