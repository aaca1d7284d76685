"""The register of what else happened around an event, and which of it overlaps with the event itself."""

import pandas as pd

from analysis.words import day

COLUMNS = ["start", "end", "event", "document", "paragraph", "line", "certainty", "source"]
OUTSIDE = "outside the documents"
CERTAINTY = {"day printed", "month printed", "no date printed", OUTSIDE}


def read(table: pd.DataFrame) -> pd.DataFrame:
    """Return the register with dates.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of ``data/raw/events.csv`` as text.

    Returns
    -------
    pandas.DataFrame
        Columns of `COLUMNS`; start and end as dates (missing when none is printed), in order of time.

    Raises
    ------
    ValueError
        With one sentence for each row without a place, a source or a readable order of dates.
    """
    found = table.assign(**{name: pd.to_datetime(table[name], format="%Y-%m-%d") for name in ("start", "end")})
    wrong = [
        sentence for number, row in enumerate(found.to_dict("records"), start=2) if (sentence := _fault(number, row))
    ]
    if wrong:
        raise ValueError("\n".join(wrong))
    return found.sort_values(["start", "end"], kind="stable", ignore_index=True)


def _fault(number: int, row: dict[str, object]) -> str:
    where = f"data/raw/events.csv, row {number}"
    if row["certainty"] not in CERTAINTY:
        return f"{where}: the certainty '{row['certainty']}' is none of {', '.join(sorted(CERTAINTY))}."
    if row["certainty"] == OUTSIDE and not row["source"]:
        return f"{where}: an event from outside the documents needs its source in words."
    if row["certainty"] != OUTSIDE and not (row["document"] and row["line"]):
        return f"{where}: an event from a document needs the document and the line."
    if pd.isna(row["start"]) != (row["certainty"] == "no date printed") or row["start"] > row["end"]:  # type: ignore[operator]
        return f"{where}: the dates do not fit the certainty, or the end lies before the start."
    return ""


def overlapping(register: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the events that touch a period."""
    return register[(register["start"] <= end) & (register["end"] >= start)]


def when(row: "pd.Series[str]") -> str:
    """Return the dates of an event in words, no finer than they are known."""
    start, end = pd.Timestamp(row["start"]), pd.Timestamp(row["end"])
    if pd.isna(start):
        return "no date printed"
    if row["certainty"] == "month printed":
        first, last = f"{start:%B %Y}", f"{end:%B %Y}"
        return first if first == last else f"{first} to {last}"
    if start == end:
        return day(start)
    same = (start.year, start.month) == (end.year, end.month)
    return f"{start.day} to {day(end)}" if same else f"{day(start)} to {day(end)}"


def where(row: "pd.Series[str]") -> str:
    """Return where an event is printed, or its source, as a reader can find it."""
    return str(row["source"]) if row["certainty"] == OUTSIDE else f"{row['document']}, {row['paragraph']}"
