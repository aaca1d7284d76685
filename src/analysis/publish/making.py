"""The reports that are due: executed, exported while the next notebook runs, and each put into place when it is whole."""

import contextlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.evidence.disk import folders
from analysis.publish.edition import failures, progress
from analysis.publish.execution import executor
from analysis.publish.execution.job import Executed, Job, one_line, said, without_places
from analysis.publish.planning import receipts
from analysis.publish.planning.plan import Task


@dataclass
class Outcome:
    """What became of a run: seconds by report made, and the sentence by report that failed."""

    made: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass
class Making:
    """What reports are made with: the project, where it builds, who executes (so many at a time), who is told."""

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
            environment={
                "SOURCE_DATE_EPOCH": _epoch(task.recipe.edition),
                "ANALYSIS_EDITION": evidence.edition(),
                "ANALYSIS_NOTEBOOK": "kept" if "ipynb" in task.recipe.formats else "not kept",
            },
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
            _ready_exporters()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task, job = running.pop(future)
                yield task, job, _result(future, job)

    def publish(self, tasks: list[Task]) -> Outcome:
        """Make the reports and put each into place as soon as it is whole; one that fails stops no other."""
        outcome = Outcome()
        for task in tasks:
            self.shown.start(task.recipe.name, task.reason or "")
        for task in tasks:
            if task.fault:
                self._fail(task, task.fault, outcome)
        for task, job, executed in self.execute([task for task in tasks if not task.fault]):
            began = time.monotonic()
            made = _with_what_there_is(task, job, executed)
            error = made.error or self._finish(task, job, made)
            if error:
                self._fail(task, error, outcome, executed)
            else:
                outcome.made[task.recipe.name] = executed.seconds + time.monotonic() - began
                words = "" if made is executed else ": figures are missing, and the page says which"
                self.shown.done(task.recipe.name, outcome.made[task.recipe.name], words)
        return outcome

    def _fail(self, task: Task, error: str, outcome: Outcome, executed: Executed | None = None) -> None:
        """Say why a report could not be made, and keep the notebook as far as it ran."""
        name = task.recipe.name
        outcome.failed[name] = error = one_line(without_places(error, executed.paths if executed else {}))
        kept = b""
        if executed is not None:
            from analysis.publish.export.normalise import normalise, notebook_bytes

            with contextlib.suppress(ValueError, KeyError, TypeError):
                kept = notebook_bytes(normalise(executed.notebook, executed.paths))
        failures.keep(self.reports, name, error, kept)
        self.shown.failed(name, error)

    def _finish(self, task: Task, job: Job, executed: Executed) -> str:
        """Export a report and move it into place; return what went wrong, in one line."""
        from analysis.publish.export import report_files

        try:
            folders.place(task.folder, report_files.files(executed, task.recipe, job), self.work)
        except Exception as fault:
            return f"export: {said(fault)}"
        return ""


def _with_what_there_is(task: Task, job: Job, executed: Executed) -> Executed:
    if not task.may_lack or not executed.error:
        return executed
    from analysis.publish.export import unanswered

    return unanswered.answered(executed, job)


def _epoch(day: str) -> str:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return given or str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


@cache
def _ready_exporters() -> None:
    """Make ready what every export needs, while the first notebooks run."""
    from analysis.publish.export import report_files

    report_files.ready()


def _result(future: "Future[Executed]", job: Job) -> Executed:
    try:
        return future.result()
    except Exception as fault:
        return Executed(job.name, job.notebook, said(fault))
