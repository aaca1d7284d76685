"""A series of the analyst's own: what the file holds, and what is wrong with it."""

import re

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.disk.files import EvidenceError
from analysis.evidence.own.monthly import month
from analysis.evidence.reads import file
from analysis.evidence.rules import FILLED, NO_FORMULA, faults, once, rule
from analysis.observations import periods

FEWEST = 4
COUNT = rule(lambda text: re.fullmatch(r"[0-9]{1,9}", text), "a whole number such as 25")
AMOUNT = rule(
    lambda text: re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text) and float(text) > 0,
    "a number above 0, such as 427 or 10.5",
)
OPTIONAL = {"whole": [AMOUNT], "group": [FILLED, NO_FORMULA]}


def found(name: str) -> pd.DataFrame:
    """Return the text of a file in ``data/``, recorded as read.

    Raises
    ------
    EvidenceError
        If the name leads out of ``data/``, or there is no such file in this edition.
    """
    from analysis.evidence.csv_files import text_table

    path = file(name)
    if path is None:
        raise EvidenceError([
            f"data/{name} is not there, or is yours alone and this is the published edition: put it there, and run "
            f"`python -m analysis own --authority NAME 11_your_own_series -p series={name}`."
        ])  # fmt: skip
    return text_table(path)


def period(text: str) -> periods.Period | None:
    """Return the period that a cell names (``Q4 17/18``, ``2015/16``, ``March 2021``, ``2021-03``), or None."""
    try:
        read = periods.parse(text)
        return read if read.start else None
    except ValueError:
        first = month(text)
        return None if first is None else periods.parse(f"{first:%B %Y}")


def read(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the series of a table of text.

    Parameters
    ----------
    table : pandas.DataFrame
        Cells as text, columns period and count, and where there are any whole and group.
    name : str
        The file as the reader knows it.

    Returns
    -------
    pandas.DataFrame
        One row per period and group, in order of time: period (its usual name), start, end, type, count, whole (missing without
        that column), group (empty without).

    Raises
    ------
    EvidenceError
        With one sentence for each cell that cannot be read, each period that stands twice or is missing, and for a file with
        fewer than four periods.
    """
    held = {column: checks for column, checks in OPTIONAL.items() if column in table.columns}
    if wrong := faults(table, _schema(held), name):
        raise EvidenceError(wrong)
    found = [known for text in table["period"] if (known := period(text))]
    series = pd.DataFrame(
        {
            "period": [periods.label(each.start, each.end, each.type) for each in found if each.start and each.end],
            "start": pd.to_datetime([each.start for each in found]),
            "end": pd.to_datetime([each.end for each in found]),
            "type": [each.type for each in found],
            "count": pd.to_numeric(table["count"]).to_numpy(float),
            "whole": pd.to_numeric(table["whole"]).to_numpy(float) if "whole" in held else float("nan"),
            "group": table["group"].str.strip().to_numpy() if "group" in held else "",
        }
    )
    if wrong := _order_faults(series, name):
        raise EvidenceError(wrong)
    return series.sort_values(["start", "group"], kind="stable", ignore_index=True)


def _schema(held: dict[str, list[pa.Check]]) -> pa.DataFrameSchema:
    named = rule(lambda text: period(text) is not None, "a period such as Q4 17/18, 2015/16, March 2021 or 2021-03")
    columns = {"period": pa.Column(str, named), "count": pa.Column(str, COUNT)}
    columns |= {name: pa.Column(str, checks) for name, checks in held.items()}
    return pa.DataFrameSchema(columns, checks=once("period", *(["group"] if "group" in held else [])))


def _order_faults(series: pd.DataFrame, name: str) -> list[str]:
    kinds = list(dict.fromkeys(series["type"]))
    if len(kinds) > 1:
        return [f"{name}: periods of {' and '.join(kinds)} stand in one file; keep to one kind."]
    each = series.drop_duplicates("period").sort_values("start", kind="stable")
    twice = series[series.duplicated(["period", "group"])]
    found = [f"{name}: {row.period} stands more than once; keep one row for each." for row in twice.itertuples()]
    if not found and len(each) < FEWEST:
        return [f"{name} has {len(each)} periods; a chart needs {FEWEST} or more."]
    groups = sorted(set(series["group"]))
    there = set(zip(series["period"], series["group"], strict=True))
    found += [
        f"{name}: no row for {group + ', ' if group else ''}{label}; add it."
        for label in each["period"] for group in groups if (label, group) not in there
    ]  # fmt: skip
    if kinds != ["as_at"]:
        ends, starts = each["end"].iloc[:-1], each["start"].iloc[1:]
        found += [
            f"{name}: something is missing between {before} and {after}; add a row for every period."
            for before, after, end, start in zip(each["period"], each["period"].iloc[1:], ends, starts, strict=False)
            if end + pd.Timedelta(days=1) != start
        ]
    return found
