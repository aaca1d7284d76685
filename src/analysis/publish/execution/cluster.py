"""Many machines: the same jobs on a Dask cluster, which somebody else has started (see docs/guides/scaling.md)."""

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from analysis import evidence


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says why and what to do."""


@contextmanager
def connected(address: str, patience: float = 60) -> Iterator[tuple[Executor, int]]:
    """Give Dask's executor for a scheduler, and how many jobs its workers take at a time.

    Parameters
    ----------
    address : str
    patience : float
        Seconds to wait for a first worker; a third of them for the scheduler.

    Raises
    ------
    ClusterError
        If Dask is not installed, nobody answers, or there is no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("--scheduler needs Dask: install it with `uv sync --extra cluster`.") from None
    try:
        client = Client(address, timeout=patience / 3)
        client.wait_for_workers(1, timeout=patience)
    except (OSError, TimeoutError, ValueError) as fault:
        raise ClusterError(f"No cluster with workers answers at {address}: {fault}") from None
    with client:
        yield client.get_executor(pure=False), sum(client.ncores().values())


@cache
def archive(root: Path) -> bytes:
    """Return the folder ``data`` and the tables of this edition as a zip archive: what a notebook may read elsewhere."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted({*(root / "data").rglob("*"), *evidence.processed_folder().rglob("*")}):
            place = path.relative_to(root)
            if path.is_file() and _read_elsewhere(place.parts):
                zipped.write(path, place.as_posix())
    return content.getvalue()


def _read_elsewhere(parts: tuple[str, ...]) -> bool:
    """Return whether a notebook reads a file: not the own figures in another edition, nor open data as downloaded."""
    if "external" in parts:
        return "processed" in parts
    return evidence.edition() == "own" or "own" not in parts
