"""A fresh clone, as somebody who has just found the project: `make reports` with cold and with warm installs, `make test`."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import clock
from edition import ROOT


def measured() -> Iterator[tuple[str, str, clock.Run]]:
    """Yield each wait with its name and goal; installs are cold when uv's cache is empty."""
    with tempfile.TemporaryDirectory() as home:
        cache, first, second = (Path(home, name) for name in ("cache", "first", "second"))
        for folder in (first, second):
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        here = {"UV_CACHE_DIR": str(cache)}
        yield "`make reports` in a fresh clone, nothing installed before", "", clock.run(["make"], first, **here)
        yield "the same with installs in uv's cache", "", clock.run(["make"], second, **here)
        yield (
            "`make test` in a fresh clone, installs in the cache",
            "300 s",
            clock.run(["make", "test"], second, **here),
        )
