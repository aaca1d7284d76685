"""One thing told in two ways: two dates, two names, two areas, two definitions, two clocks."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.evidence.documents.contradictions.findings import (
    DEFINED,
    NAMED,
    UNEXPLAINED,
    differ,
    finding,
    joined,
    where,
)

# Groups of children that are the same children under any heading: who is not yet born has neither language nor ethnicity.
SAME_CHILDREN = ("unborn",)
# From here on, a number that two documents print is the same number and no coincidence.
TELLING = 20
DEFINITIONS = ("_threshold", "_target", "_limit", "_window")
SIGNS = (("or less", "≤"), ("or more", "≥"), ("+", "≥"), ("less than", "<"), ("over", ">"), ("more than", ">"))


def all_rules(observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the findings of every rule about things told in two ways."""
    rules = (two_dates, two_names, two_areas, two_definitions, clocks)
    return [row for rule in rules for row in rule(observations)]


def two_dates(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where one event, or one telling figure of two documents, is tied to different dates."""
    prose = observations[observations["id"].str.contains("/prose/")]
    events = prose[prose["unit"].eq("date") & prose["group"].ne("")]
    figures = prose[prose["value"].ge(TELLING)]
    found = [rows for _, rows in figures.groupby(["measure", "group", "area", "value"]) if differ(rows["source"])]
    found += [rows for _, rows in events.groupby(["measure", "group", "area"])]
    for rows in joined([rows for rows in found if differ(rows["period"])], ["source", "place"]):
        about = rows.iloc[0].copy()
        about["period"] = "; ".join(
            period for period in rows.sort_values("period_end", kind="stable")["period"].unique() if period
        )
        yield finding(
            "two dates",
            rows,
            cause=UNEXPLAINED,
            explanation="The documents tie the same event or figure to different dates; at most one of them is right.",
            reading="no date; what rests on one is shown for each",
            about=about,
        )


def two_names(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where the same children are another share of the same whole under another heading."""
    split = observations["group"].str.extract(r"^(?P<kind>[^:]+): (?P<who>.+)$")
    named = observations.assign(who=split["who"])[split["who"].isin(SAME_CHILDREN)]
    for _, rows in named.groupby(["source", "measure", "area", "unit", "who"], sort=True):
        each = rows.groupby("period_end")["value"]
        apart = rows[each.transform("nunique").gt(1)].sort_values(["period_end", "id"], kind="stable")
        if not apart.empty:
            gaps = apart.groupby("period_end")["value"].agg(lambda found: found.iloc[-1] - found.iloc[0])
            about = apart.iloc[-1].copy()
            about["period"], about["group"] = "; ".join(apart["period"].unique()), about["who"]
            yield finding(
                "two names",
                apart,
                cause=UNEXPLAINED,
                difference=gaps.loc[gaps.abs().idxmax()],
                explanation="The same children, as a share of the same whole, differ with the heading they stand under.",
                reading="each percentage as printed, under its own heading",
                about=about,
            )


def two_areas(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where a document prints one percentage only, and gives it to two areas."""
    shares = observations[observations["unit"].eq("percent") & ~observations["measure"].str.endswith("_target")]
    for _, rows in shares.groupby(["source", "measure", "group"], sort=True):
        if differ(rows["area"]) and not differ(rows["value"]):
            ordered = rows.sort_values("id", key=lambda ids: ~ids.str.contains("/prose/"), kind="stable")
            said = ", ".join(f"{row['area']} ({where(row)})" for _, row in ordered.iterrows())
            yield finding(
                "two areas",
                ordered,
                cause=NAMED,
                explanation=f"One percentage is given to two areas: {said}.",
                reading=f"{ordered['area'].iloc[-1]}, as the table and its footnote say; none for the other",
                about=ordered.iloc[0],
            )


def two_definitions(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where one limit is printed with other words: "over" and "or more", days and working days."""
    limits = observations[observations["measure"].str.endswith(DEFINITIONS)]
    for _, rows in limits.groupby(["measure", "group", "area", "value"], sort=True):
        told = rows.assign(sign=rows["as_printed"].map(_sign), days=rows["as_printed"].map(_days))
        if differ(filter(None, told["sign"])) or differ(filter(None, told["days"])):
            clear = told[told["sign"].ne("") | told["days"].ne("")].drop_duplicates(["source", "as_printed"])
            yield finding(
                "two definitions",
                clear,
                cause=DEFINED,
                explanation="The words draw the line in different places, so they do not count the same children.",
                reading="the caption of the table for the figures in the table",
            )


def _sign(as_printed: str) -> str:
    return next((sign for words, sign in SIGNS if words in as_printed.lower()), "")


def _days(as_printed: str) -> str:
    found = re.search(r"(?:working )?days", as_printed)
    return found[0] if found else ""


def clocks(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where one measure is timed by several clocks (a note says ``clock: …``)."""
    tagged = observations.assign(clock=observations["note"].str.extract(r"clock: ([^;]+)", expand=False).str.strip())
    tagged = tagged.dropna(subset=["clock"])
    for _, rows in tagged.groupby(["measure", "area"], sort=True):
        firsts = rows.drop_duplicates(["clock"])
        if len(firsts) > 1:
            words = "; ".join(f"{row['clock']} ({where(row)})" for _, row in firsts.iterrows())
            yield finding(
                "two clocks",
                firsts,
                cause=DEFINED,
                explanation=f"The gap is timed in more than one way: {words}.",
                reading="each conclusion is shown under every clock",
                about=firsts.iloc[0],
            )
