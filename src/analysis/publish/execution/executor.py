"""Jobs in children that are used once, behind the interface of `concurrent.futures`.

`run` is what an executor of any kind submits: `LocalExecutor` here, Dask's on a cluster. Each process that calls it
owns one fork server, whose children have the libraries imported already.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.publish.execution import worker
from analysis.publish.execution.job import Executed, Job
from analysis.publish.planning import receipts

START_SECONDS = 120.0
Tell = Callable[[str, int], None]
_running: set[int] = set()
_lock = threading.Lock()


def can_fork() -> bool:
    """Return whether children can come from a fork server: not on Windows, nor in a daemonic process."""
    daemon = multiprocessing.current_process().daemon
    return "forkserver" in multiprocessing.get_all_start_methods() and not daemon


def start_server() -> None:
    """Start the fork server, which imports the libraries while the caller does something else."""
    from multiprocessing import forkserver

    # threads before a fork are how a child hangs, and BLAS would start them on import
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ["MATPLOTLIBRC"] = str(Path(__file__).with_name("matplotlibrc"))
    if can_fork():
        multiprocessing.set_forkserver_preload(["analysis.publish.execution.preload"])
        with deaf():
            forkserver.ensure_running()


@contextlib.contextmanager
def deaf() -> Iterator[None]:
    """Start a process deaf to Ctrl-C, which reaches the whole group: it would answer with a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run(job: Job, tell: Tell | None = None) -> Executed:
    """Execute a notebook in a fresh child and wait for it; never raises for what the notebook does.

    Parameters
    ----------
    job : Job
    tell : callable, optional
        Called with the job's name and the number of the cell that starts.

    Returns
    -------
    Executed
        With a sentence in `error` when a cell failed, ran past its time limit, or took the process with it.
    """
    if job.code and job.code != receipts.code():
        return Executed(job.name, job.notebook, "the worker has another version of the package: install the same there")
    start_server()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="report-", dir=job.scratch, ignore_cleanup_errors=True) as scratch:
        done = (_forked if can_fork() else _fresh)(job, scratch, tell)
    return replace(done, seconds=time.monotonic() - began)


def _forked(job: Job, scratch: str, tell: Tell | None) -> Executed:
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=worker.main, args=(job, scratch, theirs))
    child.start()
    theirs.close()
    with _lock:
        _running.add(child.pid or 0)
    try:
        return _listen(job, child, ours, tell)
    finally:
        _stop(child.pid)
        child.join()
        with _lock:
            _running.discard(child.pid or 0)


def _listen(job: Job, child: Any, pipe: Any, tell: Tell | None) -> Executed:
    # before the first cell is heard of, libraries are read: that is no part of a cell's time
    cell, limit = 0, max(START_SECONDS, job.cell_seconds)
    while pipe.poll(limit):
        try:
            heard = pipe.recv()
        except EOFError:
            child.join(5)
            return Executed(job.name, job.notebook, _ended(cell, child.exitcode))
        if isinstance(heard, Executed):
            return heard
        cell, limit = heard, job.cell_seconds
        if tell:
            tell(job.name, cell)
    return Executed(job.name, job.notebook, f"cell {cell}: ran longer than its limit of {limit:g} seconds")


def _ended(cell: int, code: int | None) -> str:
    if code == -signal.SIGKILL:
        return f"cell {cell}: the process was killed, often because memory ran out"
    return f"cell {cell}: the process ended with exit code {code}"


def _fresh(job: Job, scratch: str, tell: Tell | None) -> Executed:
    """Execute in a new interpreter: slower, since it imports everything again, but possible everywhere."""
    command = [sys.executable, "-m", "analysis.publish.execution.worker"]
    limit = job.cell_seconds * max(1, job.notebook.count(b'"cell_type"'))
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as child:  # noqa: S603
        with _lock:
            _running.add(child.pid)
        try:
            child.communicate(pickle.dumps((job, scratch)), timeout=limit)
        except subprocess.TimeoutExpired:
            _stop(child.pid)
            return Executed(job.name, job.notebook, f"ran longer than its limit of {limit:g} seconds")
        finally:
            with _lock:
                _running.discard(child.pid)
    done = Path(scratch, "done")
    if not done.exists():
        return Executed(job.name, job.notebook, _ended(0, child.returncode))
    return pickle.loads(done.read_bytes())  # type: ignore[no-any-return]  # noqa: S301  (written by our own child)


def _stop(pid: int | None) -> None:
    if not pid:
        return
    if hasattr(os, "killpg"):
        # the child leads a group of its own, with all that its cells have started
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


class LocalExecutor(ThreadPoolExecutor):
    """As many children at a time as workers; a thread waits for each."""

    def __init__(self, workers: int) -> None:
        start_server()
        super().__init__(workers)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the running jobs finish, or with `cancel_futures` stop them and their children."""
        if cancel_futures:
            super().shutdown(wait=False, cancel_futures=True)
            with _lock:
                running = list(_running)
            for pid in running:
                _stop(pid)
        super().shutdown(wait=wait)
