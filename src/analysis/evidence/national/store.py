"""England's open data as it was prepared in ``data/external/processed/``, read by what is asked for."""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.evidence import reads
from analysis.evidence.disk.files import EvidenceError, root
from analysis.evidence.national import files
from analysis.evidence.reads import DATES

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evidence.national import tidy

PLACE = "external/processed"


def manifest() -> dict[str, Any] | None:
    """Return what was prepared last: its mark, figures, files and authorities; None before."""
    path = root() / "data" / PLACE / "manifest.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _read(name: str, **kept: set[int]) -> "pd.DataFrame":
    path = reads.file(f"{PLACE}/{name}.parquet")
    if path is None:
        raise EvidenceError(
            ["England's open data is not there: put the files into data/external/ and run `make national`."]
        )
    return _table(path, **kept)


def _table(path: Path, **kept: set[int]) -> "pd.DataFrame":
    import fastparquet

    # the library skips groups of rows well, but loses numbers when it filters single rows
    filters = [(column, "in", values) for column, values in kept.items()]
    frame = fastparquet.ParquetFile(str(path)).to_pandas(filters=filters)
    for column, values in kept.items():
        frame = frame[frame[column].isin(values)]
    frame = frame.reset_index(drop=True)
    return frame.astype(dict.fromkeys(frame.select_dtypes(include="object").columns, "str"))


def observations(
    measures: list[str], *, areas: list[str] | None = None, years: list[int] | None = None
) -> "pd.DataFrame":
    """Return England's figures of some measures, in the columns of ``observations.csv`` and the authority's `code`.

    Parameters
    ----------
    measures : list of str
    areas : list of str, optional
        Names of areas; all of them when absent.
    years : list of int, optional
        Years as the tables print them: 2025 ends on 31 March 2025.

    Raises
    ------
    EvidenceError
        If the files have not been prepared, or hold no such measure or area.
    """
    held = _of(measures)
    rows = held.rows
    if areas is not None:
        _known(set(areas), held.areas["area"], "area")
        rows = rows[rows["area"].isin(held.areas.index[held.areas["area"].isin(areas)])]
    if years is not None:
        rows = rows[rows["year"].isin(years)]
    return _dated(held, rows)


def _of(measures: list[str]) -> "tidy.Figures":
    from analysis.evidence.national import tidy

    columns = _read("columns")
    # a measure whose file was not put there has no rows; one that no file could hold is a mistake
    _known(set(measures), {*columns["measure"], *files.measures()}, "measure")
    rows = _read("figures", column=set(columns.index[columns["measure"].isin(measures)]))
    return tidy.Figures(rows, columns, _read("areas"))


def _dated(held: "tidy.Figures", rows: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    from analysis.evidence.national import tidy

    found = tidy.plain(tidy.widened(replace(held, rows=rows)))
    return found.assign(**{name: pd.to_datetime(found[name], format="%Y-%m-%d") for name in DATES})


def around(
    measures: list[str], authority: str, back: int
) -> "tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]":
    """Return what a profile of one authority needs.

    Parameters
    ----------
    measures : list of str
    authority : str
    back : int
        How many years before the latest.

    Returns
    -------
    tuple of pandas.DataFrame
        Figures of the authority, its neighbours, region and England in those years; figures of all areas in the latest year;
        `authorities`; `neighbours`. A population belongs to the year after it, whose rates rest on it.

    Raises
    ------
    EvidenceError
        If the files have not been prepared, or there is no such authority.
    """
    listed, near = authorities(), neighbours()
    _known({authority}, listed["name"], "authority")
    mine = listed.set_index("name").loc[authority]
    codes = near.loc[near["code"].eq(mine["code"]), "neighbour_code"]
    areas = sorted({authority, str(mine["region"]), "England", *listed.loc[listed["code"].isin(codes), "name"]})
    last = int(listed["last_year"].max())
    held = _of(measures)
    rests_on_it = held.columns["kind"].eq("mid_year").to_numpy()[held.rows["column"]]
    year = held.rows["year"] + rests_on_it
    beside = held.rows["area"].isin(held.areas.index[held.areas["area"].isin(areas)]) & year.ge(last - back)
    found = _dated(held, held.rows[beside | year.eq(last)])
    return found[beside[found.index]], found[year.eq(last)[found.index]], listed, near


def _known(asked: set[str], there: Iterable[str], kind: str) -> None:
    if unknown := sorted(asked - set(there)):
        raise EvidenceError([f"The open data hold no {kind} '{unknown[0]}'."])


def codes() -> dict[str, str]:
    """Return what the codes of DfE and ONS mean that stand where a number would."""
    return dict(files.tables()["codes"])


def cited(ids: list[str]) -> list[dict[str, str]]:
    """Return the rows of ``source/line/number`` identities as text, in the columns of the observations: for the publisher."""
    from analysis.evidence.national import tidy

    path = root() / "data" / PLACE / "figures.parquet"
    if not path.exists():
        return []
    rows, columns, areas = _held(path, path.stat().st_mtime_ns)
    named = [name.split("/") for name in ids if name.count("/") == 2]
    places = {f"{source}/{number}" for source, _, number in named}
    asked = (columns["source"] + "/" + columns["number"].astype(str)).isin(places)
    lines = {int(line) for _, line, _ in named if line.isdigit()}
    rows = rows[rows["line"].isin(lines) & asked.to_numpy()[rows["column"]]]
    found = tidy.plain(tidy.widened(tidy.Figures(rows, columns, areas)))
    found = found[found["id"].isin(ids)].assign(line="")  # its place says it already
    return [dict(zip(found.columns, map(str, row), strict=True)) for row in found.itertuples(index=False)]


@lru_cache(maxsize=1)
def _held(path: Path, changed: int) -> "tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]":
    """Return the figures, kept while they do not change: a family of reports cites them many times."""
    return _table(path), _table(path.with_name("columns.parquet")), _table(path.with_name("areas.parquet"))


def current() -> list[str]:
    """Return the names of the authorities that there are now, without reading a table; none before `prepare`."""
    return [str(name) for name in (manifest() or {}).get("authorities", [])]


def authorities() -> "pd.DataFrame":
    """Return every authority: code, name, region, first_year, last_year, note; errors as `observations`."""
    return _read("authorities")


def neighbours() -> "pd.DataFrame":
    """Return the lists of neighbours: list, code, rank, neighbour_code, likeness, place; errors as `observations`."""
    return _read("neighbours")


def reconciliation() -> "pd.DataFrame":
    """Return where the open tables disagree with themselves, each other and print; errors as `observations`."""
    return _read("reconciliation")
