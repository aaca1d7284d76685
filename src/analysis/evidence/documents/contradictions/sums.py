"""Sums and differences that printed counts should keep: quarters and years, parts and totals, balances."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.evidence.documents.contradictions.findings import UNEXPLAINED, finding
from analysis.evidence.documents.contradictions.shares import SHARES, departure, share_words

# Counts of these areas are means of several authorities, each rounded to a whole child.
MEANS = ("Statistical neighbours", "Walsall statistical neighbours")


class Balance(NamedTuple):
    """A printed result, what it should be made of, and what a reader should know when it is not."""

    parts: tuple[tuple[str, str], ...]
    explanation: str


BALANCES = {
    "early_help_above_target": Balance(
        (("", "early_help_children"), ("−", "early_help_target")),
        "The difference is not the number less the target; which of the three is wrong is not said.",
    ),
    "lscb_balances_carried_forward": Balance(
        (("", "lscb_balances_brought_forward"), ("+", "lscb_income"), ("−", "lscb_expenditure")),
        "The report says that some income from training closed the gap, and does not print how much.",
    ),
}


def all_rules(observations: pd.DataFrame, districts: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Return the findings of every rule about sums; `districts` are those of each authority that is divided."""
    rules = (quarters_and_year, parts_and_total, balances)
    found = [row for rule in rules for row in rule(observations)]
    return [*found, *authority_and_districts(observations, districts)]


def quarters_and_year(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield years whose counts and shares the four quarters do not give, all of a year as one finding."""
    plain = observations[observations["group"].eq("")]
    quarters = plain[plain["period_type"].eq("quarter")]
    for (area, end), years in plain[plain["period_type"].eq("financial_year")].groupby(["area", "period_end"]):
        inside = quarters[quarters["area"].eq(area) & quarters["period_end"].le(end)]
        inside = inside[inside["period_start"].ge(years["period_start"].min())]
        counts_first = years.sort_values("unit", kind="stable")
        gaps = list(_gaps(inside.drop_duplicates(["measure", "period_end"]), counts_first))
        if gaps:
            yield finding(
                "quarters and year",
                pd.concat([rows for rows, _, _ in gaps]).drop_duplicates("id"),
                cause=UNEXPLAINED,
                recomputed="; ".join(dict.fromkeys(words for _, words, _ in gaps)),
                difference=gaps[0][2],
                explanation="The year counts other plans than its quarters: one of them was not revised with the other.",
                reading="the year for annual figures, the quarters for quarterly ones",
                about=gaps[0][0].iloc[-1],
            )


def _gaps(quarters: pd.DataFrame, years: pd.DataFrame) -> Iterable[tuple[pd.DataFrame, str, float]]:
    """Yield rows, words and difference of each figure of the year that its quarters do not give."""
    totals = quarters[quarters["unit"].eq("count")].groupby("measure")["value"].agg(["sum", "size"])
    sums = totals.loc[totals["size"].eq(4), "sum"]
    for position, name in enumerate(years["measure"]):
        measures = SHARES.get(name, (name,))
        if not set(measures) <= set(sums.index):
            continue
        year = years.iloc[position]
        made = [float(sums[name]) for name in measures]
        share = len(made) == 2
        gap = departure(year, *made) if share else year["value"] - made[0]
        if gap:
            words = share_words(*made) if share else f"the quarters add up to {made[0]:g}"
            inside = quarters[quarters["measure"].isin(measures)]
            yield pd.concat([inside, years.iloc[[position]]]), words, gap


def parts_and_total(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield breakdowns (``age: …``, ``sex: …``) of a count that add up to no total printed in the same document."""
    counts = observations[observations["unit"].eq("count")]
    grouped = counts[counts["group"].ne("")].assign(kind=lambda rows: rows["group"].str.split(":").str[0])
    totals = counts[counts["group"].eq("") & ~counts["id"].str.contains("/prose/")]
    keys = ["source", "measure", "area", "period_start", "period_end", "period_type"]
    known = dict(iter(totals.groupby(keys)))
    for key, parts in grouped.groupby([*keys, "kind"], sort=True):
        total = known.get(key[:-1], totals.head(0))
        made = parts["value"].sum()
        slack = (len(parts) + 1) / 2 if key[2] in MEANS else 0
        if total.empty or (total["value"] - made).abs().min() <= slack:
            continue
        yield finding(
            "parts and total",
            pd.concat([parts, total.head(1)]),
            cause=UNEXPLAINED,
            recomputed=f"the parts add up to {made:g}",
            difference=total["value"].iloc[0] - made,
            explanation="Some are missing from the breakdown or counted twice.",
            reading="the total; the parts for shares of the parts",
        )


def balances(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield printed results that are not the sum or difference of what the same document prints."""
    plain = observations[observations["group"].eq("")]
    for measure, (parts, explanation) in BALANCES.items():
        for _, rows in plain[plain["measure"].isin([measure, *(name for _, name in parts)])].groupby(
            ["source", "area"]
        ):
            firsts = rows.drop_duplicates("measure").set_index("measure", drop=False)
            if len(firsts) <= len(parts):
                continue
            values = [(sign, firsts.loc[name, "value"]) for sign, name in parts]
            made = sum(-value if sign == "−" else value for sign, value in values)
            if made != firsts.loc[measure, "value"]:
                terms = " ".join(f"{sign} {value:,.0f}".strip() for sign, value in values)
                yield finding(
                    "balance",
                    firsts.loc[[*(name for _, name in parts), measure]],
                    cause=UNEXPLAINED,
                    recomputed=f"{terms} is {made:,.0f}",
                    difference=firsts.loc[measure, "value"] - made,
                    explanation=explanation,
                    reading="the figures as printed, and not the result",
                )


def authority_and_districts(observations: pd.DataFrame, districts: Mapping[str, list[str]]) -> Iterable[dict[str, Any]]:
    """Yield counts of an authority that are not the sum of its districts in the same column."""
    counts = observations[observations["unit"].eq("count")]
    for authority, within in districts.items():
        mine, keys = (
            counts[counts["area"].isin([authority, *within])],
            ["source", "table", "measure", "group", "column"],
        )
        whole_columns = mine[mine.groupby(keys)["area"].transform("size").eq(len(within) + 1)]
        for _, rows in whole_columns.groupby(keys, sort=True):
            parts, whole = rows[rows["area"].isin(within)], rows[rows["area"].eq(authority)]
            complete = sorted(parts["area"]) == sorted(within) and len(whole) == 1
            if complete and parts["value"].sum() != whole["value"].iloc[0]:
                yield finding(
                    "authority and districts",
                    pd.concat([parts, whole]),
                    cause=UNEXPLAINED,
                    recomputed=f"the districts add up to {parts['value'].sum():g}",
                    difference=whole["value"].iloc[0] - parts["value"].sum(),
                    explanation="The table does not say whether the councils count the same children.",
                    reading="each council for itself",
                )
