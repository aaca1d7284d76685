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
    stocks = wanted[wanted["measure"].eq(STOCK) & wanted["period_type"].eq("as_at")]
    years: dict[tuple[str, Any], list[pd.DataFrame]] = {}
    flows = wanted[wanted["measure"].isin([STARTS, ENDS])]
    for (source, area, start, end), rows in flows.groupby(["source", "area", "period_start", "period_end"]):
        both = rows.drop_duplicates("measure").set_index("measure", drop=False)
        day_before = start - pd.Timedelta(days=1)
        before, after = (_stock_on(stocks[stocks["area"].eq(area)], day, source) for day in (day_before, end))
        if {STARTS, ENDS} <= set(both.index) and before is not None and after is not None:
            years.setdefault((area, end), []).append(pd.DataFrame([before, both.loc[STARTS], both.loc[ENDS], after]))
    for printed in years.values():
        yield from _balance(printed)


def _stock_on(stocks: pd.DataFrame, day: pd.Timestamp, source: str) -> pd.Series | None:
    """Return the number on a day as a document prints it, else as the latest other document does."""
    rows = stocks[stocks["period_end"].eq(day)].sort_values("published", kind="stable")
    own = rows[rows["source"].eq(source)]
    return own.iloc[0] if len(own) else rows.iloc[-1] if len(rows) else None


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
            pd.concat([rows.iloc[position::4] for position in range(4)]).drop_duplicates("id"),
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
