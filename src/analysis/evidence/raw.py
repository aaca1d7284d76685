"""What ``data/raw`` holds: the documents, their printed tables and prose, and what people write about them."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.evidence import reads
from analysis.evidence.descriptions import reading
from analysis.evidence.disk.files import root


@dataclass(frozen=True)
class Table:
    """One printed table: where it stands, how to read it, and its rows as text."""

    document: str
    entry: dict[str, Any]
    rows: list[dict[str, str]]


def raw_folder() -> Path:
    """Return the folder of the printed tables, ``data/raw``."""
    return root() / "data" / "raw"


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def sources(raw: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the entries of ``data/raw/sources.yml`` by document."""
    return {str(entry["id"]): entry for entry in reading.content((raw or raw_folder()) / "sources.yml")}


def measures() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/measures.csv``."""
    return _csv_rows(raw_folder() / "measures.csv")


def claims() -> list[dict[str, str]]:
    """Return the rows of ``data/raw/claims.csv``."""
    reads.record("raw/claims.csv", {}, reads.read_hash("raw/claims.csv", {}))
    return _csv_rows(raw_folder() / "claims.csv")


def tables(raw: Path | None = None) -> list[Table]:
    """Return every printed table of every document, in the order of ``tables.yml``."""
    return [
        Table(path.parent.name, entry, _csv_rows(path.parent / entry["file"]))
        for path in sorted((raw or raw_folder()).glob("[0-9]*/tables.yml"))
        for entry in reading.content(path)
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
