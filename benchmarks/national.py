"""Measure England's edition with the real files: ``python benchmarks/national.py FILES``, FILES the folder with the open data.

Prints seconds to read everything the first time and when nothing changed, seconds per report at two sizes (what they differ by
is free of the start-up), the parent's peak memory at both, and the usual way on a sample of one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmark import PYTHON, ROOT, _run

SIZES = (10, 60)


def project(files: Path, folder: Path) -> None:
    """Copy what England's edition needs into a folder of its own."""
    shutil.copytree(files, folder / "data" / "external")
    for name in ("data/raw", "data/processed", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)


def reading(folder: Path) -> list[float]:
    """Return seconds of the first and of the second reading of all files, imports apart."""
    code = (
        "import time, pandas, fastparquet\nfrom analysis.evidence import national\n"
        "for _ in range(2):\n    began = time.monotonic(); national.prepare(); print(time.monotonic() - began)"
    )
    said = subprocess.run(
        [PYTHON, "-c", code],
        env=os.environ | {"ANALYSIS_ROOT": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(line) for line in said.stdout.split()]


def made(folder: Path, names: list[str]) -> tuple[float, int]:
    """Return seconds and the parent's peak memory in MiB for so many reports."""
    seconds, memory, _ = _run([PYTHON, "-m", "analysis", "national", *names, "--force"], ANALYSIS_ROOT=str(folder))
    return seconds, memory


def usual(folder: Path, authority: str) -> float:
    """Return seconds of papermill and nbconvert to PDF and HTML for one report."""
    began, out = time.monotonic(), folder / "usual.ipynb"
    source = folder / "notebooks" / "21_authority_profile.ipynb"
    here = {"ANALYSIS_ROOT": str(folder)}
    _run([PYTHON, "-m", "papermill", str(source), str(out), "-p", "authority", authority, "--no-progress-bar"], **here)
    for kind in ("pdf", "html"):
        _run([PYTHON, "-m", "nbconvert", "--to", kind, str(out)], **here)
    return time.monotonic() - began


def main() -> None:
    """Measure and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        project(Path(sys.argv[1]), folder)
        first, again = reading(folder)
        said = _run([PYTHON, "-m", "analysis", "national", "--dry-run"], ANALYSIS_ROOT=str(folder))[2]
        names = [line.split(":")[0] for line in said.splitlines() if line.startswith("profile_")]
        small, large = (made(folder, names[:size]) for size in SIZES)
        each = (large[0] - small[0]) / (SIZES[1] - SIZES[0])
        print("| England's edition | |\n|---|---|")
        print(f"| reading all files, first and again | {first:.1f} s, {again:.2f} s |")
        print(f"| one profile, PDF and HTML, without start-up | {each:.2f} s |")
        print(f"| parent's peak memory at {SIZES[0]} and {SIZES[1]} profiles | {small[1]} and {large[1]} MiB |")
        if shutil.which("xelatex"):
            print(f"| the usual way, one profile | {usual(folder, 'Warwickshire'):.0f} s |")


if __name__ == "__main__":
    main()
