"""CSV files that people save from spreadsheets: read as text, whatever the byte order mark and the line ends."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence.disk.files import EvidenceError, root

if TYPE_CHECKING:
    import pandas as pd


def text_table(path: Path) -> "pd.DataFrame":
    """Return a CSV as text, whatever a spreadsheet did to its byte order mark and line ends.

    Raises
    ------
    EvidenceError
        If the file is not UTF-8, or a row has more or fewer cells than the heading.
    """
    import pandas as pd

    name = path.relative_to(root()) if path.is_relative_to(root()) else path
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except UnicodeDecodeError as fault:
        raise EvidenceError([f"{name} is not UTF-8: save it as 'CSV UTF-8' ({fault.reason})."]) from fault
    heading, body = (rows[0], [row for row in rows[1:] if any(row)]) if rows else ([], [])
    faults = [
        f"{name}, row {number}: {len(row)} cells under {len(heading)} columns; a decimal comma or a merged cell?"
        for number, row in enumerate(rows[1:], start=2)
        if any(row) and len(row) != len(heading)
    ]
    if faults:
        raise EvidenceError(faults)
    return pd.DataFrame(body, columns=heading, dtype=str)


def prose_tables() -> "dict[str, pd.DataFrame]":
    """Return the ``prose.csv`` of every document as text, by its name from the project's folder."""
    paths = sorted((root() / "data" / "raw").glob("[0-9]*/prose.csv"))
    return {path.relative_to(root()).as_posix(): text_table(path) for path in paths}


def local_tables() -> "dict[str, pd.DataFrame]":
    """Return the authority's own tables in ``data/raw/local`` that exist: ``quarters`` and ``figures``."""
    paths = {name: root() / "data" / "raw" / "local" / f"{name}.csv" for name in ("quarters", "figures")}
    return {name: text_table(path) for name, path in paths.items() if path.exists()}
