"""One run of the publisher: plan, make what is due, sum up."""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from analysis import evidence
from analysis.evidence.disk import folders, lock, stopping
from analysis.publish.edition import failures, overview, progress
from analysis.publish.execution import executor
from analysis.publish.execution.job import said, shown_safely
from analysis.publish.making import Making, Outcome
from analysis.publish.planning import plan, receipts, recipes
from analysis.publish.planning.plan import Task

BUSY = "Another run is publishing reports; this one has changed nothing."


@contextlib.contextmanager
def _pool(scheduler: str | None, workers: int) -> Iterator[tuple[Executor, int]]:
    with contextlib.ExitStack() as held:
        pool: Executor
        if scheduler:
            from analysis.publish.execution import cluster

            pool, workers = held.enter_context(cluster.connected(scheduler))
        else:
            pool = executor.LocalExecutor(workers)
        try:
            yield pool, workers
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()


def workers_here() -> int:
    """Return how many notebooks to run at a time: one for each processor that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _make(due: list[Task], *, scheduled: bool, kernel: bool, scheduler: str | None, workers: int) -> Outcome:
    root = evidence.root()
    work = evidence.reports_folder() / f".work-{os.getpid()}"
    work.mkdir(parents=True)
    try:
        with _pool(scheduler, workers) as (pool, slots), progress.shown(scheduled) as shown:
            return Making(root, work, pool, slots, shown, kernel, remote=bool(scheduler)).publish(due)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def run(
    names: list[str],
    parameters: dict[str, str],
    *,
    force: bool = False,
    dry_run: bool = False,
    scheduled: bool = False,
    kernel: bool = False,
    scheduler: str | None = None,
    workers: int | None = None,
    authority: str = "",
) -> int:
    """Publish the reports that have changed; with `authority`, about it where a report is about an authority.

    Returns
    -------
    int
        Exit code: 0 done or nothing to do, 1 something failed, 2 wrong usage, 130 stopped.
    """
    from analysis.publish.planning.parameters import ParameterError, about

    began, reports = time.monotonic(), evidence.reports_folder()
    receipts.forget()
    _start_early(sure=not dry_run and bool(names or parameters or force))
    try:
        known = [recipe for each in recipes.read() for recipe in about(each, authority)]
        tasks = plan.make(known, names, parameters, reports, force=force)
        due = [task for task in tasks if task.reason]
        if dry_run:
            return _say_what_would_be_made(due, len(tasks))
        with lock.held(reports / ".lock", BUSY), stopping.orderly():
            folders.sweep(reports)
            options = {"scheduled": scheduled, "kernel": kernel, "scheduler": scheduler}
            outcome = _make(due, workers=workers or workers_here(), **options) if due else Outcome()  # type: ignore[arg-type]
            _forget_failures(tasks, outcome, reports)
            if not parameters and (outcome.made or not outcome.failed):
                overview.write(known, reports, authority)
            if scheduled:
                from analysis.publish.edition import log

                log.write(reports, tasks, outcome.made, outcome.failed, time.monotonic() - began)
            _sum_up(outcome, len(tasks), time.monotonic() - began, reports, scheduled)
            if parameters:
                _show_tryouts(tasks, outcome, reports)
            return 1 if outcome.failed else 0
    except (recipes.RecipeError, ParameterError) as fault:
        print(shown_safely(str(fault)), file=sys.stderr)
        return 2
    except (lock.LockedError, OSError, RuntimeError) as fault:
        print(f"Nothing more was published: {said(fault)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is in place; everything else is as it was.", file=sys.stderr)
        return 130


def _start_early(*, sure: bool) -> None:
    """Let the libraries be read while the run is planned, where it is as good as sure that something will run."""
    if sure:
        executor.start_server()


def _say_what_would_be_made(due: list[Task], all_tasks: int) -> int:
    for task in due:
        print(f"{task.recipe.name}: {task.reason}")
    print(f"{len(due)} of {all_tasks} reports would be made.")
    return 0


def _show_tryouts(tasks: list[Task], outcome: Outcome, reports: Path) -> None:
    """List all try-outs on a page of their own, and print where the PDF of each of these lies, made now or before."""
    from analysis.publish.edition import tryouts

    tryouts.write(reports, recipes.site())
    for task in tasks:
        pdf = task.folder / f"{task.recipe.name}.pdf"
        if task.recipe.name not in outcome.failed and pdf.is_file():
            print(pdf, flush=True)


def _forget_failures(tasks: list[Task], outcome: Outcome, reports: Path) -> None:
    for task in tasks:
        if task.recipe.name not in outcome.failed:
            failures.clear(reports, task.recipe.name)


def _sum_up(outcome: Outcome, tasks: int, seconds: float, reports: Path, scheduled: bool) -> None:
    made, failed = len(outcome.made), len(outcome.failed)
    if made or failed:
        current = tasks - made - failed
        print(f"{made} made, {current} current, {failed} failed in {seconds:.1f} s: {reports}", flush=True)
    elif not scheduled:
        print(f"All {tasks} reports are current: {reports}", flush=True)
