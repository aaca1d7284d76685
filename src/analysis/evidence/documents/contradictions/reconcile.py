"""The documents against each other and against their own arithmetic: contradictions found by rule, and those found by reading."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.evidence.documents.contradictions import populations, readings, register, shares, stocks, sums, wordings
from analysis.evidence.documents.contradictions.findings import COLUMNS

WHY = {
    "two readings": "Which one is read decides what a change looks like.",
    "two dates": "A fall is judged from its starting point, and here the start has more than one date.",
    "two names": "The same children cannot be two shares of the same whole.",
    "two areas": "A comparison with the wrong area says nothing.",
    "two definitions": "Where the line is drawn decides who is counted.",
    "two clocks": "A gap from start to start is longer than one from the end of a plan, by the length of that plan.",
    "two statements": "Both sentences stand in print and cannot both be meant.",
    "share of its own counts": "The percentage does not follow from the counts beside it.",
    "denominator and count": "The percentage is of another number than the one printed as the total.",
    "share of the counts in its table": "The percentage does not follow from the counts in the same table.",
    "share of its group": "The percentage does not follow from the count of the group and the total.",
    "average and its table": "The average quoted is not the average of what the table shows.",
    "quarters and year": "The same plans are counted differently by quarter and by year.",
    "parts and total": "Some are missing from the breakdown, or counted twice.",
    "percentages and 100": "Some are missing from the breakdown, or counted twice.",
    "balance": "What remains does not follow from what came in and what went out.",
    "authority and districts": "The county's number is not that of its districts together.",
    "stock and flow": "Children left or joined the count without a plan that started or ended.",
    "rate, count and population": "The rate and the number of children do not belong together.",
    "cumulative count falls": "A running total can only rise, so records changed or a figure is wrong.",
}


def findings(
    observations: pd.DataFrame,
    told: Iterable[Mapping[str, str]] = (),
    districts: Mapping[str, list[str]] | None = None,
) -> pd.DataFrame:
    """Return every place where the printed figures or sentences contradict each other.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.
    told : iterable of mapping
        Rows of ``data/raw/readings.csv``: what no rule can find.
    districts : mapping, optional
        Authority to the districts that it is divided into.

    Returns
    -------
    pandas.DataFrame
        Columns rule, cause (one of `findings.CAUSES`), subject (in words), measure, group, area, period, printed (what stands where),
        recomputed, difference, explanation, reading (what the reports use), observations (ids, separated by ``;``); one
        row per contradiction, however often it is printed; sorted by rule, measure, area and period.
    """
    held = observations.dropna(subset=["value"])
    rows = [
        *readings.two_readings(held),
        *wordings.all_rules(observations),
        *shares.all_rules(held),
        *sums.all_rules(held, districts or {}),
        *stocks.all_rules(held),
        *populations.all_rules(held),
        *register.findings(told, observations),
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.sort_values(["rule", "measure", "group", "area", "period"], kind="stable", ignore_index=True)


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
            "What, and when": rows["subject"].to_list(),
            "Printed": rows["printed"].to_list(),
            "What arithmetic gives": rows["recomputed"].replace("", "–").to_list(),
            "Explanation": rows["explanation"].to_list(),
        }
    )
