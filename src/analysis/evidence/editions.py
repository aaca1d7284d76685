"""Which edition is read and written: the published one, from print alone; the authority's own and England's, which git ignores."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.evidence.disk.files import EvidenceError, root

VARIABLE = "ANALYSIS_EDITION"
PUBLISHED, OWN, NATIONAL = "published", "own", "national"
EDITIONS = (PUBLISHED, OWN, NATIONAL)


@contextmanager
def chosen(name: str) -> Iterator[None]:
    """Read and write an edition while the block runs, here and in what is started meanwhile."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = name
    try:
        yield
    finally:
        os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})


def edition() -> str:
    """Return ``published``, or ``own`` or ``national`` when ``ANALYSIS_EDITION`` says so.

    Raises
    ------
    EvidenceError
        If it says anything else.
    """
    name = os.environ.get(VARIABLE) or PUBLISHED
    if name not in EDITIONS:
        raise EvidenceError([f"{VARIABLE} is '{name}'; it may be {', '.join(EDITIONS)}."])
    return name


_tried: list[Path] = []


@contextmanager
def reading_from(folder: Path) -> Iterator[None]:
    """Read the processed tables from another folder while the block runs: what would be, before it is."""
    _tried.append(folder)
    try:
        yield
    finally:
        _tried.pop()


def processed_folder() -> Path:
    """Return where the processed tables of this edition lie."""
    if _tried:
        return _tried[-1]
    # England's edition has the printed figures as they are published; its own stand beside the files they came from
    return root() / "editions" / OWN / "data" if edition() == OWN else root() / "data" / "processed"


def reports_folder() -> Path:
    """Return where the reports of this edition lie."""
    return root() / "reports" if edition() == PUBLISHED else root() / "editions" / edition() / "reports"
