"""Shares that should follow from the counts printed with them."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.evidence.documents.contradictions.findings import CUT, UNEXPLAINED, finding
from analysis.statistics.rounding import half_unit

# Share, its numerator and its denominator, all of one area, period and document.
SHARES = {
    "repeat_plans_share": ("repeat_plans", "cpp_starts"),
    "repeat_plans_within_2_years_share": ("repeat_plans_within_2_years", "cpp_starts"),
    "conversion_s47_to_icpc": ("icpc_children", "s47_enquiries"),
    "lac_residential_placements_share": ("lac_residential_placements", "looked_after_children"),
}
# Shares that print their own denominator, and the count that it should be.
DENOMINATORS = {"referrals_to_assessment_share": "referrals"}
# Averages that the text states once, and the count that each average of the table is of.
AVERAGES = {"gap_between_plans_mean": "repeat_plans"}
SAME = ["source", "area", "period_start", "period_end", "period_type"]


def all_rules(observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the findings of every rule about shares and averages."""
    rules = (own_shares, denominators, shares, group_shares, percentages_and_hundred, averages)
    return [row for rule in rules for row in rule(observations)]


def departure(row: pd.Series, part: float, whole: float) -> float:
    """Return how far a printed percentage lies from the share of the part in the whole; 0 when rounding explains it."""
    gap = float(row["value"] - 100 * part / whole)
    return gap if abs(gap) > half_unit(row["as_printed"]) + 1e-9 else 0.0


def share_words(part: float, whole: float) -> str:
    """Return what a share comes to: ``103 of 427 is 24.12%``."""
    return f"{part:g} of {whole:g} is {100 * part / whole:.2f}%"


def _share_finding(rule: str, rows: pd.DataFrame, part: float, whole: float) -> Iterable[dict[str, Any]]:
    row = rows.iloc[-1]
    if gap := departure(row, part, whole):
        cut = -2 * half_unit(row["as_printed"]) < gap < 0
        yield finding(
            rule,
            rows,
            cause=CUT if cut else UNEXPLAINED,
            recomputed=share_words(part, whole),
            difference=gap,
            explanation="The last digit was cut off where it should have been rounded up."
            if cut
            else "The percentage does not follow from the counts, and rounding does not explain it.",
            reading="the counts, where they are printed",
        )


def own_shares(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield percentages that are not the numerator over the denominator printed beside them."""
    shown = observations[observations["unit"].eq("percent") & observations["denominator"].gt(0)]
    for position, (part, whole) in enumerate(zip(shown["numerator"], shown["denominator"], strict=True)):
        yield from _share_finding("share of its own counts", shown.iloc[[position]], part, whole)


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
            cause=UNEXPLAINED,
            recomputed=f"the share is of {row.denominator:g}, the count is {row.value_count:g}",
            difference=row.denominator - row.value_count,
            explanation="One of the two was revised or misprinted; which one is not said.",
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
                cause=UNEXPLAINED,
                recomputed=f"they add up to {parts['value'].sum():.1f}%",
                difference=gap,
                explanation=f"Rounding explains at most {slack:.2f} points.",
                reading="each percentage as printed",
            )


def averages(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield averages stated in the text that are not the average over the table of the same document."""
    plain = observations[observations["group"].eq("")]
    for average, of in AVERAGES.items():
        said = plain[plain["measure"].eq(average) & plain["id"].str.contains("/prose/") & plain["period_type"].eq("")]
        for position in range(len(said)):
            row = said.iloc[[position]]
            same = plain[plain["source"].eq(row["source"].iloc[0]) & plain["area"].eq(row["area"].iloc[0])]
            cells = same[same["measure"].eq(average) & same["period_type"].ne("")]
            both = cells.merge(same[same["measure"].eq(of)], on=["period_start", "period_end"], suffixes=("", "_of"))
            yield from _average_finding(row, cells[cells["id"].isin(both["id"])], both["value_of"])


def _average_finding(row: pd.DataFrame, cells: pd.DataFrame, weights: pd.Series) -> Iterable[dict[str, Any]]:
    total = weights.sum()
    if not total:
        return
    mean = float((cells["value"].to_numpy() * weights.to_numpy()).sum() / total)
    alike = cells[cells["value"].eq(row["value"].iloc[0])]
    gap = row["value"].iloc[0] - mean
    if abs(gap) > half_unit(row["as_printed"].iloc[0]) + 1e-9:
        only = f" It is the figure of {' and '.join(alike['period'])} only." if len(alike) else ""
        yield finding(
            "average and its table",
            pd.concat([cells, row]),
            cause=UNEXPLAINED,
            recomputed=f"the {len(cells)} averages of the table, each by its number ({total:g} in all), give {mean:.1f}",
            difference=round(gap, 1),
            explanation=f"The average in the sentence is not the average over the table.{only}",
            reading="the averages of the table, each with its period",
        )
