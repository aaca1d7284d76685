"""Numbers and rates of children on a plan that imply different numbers of children in the area."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from scipy.stats import theilslopes

from analysis.evidence.documents.contradictions.findings import REVISED, UNEXPLAINED, finding
from analysis.statistics.rounding import half_unit
from analysis.words import day

SLACK = 0.01  # mid-year estimates of one vintage leave a straight line by less than this in ten years
STOCK, RATE = "cpp_children", "cpp_rate"


def implied(observations: pd.DataFrame, *, sentences: bool = False) -> pd.DataFrame:
    """Return the child population that each printed count and rate of one document imply.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.
    sentences : bool
        Whether to take the dated pairs of the text in place of those of the tables.

    Returns
    -------
    pandas.DataFrame
        Columns source, published, area, date, count, rate, people (children aged 0 to 17), low and high (what rounding
        of the rate allows), ids; sorted by source, area and date.
    """
    wanted = observations[observations["measure"].isin([STOCK, RATE]) & observations["group"].eq("")]
    wanted = wanted[wanted["id"].str.contains("/prose/").eq(sentences) & wanted["period_end"].notna()]
    wanted = wanted[wanted["period_type"].eq("as_at") | sentences]
    keys = ["source", "area", "period_end"]
    counts = wanted[wanted["measure"].eq(STOCK)].drop_duplicates(keys)
    rates = wanted[wanted["measure"].eq(RATE)].drop_duplicates(keys)
    both = counts.merge(rates, on=keys, suffixes=("", "_rate"))
    slack = both["as_printed_rate"].map(half_unit)
    found = both[["source", "published", "area"]].assign(
        date=both["period_end"],
        count=both["value"],
        rate=both["value_rate"],
        people=1e4 * both["value"] / both["value_rate"],
        low=1e4 * both["value"] / (both["value_rate"] + slack),
        high=1e4 * both["value"] / (both["value_rate"] - slack),
        ids=both["id"] + ";" + both["id_rate"],
    )
    return found.sort_values(["source", "area", "date"], ignore_index=True)


def all_rules(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield numbers and rates that cannot belong together, because the children they imply do not fit the others printed."""
    tables = implied(observations)
    for _, rows in tables.groupby(["source", "area"]):
        yield from _off_the_line(observations, rows)
    for _, row in implied(observations, sentences=True).iterrows():
        yield from _unlike_the_nearest(observations, row, tables)
    for _, rows in tables.groupby(["area", "date"]):
        yield from _later_estimate(observations, rows.sort_values("published", kind="stable"))


def _later_estimate(observations: pd.DataFrame, rows: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a day whose children a later document estimated anew."""
    first = rows.iloc[0]
    apart = rows[rows["low"].gt(first["high"]) | rows["high"].lt(first["low"])]
    if len(apart):
        last = apart.iloc[-1]
        words = (
            "A later document worked the rate out on another estimate of the children of the area; "
            f"on the first estimate {last['count']:g} would be a rate of {1e4 * last['count'] / first['people']:.1f}."
        )
        yield _finding(observations, pd.DataFrame([first, last]), words, REVISED)


def _off_the_line(observations: pd.DataFrame, rows: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield dates off the Theil-Sen line through those of a document, which one wrong date does not bend."""
    if len(rows) < 4:
        return
    days = (rows["date"] - rows["date"].iloc[0]).dt.days
    line = theilslopes(rows["people"], days, method="joint")
    for (_, row), since in zip(rows.iterrows(), days, strict=True):
        expected = line.intercept + line.slope * since
        if not row["low"] - SLACK * expected <= expected <= row["high"] + SLACK * expected:
            words = f"The other dates of the document lead to about {expected:,.0f} children."
            yield _finding(observations, row.to_frame().T, words, UNEXPLAINED)


def _unlike_the_nearest(observations: pd.DataFrame, row: pd.Series, tables: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a sentence whose children are not those of the nearest date in a table of its document."""
    same = tables[tables["source"].eq(row["source"]) & tables["area"].eq(row["area"])]
    if same.empty:
        return
    near = same.loc[(same["date"] - row["date"]).abs().idxmin()]
    if max(row["low"], near["low"]) > (1 + SLACK) * min(row["high"], near["high"]):
        alike = same[(same["low"] <= row["high"]) & (same["high"] >= row["low"])]
        words = "The sentence's rate rests on another estimate of the children than the table's next to it"
        words += f", that of {day(alike['date'].iloc[0])}." if len(alike) else "."
        yield _finding(observations, pd.DataFrame([near, row]), words, UNEXPLAINED)


def _finding(observations: pd.DataFrame, pairs: pd.DataFrame, words: str, cause: str) -> dict[str, Any]:
    told = [f"{row['count']:g} at {row['rate']:.1f} imply {row['people']:,.0f} children" for _, row in pairs.iterrows()]
    wanted = [name for ids in pairs["ids"] for name in ids.split(";")]
    return finding(
        "rate, count and population",
        observations.set_index("id", drop=False).loc[wanted],
        cause=cause,
        recomputed="; ".join(told),
        difference=round(pairs["people"].iloc[-1] - pairs["people"].iloc[0]) if len(pairs) > 1 else None,
        explanation=words,
        reading="the rate for rates, the count for counts",
    )
