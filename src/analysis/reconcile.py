"""The documents against each other and against their own arithmetic: contradictions found by rule."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd

from analysis import arithmetic, stocks
from analysis.findings import COLUMNS, finding, half_unit, where

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
