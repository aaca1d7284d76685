"""Measure on the real edition what people wait for: ``python benchmarks/benchmark.py [PART ...] [--files FOLDER]``.

Prints the table of docs/performance.md, and with ``--write`` puts it there. Beside each work stands the floor, the same
notebooks' code run bare on all cores, and the usual way, papermill and nbconvert; each ratio is of two ways that ran one
after the other in the same round, since a shared machine can be half as fast in the next minute.
"""

import argparse
import os
import platform
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import clock
import clone
import edition
import lab
import national

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
MARKS = "<!-- measured -->", "<!-- until here -->"
Way = Callable[[Path], clock.Run]
HEAD = "| work | goal | seconds | times the floor | usual way | memory, MiB |\n|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Work:
    """Something that people wait for: what it is, its goal, how it is done, and the floor and the usual way to hold it against."""

    name: str
    goal: str
    way: Way
    floor: Way | None = None
    usual: Way | None = None


def _usual_edition(folder: Path) -> clock.Run:
    """Return the usual way for every report, from a sample of one: nothing is shared between two."""
    one, reports = edition.usual(folder), len(list((folder / "reports").glob("*/receipt.json")))
    return clock.Run(one.seconds * reports)


_ONE = partial(edition.floor, names=[edition.SAMPLE])
EDITION = {
    "start": Work("imports before the first cell", "1.5 s", edition.start),
    "edition": Work("whole edition from nothing", "1.2 times, 6 s", edition.whole, edition.floor, _usual_edition),
    "word": Work("one report after a word changed in its notebook", "3 s", edition.word, _ONE, edition.usual),
    "parameter": Work(
        "one report with `-p confidence=0.9`",
        "3 s",
        edition.parameter,
        _ONE,
        partial(edition.usual, options=["-p", "confidence", "0.9"]),
    ),
    "cell": Work("one table cell changed: evidence, and the reports that read it", "", edition.cell),
    "nothing": Work("nothing changed", "as before, 0.1 s", edition.nothing),
    "own": Work("`make own` from nothing", "", edition.own, edition.floor),
}


def line(work: Work, folder: Path, rounds: int) -> str:
    """Measure a work and return its line of the table."""
    made = [(work.way(folder), work.floor(folder) if work.floor else None) for _ in range(rounds)]
    ratios = [run.seconds / floor.seconds for run, floor in made if floor]
    usual = f"{work.usual(folder).seconds:.0f} s" if work.usual else ""
    runs = [run for run, _ in made]
    memory = f"{max(run.parent for run in runs)}; {max(run.largest for run in runs)}"
    return f"| {work.name} | {work.goal} | {spread([run.seconds for run in runs])} | {spread(ratios)} | {usual} | {memory} |"


def spread(found: list[float]) -> str:
    """Return the median with the smallest and the largest."""
    return f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})" if found else ""


def jupyterlab(folder: Path, rounds: int) -> Iterator[str]:
    """Yield the line of "Run all" in JupyterLab."""
    with lab.opened(folder) as page:
        runs = [lab.run_all(page, edition.SAMPLE).seconds for _ in range(rounds)]
    yield f"| JupyterLab, 02, “Run all” until the last cell | 4 s | {spread(runs)} | | | |"


def england(folder: Path, rounds: int) -> Iterator[str]:
    """Yield the lines of England's edition."""
    first, again = zip(*(national.reading(folder) for _ in range(rounds)), strict=True)
    yield f"| England's files read, first | 3 s | {spread(list(first))} | | | |"
    yield f"| the same when nothing changed | | {spread(list(again))} | | | |"
    every = national.names(folder)
    few, many = every[:10], every[:150]
    found = [(national.made(folder, few), national.made(folder, many)) for _ in range(rounds)]
    each = [(more.seconds - less.seconds) / (len(many) - len(few)) for less, more in found]
    grown = [run.parent for pair in found for run in pair]
    largest = max(run.largest for pair in found for run in pair)
    yield f"| one national profile, without start-up | 0.5 s | {spread(each)} | | | {max(grown)}; {largest} |"
    whole = spread([more.seconds for _, more in found])
    yield f"| {len(many)} national profiles (the parent's memory at {len(few)}: {grown[0]}) | linear | {whole} | | | {grown[1]} |"


def fresh(rounds: int) -> Iterator[str]:
    """Yield the lines of fresh clones."""
    for name, goal, runs in clone.measured(rounds):
        seconds = spread([run.seconds for run in runs])
        yield f"| {name} | {goal} | {seconds} | | | {max(run.largest for run in runs)} |"


def main() -> None:
    """Measure what is asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = [*EDITION, "lab", "national", "clone", "profile"]
    parser.add_argument("parts", nargs="*", choices=[*parts, []], metavar="PART", help=", ".join(parts))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=Path, help="England's open data, for the part `national`")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    given = parser.parse_args()
    asked = given.parts or parts
    # as wherever it is not forbidden: a module of ours is compiled once
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as home:
        folder = edition.copy(Path(home, "project"), given.files)
        edition.whole(folder)
        table = [HEAD]
        print(HEAD, flush=True)
        for found in (line for part in asked for line in _lines(part, folder, given)):
            table.append(found)
            print(found, flush=True)
    if given.write:
        _write("\n".join(table))


def _write(table: str) -> None:
    """Put what was measured between its marks in the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
    when = f"Measured on {date.today():%-d %B %Y}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}."
    after = rest.partition(MARKS[1])[2]
    PAGE.write_text(f"{before}{MARKS[0]}\n{when}\n\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def _lines(part: str, folder: Path, given: argparse.Namespace) -> Iterator[str]:
    match part:
        case "lab":
            yield from jupyterlab(folder, given.rounds)
        case "national":
            yield from (
                england(folder, given.rounds) if given.files else ["| England's edition: give --files | | | | | |"]
            )
        case "clone":
            yield from fresh(given.rounds)
        case "profile":
            yield f"\n```\n{edition.floor(folder, options=['--profile']).said.strip()}\n```"
        case _:
            yield line(EDITION[part], folder, given.rounds)


if __name__ == "__main__":
    main()
