"""The cells of an open table as text and as numbers, once nothing in the file is broken off, doubled, missing or strange."""

import io
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.evidence.disk.files import EvidenceError
from analysis.evidence.national.files import Given, Known

NUMBER = re.compile(r"\d+(\.\d+)?(e-?\d+)?", re.IGNORECASE)
YEAR = re.compile(r"20\d\d")
CODE = re.compile(r"\d{3}")
HINTS = {"%": "remove the percent sign", ",": "remove the comma"}
LEVELS = {"National", "Regional", "Local authority"}
WHOLE = 0.7  # a year with fewer rows than this share of the most has lost some; reorganisations change far fewer
WIDER = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


def text(given: Given) -> str:
    """Return a file as text.

    Raises
    ------
    EvidenceError
        If the file is not UTF-8, or breaks off in its last row.
    """
    try:
        found = given.content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise EvidenceError(
            [f"{given.name} is not UTF-8: download it again, or save it as 'CSV UTF-8' ({fault.reason})."]
        ) from None
    if not found.endswith("\n"):
        row = found.count("\n") + 1
        raise EvidenceError(
            [f"{given.name}, row {row}: the file breaks off in its last row, which has no line end; download it again."]
        )
    return found


def cells(known: Known) -> pd.DataFrame:
    """Return a table as text, one row per line; row 0 is line 2 of the file.

    Raises
    ------
    EvidenceError
        If a row has more or fewer cells than the heading, a year or level is none, an area stands twice, or rows are missing.
    """
    name = known.given.name
    try:
        found = pd.read_csv(
            io.StringIO(text(known.given)), dtype=str, keep_default_na=False, skip_blank_lines=False, index_col=False
        )
    except pd.errors.ParserError as fault:
        raise EvidenceError([f"{name}{_unread(str(fault))}; download it again."]) from None
    if found.empty:
        raise EvidenceError([f"{name}, row 2: there is no row below the heading; download it again."])
    ends = found.iloc[:, -1].isna() | found.iloc[:, -1].eq("")
    if ends.any():
        row = found.loc[ends.idxmax()].fillna("")
        column = next(name for place, name in enumerate(found) if not any(row.iloc[place:]))
        raise EvidenceError(
            [f"{name}, row {ends.idxmax() + 2}: the row breaks off before column '{column}'; download it again."]
        )
    _check_keys(known, found)
    return found


def _unread(fault: str) -> str:
    if wider := WIDER.search(fault):
        heading, row, there = wider.groups()
        return f", row {row}: the row has {there} cells where the heading has {heading}"
    return f": {' '.join(fault.split())}"


def _check_keys(known: Known, found: pd.DataFrame) -> None:
    """Refuse a year, level or code that is none, two rows of one area and year, and a year that has lost rows."""
    panel = "items" in known.entry
    year = found["Years" if panel else "time_period"]
    check(known, str(year.name), year, {each for each in year.unique() if YEAR.fullmatch(each)}, "a year such as 2025")
    if not panel:
        expected = "one of National, Regional, Local authority"
        check(known, "geographic_level", found["geographic_level"], LEVELS, expected)
        code = found["old_la_code"]
        allowed = {each for each in code.unique() if CODE.fullmatch(each)}
        check(known, "old_la_code", code[found["geographic_level"].eq("Local authority")], allowed, "three digits")
    _check_once(known, found, [str(year.name)], panel=panel)
    _check_whole(known, found, [*(["Short Desc"] if panel else []), str(year.name)])


def _check_once(known: Known, found: pd.DataFrame, keys: list[str], *, panel: bool) -> None:
    named = ["LA and Regions", "Short Desc"] if panel else ["la_name", "region_name", "country_name", "old_la_code"]
    again = found.duplicated([*keys, *named])
    if again.any():
        cells = found.loc[again.idxmax(), [*keys, *named]]
        first = int(found[[*keys, *named]].eq(cells).all(axis=1).idxmax()) + 2
        area = next(each for each in cells[named] if each)
        rows = f"rows {first} and {again.idxmax() + 2}"
        raise EvidenceError(
            [f"{known.given.name}, {rows}: '{area}' stands twice for one year; remove one of the rows."]
        )


def _check_whole(known: Known, found: pd.DataFrame, keys: list[str]) -> None:
    """Refuse a file that was cut at the end of a row: one of its years has far fewer rows than the others."""
    held = found.groupby(keys).size()
    short = held[held.lt(WHOLE * held.max())]
    if len(short):
        place = short.index[0] if isinstance(short.index[0], tuple) else (short.index[0],)
        last = int(found.index[found[keys].eq(list(place)).all(axis=1)][-1]) + 2
        rows = f"{' '.join(place)} has {short.iloc[0]} rows where others have {held.max()}"
        raise EvidenceError(
            [f"{known.given.name}, row {last}, column '{keys[-1]}': {rows}; the file breaks off, download it again."]
        )


def numbers(
    known: Known,
    column: str,
    found: pd.Series,
    codes: Mapping[str, str],
    *,
    lines: pd.Series | None = None,
    percent: bool = False,
) -> pd.Series:
    """Return the cells of a column as numbers; a known code is no number.

    Raises
    ------
    EvidenceError
        With file, row and column of a cell that is neither, or of a percentage above 100.
    """
    read = {cell: float(cell) if NUMBER.fullmatch(cell) else np.nan for cell in found.unique()}
    strange = {cell for cell in read if not NUMBER.fullmatch(cell) and cell not in codes}
    check(known, column, found, set(read) - strange, f"a number, or one of {', '.join(codes)}", lines)
    if percent:
        check(known, column, found, {cell for cell, value in read.items() if not value > 100}, "at most 100", lines)
    return found.map(read).astype(float)


def check_part(known: Known, names: tuple[str, str], part: pd.Series, whole: pd.Series) -> None:
    """Refuse a row whose part is larger than its whole.

    Raises
    ------
    EvidenceError
        With file, row and column of the first.
    """
    larger = part.gt(whole)
    if larger.any():
        row = larger.idxmax()
        raise EvidenceError(
            [f"{known.given.name}, row {row + 2}, column '{names[0]}': {part[row]:,.0f} is there, more than the {whole[row]:,.0f} "
             f"of column '{names[1]}'; compare the row with the publisher's."]
        )  # fmt: skip


def check(
    known: Known, column: str, found: pd.Series, allowed: set[str], expected: str, lines: pd.Series | None = None
) -> None:
    """Refuse a column with a cell that is not allowed.

    Raises
    ------
    EvidenceError
        With file, row and column of the first such cell, and what is expected there.
    """
    wrong = found[~found.isin(allowed)]
    if wrong.empty:
        return
    row = int(wrong.index[0]) + 2 if lines is None else int(lines[wrong.index[0]])
    cell = wrong.iloc[0]
    hint = next((f" ({words})" for sign, words in HINTS.items() if sign in cell), "")
    if expected.startswith("a number") and cell.isalpha():
        hint = " (if its publisher made a new code, add it to 'codes' in evidence/national/tables.yml)"
    more = f", and {len(wrong) - 1} more like it" if len(wrong) > 1 else ""
    raise EvidenceError(
        [f"{known.given.name}, row {row}, column '{column}': '{cell}' is there; expected {expected}{hint}{more}."]
    )
