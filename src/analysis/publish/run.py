"""One run of the publisher: plan, execute, export while the next notebook runs, move into place, sum up."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.publish import edition, executor, lock, plan, progress, receipts, recipes
from analysis.publish.job import Executed, Job
from analysis.publish.plan import Task


@dataclass
class Outcome:
    """What became of a run: names of reports done, sentences of those that failed."""

    done: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def _epoch(day: str) -> str:
    from datetime import UTC, datetime

    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())) if day else "0"


def _job(task: Task, root: Path, work: Path, kernel: bool) -> Job:
    return Job(
        name=task.recipe.name,
        notebook=task.recipe.notebook.read_bytes(),
        parameters=task.parameters,
        root=str(root),
        environment={"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _epoch(task.recipe.edition)},
        kernel=kernel,
        cell_seconds=task.recipe.cell_seconds,
        scratch=str(work),
    )


def _paths(root: Path) -> dict[str, str]:
    return {str(root): ".", str(receipts.PACKAGE): "analysis", sys.prefix: "<python>", sys.base_prefix: "<python>"}


def _finish(task: Task, executed: Executed, work: Path, root: Path) -> int:
    from analysis.publish import assemble

    made = assemble.files(executed, task.recipe, task.parameters, _paths(root))
    edition.place(task.folder, made, work)
    failed = task.folder.parent / "_failed" / f"{task.recipe.name}.ipynb"
    failed.unlink(missing_ok=True)
    return len(made)


def _keep_failed(task: Task, executed: Executed, reports: Path, root: Path) -> None:
    from analysis.publish import normalise

    content = normalise.normalise(executed.notebook, _paths(root))
    edition.write_file(reports / "_failed" / f"{task.recipe.name}.ipynb", normalise.to_bytes(content))


def _execute(
    tasks: list[Task], pool: Executor, ahead: int, make_job: Any, tell: Any
) -> Iterator[tuple[Task, Executed]]:
    """Yield executed notebooks as they come; submit only a few ahead, so that a long family does not pile up here."""
    waiting = iter(tasks)
    running: dict[Future[Executed], Task] = {}
    while True:
        for task in waiting:
            running[pool.submit(executor.run, make_job(task), tell)] = task
            if len(running) >= ahead:
                break
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task = running.pop(future)
            yield task, _result(task, future)


def _result(task: Task, future: "Future[Executed]") -> Executed:
    try:
        return future.result()
    except Exception as fault:
        return Executed(task.recipe.name, task.recipe.notebook.read_bytes(), f"{type(fault).__name__}: {fault}")


def publish(
    tasks: list[Task], pool: Executor, ahead: int, reports: Path, work: Path, shown: Any, kernel: bool
) -> Outcome:
    """Make the reports and put each into place as soon as it is whole."""
    root, outcome = evidence.root(), Outcome()
    for task in tasks:
        shown.start(task.recipe.name, task.reason)
    for task, executed in _execute(tasks, pool, ahead, lambda task: _job(task, root, work, kernel), shown.cell):
        name, error, began = task.recipe.name, executed.error, time.monotonic()
        if not error:
            try:
                files = _finish(task, executed, work, root)
            except Exception as fault:
                error = f"export: {type(fault).__name__}: {fault}".splitlines()[0]
        if error:
            outcome.failed[name] = error
            _keep_failed(task, executed, reports, root)
            shown.failed(name, error)
        else:
            outcome.done[name] = executed.seconds + time.monotonic() - began
            shown.done(name, outcome.done[name], files)
    return outcome


def manifest(known: list[recipes.Recipe], reports: Path) -> dict[str, Any]:
    """Return what the edition holds: by report, its title, its files and their hashes."""
    entries = {}
    for recipe in known:
        if receipt := receipts.load(reports / recipe.name):
            entries[recipe.name] = {
                "title": recipe.title,
                "question": recipe.question,
                "edition": receipt["edition"],
                "files": receipt["outputs"],
            }
    return {"edition": max((recipe.edition for recipe in known), default=""), "reports": entries}


def _write_edition(known: list[recipes.Recipe], reports: Path, failed: dict[str, str]) -> None:
    from analysis.publish import index
    from analysis.publish.normalise import to_bytes

    content = manifest(known, reports)
    entries = [
        {"name": recipe.name, "failed": failed.get(recipe.name, ""), **content["reports"].get(recipe.name, {})}
        | {"title": recipe.title, "question": recipe.question}
        for recipe in known
    ]
    edition.write_file(reports / "index.html", index.render(entries).encode())
    edition.write_file(reports / "manifest.json", to_bytes(content))


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a scheduler's stop signal end the run as Ctrl-C does."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def workers_here() -> int:
    """Return how many notebooks to run at a time: one for each processor this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


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
) -> int:
    """Publish the reports that have changed and return the exit code: 0 done, 1 something failed, 2 wrong usage."""
    from analysis.publish.parameters import ParameterError

    reports = evidence.root() / "reports"
    try:
        known = recipes.read()
        tasks = plan.make(known, names, parameters, reports, force=force)
    except (recipes.RecipeError, ParameterError) as fault:
        print(fault, file=sys.stderr)
        return 2
    due = [task for task in tasks if task.reason]
    if dry_run:
        for task in due:
            print(f"{task.recipe.name}: {task.reason}")
        print(f"{len(due)} of {len(tasks)} reports would be made.")
        return 0
    try:
        with lock.held(reports / ".lock"), _stoppable():
            edition.sweep(reports)
            return _run(
                known,
                tasks,
                due,
                reports,
                scheduled=scheduled,
                kernel=kernel,
                scheduler=scheduler,
                workers=workers or workers_here(),
            )
    except lock.LockedError as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is in place; everything else is as it was.", file=sys.stderr)
        return 130


def _run(known, tasks, due, reports, *, scheduled, kernel, scheduler, workers):
    began = time.monotonic()
    outcome = Outcome()
    if due:
        executor.start_server()
        work = reports / f".work-{os.getpid()}"
        work.mkdir(parents=True, exist_ok=True)
        shown = progress.choose(scheduled)
        pool = executor.LocalExecutor(workers)
        try:
            outcome = publish(due, pool, 2 * workers, reports, work, shown, kernel)
        finally:
            pool.shutdown(cancel_futures=True)
            shutil.rmtree(work, ignore_errors=True)
            shown.close(_summary(outcome, len(tasks) - len(due), time.monotonic() - began, reports))
    elif not scheduled:
        print(f"All {len(tasks)} reports are current: {reports}")
    if outcome.done or outcome.failed or not (reports / "manifest.json").exists():
        _write_edition(known, reports, outcome.failed)
    return 1 if outcome.failed else 0


def _summary(outcome, current, seconds, reports):
    words = (
        f"{len(outcome.done)} made, {current} were current, {len(outcome.failed)} failed, in {seconds:.1f} s: {reports}"
    )
    return words
