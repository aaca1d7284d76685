"""Ctrl-C and a scheduler's stop signal, while something is half done that must be put away first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def orderly() -> Iterator[None]:
    """Let both signals end the block as `KeyboardInterrupt`, even where Ctrl-C otherwise ends the program at once."""
    if threading.current_thread() is not threading.main_thread():  # signals are heard in the main thread only
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    heard = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number])
