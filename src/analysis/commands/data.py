"""From ``data/raw``, for the own edition with ``data/own``, to the processed tables: put into place together or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import evidence
from analysis.evidence import datapackage, editions
from analysis.evidence.disk import folders, lock, stopping
from analysis.evidence.documents import as_checked
from analysis.evidence.own import files
from analysis.publish.planning import receipts

BUSY = "Another run is writing the data; this one has changed nothing."
PATIENCE = 60.0  # seconds that a run waits for another
STAMP = ".made-from"  # beside the tables: what they were made from, so that nothing is made twice
PACKAGE = "datapackage.json"


def run() -> list[Path]:
    """Put the processed tables of this edition into place, all together, and return their paths.

    Raises
    ------
    EvidenceError
        If anything is wrong with the evidence; nothing is written then.
    """
    home = evidence.processed_folder()
    with stopping.orderly(), lock.held(home.parent / ".lock", BUSY, PATIENCE):
        folders.sweep(home.parent)
        if not _current(home):
            made = _contents(home)
            if _beside(home) != made:
                folders.place(home, made, home.parent / f".work-{os.getpid()}")
                folders.sweep(home.parent)
            evidence.write_text(home.parent / STAMP, _made_from(home))
        return [home / name for name in sorted(_beside(home))]


def remarks() -> list[str]:
    """Return what the user should know of data that is used all the same: printed tables that have changed, own files."""
    return [*as_checked.changes(), *files.remarks()]


def _contents(home: Path) -> dict[str, bytes]:
    """Return every file of the folder: the tables, what else lies there, and for the published edition their description."""
    from analysis.commands import tables

    made = _beside(home) | tables.contents()
    if evidence.edition() != editions.OWN:
        made.pop(PACKAGE, None)
        made[PACKAGE] = datapackage.describe(evidence.root(), evidence.sources(), made).encode()
    return made


def _beside(home: Path) -> dict[str, bytes]:
    """Return what lies in the folder, such as the calibration, which takes half an hour to make."""
    return {path.name: path.read_bytes() for path in home.glob("[!.]*") if path.is_file()}


def _current(home: Path) -> bool:
    stamp = home.parent / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _made_from(home)


def _made_from(home: Path) -> str:
    """Return the hash of all that the tables follow from, and of the tables themselves."""
    folders_read = [evidence.root() / "data" / name for name in ("raw", "own")] + [home]
    total = hashlib.sha256(receipts.code().encode())
    for path in (path for folder in folders_read for path in sorted(folder.rglob("*")) if path.is_file()):
        name = path.relative_to(evidence.root()).as_posix()
        total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


@contextmanager
def tried() -> Iterator[None]:
    """Read, while the block runs, what the processed tables would be if they were made now; errors as `run`."""
    if _current(home := evidence.processed_folder()):
        yield
        return
    made = _contents(home)
    with stopping.orderly(), TemporaryDirectory(prefix="analysis-") as folder:
        folders.write(Path(folder), made)
        with editions.reading_from(Path(folder)):
            yield
