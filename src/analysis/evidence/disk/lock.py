"""One run at a time: a lock that the operating system takes back when its holder dies."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(OSError):
    """Another run is at work."""


def _take(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _wait(descriptor: int, words: str, until: float) -> None:
    while True:
        try:
            return _take(descriptor)
        except OSError:
            if time.monotonic() >= until:
                raise LockedError(words) from None
            time.sleep(0.05)


@contextmanager
def held(path: Path, words: str, seconds: float = 0) -> Iterator[None]:
    """Hold the lock file while the block runs.

    Parameters
    ----------
    path : Path
    words : str
        What to say when another process holds it.
    seconds : float
        How long to wait for it.

    Raises
    ------
    LockedError
        If another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(descriptor, words, time.monotonic() + seconds)
        yield
    finally:
        os.close(descriptor)
