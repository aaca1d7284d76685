"""One run of the publisher: plan, execute, export while the next notebook runs, move into place, sum up."""

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.evidence.disk import folders, lock
from analysis.publish.edition import failures, log, overview, progress
from analysis.publish.execution import executor
from analysis.publish.execution.job import Executed, Job, one_line
from analysis.publish.planning import plan, receipts, recipes
from analysis.publish.planning.plan import Task

BUSY = "Another run is publishing reports; this one has changed nothing."


@dataclass
class Outcome:
    """What became of a run: seconds by report made, and the sentence by report that failed."""

    made: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass
class Run:
    """What one run works with: the project, where it builds, who executes (so many at a time), who is told."""

    root: Path
    work: Path
    pool: Executor
    slots: int
    shown: progress.Progress
    kernel: bool = False
    remote: bool = False

    @property
    def reports(self) -> Path:
        """Return the folder of the edition."""
        return evidence.reports_folder()

    def job(self, task: Task) -> Job:
        """Return what a worker needs for a report."""
        here: dict[str, Any] = {"scratch": str(self.work)}
        if self.remote:
            from analysis.publish.execution import cluster

            here = {"data": cluster.archive(self.root), "code": receipts.code()}
        return Job(
            name=task.recipe.name,
            notebook=task.recipe.notebook.read_bytes(),
            parameters=task.parameters,
            root=str(self.root),
            environment={"SOURCE_DATE_EPOCH": _epoch(task.recipe.edition), "ANALYSIS_EDITION": evidence.edition()},
            cell_seconds=task.recipe.cell_seconds,
            kernel=self.kernel,
            **here,
        )

    def execute(self, tasks: list[Task]) -> Iterator[tuple[Task, Job, Executed]]:
        """Yield executed notebooks as they come; submit few ahead, so that a long family does not pile up here."""
        waiting, running = iter(tasks), dict[Future[Executed], tuple[Task, Job]]()
        while True:
            while len(running) < 2 * self.slots and (task := next(waiting, None)):
                job = self.job(task)
                tell = () if self.remote else (self.shown.cell,)
                running[self.pool.submit(executor.run, job, *tell)] = (task, job)
            if not running:
                return
            _load_exporters()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task, job = running.pop(future)
                yield task, job, _result(future, job)

    def publish(self, tasks: list[Task]) -> Outcome:
        """Make the reports and put each into place as soon as it is whole; one that fails stops no other."""
        outcome = Outcome()
        for task in tasks:
            self.shown.start(task.recipe.name, task.reason or "")
        for task, job, executed in self.execute(tasks):
            began = time.monotonic()
            error = executed.error or self._finish(task, job, executed)
            if error:
                outcome.failed[task.recipe.name] = error
                self._keep_failed(task, executed, error)
                self.shown.failed(task.recipe.name, error)
            else:
                outcome.made[task.recipe.name] = executed.seconds + time.monotonic() - began
                self.shown.done(task.recipe.name, outcome.made[task.recipe.name])
        return outcome

    def _finish(self, task: Task, job: Job, executed: Executed) -> str:
        """Export a report and move it into place; return what went wrong, in one line."""
        from analysis.publish.export import report_files

        try:
            folders.place(task.folder, report_files.files(executed, task.recipe, job), self.work)
        except Exception as fault:
            return one_line(f"export: {type(fault).__name__}: {fault}")
        return ""

    def _keep_failed(self, task: Task, executed: Executed, error: str) -> None:
        from analysis.publish.export.normalise import normalise, notebook_bytes

        notebook = notebook_bytes(normalise(executed.notebook, executed.paths))
        failures.keep(self.reports, task.recipe.name, error, notebook)


def _epoch(day: str) -> str:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return given or str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


def _load_exporters() -> None:
    """Import what exports need while the first notebooks run."""
    from analysis.publish.export.html import page  # noqa: F401
    from analysis.publish.export.pdf import document  # noqa: F401


def _result(future: "Future[Executed]", job: Job) -> Executed:
    try:
        return future.result()
    except Exception as fault:
        return Executed(job.name, job.notebook, one_line(f"{type(fault).__name__}: {fault}"))


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let a scheduler's stop signal end the run as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
            return Run(root, work, pool, slots, shown, kernel, remote=bool(scheduler)).publish(due)
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
    try:
        known = [recipe for each in recipes.read() for recipe in about(each, authority)]
        tasks = plan.make(known, names, parameters, reports, force=force)
        due = [task for task in tasks if task.reason]
        if dry_run:
            return _say_what_would_be_made(due, len(tasks))
        with lock.held(reports / ".lock", BUSY), _stoppable():
            folders.sweep(reports)
            options = {"scheduled": scheduled, "kernel": kernel, "scheduler": scheduler}
            outcome = _make(due, workers=workers or workers_here(), **options) if due else Outcome()  # type: ignore[arg-type]
            _forget_failures(tasks, outcome, reports)
            if not parameters and (outcome.made or not outcome.failed):
                overview.write(known, reports)
            if scheduled:
                log.write(reports, tasks, outcome.made, outcome.failed, time.monotonic() - began)
            _sum_up(outcome, len(tasks), time.monotonic() - began, reports, scheduled)
            return 1 if outcome.failed else 0
    except (recipes.RecipeError, ParameterError) as fault:
        print(fault, file=sys.stderr)
        return 2
    except (lock.LockedError, OSError, RuntimeError) as fault:
        print(f"Nothing more was published: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is in place; everything else is as it was.", file=sys.stderr)
        return 130


def _say_what_would_be_made(due: list[Task], all_tasks: int) -> int:
    for task in due:
        print(f"{task.recipe.name}: {task.reason}")
    print(f"{len(due)} of {all_tasks} reports would be made.")
    return 0


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
