"""The analyst's own monthly file: what it holds, what is wrong with it, and what to put there when it is absent."""

import re
from datetime import datetime

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.disk.files import EvidenceError
from analysis.evidence.rules import FILLED, WHOLE, faults, rule

COLUMNS = ["month", "meetings", "children"]
OUTCOMES = {"meetings": "strategy meetings", "children": "children who had a strategy meeting"}
FORMS = ("%Y-%m", "%b-%y", "%b %y", "%b %Y", "%B %Y", "%B-%y", "%m/%Y")
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


def month(text: str) -> pd.Timestamp | None:
    """Return the first day of the month that a cell names, or None when it names none for certain.

    ``2021-03``, ``Mar-21``, ``March 2021`` and ``03/2021`` are months. A full date counts only if it is the first or
    the last day of a month, because a spreadsheet may have swapped day and month.
    """
    for form in FORMS + DAY_FORMS:
        try:
            found = pd.Timestamp(datetime.strptime(text.strip(), form))
        except ValueError:
            continue
        edge = found.day == 1 or found.is_month_end
        return found.replace(day=1) if edge and pd.Timestamp(2000, 1, 1) <= found <= pd.Timestamp.now() else None
    return None


def schema() -> pa.DataFrameSchema:
    """Return the rules of the file, cell by cell."""
    named = rule(lambda text: month(text) is not None, "a month such as 2021-03")
    return pa.DataFrameSchema(
        {
            "month": pa.Column(str, [named, FILLED]),
            "meetings": pa.Column(str, WHOLE),
            "children": pa.Column(str, WHOLE),
        }
    )


def read(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the monthly series of a table of text.

    Parameters
    ----------
    table : pandas.DataFrame
        Cells as text, columns month, meetings, children; an empty number means that it is not known.
    name : str
        The file as the reader knows it.

    Returns
    -------
    pandas.DataFrame
        Index: first days of months in order, without gaps; columns ``meetings``, ``children`` (missing if unknown).

    Raises
    ------
    EvidenceError
        With one sentence for each cell that cannot be read, each month that stands twice and each run that is missing.
    """
    wrong = faults(table, schema(), name) or _order_faults(table, name)
    if wrong:
        raise EvidenceError(wrong)
    months = pd.DatetimeIndex([month(text) for text in table["month"]], name="month")
    numbers = {column: pd.to_numeric(table[column]).to_numpy(dtype=float) for column in OUTCOMES}
    return pd.DataFrame(numbers, index=months).sort_index()


def _order_faults(table: pd.DataFrame, name: str) -> list[str]:
    if table.empty:
        return [f"{name} has a heading and no rows: add one row per month."]
    months = pd.Series([month(text) for text in table["month"]], index=table.index)
    found = []
    for each in months[months.duplicated()].unique():
        numbers = [str(number + 2) for number in months.index[months == each]]
        rows = " and ".join(numbers[:6]) + (" …" if len(numbers) > 6 else "")
        found.append(f"{name}, rows {rows}: {each:%B %Y} stands more than once; keep one row for each month.")
    whole = pd.date_range(months.min(), months.max(), freq="MS")
    missing = [f"{each:%B %Y}" for each in whole if each not in set(months)]
    if missing:
        shown = ", ".join(missing[:6]) + (" …" if len(missing) > 6 else "")
        found.append(f"{name}: no row for {shown}; add it, and leave its numbers empty if they are not known.")
    return found


def remarks(series: pd.DataFrame) -> list[str]:
    """Return what a reader should know of a series that can be analysed: zeros and unknown months."""
    found = []
    for column, words in OUTCOMES.items():
        zero = [f"{each:%B %Y}" for each in series.index[series[column].eq(0)]]
        unknown = int(series[column].isna().sum())
        if zero:
            found.append(
                f"The file gives 0 {words} for {', '.join(zero)}. It is analysed as a true zero: if the number is not "
                "known, leave the cell empty."
            )
        if unknown:
            left = "1 month has" if unknown == 1 else f"{unknown} months have"
            found.append(f"{left} no number of {words}, and the analysis of {words} leaves out what is not known.")
    return found


def invitation(name: str) -> str:
    """Return what to put into the file that is absent."""
    return (
        f"**There is no monthly series, so nothing is measured here.** To measure it, copy "
        f"`{re.sub('[.]csv$', '.template.csv', name)}` to `{name}` and give it one row per month: `month` (2021-03), "
        "`meetings` (strategy meetings held in the month) and `children` (children who had one, each once a month). "
        "At least 12 months are needed, 6 of them before the event; the tables below show what more months add. "
        "Then run this report again: everything else is automatic."
    )
