"""The only reader and writer of ``data/``: sources, printed tables, processed tables."""

import csv
import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Filters = dict[str, str | list[str]]

# What this process has read: the publisher rebuilds a report when one of them changes.
READS: list[dict[str, Any]] = []

NUMBERS = ("value", "numerator", "denominator")
DATES = ("period_start", "period_end")


class EvidenceError(ValueError):
    """The data breaks a rule; `faults` holds one sentence for each place that does."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Table:
    """One printed table: where it stands, how to read it, and its rows as text."""

    document: str
    entry: dict[str, Any]
    rows: list[dict[str, str]]


def root() -> Path:
    """Return the folder of the project: ``ANALYSIS_ROOT`` when it is set, else the checkout of this package."""
    return Path(os.environ.get("ANALYSIS_ROOT") or Path(__file__).resolve().parents[3])


def _digest(lines: Iterator[str]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()


def _selected(name: str, filters: Filters) -> tuple[list[str], list[dict[str, str]]]:
    path = root() / "data" / "processed" / f"{name}.csv"
    if not path.exists():
        command = "calibrate" if name == "calibration" else "data"
        raise EvidenceError([f"{path.name} is not there: run `python -m analysis {command}` to write it."])
    columns, rows = _parsed(path, path.stat().st_mtime_ns, path.stat().st_size)
    if unknown := set(filters) - set(columns):
        raise EvidenceError([f"{path.name} has no column {sorted(unknown)}; it has {', '.join(columns)}."])
    wanted = {key: {value} if isinstance(value, str) else set(value) for key, value in filters.items()}
    return columns, [row for row in rows if all(row[key] in wanted[key] for key in wanted)]


@lru_cache(maxsize=4)
def _parsed(path: Path, changed: int, size: int) -> tuple[list[str], list[dict[str, str]]]:
    """Return columns and rows of a file, read again when it has changed: planning a build asks for it many times."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def _rows_hash(rows: list[dict[str, str]]) -> str:
    return _digest("\x1f".join(row.values()) for row in rows)


def read_hash(name: str, filters: Filters) -> str:
    """Return the sha256 of what a reading gives now: rows of a processed table, or a whole file of ``data/``."""
    if "/" in name:
        path = root() / "data" / name
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "absent"
    return _rows_hash(_selected(name, filters)[1])


def _record(name: str, filters: Filters, digest: str, rows: int | None = None) -> None:
    READS.append({"name": name, "filters": filters, "sha256": digest, "rows": rows})


def processed(name: str, **filters: str | list[str]) -> "pd.DataFrame":
    """Return the rows of ``data/processed/<name>.csv`` whose columns hold the given values.

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

    columns, rows = _selected(name, filters)
    _record(name, filters, _rows_hash(rows), len(rows))
    frame = pd.DataFrame(rows, columns=columns, dtype=str)
    if name != "observations":
        return pd.read_csv(io.StringIO(frame.to_csv(index=False)), keep_default_na=False, na_values=[""])
    for column in NUMBERS:
        frame[column] = pd.to_numeric(frame[column])
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d")
    return frame


def observations(**filters: str | list[str]) -> "pd.DataFrame":
    """Return printed figures: `processed` for ``observations.csv``, with the same filters and errors."""
    return processed("observations", **filters)


def rows(name: str, **filters: str | list[str]) -> list[dict[str, str]]:
    """Return rows of a processed table as text, without pandas and without recording: for the publisher."""
    return _selected(name, filters)[1]


def file(name: str) -> Path | None:
    """Return the path of a file in ``data/`` that need not exist (``raw/local/…``, ``external/…``), else None."""
    _record(name, {}, read_hash(name, {}))
    path = root() / "data" / name
    return path if path.exists() else None


def external(name: str) -> "pd.DataFrame | None":
    """Return a table of open data that the user put into ``data/external/``, or None when it is absent."""
    import pandas as pd

    path = file(f"external/{name}")
    return None if path is None else pd.read_csv(path)


def _yaml(path: Path) -> Any:
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def raw_folder() -> Path:
    """Return the folder of the printed tables, ``data/raw``."""
    return root() / "data" / "raw"


def sources(raw: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the entries of ``data/raw/sources.yml`` by document."""
    return {str(entry["id"]): entry for entry in _yaml((raw or raw_folder()) / "sources.yml")}


def areas() -> dict[str, str]:
    """Return the canonical name of every spelling of an area, itself included."""
    names = _yaml(root() / "data" / "raw" / "areas.yml")
    return {spelling: area for area, spellings in names.items() for spelling in [area, *(spellings or [])]}


def measures() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/measures.csv``."""
    return _csv_rows(root() / "data" / "raw" / "measures.csv")


def claims() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/claims.csv``."""
    _record("raw/claims.csv", {}, read_hash("raw/claims.csv", {}))
    return _csv_rows(root() / "data" / "raw" / "claims.csv")


def tables(raw: Path | None = None) -> list[Table]:
    """Return every printed table of every document, in the order of ``tables.yml``."""
    return [
        Table(path.parent.name, entry, _csv_rows(path.parent / entry["file"]))
        for path in sorted((raw or raw_folder()).glob("[0-9]*/tables.yml"))
        for entry in _yaml(path)
    ]


def prose(raw: Path | None = None) -> list[dict[str, str]]:
    """Return every figure in prose, with its document in ``source``."""
    return [
        {"source": path.parent.name} | row
        for path in sorted((raw or raw_folder()).glob("[0-9]*/prose.csv"))
        for row in _csv_rows(path)
    ]


def unclaimed(raw: Path | None = None) -> list[dict[str, str]]:
    """Return the printed numbers that are deliberately no observation, each with the reason."""
    path = (raw or raw_folder()) / "unclaimed.csv"
    return _csv_rows(path) if path.exists() else []


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


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


def write_processed(name: str, frame: "pd.DataFrame") -> Path:
    """Write ``data/processed/<name>.csv`` whole or not at all, and return its path."""
    path = root() / "data" / "processed" / f"{name}.csv"
    write_text(path, frame.to_csv(index=False, lineterminator="\n"))
    return path
