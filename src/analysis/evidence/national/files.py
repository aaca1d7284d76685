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
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else []:
        try:
            for each in _csvs(path) if path.is_file() else []:
                found.setdefault(each.content, each)
        except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
            faults.append(f"{path.name}: this is not a whole ZIP file ({fault}); download it again.")
        except (RuntimeError, NotImplementedError) as fault:  # a password, or a rare way of packing
            faults.append(
                f"{path.name}: this ZIP cannot be unpacked here ({fault}); unpack it, and put its CSV files here."
            )
    if faults:
        raise EvidenceError(faults)
    return list(found.values())


def _csvs(path: Path) -> Iterator[Given]:
    if path.suffix.lower() == ".csv":
        yield Given(path.name, path.read_bytes())
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            # a Mac packs a hidden file of its own beside each
            members = [name for name in archive.namelist() if not Path(name).name.startswith(".")]
            if not (inside := sorted(name for name in members if name.lower().endswith(".csv"))):
                raise zipfile.BadZipFile("no CSV is in it")
            for member in inside:
                yield Given(f"{path.name}/{member}", archive.read(member))


def known(files: list[Given]) -> tuple[list[Known], list[str]]:
    """Return the files that are known tables, and the names of the others.

    Raises
    ------
    EvidenceError
        If a known table lacks a column, or nobody could tell which table a file is: it is empty, in another encoding, or
        its cells are not parted by commas.
    """
    found, others, faults = list[Known](), list[str](), list[str]()
    for each in files:
        heading = _heading(each.content)
        entry, missing = _entry(set(heading))
        if entry is None:
            faults += _unreadable(each.name, each.content, heading)
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
    missing = [column for column in _columns(entry) if column not in heading]
    # half of a few columns tells a table only if what is missing is there under a similar name
    if share < 0.5 or (share == 0.5 and not all(get_close_matches(column, heading) for column in missing)):
        return None, []
    return entry, missing


def _own(entry: Mapping[str, Any]) -> set[str]:
    """Return the columns that tell a table: its own, and where it has few of them others that no table beside it has."""
    return {*(entry.get("columns") or _listed(entry)), *entry.get("tells", [])}


def _columns(entry: Mapping[str, Any]) -> list[str]:
    return [*tables()["begins_with"], *entry["columns"]] if "columns" in entry else _listed(entry)


def _listed(entry: Mapping[str, Any]) -> list[str]:
    """Return the columns of a panel, or of a list of neighbours."""
    return [*entry["heading"], *(entry["code"].format(rank=rank) for rank in range(1, 11) if "code" in entry)]


def _unreadable(name: str, content: bytes, heading: tuple[str, ...]) -> list[str]:
    if not content.strip():
        return [f"{name}, row 1: the file is empty; download it again."]
    if b"\0" in content[:200]:
        return [f"{name} is not UTF-8: download it again, or save it as 'CSV UTF-8'."]
    for sign, said in ((";", "semicolons"), ("\t", "tabs")):
        if len(heading) == 1 and _entry(set(heading[0].split(sign)))[0] is not None:
            return [f"{name}, row 1: the cells are parted by {said} and not by commas; download the table again."]
    return []


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
