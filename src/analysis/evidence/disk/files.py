"""The folder of the project, the fault that data has, and files that are written whole or not at all."""

import os
from pathlib import Path

from analysis.evidence.disk import stopping

SHOWN = 20  # of many equal faults, so many are shown


class EvidenceError(ValueError):
    """The data breaks a rule; `faults` holds one sentence for each place that does, the message the first twenty."""

    def __init__(self, faults: list[str]) -> None:
        more = len(faults) - SHOWN
        further = [f"… and {more:,} more of {len(faults):,} faults."] if more > 0 else []
        super().__init__("\n".join([*faults[:SHOWN], *further]))
        self.faults = faults


def root() -> Path:
    """Return the folder of the project: ``ANALYSIS_ROOT`` when it is set, else the checkout of this package."""
    return Path(os.environ.get("ANALYSIS_ROOT") or Path(__file__).resolve().parents[4])


def shown(path: Path) -> str:
    """Return a path as its reader knows it: from the folder of the project, where it lies in it."""
    return (path.relative_to(root()) if path.is_relative_to(root()) else path).as_posix()


def write_file(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all, unless it holds the content already; return whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".work-{path.name}")
    with stopping.orderly():
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)  # a full disk must not keep the half of it
            raise
    return True


def write_text(path: Path, text: str) -> bool:
    """Write a text as `write_file` does."""
    return write_file(path, text.encode())
