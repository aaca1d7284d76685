"""What happens inside of the child that executes one notebook: ``python -m analysis.publish.worker`` or a fork."""

import json
import os
import pickle
import random
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.publish import recording
from analysis.publish.job import Executed, Job

READS = "application/vnd.analysis.reads+json"
START = "from analysis.publish import recording; recording.start(__import__('pathlib').Path({root!r}))"
FINISH = "display({{{mime!r}: __import__('analysis.publish.recording').publish.recording.found(__import__('pathlib').Path({root!r}))}}, raw=True)"


def leave_with_parent() -> None:
    """End this process, and all that it has started, when the parent is gone, however it went."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)

    if parent is not None:
        threading.Thread(target=watch, daemon=True).start()


def _unpack(job: Job, scratch: Path) -> Path:
    if job.files is None:
        return Path(job.root)
    root = scratch / "project"
    for name, content in job.files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def _seed() -> None:
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _error(fault: Exception) -> str:
    if cell := getattr(fault, "exec_count", None):
        return f"cell {cell}: {fault.ename}: {fault.evalue}".splitlines()[0]  # type: ignore[attr-defined]
    return f"{type(fault).__name__}: {fault}".splitlines()[0]


def execute(job: Job, scratch: Path, tell: Callable[[int], None]) -> Executed:
    """Execute a notebook in this process with papermill; `tell` hears the number of each cell before it runs."""
    import nbformat
    import papermill

    root = _unpack(job, scratch)
    os.environ.update(job.environment, ANALYSIS_ROOT=str(root))
    os.chdir(scratch)
    notebook = nbformat.reads(job.notebook.decode(), 4)
    options: dict[str, Any] = {"engine_name": "forked", "tell": tell}
    if job.kernel:
        options = {"engine_name": None, "extra_arguments": [f"--IPKernelApp.exec_lines={START.format(root=str(root))}"]}
        notebook.cells.append(nbformat.v4.new_code_cell(FINISH.format(mime=READS, root=str(root))))
    recording.start(root)
    _seed()
    output, error = scratch / "executed.ipynb", ""
    try:
        papermill.execute_notebook(
            notebook, str(output), job.parameters, progress_bar=False, request_save_on_cell_execute=False, **options
        )
    except Exception as fault:
        error = _error(fault)
    if not output.exists():
        return Executed(job.name, job.notebook, error or "papermill wrote nothing")
    if not job.kernel:
        return Executed(job.name, output.read_bytes(), error, **recording.found(root))
    content = json.loads(output.read_text(encoding="utf-8"))
    last = content["cells"].pop()
    used = last["outputs"][0]["data"][READS] if not error else {"reads": [], "modules": []}
    return Executed(job.name, json.dumps(content).encode(), error, **used)


def main(job: Job, scratch: str, pipe: Any) -> None:
    """Run in the forked child: send the number of each cell, then the executed notebook."""
    leave_with_parent()
    pipe.send(execute(job, Path(scratch), pipe.send))
    pipe.close()


if __name__ == "__main__":
    job, scratch = pickle.load(sys.stdin.buffer)  # noqa: S301  (written by our own parent)
    done = execute(job, Path(scratch), lambda index: None)
    Path(scratch, "done").write_bytes(pickle.dumps(done))
