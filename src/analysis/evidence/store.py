"""The processed tables of an edition, and the open data beside them."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence.disk.files import write_text
from analysis.evidence.editions import processed_folder
from analysis.evidence.reads import DATES, NUMBERS, record, rows_hash, selected

if TYPE_CHECKING:
    import pandas as pd

FIGURES = ("observations", "later")  # the tables of figures


def processed(name: str, **filters: str | list[str]) -> "pd.DataFrame":
    """Return the rows of a processed table whose columns hold the given values.

    Parameters
    ----------
    name : str
        ``observations``, ``dictionary``, ``reconciliation``, ``calibration`` …
    **filters
        Column name and the text, or list of texts, allowed in it.

    Returns
    -------
    pandas.DataFrame
        Text columns as text; value, numerator and denominator as numbers; period_start and period_end as dates.

    Raises
    ------
    EvidenceError
        If the table or a filtered column does not exist.
    """
    import pandas as pd

    columns, found = selected(name, filters)
    record(name, filters, rows_hash(found), len(found))
    frame = pd.DataFrame(found, columns=columns, dtype=str)
    if name not in FIGURES:
        return pd.read_csv(io.StringIO(frame.to_csv(index=False)), keep_default_na=False, na_values=[""])
    for column in NUMBERS:
        frame[column] = pd.to_numeric(frame[column])
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d")
    return frame


def observations(**filters: str | list[str]) -> "pd.DataFrame":
    """Return figures of this edition: `processed` for ``observations.csv``, with the same filters and errors."""
    return processed("observations", **filters)


def later(**filters: str | list[str]) -> "pd.DataFrame":
    """Return official figures that came after the documents: `processed` for ``later.csv``, with the same filters and errors."""
    return processed("later", **filters)


def rows(name: str, **filters: str | list[str]) -> list[dict[str, str]]:
    """Return rows of a processed table as text, without pandas and without recording: for the publisher."""
    return selected(name, filters)[1]


def cited(ids: list[str]) -> list[dict[str, str]]:
    """Return the figures of some identities as text, wherever they come from: printed, later, or England's open data."""
    from analysis.evidence.national import store as national

    held, missing = list[dict[str, str]](), ids
    for name in FIGURES:
        held += rows(name, id=missing) if missing else []
        missing = sorted(set(ids) - {row["id"] for row in held})
    return held + (national.cited(missing) if missing else [])


def write_processed(name: str, frame: "pd.DataFrame") -> Path:
    """Write a processed table whole or not at all, and return its path."""
    path = processed_folder() / f"{name}.csv"
    write_text(path, frame.to_csv(index=False, lineterminator="\n"))
    return path
