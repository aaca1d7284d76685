"""From ``data/external/`` to ``data/external/processed/``, whole or not at all, and out again."""

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.evidence import reads
from analysis.evidence.disk import folders
from analysis.evidence.disk.files import EvidenceError, root
from analysis.evidence.national import files
from analysis.evidence.store import DATES

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evidence.national import tidy
    from analysis.evidence.national.files import Given, Known

PLACE = "external/processed"
GROUP = 5000  # rows that are read or skipped together, about


@dataclass(frozen=True)
class Prepared:
    """What was done: how many figures there are, the files they came from, the files that are no known table."""

    figures: int
    used: tuple[str, ...]
    others: tuple[str, ...]
    changed: bool


def folder() -> Path:
    """Return where a user puts the files: ``data/external``."""
    return root() / "data" / "external"


def prepare() -> Prepared | None:
    """Read the files of ``data/external/`` unless they are as they were, and return what was done; None without any.

    Raises
    ------
    EvidenceError
        With one sentence per fault; what was prepared before stays as it was.
    """
    found = files.given(folder())
    if not found:
        return None
    mark = _mark(found)
    if (held := _manifest()) and held["mark"] == mark:
        return Prepared(held["figures"], tuple(held["used"]), tuple(held["others"]), changed=False)
    known, others = files.known(found)
    if not known:
        names = ", ".join(others)
        raise EvidenceError(
            [f"None of the files in data/external is a table that is known ({names}): see data/external/README.md."]
        )
    return _written(known, others, mark)


def _mark(found: Iterable["Given"]) -> str:
    """Return the sha256 of the files and of the code that reads them."""
    total = hashlib.sha256()
    for path in sorted(files.HERE.iterdir()):
        if path.is_file():
            total.update(path.read_bytes())
    for each in found:
        total.update(f"\0{each.name}\0".encode() + hashlib.sha256(each.content).digest())
    return total.hexdigest()


def _manifest() -> dict[str, Any] | None:
    path = root() / "data" / PLACE / "manifest.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _written(known: list["Known"], others: list[str], mark: str) -> Prepared:
    from analysis.evidence.national import build

    tables = build.tables(known)
    done = Prepared(len(tables["figures"]), tuple(each.given.name for each in known), tuple(others), changed=True)
    listed = tables["authorities"]
    names = listed.loc[listed["last_year"].eq(listed["last_year"].max()), "name"].to_list()
    manifest = {"mark": mark, "figures": done.figures, "used": done.used, "others": done.others, "authorities": names}
    with tempfile.TemporaryDirectory(prefix=".work-", dir=folder()) as work:
        for name, frame in tables.items():
            _write(Path(work) / f"{name}.parquet", frame)
        content = {path.name: path.read_bytes() for path in sorted(Path(work).iterdir())}
        content["manifest.json"] = json.dumps(manifest, indent=1).encode()
        folders.place(root() / "data" / PLACE, content, Path(work))
    return done


def _write(path: Path, frame: "pd.DataFrame") -> None:
    """Write a table; figures of one column stand together, in groups of rows that a reader may skip."""
    import fastparquet

    starts, sorting = [0], []
    if path.stem == "figures":
        firsts = frame.index[frame["column"].ne(frame["column"].shift())]
        starts = [0, *(later for first, later in pairwise(firsts) if later // GROUP > first // GROUP)]
        sorting = ["column"]
    fastparquet.write(str(path), frame, row_group_offsets=starts, compression="ZSTD", write_index=False, stats=sorting)


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
    asked = columns["source"].isin([source for source, *_ in named])
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
    return [str(name) for name in (_manifest() or {}).get("authorities", [])]


def authorities() -> "pd.DataFrame":
    """Return every authority: code, name, region, first_year, last_year, note; errors as `observations`."""
    return _read("authorities")


def neighbours() -> "pd.DataFrame":
    """Return the lists of neighbours: list, code, rank, neighbour_code, likeness, place; errors as `observations`."""
    return _read("neighbours")


def reconciliation() -> "pd.DataFrame":
    """Return where the open tables disagree with themselves, each other and print; errors as `observations`."""
    return _read("reconciliation")


def twice(known: Iterable["Known"]) -> list[str]:
    """Return a sentence for each table that stands in two files of the same release."""
    places = defaultdict(list)
    for each in known:
        key = each.entry.get("table") or f"neighbours {each.entry['list']}"
        places[key, files.release(each)].append(each.given.name)
    return [
        f"{' and '.join(names)}: these are two different files of table {table} of the same release ({year}); keep one of them."
        for (table, year), names in places.items()
        if len(names) > 1
    ]
