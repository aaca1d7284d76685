"""Measure the publisher against the usual way and against the floor, side by side: ``python benchmarks/benchmark.py``.

Each ratio is of two ways that ran one after the other in the same round, since a shared machine can be half as fast in
the next minute. Prints a table in markdown, which docs/performance.md holds.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import work

INSTALL = "apt-get install texlive-xetex texlive-fonts-recommended texlive-plain-generic pandoc"
PYTHON = sys.executable
ROOT = Path(__file__).resolve().parents[1]


def _run(command: list[str], **environment: str) -> tuple[float, int, str]:
    """Return seconds, peak memory in MiB of the process itself, and what it said."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(command, env=os.environ | environment, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        said.seek(0)
        text = said.read()
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{text[-3000:]}")
    return seconds, used.ru_maxrss // 1024, text


def ours(folder: Path, *arguments: str) -> tuple[float, int, str]:
    """Publish the project, in a process of its own."""
    return _run([PYTHON, "-m", "analysis", "reports", *arguments], ANALYSIS_ROOT=str(folder))


def clean(folder: Path) -> float:
    """Publish the whole edition from clean."""
    shutil.rmtree(folder / "reports", ignore_errors=True)
    return ours(folder)[0]


def usual(folder: Path, sample: int) -> float:
    """Do what people do: papermill, then nbconvert to PDF by XeLaTeX, then to HTML, one notebook after the other.

    With a `sample` the first few notebooks stand for all: nothing is shared between two, so the time is proportional.
    """
    began = time.monotonic()
    out = folder / "usual"
    out.mkdir(exist_ok=True)
    paths = sorted((folder / "notebooks").glob("usual_*.ipynb"))
    for path in paths[:sample]:
        done = out / path.name
        _run([PYTHON, "-m", "papermill", str(path), str(done), "--no-progress-bar"], ANALYSIS_ROOT=str(folder))
        for kind in ("pdf", "html"):
            _run([PYTHON, "-m", "nbconvert", "--to", kind, str(done)])
    return (time.monotonic() - began) * len(paths) / len(paths[:sample])


def _bare(path: Path) -> None:
    cells = json.loads(path.read_text())["cells"]
    source = "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")
    exec(compile(source, path.name, "exec"), {"__name__": "__main__"})  # noqa: S102  (our own notebooks)


def _floor(folder: str) -> None:
    """Run the bare code of all notebooks as scripts, forked after the imports, as many at a time as there are processors."""
    import analysis.publish.execution.preload  # noqa: F401

    os.environ["ANALYSIS_ROOT"] = folder
    paths = sorted(Path(folder, "notebooks").glob("ours_*.ipynb"))
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        pool.map(_bare, paths, chunksize=1)


def floor(folder: Path) -> float:
    """Return the time below which nothing that runs this code can go."""
    return _run([PYTHON, __file__, "--floor", str(folder)], OPENBLAS_NUM_THREADS="1")[0]


def _ratios(first: Callable[[Path], float], second: Callable[[Path], float], folder: Path, rounds: int) -> str:
    pairs = [(first(folder), second(folder)) for _ in range(rounds)]
    ratios = [one / other for one, other in pairs]
    seconds = "; ".join(f"{one:.1f} s to {other:.1f} s" for one, other in pairs)
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) | {seconds}"


def _small(folder: Path) -> list[str]:
    quiet = [ours(folder)[0] for _ in range(7)]
    helped = [_run([PYTHON, "-m", "analysis", "--help"])[0] for _ in range(7)]
    return [
        f"nothing changed | under 1.0 s | {statistics.median(quiet):.2f} s | {min(quiet):.2f} to {max(quiet):.2f} s",
        f"`python -m analysis --help` | under 0.3 s | {statistics.median(helped):.2f} s | "
        f"{min(helped):.2f} to {max(helped):.2f} s",
    ]


def _family(home: Path, sizes: tuple[int, int]) -> list[str]:
    found = []
    for size in sizes:
        folder = work.write(home / f"family{size}", 0, size)
        found.append((size, *ours(folder)[:2]))
    (few, short, little), (many, long, much) = found
    start = (short * many - long * few) / (many - few)
    ratio = (long / many) / (short / few)
    return [
        f"family of {many} against {few}, time per report | at most 1.1 | {ratio:.2f} | {short:.1f} s for {few}, "
        f"{long:.1f} s for {many}; start-up about {start:.1f} s",
        f"memory of the parent | flat | {much / little:.2f} | {little} MiB for {few}, {much} MiB for {many}",
    ]


def main() -> None:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3, help="pairs against the floor")
    parser.add_argument("--usual", type=int, default=1, help="pairs against the usual way (minutes each)")
    parser.add_argument("--sample", type=int, default=12, help="notebooks of the usual way that stand for all")
    parser.add_argument("--family", type=int, nargs=2, default=(15, 150), metavar=("FEW", "MANY"))
    parser.add_argument("--floor", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.floor:
        return _floor(given.floor)
    with tempfile.TemporaryDirectory() as home:
        folder = work.write(Path(home, "edition"), given.notebooks)
        clean(folder)
        print("| work | must reach | reached | measured |\n|---|---|---|---|", flush=True)
        for line in _small(folder) if given.rounds else []:
            print(f"| {line} |", flush=True)
        if given.rounds:
            print(
                f"| whole edition, against the floor | at most 1.4 | {_ratios(clean, floor, folder, given.rounds)} |",
                flush=True,
            )
        if given.family[1]:
            for line in _family(Path(home), tuple(given.family)):
                print(f"| {line} |", flush=True)
        if not shutil.which("xelatex"):
            print(f"\nThe usual way needs XeLaTeX: `{INSTALL}`.")
        elif given.usual:
            reached = _ratios(partial(usual, sample=given.sample), clean, folder, given.usual)
            print(f"| whole edition, against the usual way | at least 13 | {reached} |", flush=True)
    return None


if __name__ == "__main__":
    main()
