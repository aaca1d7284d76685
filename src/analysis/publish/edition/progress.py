"""What people see while reports are made: a live line per report, or plain lines in a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol


class Progress(Protocol):
    """Hears what happens to each report."""

    def start(self, name: str, reason: str) -> None:
        """Note that a report waits to be made, and why."""

    def cell(self, name: str, cell: int) -> None:
        """Note that a cell of the report starts."""

    def done(self, name: str, seconds: float, words: str = "") -> None:
        """Note that the report is in place, and what there is to say of it."""

    def failed(self, name: str, error: str) -> None:
        """Note that the report could not be made; the last good one stands."""


class Plain:
    """One line for each report when it is done or has failed; with `stamped`, times for a log."""

    def __init__(self, stamped: bool = False) -> None:
        self._stamped = stamped

    def _say(self, text: str) -> None:
        when = time.strftime("%Y-%m-%d %H:%M:%S ") if self._stamped else ""
        print(f"{when}{text}", flush=True)

    def start(self, name: str, reason: str) -> None:
        """Say why the report is made."""
        self._say(f"making  {name}: {reason}")

    def cell(self, name: str, cell: int) -> None:
        """Stay silent: a log has no use for cells."""

    def done(self, name: str, seconds: float, words: str = "") -> None:
        """Say how long it took."""
        self._say(f"done    {name} ({seconds:.1f} s){words}")

    def failed(self, name: str, error: str) -> None:
        """Say what went wrong, where errors belong."""
        print(f"FAILED  {name}: {error}", file=sys.stderr, flush=True)


class Live:
    """A line per report at work, by `rich`; finished ones scroll up."""

    def __init__(self) -> None:
        from rich.progress import Progress as Bars
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bars = Bars(
            SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), transient=True
        )
        self._tasks: dict[str, Any] = {}
        self._reasons: dict[str, str] = {}
        self._bars.start()

    def start(self, name: str, reason: str) -> None:
        """Remember why; the line appears when the first cell runs."""
        self._reasons[name] = reason

    def cell(self, name: str, cell: int) -> None:
        """Show the cell that runs."""
        words = f"{name}: cell {cell} ({self._reasons.get(name, '')})"
        if name in self._tasks:
            self._bars.update(self._tasks[name], description=words)
        else:
            self._tasks[name] = self._bars.add_task(words, total=None)

    def _end(self, name: str, line: str, style: str) -> None:
        if name in self._tasks:
            self._bars.remove_task(self._tasks.pop(name))
        self._bars.console.print(line, style=style, markup=False, highlight=False)

    def done(self, name: str, seconds: float, words: str = "") -> None:
        """Move the report to the finished ones."""
        self._end(name, f"✓ {name}  {seconds:.1f} s{words}", "green")

    def failed(self, name: str, error: str) -> None:
        """Move the report to the finished ones, in red."""
        self._end(name, f"✗ {name}  {error}", "bold red")

    def close(self) -> None:
        """Take the live lines away."""
        self._bars.stop()


@contextmanager
def shown(scheduled: bool) -> Iterator[Progress]:
    """Give live lines on a terminal, plain ones otherwise, stamped ones for a scheduled run."""
    if scheduled or not sys.stdout.isatty():
        yield Plain(stamped=scheduled)
        return
    live = Live()
    try:
        yield live
    finally:
        live.close()
