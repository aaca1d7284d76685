"""The files that a user put into ``data/external/``: which known table each one is, told by its columns."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from analysis.evidence.disk.files import EvidenceError

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Given:
    """A file as it was found: its name (a member of a ZIP as ``release.zip/data/d3.csv``) and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, eq=False)
class Known:
    """A file that is a known table: how `tables.yml` describes it, and the cells of its heading."""

    given: Given
    entry: Mapping[str, Any]
    heading: tuple[str, ...]


@cache
def described(name: str) -> dict[str, Any]:
    """Return ``tables.yml``, what the columns of each known table mean, or ``authorities.yml``."""
    import yaml

    # of YAML's two readers the one in C takes an eighth of the time, which each profile would take again
    reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load((HERE / name).read_text(encoding="utf-8"), reader))  # noqa: S506  (both are safe)


def tables() -> dict[str, Any]:
    """Return what the columns of each known table mean."""
    return described("tables.yml")


def measures() -> set[str]:
    """Return every measure that a known table may hold."""
    found = (entry.get("columns") or entry["items"] for entry in tables()["tables"])
    return {said["measure"] for columns in found for said in columns.values()}


def given(folder: Path) -> list[Given]:
    """Return every CSV of a folder, those inside of ZIPs included; the same content is returned once.

    Raises
    ------
    EvidenceError
        If a ZIP cannot be read.
    """
    found: dict[bytes, Given] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        try:
            for each in _csvs(path):
                found.setdefault(each.content, each)
        except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
            faults.append(f"{path.name}: this is not a whole ZIP file ({fault}); download it again.")
    if faults:
        raise EvidenceError(faults)
    return list(found.values())


def _csvs(path: Path) -> Iterator[Given]:
    if path.suffix.lower() == ".csv":
        yield Given(path.name, path.read_bytes())
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.namelist()):
                if member.lower().endswith(".csv"):
                    yield Given(f"{path.name}/{member}", archive.read(member))


def known(files: list[Given]) -> tuple[list[Known], list[str]]:
    """Return the files that are known tables, and the names of the others.

    Raises
    ------
    EvidenceError
        If a known table lacks a column.
    """
    found, others, faults = list[Known](), list[str](), list[str]()
    for each in files:
        heading = _heading(each.content)
        entry, missing = _entry(set(heading))
        if entry is None:
            others.append(each.name)
            continue
        faults += [_missing(each.name, column, heading) for column in missing]
        found.append(Known(each, entry, heading))
    if faults:
        raise EvidenceError(faults)
    return found, others


def _heading(content: bytes) -> tuple[str, ...]:
    first = content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    try:
        return tuple(next(csv.reader(io.StringIO(first)), []))
    except csv.Error:  # a carriage return within a line, or a cell too long: not the heading of any table
        return ()


def _entry(heading: set[str]) -> tuple[Mapping[str, Any] | None, list[str]]:
    """Return the table whose own columns are there, most of them at least, and those that are not."""
    all_tables = [*tables()["tables"], *tables()["neighbours"]]
    shares = [(len(_own(entry) & heading) / len(_own(entry)), entry) for entry in all_tables]
    share, entry = max(shares, key=lambda pair: pair[0])
    if share <= 0.5:
        return None, []
    return entry, [column for column in _columns(entry) if column not in heading]


def _own(entry: Mapping[str, Any]) -> set[str]:
    own = set(entry.get("columns") or entry["heading"])
    # one column alone (C3, populations) tells a table only together with those that all tables have
    return own if len(own) > 1 else own | set(tables()["begins_with"][:1]) | ({"age_group"} & own)


def _columns(entry: Mapping[str, Any]) -> list[str]:
    head = tables()["begins_with"] if "columns" in entry else entry["heading"]
    return [*head, *entry.get("columns", {})]


def _missing(name: str, column: str, heading: tuple[str, ...]) -> str:
    close = get_close_matches(column, heading, n=1)
    hint = f" (is it '{close[0]}' now?)" if close else ""
    return f"{name}, row 1: there is no column '{column}'{hint}; download the table again, or give the column its name."


@cache
def release(known: Known) -> str:
    """Return the release of a table, its last year, read off its rows; a list of neighbours is its own release."""
    if "list" in known.entry:
        return str(known.entry["list"])
    column = known.heading.index("time_period" if "columns" in known.entry else "Years")
    rows = csv.reader(io.StringIO(known.given.content.decode("utf-8-sig", errors="replace")))
    next(rows)
    return max(row[column] for row in rows if len(row) > column)
