"""From ``data/raw``, for the own edition with ``data/own``, to the processed tables: put into place together or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import evidence
from analysis.commands import tables
from analysis.evidence import datapackage, editions
from analysis.evidence.disk import folders, lock
from analysis.evidence.documents import as_checked
from analysis.evidence.own import files

BUSY = "Another run is writing the data; this one has changed nothing."
PATIENCE = 60.0  # seconds that a run waits for another


def run() -> list[Path]:
    """Put the processed tables of this edition into place, all together, and return the paths written.

    Raises
    ------
    EvidenceError
        If anything is wrong with the evidence; nothing is written then.
    """
    home = evidence.processed_folder()
    with lock.held(home.parent / ".lock", BUSY, PATIENCE):
        folders.sweep(home.parent)
        made = tables.contents()
        if any(not (home / name).is_file() or (home / name).read_bytes() != made[name] for name in made):
            folders.place(home, _beside(home) | made, home.parent / f".work-{os.getpid()}")
            folders.sweep(home.parent)
        return [*(home / name for name in made), *([] if evidence.edition() == editions.OWN else [describe()])]


def remarks() -> list[str]:
    """Return what the user should know of data that is used all the same: printed tables that have changed, own files."""
    return [*as_checked.changes(), *files.remarks()]


def _beside(home: Path) -> dict[str, bytes]:
    """Return what else lies in the folder, such as the calibration, which takes half an hour to make."""
    return {path.name: path.read_bytes() for path in home.glob("[!.]*") if path.is_file()}


def describe() -> Path:
    """Write ``data/datapackage.json`` for the data files as they are now, and return its path."""
    package = evidence.root() / "data" / "datapackage.json"
    evidence.write_text(package, datapackage.describe(evidence.root(), evidence.sources()))
    return package


@contextmanager
def tried() -> Iterator[None]:
    """Read, while the block runs, what the processed tables would be if they were made now; errors as `run`."""
    with TemporaryDirectory(prefix="analysis-") as folder:
        folders.write(Path(folder), tables.contents())
        with editions.reading_from(Path(folder)):
            yield
