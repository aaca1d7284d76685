"""Open tables become observations: one row per figure, with the file and the row where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.evidence.documents.tidy import COLUMNS
from analysis.evidence.national import areas, cells, files
from analysis.evidence.national.files import Known

SIDES = ("numerator", "denominator")
DATED = ["period", "period_start", "period_end", "period_type"]
# What a year in a table stands for.
PERIODS: dict[str, Callable[[int], tuple[str, str, str, str]]] = {
    "year": lambda year: (f"{year - 1}/{year % 100:02d}", f"{year - 1}-04-01", f"{year}-03-31", "financial_year"),
    "at": lambda year: (f"31 March {year}", f"{year}-03-31", f"{year}-03-31", "as_at"),
    "mid_year": lambda year: (f"30 June {year}", f"{year}-06-30", f"{year}-06-30", "as_at"),
}


@dataclass(frozen=True)
class Figures:
    """The figures of tables, each fact once.

    `rows` has a line per figure: column and area (rows of the other two), year, line of the file, value, numerator,
    denominator, as_printed. `columns` says what a column of a file is; `areas` holds names and codes.
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    areas: pd.DataFrame


def figures(known: Known, frame: pd.DataFrame, listed: pd.DataFrame, first: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows and the columns of one table.

    Parameters
    ----------
    known : Known
        A table of DfE or ONS, or the LAIT panel.
    frame : pandas.DataFrame
        Its `cells`.
    listed : pandas.DataFrame
        Areas, from `areas.every`.
    first : int
        Number of columns of the tables before.

    Returns
    -------
    tuple of pandas.DataFrame
        As in `Figures`. A code such as ``c`` has no value and stands in as_printed.

    Raises
    ------
    EvidenceError
        With file, row and column of each cell that is neither a number nor a known code.
    """
    rows, columns = (_panel if "items" in known.entry else _table)(known, frame, listed)
    rows["column"] += first
    return rows, columns


def _table(known: Known, frame: pd.DataFrame, listed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    meanings, headings = _meanings(known), list(known.heading)
    codes = files.tables()["codes"]
    values = {
        name: cells.numbers(known, name, frame[name], codes, percent=said["unit"] == "percent")
        for name, said in meanings.items()
    }
    for said in meanings.values():
        if "of" in said:
            part, whole = said["of"]
            cells.check_part(known, (part, whole), values[part], values[whole])
    local = frame["geographic_level"].eq("Local authority")
    name = frame["la_name"].where(local, frame["region_name"]).mask(frame["geographic_level"].eq("National"), "England")
    common = {
        "area": areas.places(listed, frame["old_la_code"].where(local, ""), name, known, "old_la_code"),
        "year": frame["time_period"].astype(int),
        "line": np.arange(2, len(frame) + 2),
    }
    missing = pd.Series(np.nan, frame.index)
    parts = [
        pd.DataFrame(
            common
            | {"column": number, "value": values[name], "as_printed": frame[name]}
            | dict(
                zip(SIDES, (values[each] for each in said["of"]) if "of" in said else (missing, missing), strict=True)
            )
        )
        for number, (name, said) in enumerate(meanings.items())
    ]
    columns = [
        _column(known, name, headings.index(name) + 1, said, known.entry["period"]) for name, said in meanings.items()
    ]
    return pd.concat(parts, ignore_index=True), pd.DataFrame(columns)


def _meanings(known: Known) -> dict[str, Mapping[str, Any]]:
    """Return what each column with figures means; a table's `rest` gives the group by the heading."""
    found = dict(known.entry["columns"])
    if "rest" in known.entry:
        first = known.heading.index(next(iter(found))) + 1
        rest = known.entry["rest"]
        found |= {name: {**rest, "group": name.replace("_", " ").lower()} for name in known.heading[first:]}
    return found


def _panel(known: Known, frame: pd.DataFrame, listed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    items, codes = known.entry["items"], known.entry["codes"]
    frame = frame.assign(line=np.arange(2, len(frame) + 2))
    frame = frame[frame["Short Desc"].isin(items)].reset_index(drop=True)
    code, names = frame["LA Number"].str.removesuffix(".0"), frame["LA and Regions"].replace(areas.notes()["regions"])
    values = cells.numbers(known, "Values", frame["Values"], codes, lines=frame["line"])
    found = {
        "area": areas.places(listed, code, names, known, "LA Number", frame["line"]),
        "year": frame["Years"].astype(int),
        "line": frame["line"],
        "column": frame["Short Desc"].map({name: number for number, name in enumerate(items)}),
        # a spreadsheet made 20.100000000000001 of 20.1
        "value": values.round(6),
        "as_printed": frame["Values"],
    }
    rows = pd.DataFrame(found)
    number = known.heading.index("Values") + 1
    columns = [_column(known, name, number, said, said.get("period", "year")) for name, said in items.items()]
    return rows.assign(**_shares(items, rows)), pd.DataFrame(columns)


def _shares(items: Mapping[str, Any], rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the counts behind the shares of the panel, added up from the items that `of` names; missing if one is."""
    wide = rows.pivot(index=["year", "area"], columns="column", values="value")
    wide.columns = [list(items)[number] for number in wide.columns]
    places = pd.MultiIndex.from_frame(rows[["year", "area"]])
    sums = {side: pd.Series(np.nan, rows.index) for side in SIDES}
    for number, said in enumerate(items.values()):
        if "of" in said and {part for side in said["of"] for part in side} <= set(wide):
            here = rows["column"].eq(number)
            for side, parts in zip(SIDES, said["of"], strict=True):
                total = wide[parts].sum(axis=1, skipna=False)
                sums[side][here] = total.reindex(places[here]).to_numpy()
    return sums


def _column(known: Known, name: str, number: int, said: Mapping[str, Any], kind: str) -> dict[str, Any]:
    entry, year = known.entry, files.release(known)
    return {
        "source": f"{entry['release']}-{year}-{entry['table'].lower()}",
        "document": entry["short"].format(year=year),
        # no file names a day; of two releases the later year is read
        "published": year,
        "table": entry.get("shown", ""),
        "file": known.given.name,
        "column": name,
        "number": number,
        **{key: said.get(key, "") for key in ("measure", "group", "unit")},
        "kind": kind,
        "note": "rounded to 10" if entry["release"] == "dfe" else "",
    }


def widened(found: Figures) -> pd.DataFrame:
    """Return figures as observations, in the columns of ``observations.csv`` and `code`; repeated texts as categories."""
    rows, columns = found.rows, found.columns
    period = _periods(columns["kind"].to_numpy()[rows["column"]], rows["year"])
    line = rows["line"].astype(str)
    wide = {name: _repeated(columns[name], rows["column"]) for name in COLUMNS if name in columns and name != "note"}
    wide |= {name: _repeated(found.areas[name], rows["area"]) for name in ("area", "code")} | period
    whole = found.areas["code"].eq("").to_numpy()[rows["area"]]
    note = np.where(whole, columns["note"].to_numpy()[rows["column"]], "")
    wide |= {
        "id": columns["source"].to_numpy()[rows["column"]]
        + "/"
        + line
        + "/"
        + columns["number"].astype(str).to_numpy()[rows["column"]],
        "row": wide["area"],
        "place": columns["file"].to_numpy()[rows["column"]] + ", row " + line,
        "line": line,
        "note": pd.Categorical(note),
    }
    kept = rows[["value", "as_printed", *SIDES]]
    return pd.DataFrame(wide, index=rows.index).join(kept)[[*COLUMNS, "code"]]


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its categories as text."""
    return frame.astype(dict.fromkeys(frame.select_dtypes(include="category").columns, "str"))


def _repeated(texts: pd.Series, places: pd.Series) -> pd.Categorical:
    codes, categories = pd.factorize(texts, sort=True)  # so that categories sort as their texts do
    return pd.Categorical.from_codes(codes[places.to_numpy()], categories=categories)


def _periods(kinds: Any, years: pd.Series) -> dict[str, pd.Categorical]:
    names, each = pd.factorize(kinds)
    numbers, pairs = pd.factorize(10_000 * names + years.to_numpy())
    said = pd.DataFrame([PERIODS[each[pair // 10_000]](int(pair % 10_000)) for pair in pairs], columns=DATED)
    return {name: _repeated(said[name], pd.Series(numbers)) for name in DATED}
