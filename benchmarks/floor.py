"""The floor: the code of notebooks run bare, without a page or a file made of it: ``python benchmarks/floor.py NOTEBOOK ...``.

Forked after the imports, as many at a time as there are processors; nothing that runs this code can be faster. With
``--profile`` each runs alone, and where the slowest three spend their time is printed.
"""

import contextlib
import cProfile
import json
import multiprocessing
import os
import pstats
import sys
import time
from pathlib import Path

SLOWEST, LINES = 3, 8


def bare(path: Path) -> float:
    """Run a notebook's code as a script, with the values that its parameters have there; return seconds of the processor."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    began = time.process_time()
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        exec(compile(source, path.name, "exec"), {"__name__": "__main__"})  # noqa: S102  (our own notebooks)
    return time.process_time() - began


def profiled(path: Path) -> tuple[float, str]:
    """Return seconds of the processor, and the functions in which a notebook spends most, with all that they call."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(bare, path)
    held = pstats.Stats(profile)
    ours = [
        (spent, f"{Path(file).as_posix().split('/src/')[1]}:{name}")
        for (file, _, name), (_, _, _, spent, _) in held.stats.items()  # type: ignore[attr-defined]
        if "/src/analysis/" in file and name != "<module>"
    ]
    total = held.total_tt  # type: ignore[attr-defined]
    lines = [f"  {spent / total:4.0%}  {name}" for spent, name in sorted(ours, reverse=True)[:LINES]]
    return total, f"{path.stem}\n" + "\n".join(lines)


def main(given: list[str]) -> None:
    """Run what is given, or print the profile of the slowest."""
    import analysis.publish.execution.preload  # noqa: F401

    paths, cores = [Path(name) for name in given if name != "--profile"], len(os.sched_getaffinity(0))
    with multiprocessing.get_context("fork").Pool(cores, maxtasksperchild=1) as pool:
        if "--profile" not in given:
            pool.map(bare, paths, chunksize=1)
        else:
            found = sorted(pool.map(profiled, paths, chunksize=1), reverse=True)
            print("\n\n".join(text for _, text in found[:SLOWEST]))


if __name__ == "__main__":
    main(sys.argv[1:])
