"""One figure printed with several values: revised later, taken from the wrong row, or not explained."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.evidence.documents.contradictions.findings import (
    NAMED,
    REVISED,
    UNEXPLAINED,
    differ,
    finding,
    is_rounding,
    joined,
    where,
)
from analysis.words import listed

PLACE = ["measure", "group", "area", "period_start", "period_end", "period_type", "unit"]


def two_readings(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding for each figure that is printed with several values which rounding does not explain."""
    dated = observations[observations["period_type"].ne("") & observations["measure"].ne("")]
    printed_again = dated[dated.duplicated(PLACE, keep=False)]
    several = [rows for _, rows in printed_again.groupby(PLACE, dropna=False, sort=True) if not _agree(rows)]
    for rows in joined(several, ["source", "place", "group", "area", "period_end"]):
        ordered = rows.sort_values(["published", "id"], na_position="last", kind="stable")
        about = ordered[ordered["measure"].eq(rows["measure"].iloc[0])]
        values = about.drop_duplicates("value", keep="last")
        cause, explanation, reading = _why(observations, ordered, values)
        yield finding(
            "two readings",
            ordered,
            cause=cause,
            recomputed=_breakdowns(observations, values) if cause == UNEXPLAINED else "",
            difference=values["value"].iloc[-1] - values["value"].iloc[0],
            explanation=explanation,
            reading=reading,
            about=about.iloc[-1],
        )


def _agree(rows: pd.DataFrame) -> bool:
    return not differ(rows["value"]) or is_rounding(rows)


def _why(observations: pd.DataFrame, rows: pd.DataFrame, values: pd.DataFrame) -> tuple[str, str, str]:
    """Return cause, explanation and reading of values that disagree."""
    own, others = _misnamed(observations, rows)
    if not others.empty:
        other = others["group"].iloc[0] or "the total of all"
        shown = "; ".join(f"{row['as_printed']} ({where(row)})" for _, row in others.iterrows())
        reading = "; ".join(f"{row['as_printed']} ({where(row)})" for _, row in own.iterrows())
        return NAMED, f"The sentence gives one part the figures of {other}: {shown}.", reading
    last = values.iloc[-1]
    reading = f"{last['as_printed']} ({where(last)}), the latest publication"
    if rows.groupby(["source", "measure"])["value"].nunique().gt(1).any():
        both = sorted(rows["source"][rows.groupby(["source", "measure"])["value"].transform("nunique").gt(1)].unique())
        return UNEXPLAINED, f"Document {' and '.join(both)} prints both values for the same area and period.", reading
    return REVISED, "The later document revised the figure.", reading


def _misnamed(observations: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells of a table that print the right values, and those whose values the prose took instead."""
    prose = rows["id"].str.contains("/prose/")
    cells = observations[~observations["id"].str.contains("/prose/")]
    keys = ["source", "measure", "area", "period_end"]
    taken = cells.merge(rows.loc[prose, [*keys, "value", "group"]], on=[*keys, "value"], suffixes=("", "_said"))
    return rows[~prose], taken[taken["group"].ne(taken["group_said"])]


def _breakdowns(observations: pd.DataFrame, values: pd.DataFrame) -> str:
    """Return which of the values the breakdowns of the same documents add up to."""
    last = values.iloc[-1]
    same = observations[observations["source"].isin(values["source"]) & observations["group"].ne("")]
    for name in ("measure", "area", "period_end", "period_type", "unit"):
        same = same[same[name].eq(last[name])]
    if last["group"] or last["unit"] != "count" or same.empty:
        return ""
    sums = same["value"].groupby(same["group"].str.split(":").str[0]).sum()
    return "; ".join(
        f"the breakdowns by {listed(kinds.index)} add up to {total:g}"
        for total, kinds in sums[sums.isin(values["value"])].groupby(sums)
    )
