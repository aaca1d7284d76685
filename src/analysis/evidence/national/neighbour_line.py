"""Which average the neighbours' line of the printed reports is: simple or pooled, and of which list."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.evidence.documents.contradictions.findings import COLUMNS
from analysis.evidence.national.tidy import plain

# The line of each report, and the authority whose neighbours it shows.
LINES = {"Statistical neighbours": "Warwickshire", "Walsall statistical neighbours": "Walsall"}


def halves_up(value: float) -> float:
    """Return a value with one decimal, halves rounded up, as a spreadsheet does."""
    return float(Decimal(str(round(value, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def readings(rows: pd.DataFrame) -> dict[str, float | None]:
    """Return the two averages of ten authorities' shares.

    Parameters
    ----------
    rows : pandas.DataFrame
        A row per neighbour: value (percent with one decimal, as printed), numerator, denominator.

    Returns
    -------
    dict
        ``simple mean`` of the printed percentages, ``pooled`` share of the counts; one decimal, halves up; None where a
        neighbour's figure is missing.
    """
    whole = len(rows) == 10
    simple = halves_up(rows["value"].mean()) if whole and rows["value"].notna().all() else None
    counted = rows.dropna(subset=["numerator", "denominator"])
    pooled = (
        halves_up(100 * counted["numerator"].sum() / counted["denominator"].sum())
        if whole and len(counted) == 10
        else None
    )
    return {"simple mean": simple, "pooled": pooled}


def neighbour_lines(
    held: pd.DataFrame, near: pd.DataFrame, names: Mapping[str, str], on_paper: pd.DataFrame
) -> pd.DataFrame:
    """Return a row for each list and average: how many of the printed figures of a neighbours' line it gives."""
    codes = {name: code for code, name in names.items()}
    lines = on_paper[on_paper["area"].isin(LINES) & on_paper["group"].eq("")]
    lines = lines.assign(code=lines["area"].map(LINES).map(codes))
    ten = near.merge(lines[["id", "code", "measure", "period_end"]], on="code")
    figures = held[
        held["measure"].isin(lines["measure"]) & held["group"].eq("") & held["code"].isin(ten["neighbour_code"])
    ]
    figures = plain(figures).sort_values("published", kind="stable")
    keys = ["measure", "period_end", "code"]
    figures = figures.drop_duplicates(keys, keep="last")[[*keys, "value", "numerator", "denominator"]]
    joined = ten.merge(
        figures.rename(columns={"code": "neighbour_code"}), on=["measure", "period_end", "neighbour_code"]
    )
    tried = [
        {"id": key[0], "list": key[1], "average": average, "gives": value}
        for key, rows in joined.groupby(["id", "list"])
        for average, value in readings(rows).items()
        if value is not None
    ]
    found = pd.DataFrame(tried, columns=["id", "list", "average", "gives"]).merge(lines, on="id")
    groups = found.sort_values(["period_end", "id"], kind="stable").groupby(["area", "measure", "list", "average"])
    return pd.DataFrame([_row(rows, *map(str, key)) for key, rows in groups], columns=COLUMNS)


def _row(tried: pd.DataFrame, line: str, measure: str, which: str, average: str) -> dict[str, object]:
    same = (tried["value"] - tried["gives"]).abs().lt(0.001)
    return {
        "rule": "neighbours' line", "measure": measure, "group": "", "area": line,
        "period": f"{tried['period'].iloc[0]} to {tried['period'].iloc[-1]}",
        "printed": "; ".join(tried["as_printed"]),
        "recomputed": f"{average} of the {which} list: " + "; ".join(f"{value:.1f}" for value in tried["gives"]),
        "difference": round(float((tried["value"] - tried["gives"]).abs().max()), 4),
        "explanation": f"{same.sum()} of {len(tried)} printed figures are the same",
        "reading": "the average that gives the most of them",
        "observations": ";".join(tried["id"]),
    }  # fmt: skip
