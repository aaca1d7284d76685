"""A contradiction as a row: what is printed where, what arithmetic gives, what explains it, and what is read."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.statistics.rounding import half_unit
from analysis.words import measure

# What a contradiction comes from, as far as the print shows.
REVISED, DEFINED, NAMED, CUT, UNEXPLAINED = (
    "later revision", "two definitions", "wrong name or place", "cut off, not rounded", "not explained",
)  # fmt: skip
CAUSES = (REVISED, DEFINED, NAMED, CUT, UNEXPLAINED)
COLUMNS = [
    "rule", "cause", "subject", "measure", "group", "area", "period", "printed", "recomputed", "difference", "explanation", "reading",
    "observations",
]  # fmt: skip


def where(row: Any) -> str:
    """Return document, table and line of an observation in words."""
    return f"{row['source']} {row['table']}, line {row['line']}"


def differ(values: Iterable[Any]) -> bool:
    """Return whether the values are not all the same."""
    return len(set(values)) > 1


def quoted(rows: pd.DataFrame) -> str:
    """Return the figures as printed, each once with every place where it stands, and with its period if there are several."""
    dated = differ(rows["period_end"].astype(str))
    places: dict[tuple[str, ...], list[str]] = {}
    for _, row in rows.iterrows():
        period = f", {row['period']}" if dated and row["period"] not in ("", row["as_printed"]) else ""
        key = (row["measure"], row["group"], row["area"], f"{row['as_printed']}{period}")
        places.setdefault(key, []).append(where(row))
    return "; ".join(f"{key[-1]} ({'; '.join(found)})" for key, found in places.items())


def subject(row: Any) -> str:
    """Return what a row is about in words: measure, group, area and period."""
    of_what = f" ({row['group']})" if row["group"] else ""
    words = ", ".join(part for part in (f"{measure(row['measure'])}{of_what}", row["area"], row["period"]) if part)
    return words[0].upper() + words[1:]


def finding(
    rule: str,
    rows: pd.DataFrame,
    *,
    cause: str,
    explanation: str,
    reading: str,
    recomputed: str = "",
    difference: float | None = None,
    about: pd.Series | None = None,
) -> dict[str, Any]:
    """Return one finding about the given observations; `about`, else the last of them, names measure, area and period."""
    named = rows.iloc[-1] if about is None else about
    return {
        "rule": rule,
        "cause": cause,
        "subject": subject(named),
        **{name: named[name] for name in ("measure", "group", "area", "period")},
        "printed": quoted(rows),
        "recomputed": recomputed,
        "difference": None if difference is None else round(float(difference), 4),
        "explanation": explanation,
        "reading": reading,
        "observations": ";".join(rows["id"]),
    }


def joined(groups: list[pd.DataFrame], keys: list[str]) -> list[pd.DataFrame]:
    """Return groups of rows with those made one whose prose agrees in the keys: one sentence gone wrong is one finding."""
    kept: list[tuple[set[Any], pd.DataFrame]] = []
    for rows in groups:
        said = set(rows.loc[rows["id"].str.contains("/prose/"), keys].itertuples(index=False, name=None))
        near = [(places, other) for places, other in kept if places & said]
        kept = [(places, other) for places, other in kept if not places & said]
        whole = pd.concat([*(other for _, other in near), rows]).drop_duplicates("id")
        kept.append((said.union(*(places for places, _ in near)), whole))
    return [rows for _, rows in kept]


def is_rounding(rows: pd.DataFrame) -> bool:
    """Return whether the rows can be one number printed to fewer or more digits: never for counts, which are exact."""
    spread = rows["value"].max() - rows["value"].min()
    return rows["unit"].iloc[0] != "count" and bool(spread <= rows["as_printed"].map(half_unit).max() + 1e-9)
