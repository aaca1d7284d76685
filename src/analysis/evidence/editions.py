"""Which edition is read and written: the published one, from print alone, or the authority's own, which git ignores."""

import os
from pathlib import Path

from analysis.evidence.disk.files import EvidenceError, root

VARIABLE = "ANALYSIS_EDITION"
PUBLISHED, OWN = "published", "own"


def edition() -> str:
    """Return ``published``, or ``own`` when ``ANALYSIS_EDITION`` says so.

    Raises
    ------
    EvidenceError
        If it says anything else.
    """
    name = os.environ.get(VARIABLE) or PUBLISHED
    if name not in (PUBLISHED, OWN):
        raise EvidenceError([f"{VARIABLE} is '{name}'; it may be {PUBLISHED} or {OWN}."])
    return name


def processed_folder() -> Path:
    """Return where the processed tables of this edition lie."""
    return root() / "data" / "processed" if edition() == PUBLISHED else root() / "editions" / edition() / "data"


def reports_folder() -> Path:
    """Return where the reports of this edition lie."""
    return root() / "reports" if edition() == PUBLISHED else root() / "editions" / edition() / "reports"
