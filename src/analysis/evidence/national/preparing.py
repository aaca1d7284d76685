"""From ``data/external/`` to ``data/external/processed/``, whole or not at all."""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence.disk import folders, stopping
from analysis.evidence.disk.files import EvidenceError, root
from analysis.evidence.national import files
from analysis.evidence.national.store import PLACE, manifest

if TYPE_CHECKING:
    import pandas as pd

    from analysis.evidence.national.files import Given, Known

GROUP = 5000  # rows that are read or skipped together, about


@dataclass(frozen=True)
class Prepared:
    """What was done: how many figures there are, the files they came from, the files that are no known table."""

    figures: int
    used: tuple[str, ...]
    others: tuple[str, ...]
    changed: bool


def folder() -> Path:
    """Return where a user puts the files: ``data/external``."""
    return root() / "data" / "external"


def prepare() -> Prepared | None:
    """Read the files of ``data/external/`` unless they are as they were, and return what was done; None without any.

    Raises
    ------
    EvidenceError
        With one sentence per fault; what was prepared before stays as it was.
    """
    found = files.given(folder())
    if not found:
        return None
    mark = _mark(found)
    if (held := manifest()) and held["mark"] == mark:
        return Prepared(held["figures"], tuple(held["used"]), tuple(held["others"]), changed=False)
    known, others = files.known(found)
    if not known:
        names = ", ".join(others)
        raise EvidenceError(
            [f"None of the files in data/external is a table that is known ({names}): see data/external/README.md."]
        )
    return _written(known, others, mark)


def _mark(found: Iterable["Given"]) -> str:
    """Return the sha256 of the files and of the code that reads them."""
    total = hashlib.sha256()
    for path in sorted(files.HERE.iterdir()):
        if path.is_file():
            total.update(path.read_bytes())
    for each in found:
        total.update(f"\0{each.name}\0".encode() + hashlib.sha256(each.content).digest())
    return total.hexdigest()


def _written(known: list["Known"], others: list[str], mark: str) -> Prepared:
    from analysis.evidence.national import build

    tables = build.tables(known)
    done = Prepared(len(tables["figures"]), tuple(each.given.name for each in known), tuple(others), changed=True)
    listed = tables["authorities"]
    names = listed.loc[listed["last_year"].eq(listed["last_year"].max()), "name"].to_list()
    told = {"mark": mark, "figures": done.figures, "used": done.used, "others": done.others, "authorities": names}
    with stopping.orderly(), tempfile.TemporaryDirectory(prefix=".work-", dir=folder()) as work:
        for name, frame in tables.items():
            _write(Path(work) / f"{name}.parquet", frame)
        content = {path.name: path.read_bytes() for path in sorted(Path(work).iterdir())}
        # the findings for people, too: nobody opens Parquet by hand
        content["reconciliation.csv"] = tables["reconciliation"].to_csv(index=False, lineterminator="\n").encode()
        content["manifest.json"] = json.dumps(told, indent=1).encode()
        folders.place(root() / "data" / PLACE, content, Path(work))
    return done


def _write(path: Path, frame: "pd.DataFrame") -> None:
    """Write a table; figures of one column stand together, in groups of rows that a reader may skip."""
    import fastparquet

    starts, sorting = [0], []
    if path.stem == "figures":
        firsts = frame.index[frame["column"].ne(frame["column"].shift())]
        starts = [0, *(later for first, later in pairwise(firsts) if later // GROUP > first // GROUP)]
        sorting = ["column"]
    # not compressed: 154 reports read it, and nobody sends it
    fastparquet.write(str(path), frame, row_group_offsets=starts, compression=None, write_index=False, stats=sorting)
