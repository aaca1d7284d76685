"""Which authorities there are, under which name, from when to when; and the ten most like each one."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.evidence.disk.files import EvidenceError
from analysis.evidence.national import cells
from analysis.evidence.national.files import Known, described

COLUMNS = ["code", "name", "region", "first_year", "last_year", "note"]
NEIGHBOURS = ["list", "code", "rank", "neighbour_code", "likeness", "place"]


def notes() -> dict[str, Any]:
    """Return spellings of regions, and reorganisations."""
    return described("authorities.yml")


def listed(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return every authority of DfE's tables.

    Parameters
    ----------
    frames : iterable of pandas.DataFrame
        DfE's tables as text, with ``time_period``, ``old_la_code``, ``la_name`` and ``region_name``. Authorities are told apart by
        `old_la_code`: three changed only their `new_la_code`, and two are called Dorset.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, by name; a name that a later authority took again carries the year that it ended.
    """
    columns = ["old_la_code", "la_name", "region_name", "time_period"]
    rows = pd.concat([frame.loc[frame["geographic_level"].eq("Local authority"), columns] for frame in frames])
    rows = rows.drop_duplicates().sort_values("time_period", kind="stable")
    found = rows.groupby("old_la_code").agg(
        name=("la_name", "last"),
        region=("region_name", "last"),
        first_year=("time_period", "first"),
        last_year=("time_period", "last"),
    )
    found = found.astype({"first_year": int, "last_year": int}).rename_axis("code").reset_index()
    again = found["name"].duplicated(keep=False) & found["last_year"].lt(found["last_year"].max())
    found.loc[again, "name"] += " (to " + found.loc[again, "last_year"].astype(str) + ")"
    return found.assign(note=found["code"].map(_changes()).fillna("")).sort_values(
        "name", kind="stable", ignore_index=True
    )[COLUMNS]


def every(listed_: pd.DataFrame, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return every area: England, the regions in the order of the tables, the authorities; columns area, code."""
    rows = pd.concat([frame.loc[frame["geographic_level"].eq("Regional"), "region_name"] for frame in frames])
    names = ["England", *rows.drop_duplicates(), *listed_["name"]]
    return pd.DataFrame({"area": names, "code": [""] * (len(names) - len(listed_)) + listed_["code"].to_list()})


def places(
    listed_: pd.DataFrame, codes: pd.Series, names: pd.Series, known: Known, column: str, lines: pd.Series | None = None
) -> pd.Series:
    """Return the row of each area in `every`: of an authority by its code, of England and the regions by their names.

    Parameters
    ----------
    listed_ : pandas.DataFrame
        From `every`.
    codes, names : pandas.Series
        Codes and names as the table has them; the code of an area that is no authority is not looked at.
    known : Known
        The table, for the sentence of a fault.
    column : str
        Its column with the codes.
    lines : pandas.Series, optional
        Row of the file of each; all rows below the heading when absent.

    Raises
    ------
    EvidenceError
        With file, row and column of the first area that is none of them.
    """
    whole = listed_["code"].eq("")
    coded = pd.Series(listed_.index[~whole], index=listed_.loc[~whole, "code"])
    named = pd.Series(listed_.index[whole], index=listed_.loc[whole, "area"])
    found = codes.map(coded).fillna(names.map(named))
    if found.isna().any():
        place = found[found.isna()].index[0]
        row = place + 2 if lines is None else lines[place]
        raise EvidenceError(
            [f"{known.given.name}, row {row}, column '{column}': '{codes[place]}' ({names[place]}) is neither England, a region "
             "nor an authority of DfE's tables; download the files of one release together."]
        )  # fmt: skip
    return found.astype(int)


def _changes() -> dict[str, str]:
    return {code: change["words"] for change in notes()["reorganised"] for code in [*change["from"], *change["to"]]}


def neighbours(known: Known, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return the neighbours that a list names.

    Parameters
    ----------
    known : Known
        A list of neighbours: an authority in a row, with ten codes, each followed by how alike the two are.
    codes : mapping
        Code of each authority to its name.

    Returns
    -------
    pandas.DataFrame
        Columns `NEIGHBOURS`; rank 1 is the most alike.

    Raises
    ------
    EvidenceError
        If the list is cut, or names an authority that no table has.
    """
    entry, name = known.entry, known.given.name
    rows = list(csv.reader(io.StringIO(cells.text(known.given))))
    places = {rank: rows[0].index(entry["code"].format(rank=rank)) for rank in range(1, 11)}
    found, faults = [], []
    for line, row in enumerate(rows[1:], start=2):
        # the list of 2021 has blank rows, and a heading above the authorities that have ended
        if not row or not cells.CODE.fullmatch(row[0]):
            continue
        if len(row) != len(rows[0]):
            faults.append(
                f"{name}, row {line}: the row has {len(row)} cells where the heading has {len(rows[0])}; download it again."
            )
            continue
        for rank, column in places.items():
            if not cells.CODE.fullmatch(row[column]) or (codes and row[column] not in codes):
                faults.append(
                    f"{name}, row {line}, column '{rows[0][column]}': '{row[column]}' is no authority of the tables."
                )
            found.append(
                [entry["list"], row[0], rank, row[column], row[column + 1].strip().lower(), f"{name}, row {line}"]
            )
    if faults:
        raise EvidenceError(faults)
    return pd.DataFrame(found, columns=NEIGHBOURS)
