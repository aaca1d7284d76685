"""Seconds and memory of a command with all that it starts."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at memory


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds, the peak memory (MiB) of the command itself and of the largest process it started."""

    seconds: float
    parent: int = 0
    largest: int = 0
    said: str = ""


def run(command: list[str], folder: Path | None = None, **environment: str) -> Run:
    """Run a command to its end.

    Raises
    ------
    SystemExit
        With the end of what it said, when it fails.
    """
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=said, stderr=said)
        parent, largest = 0, 0
        while child.poll() is None:
            parent = max(parent, _peak(child.pid))
            # what runs the same command line is about to become another program, and shows the memory of its parent
            started = [pid for pid in _below(child.pid) if _line(pid) != _line(child.pid)]
            largest = max([largest, *map(_peak, started)])
            time.sleep(EVERY)
        seconds = time.monotonic() - began
        said.seek(0)
        text = said.read()
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{text[-3000:]}")
    return Run(seconds, parent, largest, text)


def _peak(pid: int) -> int:
    """Return the high-water mark of a process's memory in MiB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def _line(pid: int) -> bytes:
    """Return the command line of a process; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _below(pid: int) -> list[int]:
    """Return the processes that a process has started, theirs included."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [found for child in map(int, children) for found in (child, *_below(child))]


def both(*runs: Run) -> Run:
    """Return runs one after the other as one."""
    return Run(
        sum(run.seconds for run in runs),
        max(run.parent for run in runs),
        max(run.largest for run in runs),
        runs[-1].said,
    )
