"""The files in ``data/own``: which are read, and what is said of the others, so that none is passed over in silence."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence import csv_files, reads
from analysis.evidence.disk.files import root, shown

if TYPE_CHECKING:
    import pandas as pd

FIGURES = ("quarters", "figures")
LOGO = f"{reads.OWN_FOLDER}logo.png"
PNG = b"\x89PNG\r\n\x1a\n"  # how such a file begins
MONTHLY = "strategy_meetings_monthly"
KNOWN = [*(f"{name}.csv" for name in (*FIGURES, MONTHLY)), "areas.yml", "logo.png"]


def _folders() -> list[Path]:
    return [root() / "data" / name for name in (reads.OWN_FOLDER, reads.FORMER_FOLDER)]


def _there() -> list[Path]:
    """Return what lies in the folders, without templates and what editors and file managers leave."""
    found = [path for folder in _folders() if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path for path in found if not re.search(r"^[.~]|[.]template[.]|^README[.]md$", path.name)]


def tables() -> "dict[str, pd.DataFrame]":
    """Return the authority's own tables as text, by their path from the project's folder: ``quarters`` and ``figures``.

    Raises
    ------
    EvidenceError
        As `csv_files.cells`.
    """
    paths = [path for name in FIGURES if (path := reads.data_file(f"{reads.OWN_FOLDER}{name}.csv"))]
    return {shown(path): csv_files.text_table(path) for path in paths}


def faults() -> list[str]:
    """Return one sentence for each file that is certainly not meant as it is: misnamed, no file, or in two places."""
    found = []
    for path in _there():
        near = get_close_matches(path.name.casefold().replace(" ", "_"), KNOWN, n=1, cutoff=0.8)
        if path.is_symlink() and not path.exists():
            found.append(f"{shown(path)} leads to a file that is not there; mend the link or delete it.")
        elif path.name in KNOWN and not path.is_file():
            found.append(f"{shown(path)} is not a file; put the file of that name in its place.")
        elif path.name not in KNOWN and near and not (path.parent / near[0]).exists():
            found.append(f"{shown(path)} is not read under this name; rename it to {near[0]}.")
    logo = reads.data_file(LOGO)
    if logo and not logo.read_bytes().startswith(PNG):
        found.append(f"{shown(logo)} is no PNG picture: save the logo as PNG.")
    own, former = _folders()
    twice = [name for name in KNOWN if (own / name).is_file() and (former / name).is_file()]
    return found + [f"{shown(own / name)} and {shown(former / name)} are both there; keep the first." for name in twice]


def remarks() -> list[str]:
    """Return what the user should know of files that are read from their former folder, or not at all."""
    former = _folders()[1]
    moving = [path.name for path in _there() if path.parent == former and path.name in KNOWN]
    found = [f"data/raw/local is read for now: move {', '.join(moving)} to data/own."] if moving else []
    return found + [
        f"{shown(path)} is not read: the files that are read are {', '.join(KNOWN)}."
        for path in _there()
        if path.is_file() and path.name not in KNOWN
    ]
