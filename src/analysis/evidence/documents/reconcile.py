"""The documents against each other and against their own arithmetic: contradictions found by rule."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.evidence.documents import arithmetic, stocks
from analysis.evidence.documents.findings import COLUMNS, finding, where
from analysis.statistics.rounding import half_unit
from analysis.words import measure

WHY = {
    "two readings": "Which one is read decides what a change looks like.",
    "one figure, two dates": "A fall is judged from its starting point, and here the start has two dates.",
    "two clocks": "A gap from start to start is longer than one from the end of a plan, by the length of that plan.",
    "share of its own counts": "The percentage does not follow from the counts beside it.",
    "denominator and count": "The percentage is of another number than the one printed as the total.",
    "share of the counts in its table": "The percentage does not follow from the counts in the same table.",
    "share of its group": "The percentage does not follow from the count of the group and the total.",
    "quarters and year": "The same plans are counted differently by quarter and by year.",
    "quarters and the year's share": "The annual percentage is not the one that the quarters give.",
    "parts and total": "Some children are missing from the breakdown, or counted twice.",
    "percentages and 100": "Some children are missing from the breakdown, or counted twice.",
    "stock and flow": "Children left or joined the count without a plan that started or ended.",
    "rate, count and population": "The rate and the number of children do not belong together.",
    "cumulative count falls": "A running total can only rise, so records changed or a figure is wrong.",
}
PLACE = ["measure", "group", "area", "period_start", "period_end", "period_type", "unit"]


def findings(observations: pd.DataFrame) -> pd.DataFrame:
    """Return every place where the printed figures disagree.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.

    Returns
    -------
    pandas.DataFrame
        Columns rule, measure, group, area, period, printed (what stands where), recomputed, difference, explanation
        (``rounding``, ``revision``, ``not explained`` …), reading (what the reports use), observations (ids, separated
        by ``;``); sorted by rule, measure, area and period.
    """
    held = observations.dropna(subset=["value"])
    between = [*two_readings(held), *one_figure_two_dates(held), *clocks(observations)]
    rows = [*between, *arithmetic.all_rules(held), *stocks.all_rules(held)]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.sort_values(["rule", "measure", "group", "area", "period"], kind="stable", ignore_index=True)


def two_readings(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding for each figure that is printed with two values."""
    dated = observations[observations["period_type"].ne("") & observations["measure"].ne("")]
    for _, rows in dated.groupby(PLACE, dropna=False, sort=True):
        if rows["value"].nunique() < 2:
            continue
        ordered = rows.sort_values(["published", "id"], na_position="last").drop_duplicates("value", keep="last")
        latest = ordered.iloc[-1]
        for _, other in ordered.iloc[:-1].iterrows():
            yield finding(
                "two readings",
                pd.DataFrame([other, latest]),
                difference=latest["value"] - other["value"],
                explanation=_why_two(other, latest),
                reading=f"{latest['as_printed']} ({where(latest)}), the latest publication",
            )


def _why_two(first: pd.Series, second: pd.Series) -> str:
    coarse = max(half_unit(first["as_printed"]), half_unit(second["as_printed"]))
    if first["unit"] != "count" and abs(first["value"] - second["value"]) <= coarse + 1e-9:
        return "rounding"
    return "not explained: one document prints both" if first["source"] == second["source"] else "revision"


def one_figure_two_dates(observations: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Yield a finding where two documents tie the same exact figure of one measure to different dates."""
    prose = observations[observations["id"].str.contains("/prose/") & observations["value"].ge(20)]
    for _, rows in prose.groupby(["measure", "group", "area", "value"], sort=True):
        for (_, first), (_, second) in combinations(rows.iterrows(), 2):
            if first["source"] != second["source"] and first["period"] != second["period"]:
                yield finding(
                    "one figure, two dates",
                    pd.DataFrame([first, second]),
                    explanation="not explained: at most one of the dates is right",
                    reading="neither date; the figure is used without one",
                )


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
                explanation=f"the words contradict each other: {words}",
                reading="each conclusion is shown under every clock",
            )


def of(found: pd.DataFrame, rule: str, **fields: str) -> pd.DataFrame:
    """Return the findings of one rule whose columns hold the given values."""
    keep = found["rule"].eq(rule)
    for name, value in fields.items():
        keep &= found[name].eq(value)
    return found[keep]


def largest(found: pd.DataFrame, rule: str, number: int) -> pd.DataFrame:
    """Return the largest findings of a rule in words.

    Returns
    -------
    pandas.DataFrame
        Columns ``What, and when``, ``Printed``, ``What arithmetic gives``, ``Explanation``; at most `number` rows.
    """
    rows = of(found, rule)
    rows = rows.loc[rows["difference"].abs().sort_values(ascending=False, kind="stable", na_position="last").index]
    rows = rows.head(number).fillna("")
    return pd.DataFrame(
        {
            "What, and when": [_subject(row) for _, row in rows.iterrows()],
            "Printed": rows["printed"].to_list(),
            "What arithmetic gives": rows["recomputed"].replace("", "–").to_list(),
            "Explanation": rows["explanation"].to_list(),
        }
    )


def headlines(found: pd.DataFrame) -> list[str]:
    """Return one sentence for each kind of disagreement that bears on what the reports conclude."""
    matters = (
        ("one figure, two dates", "cpp_children"),
        ("quarters and year", "cpp_starts"),
        ("two readings", "icpc_children"),
        ("two readings", "cpp_children"),
    )
    firsts = [of(found, rule, measure=name).fillna("").head(1) for rule, name in matters]
    return [_sentence(row) for rows in firsts for _, row in rows.iterrows()]


def _sentence(row: Mapping[str, str]) -> str:
    arithmetic_gives = f"; {row['recomputed']}" if row["recomputed"] else ""
    return f"{_subject(row)}: printed {row['printed']}{arithmetic_gives}. {WHY[row['rule']]}"


def _subject(row: Mapping[str, str]) -> str:
    of_what = f" ({row['group']})" if row["group"] else ""
    words = f"{measure(row['measure'])}{of_what}, {row['area']}"
    return words[0].upper() + words[1:] + (f", {row['period']}" if row["period"] else "")
