"""Whether the open tables agree: within themselves, between releases, with the printed documents and their neighbours' line."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.evidence.documents.contradictions.findings import COLUMNS
from analysis.evidence.national.neighbour_line import neighbour_lines
from analysis.evidence.national.tidy import plain
from analysis.statistics.rounding import half_unit

PLACE = ["measure", "group", "area", "period_start", "period_end"]
# Counts of England and the regions are rounded to 10, percentages and rates to one decimal.
HALF_TEN, HALF_TENTH = 5, 0.05
TINY = 1e-9


def findings(
    found: pd.DataFrame, near: pd.DataFrame, names: Mapping[str, str], printed: Iterable[Mapping[str, str]]
) -> pd.DataFrame:
    """Return every place where England's open figures disagree with themselves, with each other or with print.

    Parameters
    ----------
    found : pandas.DataFrame
        Figures of the open tables, with `code`.
    near : pandas.DataFrame
        Lists of neighbours.
    names : mapping
        Code to name of an authority.
    printed : iterable of mapping
        Rows of ``observations.csv`` as text.

    Returns
    -------
    pandas.DataFrame
        Columns as ``reconciliation.csv``; rules: share of its own counts, parts and total, regions and England, two
        readings, print and open data, neighbours' line (which says how many printed figures each reading reproduces).
    """
    held = found[found["value"].notna()].assign(rounded=found["code"].eq(""))
    on_paper = _on_paper(printed)
    parts = [
        own_counts(held),
        parts_and_total(held),
        regions_and_england(held),
        two_readings(held),
        print_and_open(held, on_paper),
        neighbour_lines(held, near, names, on_paper),
    ]
    held_parts = [part.reindex(columns=COLUMNS) for part in parts if len(part)]
    return pd.concat(held_parts, ignore_index=True) if held_parts else pd.DataFrame(columns=COLUMNS, dtype="str")


def own_counts(held: pd.DataFrame) -> pd.DataFrame:
    """Return percentages that cannot be the numerator over the denominator of their row, whatever the rounding hid."""
    rows = held[held["denominator"].gt(0) & held["numerator"].notna()]
    slack = np.where(rows["rounded"], HALF_TEN, 0)
    # what cannot be below 0 or above its whole is cut there
    low = 100 * np.maximum(rows["numerator"] - slack, 0) / (rows["denominator"] + slack)
    high = (
        100 * np.minimum(rows["numerator"] + slack, rows["denominator"]) / (rows["denominator"] - slack).clip(lower=1)
    )
    wrong = (rows["value"] < low - HALF_TENTH - TINY) | (rows["value"] > high + HALF_TENTH + TINY)
    rows = plain(rows[wrong])
    share = 100 * rows["numerator"] / rows["denominator"]
    words = (
        _number(rows["numerator"]) + " of " + _number(rows["denominator"]) + " is " + share.round(2).astype(str) + "%"
    )
    return _rows(
        "share of its own counts", rows, words, rows["value"] - share, "not explained by rounding", "the counts"
    )


def parts_and_total(held: pd.DataFrame) -> pd.DataFrame:
    """Return totals of children on plans that the durations do not add up to, where none of them is hidden."""
    rows = held[held["measure"].eq("cpp_children") & held["source"].str.startswith("dfe-")]
    sums = rows[rows["group"].ne("")].groupby(["source", "line"])["value"].agg(["sum", "size"])
    totals = rows[rows["group"].eq("")].join(sums, on=["source", "line"])
    slack = np.where(totals["rounded"], HALF_TEN * (totals["size"] + 1), 0)
    wrong = plain(totals[totals["size"].eq(5) & (totals["sum"] - totals["value"]).abs().gt(slack)])
    words = "the durations add up to " + _number(wrong["sum"])
    return _rows(
        "parts and total", wrong, words, wrong["value"] - wrong["sum"], "not explained by rounding", "the total"
    )


def regions_and_england(held: pd.DataFrame) -> pd.DataFrame:
    """Return counts of England that its nine regions do not add up to; Inner and Outer London are parts of London."""
    rows = held[held["unit"].eq("count") & held["rounded"] & held["source"].str.startswith("dfe-")]
    rows = rows[~rows["area"].isin(["Inner London", "Outer London"])]
    keys = ["source", "column", "period_end"]
    sums = rows[rows["area"].ne("England")].groupby(keys)["value"].agg(["sum", "size"])
    england = rows[rows["area"].eq("England")].join(sums, on=keys)
    wrong = plain(england[england["size"].eq(9) & (england["sum"] - england["value"]).abs().gt(HALF_TEN * 10)])
    words = "the nine regions add up to " + _number(wrong["sum"])
    return _rows(
        "regions and England", wrong, words, wrong["value"] - wrong["sum"], "not explained by rounding", "England's own"
    )


def two_readings(held: pd.DataFrame) -> pd.DataFrame:
    """Return figures that a later publication gives otherwise; the later one is read, the earlier one is kept."""
    ordered = held.sort_values("published", kind="stable")
    ordered = ordered[ordered.duplicated(PLACE, keep=False)]
    last = ordered.drop_duplicates(PLACE, keep="last").set_index(PLACE)[["value", "as_printed", "document", "id"]]
    joined = ordered.join(last, on=PLACE, suffixes=("", "_last"))
    slack = np.where(joined["unit"].eq("count"), 0, HALF_TENTH)
    wrong = plain(joined[(joined["value"] - joined["value_last"]).abs().gt(slack + TINY)])
    words = wrong["as_printed_last"] + " in " + wrong["document_last"]
    why = np.where(
        wrong["document_last"].eq(wrong["document"]), "one table gives both", "another publication, or a revision"
    )
    rows = _rows("two readings", wrong, words, wrong["value_last"] - wrong["value"], why, "the later publication")
    return rows.assign(observations=wrong["id"].to_numpy() + ";" + wrong["id_last"].to_numpy())


def print_and_open(held: pd.DataFrame, on_paper: pd.DataFrame) -> pd.DataFrame:
    """Return figures of the printed documents that the open tables give otherwise, beyond the last printed digit."""
    latest = held.sort_values("published", kind="stable").drop_duplicates(PLACE, keep="last")
    joined = on_paper.merge(
        plain(latest[latest["measure"].isin(on_paper["measure"]) & latest["area"].isin(on_paper["area"])]),
        on=PLACE,
        suffixes=("", "_open"),
    )
    slack = joined["as_printed"].map(half_unit) + np.where(joined["unit"].eq("count"), 0, HALF_TENTH)
    slack = np.where(joined["as_printed"].str.contains("[.]"), HALF_TENTH, slack)
    wrong = joined[(joined["value"] - joined["value_open"]).abs().gt(slack + TINY)]
    words = wrong["as_printed_open"] + " in " + wrong["document_open"]
    rows = _rows(
        "print and open data",
        wrong,
        words,
        wrong["value"] - wrong["value_open"],
        "a revision, or another definition",
        "each with its source",
    )
    return rows.assign(observations=wrong["id"].to_numpy() + ";" + wrong["id_open"].to_numpy())


def _on_paper(printed: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    rows = pd.DataFrame([row for row in printed if row["period_end"]], dtype="str")
    return (
        rows.assign(value=pd.to_numeric(rows["value"])).dropna(subset=["value"])
        if len(rows)
        else pd.DataFrame(columns=[*PLACE, "as_printed", "value", "unit", "id", "document", "source"])
    )


def _number(values: pd.Series) -> pd.Series:
    return values.map("{:,.0f}".format).astype("str")


def _rows(rule: str, rows: pd.DataFrame, recomputed: Any, difference: Any, why: Any, reading: str) -> pd.DataFrame:
    where = (
        rows["as_printed"]
        + " ("
        + rows["document"]
        + ", "
        + rows["place"].where(rows["place"].ne(""), rows["line"])
        + ")"
    )
    return pd.DataFrame(
        {"rule": rule, **{name: rows[name] for name in ("measure", "group", "area", "period")}, "printed": where,
         "recomputed": recomputed, "difference": np.round(np.asarray(difference, float), 4), "explanation": why,
         "reading": reading, "observations": rows["id"]}
    )  # fmt: skip
