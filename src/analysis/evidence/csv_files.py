"""CSV files that people save from spreadsheets: read as text; whatever could change a figure unseen is refused."""

import csv
import io
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence.disk.files import EvidenceError, shown

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 5_000_000  # bytes; the largest table of the documents has 20,000
Rows = list[tuple[int, list[str]]]


def _text(path: Path) -> str:
    name = shown(path)
    try:
        if path.stat().st_size > LIMIT:
            raise EvidenceError(
                [f"{name} has {path.stat().st_size:,} bytes; a table of figures has at most {LIMIT:,}."]
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise EvidenceError([f"{name} is not UTF-8: save it as 'CSV UTF-8' ({fault.reason})."]) from None
    except FileNotFoundError:
        raise EvidenceError([f"{name} is not there: bring it back, or take away what names it."]) from None
    except OSError as fault:
        raise EvidenceError([f"{name} cannot be read: {fault.strerror}."]) from None


def cells(path: Path) -> tuple[list[str], Rows]:
    """Return the heading of a CSV, and its rows that are not blank with their numbers in the file (the heading is row 1).

    Raises
    ------
    EvidenceError
        If the file cannot be read as UTF-8, has no heading, a quotation mark that is never closed, a row with more or
        fewer cells than the heading, or a cell with a line break, a control character or a digit other than 0 to 9.
    """
    name, text = shown(path), _text(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as fault:
        raise EvidenceError([f"{name}: a quotation mark is not closed, or a cell is far too long ({fault})."]) from None
    heading = rows[0] if rows else []
    if not any(cell.strip() for cell in heading):
        raise EvidenceError([f"{name} is empty: its first row names the columns."])
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(heading) == 1 and mark in heading[0]:
            raise EvidenceError([f"{name}: the columns are separated by {word}; save it as CSV with commas."])
    body = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    faults = [f"{name}, row {number}: {words}" for number, row in [(1, heading), *body] for words in _odd(row, heading)]
    if faults:
        raise EvidenceError(faults)
    return heading, body


def _odd(row: list[str], heading: list[str]) -> list[str]:
    if len(row) != len(heading):
        return [f"{len(row)} cells under {len(heading)} columns; a decimal comma or a merged cell?"]
    return [words for cell in row for words in _odd_letters(cell)][:1]


def _odd_letters(cell: str) -> list[str]:
    if "\n" in cell or "\r" in cell:
        return ["a cell holds a line break; is a quotation mark not closed?"]
    if cell.isascii() and cell.isprintable():
        return []
    if control := [letter for letter in cell if unicodedata.category(letter) in ("Cc", "Cs")]:
        return [f"a cell holds the control character U+{ord(control[0]):04X}; type the cell anew."]
    foreign = [letter for letter in cell if unicodedata.category(letter) == "Nd" and not letter.isascii()]
    return [f"'{foreign[0]}' is a digit other than 0 to 9; type the number anew."] if foreign else []


def records(path: Path, columns: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Return the rows of a CSV by column, and errors as `cells`; also if one of the columns is missing or stands twice."""
    heading, body = cells(path)
    name = shown(path)
    faults = [f"{name}: the column '{column}' is missing." for column in columns if column not in heading]
    faults += [
        f"{name}: the column '{column}' stands twice." for column in {c for c in heading if heading.count(c) > 1}
    ]
    if faults:
        raise EvidenceError(sorted(faults))
    return [dict(zip(heading, row, strict=True)) for _, row in body]


def text_table(path: Path) -> "pd.DataFrame":
    """Return a CSV as text, whatever a spreadsheet did to its byte order mark and line ends.

    Returns
    -------
    pandas.DataFrame
        Index: number of the row in the file less 2, so that a fault names the row that the user sees.

    Raises
    ------
    EvidenceError
        As `cells`.
    """
    import pandas as pd

    heading, body = cells(path)
    index = pd.Index([number - 2 for number, _ in body], dtype=int)
    return pd.DataFrame([row for _, row in body], columns=heading, index=index, dtype=str)
