"""A disagreement as a row: what is printed where, what arithmetic gives, what explains it, and what is read."""

from typing import Any

import pandas as pd

COLUMNS = [
    "rule", "measure", "group", "area", "period", "printed", "recomputed", "difference", "explanation", "reading",
    "observations",
]  # fmt: skip


def where(row: Any) -> str:
    """Return document, table and line of an observation in words."""
    return f"{row['source']} {row['table']}, line {row['line']}"


def finding(
    rule: str,
    rows: pd.DataFrame,
    *,
    recomputed: str = "",
    difference: float | None = None,
    explanation: str,
    reading: str,
) -> dict[str, Any]:
    """Return one finding about the given observations; the last of them names measure, area and period."""
    last = rows.iloc[-1]
    return {
        "rule": rule,
        **{name: last[name] for name in ("measure", "group", "area", "period")},
        "printed": "; ".join(f"{row['as_printed']} ({where(row)})" for _, row in rows.iterrows()),
        "recomputed": recomputed,
        "difference": None if difference is None else round(float(difference), 4),
        "explanation": explanation,
        "reading": reading,
        "observations": ";".join(rows["id"]),
    }
