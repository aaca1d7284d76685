"""What this process has read, by content: the publisher makes a report again when one of its readings changes."""

import csv
import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.evidence.disk.files import EvidenceError, root
from analysis.evidence.editions import OWN, edition, processed_folder

Filters = dict[str, str | list[str]]

NUMBERS = ("value", "numerator", "denominator")
DATES = ("period_start", "period_end")
READS: list[dict[str, Any]] = []
# It is about methods and not about figures, so every edition reads the same.
SHARED = "calibration"
OWN_FOLDER, FORMER_FOLDER = "own/", "raw/local/"


def selected(name: str, filters: Filters) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns of a processed table, and its rows that hold the given values, as text.

    Of areas that are asked for, an own edition gives what counts there: see `own.papers`.
    """
    folder = root() / "data" / "processed" if name == SHARED else processed_folder()
    path = folder / f"{name}.csv"
    if not path.exists():
        command = "calibrate" if name == SHARED else "own" if edition() == OWN else "data"
        raise EvidenceError([f"{path.name} is not there: run `python -m analysis {command}` to write it."])
    columns, rows = _parsed(path, path.stat().st_mtime_ns, path.stat().st_size)
    if unknown := set(filters) - set(columns):
        raise EvidenceError([f"{path.name} has no column {sorted(unknown)}; it has {', '.join(columns)}."])
    wanted = {key: {value} if isinstance(value, str) else set(value) for key, value in filters.items()}
    found = [row for row in rows if all(row[key] in wanted[key] for key in wanted)]
    if edition() == OWN and "area" in wanted:
        from analysis.evidence.areas import described
        from analysis.evidence.own import papers

        return columns, papers.counting(found, wanted["area"], rows, described())
    return columns, found


@lru_cache(maxsize=4)
def _parsed(path: Path, changed: int, size: int) -> tuple[list[str], list[dict[str, str]]]:
    """Return columns and rows of a file, read again when it has changed: planning a build asks for it many times."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


def _digest(lines: Iterator[str]) -> str:
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()


def rows_hash(rows: list[dict[str, str]]) -> str:
    """Return the sha256 of rows of text."""
    return _digest("\x1f".join(row.values()) for row in rows)


def data_file(name: str) -> Path | None:
    """Return the path of a file in ``data/``, or None when it is absent; own files are absent from the published edition.

    What is not in ``data/own`` is looked for in ``data/raw/local``, where own figures lay before.

    Raises
    ------
    EvidenceError
        If the name leads out of ``data/``.
    """
    folder = root() / "data"
    path = folder / name
    if "\0" in name or Path(name).is_absolute() or not Path(os.path.realpath(path)).is_relative_to(folder.resolve()):
        raise EvidenceError(
            [f"'{name}' is not a file in data/: give its path from there, for example own/my_series.csv."]
        )
    if edition() != OWN and name.startswith((OWN_FOLDER, FORMER_FOLDER)):
        return None
    former = folder / name.replace(OWN_FOLDER, FORMER_FOLDER, 1)
    return next((each for each in (path, former) if each.is_file()), None)


def read_hash(name: str, filters: Filters) -> str:
    """Return the sha256 of what a reading gives now: rows of a processed table, or a whole file of ``data/``."""
    if "/" in name:
        path = data_file(name)
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else "absent"
    return rows_hash(selected(name, filters)[1])


def record(name: str, filters: Filters, digest: str, rows: int | None = None) -> None:
    """Note a reading of this process."""
    READS.append({"name": name, "filters": filters, "sha256": digest, "rows": rows})


def file(name: str) -> Path | None:
    """Return the path of a file in ``data/`` that need not exist (``own/…``, ``external/…``), else None; it is recorded."""
    record(name, {}, read_hash(name, {}))
    return data_file(name)
