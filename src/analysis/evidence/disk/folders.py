"""Folders that are put into place whole, or stay as they were: reports, and the processed tables."""

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

AT_FDCWD = -100
SWAP = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step of the file system; return False where there is no such step."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    a, b = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and library is not None:
        return int(library.renamex_np(a, b, SWAP)) == 0
    if hasattr(library, "renameat2") and library is not None:
        return int(library.renameat2(AT_FDCWD, a, AT_FDCWD, b, SWAP)) == 0
    return False


def _sync(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder, down to the disk."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for inner in {(folder / name).parent for name in files} | {folder}:
        _sync(inner)


def place(folder: Path, files: Mapping[str, bytes], work: Path) -> None:
    """Put a folder into place: whoever looks sees the old one or the new one, never a mixture.

    Parameters
    ----------
    folder : Path
        Where it belongs.
    files : mapping
        Content by path inside of the folder.
    work : Path
        A folder on the same disk for what is not whole yet.
    """
    new = work / f"new-{folder.name}"
    shutil.rmtree(new, ignore_errors=True)
    write(new, files)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        old = work / f"old-{folder.name}"
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    _sync(folder.parent)
    shutil.rmtree(new, ignore_errors=True)


def sweep(home: Path) -> None:
    """Undo what a killed run has left: bring back a folder that was moved aside, and delete half-made ones.

    Call it with the lock held.
    """
    for work in [*home.glob(".work-*"), *home.glob("_*/.work-*")]:
        if work.is_file():
            work.unlink()
            continue
        for old in work.glob("old-*"):
            place = home / old.name.removeprefix("old-")
            if not place.exists():
                old.rename(place)
        shutil.rmtree(work, ignore_errors=True)
