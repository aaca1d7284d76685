"""Arithmetic that printed shares and sums should keep."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.evidence.documents.findings import finding
from analysis.statistics.rounding import half_unit

# Share, its numerator and its denominator, all of one area, period and document.
SHARES = {
    "repeat_plans_share": ("repeat_plans", "cpp_starts"),
    "repeat_plans_within_2_years_share": ("repeat_plans_within_2_years", "cpp_starts"),
    "conversion_s47_to_icpc": ("icpc_children", "s47_enquiries"),
}
# Shares that print their own denominator, and the count that it should be.
DENOMINATORS = {"referrals_to_assessment_share": "referrals"}
SAME = ["source", "area", "period_start", "period_end", "period_type"]


def all_rules(observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the findings of every arithmetic rule."""
    rules = (
        own_shares, denominators, shares, group_shares, quarters_and_year, quarters_and_years_share, parts_and_total,
        percentages_and_hundred,
    )  # fmt: skip
    return [row for rule in rules for row in rule(observations)]


def _share_finding(rule: str, rows: pd.DataFrame, part: float, whole: float) -> Iterable[dict[str, Any]]:
    row = rows.iloc[-1]
    gap = row["value"] - 100 * part / whole
    if abs(gap) > half_unit(row["as_printed"]) + 1e-9:
        yield finding(
            rule,
            rows,
            recomputed=f"{part:g} of {whole:g} is {100 * part / whole:.2f}%",
            difference=gap,
            explanation="not explained by rounding",
            reading="the counts, where they are printed",
        )


