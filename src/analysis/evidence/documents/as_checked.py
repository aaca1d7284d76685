"""The printed tables as they were when they were last checked against their documents: a hash of the cells of each."""

import hashlib
from pathlib import Path

from analysis.evidence import csv_files
from analysis.evidence.descriptions import reading
from analysis.evidence.disk.files import shown, write_text
from analysis.evidence.raw import raw_folder

NAME = "hashes.yml"
HEAD = """\
# The sha256 of the cells of each printed table when it was last checked against its document.
# Written by `python -m analysis check --accept`; `python -m analysis check` says which tables have changed since.
"""


def _now() -> dict[str, str]:
    paths = sorted(raw_folder().glob("[0-9]*/*.csv"))
    return {path.relative_to(raw_folder()).as_posix(): _digest(path) for path in paths}


def _digest(path: Path) -> str:
    """Return the hash of the cells, which a spreadsheet's line ends and quotation marks do not change."""
    heading, body = csv_files.cells(path)
    lines = ["\x1f".join(row) for row in [heading, *(row for _, row in body)]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def changes() -> list[str]:
    """Return one sentence for each printed table that is not as it was when it was last checked.

    Raises
    ------
    EvidenceError
        If ``data/raw/hashes.yml`` cannot be read.
    """
    before, now = reading.read(raw_folder() / NAME, dict[str, str]), _now()
    how = "compare it with its document, then `python -m analysis check --accept`."
    return [
        f"{shown(raw_folder() / name)} {_became(before.get(name), now.get(name))}: {how}"
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]


def _became(before: str | None, now: str | None) -> str:
    if before is None:
        return "has not been checked yet"
    return "is gone" if now is None else "has changed since it was last checked"


def accept() -> Path:
    """Record every printed table as it is now, and return the path of the record."""
    path = raw_folder() / NAME
    write_text(path, HEAD + "".join(f"{name}: {digest}\n" for name, digest in _now().items()))
    return path
