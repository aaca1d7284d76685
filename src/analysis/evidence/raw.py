"""What ``data/raw`` holds: the documents, their printed tables and prose, and what people write about them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.evidence import csv_files, reads
from analysis.evidence.descriptions import reading
from analysis.evidence.disk.files import EvidenceError, root, shown

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("measure", "definition", "unit", "polarity", "source")
CLAIMS = (
    "claim", "document", "paragraph", "line", "paraphrase", "kind", "test", "measure", "area", "comparator", "first", "last",
    "direction", "needed",
)  # fmt: skip
SETTLED = ("claim", "measure", "area", "comparator", "first", "last", "direction", "because")
PLACE = ("line", "row")  # the columns of a printed table that say where its cells stand


@dataclass(frozen=True)
class Table:
    """One printed table: where it stands, how to read it, and its rows as text."""

    document: str
    entry: dict[str, Any]
    rows: list[dict[str, str]]


def raw_folder() -> Path:
    """Return the folder of the printed tables, ``data/raw``."""
    return root() / "data" / "raw"


def sources(raw: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the entries of ``data/raw/sources.yml`` by document.

    Raises
    ------
    EvidenceError
        If the file breaks a rule, or a document stands in it twice.
    """
    from analysis.evidence.descriptions.models import Source

    path = (raw or raw_folder()) / "sources.yml"
    entries = [entry.model_dump(exclude_unset=True) for entry in reading.read(path, list[Source])]
    names = [entry["id"] for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise EvidenceError([f"{shown(path)}: the document '{name}' stands twice; keep one entry." for name in twice])
    return dict(zip(names, entries, strict=True))


def measures() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/measures.csv``."""
    return csv_files.records(raw_folder() / "measures.csv", MEASURES)


def claims() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/claims.csv``."""
    reads.record("raw/claims.csv", {}, reads.read_hash("raw/claims.csv", {}))
    return csv_files.records(raw_folder() / "claims.csv", CLAIMS)


def settled() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/settled.csv``: claims without a figure at the time, as comparisons of later figures."""
    reads.record("raw/settled.csv", {}, reads.read_hash("raw/settled.csv", {}))
    return csv_files.records(raw_folder() / "settled.csv", SETTLED)


def _documents(raw: Path) -> list[Path]:
    return sorted(path for path in raw.glob("[0-9]*") if path.is_dir())


def tables(raw: Path | None = None) -> list[Table]:
    """Return every printed table of every document, in the order of ``tables.yml``.

    Raises
    ------
    EvidenceError
        If a description breaks a rule, a table has no description or a description no table.
    """
    from analysis.evidence.descriptions.models import PrintedTable

    found, faults = [], list[str]()
    for folder in _documents(raw or raw_folder()):
        described = reading.read(folder / "tables.yml", list[PrintedTable]) if (folder / "tables.yml").exists() else []
        faults += _unmatched(folder, [entry.file for entry in described])
        if not faults:
            entries = [entry.model_dump(exclude_unset=True) for entry in described]
            rows = [csv_files.records(folder / entry["file"], PLACE) for entry in entries]
            found += [Table(folder.name, entry, held) for entry, held in zip(entries, rows, strict=True)]
    if faults:
        raise EvidenceError(faults)
    return found


def _unmatched(folder: Path, described: list[str]) -> list[str]:
    where, there = f"{shown(folder)}/tables.yml", {path.name for path in folder.glob("*.csv")} - {"prose.csv"}
    return (
        [f"{where} describes '{name}' twice; keep one entry." for name in sorted({n for n in described if described.count(n) > 1})]
        + [f"{where} describes '{name}', which is not in the folder; bring it back." for name in described if name not in there]
        + [f"{where} does not describe {name}, which is in the folder; add an entry." for name in sorted(there - set(described))]
    )  # fmt: skip


def prose(raw: Path | None = None) -> list[dict[str, str]]:
    """Return every figure in prose, with its document in ``source``."""
    paths = [folder / "prose.csv" for folder in _documents(raw or raw_folder()) if (folder / "prose.csv").exists()]
    return [{"source": path.parent.name} | row for path in paths for row in csv_files.records(path)]


def prose_tables() -> "dict[str, pd.DataFrame]":
    """Return the ``prose.csv`` of every document as text, by its name from the project's folder."""
    paths = sorted(raw_folder().glob("[0-9]*/prose.csv"))
    return {shown(path): csv_files.text_table(path) for path in paths}


def printed_documents(raw: Path | None = None) -> list[str]:
    """Return the printed documents among the sources, without the official figures that came after them."""
    return [name for name, entry in sources(raw).items() if "kind" not in entry]


def readings(raw: Path | None = None) -> list[dict[str, str]]:
    """Return the contradictions between sentences, which no rule can find, each with both places."""
    path = (raw or raw_folder()) / "readings.csv"
    return csv_files.records(path, ("subject", "first_line", "second_line")) if path.exists() else []


def unclaimed(raw: Path | None = None) -> list[dict[str, str]]:
    """Return the printed numbers that are deliberately no observation, each with the reason."""
    path = (raw or raw_folder()) / "unclaimed.csv"
    return csv_files.records(path, ("document", "line", "token", "why")) if path.exists() else []