def own_shares(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield percentages that are not the numerator over the denominator printed beside them."""
    shown = observations[observations["unit"].eq("percent") & observations["denominator"].gt(0)]
    for position in range(len(shown)):
        row = shown.iloc[[position]]
        yield from _share_finding("share of its own counts", row, row["numerator"].iloc[0], row["denominator"].iloc[0])


def denominators(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield denominators printed inside a share that are not the count printed for the same period and document."""
    keys = ["source", "area", "group", "period_start", "period_end"]
    counts = observations[observations["measure"].isin(DENOMINATORS.values()) & observations["unit"].eq("count")]
    inside = observations[observations["measure"].isin(DENOMINATORS) & observations["denominator"].notna()]
    wanted = inside.assign(counted=inside["measure"].map(DENOMINATORS))
    joined = wanted.merge(counts, left_on=[*keys, "counted"], right_on=[*keys, "measure"], suffixes=("", "_count"))
    by_id = observations.set_index("id", drop=False)
    for row in joined[joined["denominator"].ne(joined["value_count"])].drop_duplicates("id").itertuples():
        yield finding(
            "denominator and count",
            by_id.loc[[row.id_count, row.id]],
            recomputed=f"the share is of {row.denominator:g}, the count is {row.value_count:g}",
            difference=row.denominator - row.value_count,
            explanation="not explained: one of the two was revised or misprinted",
            reading="the count",
        )


def shares(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield percentages that do not follow from the counts printed for the same period in the same document."""
    plain = observations[observations["group"].eq("") & observations["period_type"].ne("")]
    for share, (part, whole) in SHARES.items():
        for _, rows in plain[plain["measure"].isin([share, part, whole])].groupby(SAME, sort=True):
            firsts = rows.drop_duplicates("measure").set_index("measure", drop=False)
            if {share, part, whole} <= set(firsts.index) and firsts.loc[whole, "value"] > 0:
                ordered = firsts.loc[[part, whole, share]]
                yield from _share_finding("share of the counts in its table", ordered, *ordered["value"].iloc[:2])


def group_shares(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield breakdown percentages that are not the group's count over the printed total of the same table."""
    keys = [*SAME, "table", "measure"]
    counts = observations[observations["unit"].eq("count")]
    groups = counts[counts["group"].ne("")].drop_duplicates([*keys, "group"], keep=False)
    totals = counts[counts["group"].eq("")].drop_duplicates(keys)
    shown = observations[observations["unit"].eq("percent") & observations["measure"].str.endswith("_share")]
    stems = shown.assign(measure=shown["measure"].str.removesuffix("_share"))
    joined = stems.merge(groups, on=[*keys, "group"], suffixes=("", "_part")).merge(
        totals, on=keys, suffixes=("", "_total")
    )
    by_id = observations.set_index("id", drop=False)
    for row in joined[["id", "id_part", "id_total", "value_part", "value_total"]].itertuples(index=False):
        trio = by_id.loc[[row.id_part, row.id_total, row.id]]
        yield from _share_finding("share of its group", trio, row.value_part, row.value_total)


def quarters_and_year(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield counts whose four quarters do not add up to the year, across documents."""
    counts = observations[observations["unit"].eq("count") & observations["group"].eq("")]
    quarters = counts[counts["period_type"].eq("quarter")]
    for _, year in counts[counts["period_type"].eq("financial_year")].iterrows():
        inside = quarters[
            quarters["measure"].eq(year["measure"])
            & quarters["area"].eq(year["area"])
            & quarters["period_start"].ge(year["period_start"])
            & quarters["period_end"].le(year["period_end"])
        ].drop_duplicates("period_end")
        if len(inside) == 4 and inside["value"].sum() != year["value"]:
            yield finding(
                "quarters and year",
                pd.concat([inside, year.to_frame().T]),
                recomputed=f"the quarters add up to {inside['value'].sum():g}",
                difference=inside["value"].sum() - year["value"],
                explanation="the quarters were not revised with the year, or count other starts",
                reading="the year for annual figures, the quarters for quarterly ones",
            )


def quarters_and_years_share(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield annual percentages that the four quarters' counts of the year do not give."""
    plain = observations[observations["group"].eq("")]
    years = plain[plain["period_type"].eq("financial_year") & plain["measure"].isin(SHARES)]
    for _, year in years.drop_duplicates(["measure", "area", "period_end", "value"]).iterrows():
        part, whole = SHARES[year["measure"]]
        inside = plain[
            plain["period_type"].eq("quarter")
            & plain["area"].eq(year["area"])
            & plain["measure"].isin([part, whole])
            & plain["period_start"].ge(year["period_start"])
            & plain["period_end"].le(year["period_end"])
        ].drop_duplicates(["measure", "period_end"])
        if len(inside) == 8:
            sums = inside.groupby("measure")["value"].sum()
            rows = pd.concat([inside, year.to_frame().T])
            yield from _share_finding("quarters and the year's share", rows, sums[part], sums[whole])


def parts_and_total(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield breakdowns (``age: …``, ``sex: …``) of a count that do not add up to the total of the same document."""
    counts = observations[observations["unit"].eq("count")]
    grouped = counts[counts["group"].ne("")].assign(kind=lambda rows: rows["group"].str.split(":").str[0])
    totals = counts[counts["group"].eq("")]
    for (source, measure, area, _, end, kind, _), parts in grouped.groupby(
        ["source", "measure", "area", "period_start", "period_end", "period_type", "kind"], sort=True
    ):
        total = totals[
            totals["source"].eq(source)
            & totals["measure"].eq(measure)
            & totals["area"].eq(area)
            & totals["period_end"].eq(end)
            & totals["period_type"].eq(kind)
            & ~totals["id"].str.contains("/prose/")
        ]
        for value in total["value"].unique():
            if parts["value"].sum() != value:
                rows = pd.concat([parts, total[total["value"].eq(value)].head(1)])
                yield finding(
                    "parts and total",
                    rows,
                    recomputed=f"the parts add up to {parts['value'].sum():g}",
                    difference=parts["value"].sum() - value,
                    explanation="not explained",
                    reading="the total; the parts for shares of the parts",
                )


def percentages_and_hundred(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield breakdowns in percent that miss 100 by more than rounding allows."""
    shown = observations[observations["unit"].eq("percent") & observations["group"].ne("")]
    shown = shown.assign(kind=shown["group"].str.split(":").str[0])
    for _, parts in shown.groupby(["source", "table", "measure", "area", "column", "kind"], sort=True):
        slack = sum(half_unit(text) for text in parts["as_printed"])
        gap = parts["value"].sum() - 100
        if len(parts) > 2 and abs(gap) > slack + 1e-9:
            yield finding(
                "percentages and 100",
                parts,
                recomputed=f"they add up to {parts['value'].sum():.1f}%",
                difference=gap,
                explanation=f"rounding explains at most {slack:.2f} points",
                reading="each percentage as printed",
            )
