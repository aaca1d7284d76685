"""The documents against each other and against their own arithmetic: contradictions found by rule, and those found by reading."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.evidence.documents.contradictions import populations, readings, register, shares, stocks, sums, wordings
from analysis.evidence.documents.contradictions.findings import COLUMNS


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
