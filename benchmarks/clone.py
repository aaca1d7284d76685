"""A fresh clone, as somebody who has just found the project: `make reports` with cold and with warm installs, `make test`."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import clock
from edition import ROOT


def measured(rounds: int) -> Iterator[tuple[str, str, list[clock.Run]]]:
    """Yield each wait with its name, its goal and its runs; installs are cold when uv's cache is empty. The tests run once."""
    with tempfile.TemporaryDirectory() as home:
        reports = [
            [clock.run(["make"], at, UV_CACHE_DIR=cache) for at in both] for cache, both in _clones(home, rounds)
        ]
        yield "`make reports` in a fresh clone, nothing installed before", "", [cold for cold, _ in reports]
        yield "the same with installs in uv's cache", "", [warm for _, warm in reports]
        tested = clock.run(["make", "test"], Path(home, "1", "warm"), UV_CACHE_DIR=str(Path(home, "1", "cache")))
        yield "`make test` in a fresh clone, installs in the cache", "300 s", [tested]


def _clones(home: str, rounds: int) -> Iterator[tuple[str, list[Path]]]:
    """Yield, round by round, an empty cache and two clones, the first of which fills it."""
    for number in range(1, rounds + 1):
        folders = [Path(home, str(number), name) for name in ("cold", "warm")]
        for folder in folders:
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        yield str(Path(home, str(number), "cache")), folders
