"""What happens inside of the child that executes one notebook, whether forked or started afresh."""

import io
import json
import os
import pickle
import random
import signal
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.publish.execution import recording
from analysis.publish.execution.job import Executed, Job, one_line, said

READS = "application/vnd.analysis.reads+json"
# what a real kernel runs before the first cell and in a cell after the last, which is taken away again
START = "from analysis.publish.execution import recording as _used; _used.start({root!r}, {scratch!r}); del _used"
FINISH = "from analysis.publish.execution import recording as _found\ndisplay({{{mime!r}: _found.found()}}, raw=True)"


def leave_with_parent() -> None:
    """End this process, and all that it has started, when the parent is gone, however it went."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os.killpg(0, signal.SIGKILL)

    if parent is not None:
        threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


def _unpack(job: Job, scratch: Path) -> Path:
    if job.data is None:
        return Path(job.root)
    zipfile.ZipFile(io.BytesIO(job.data)).extractall(scratch / "project")
    return scratch / "project"


def _seed() -> None:
    """Give each child the same state of the global generators: it would otherwise be whatever the server's was."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def _error(fault: Exception) -> str:
    if (cell := getattr(fault, "exec_count", None)) is not None:
        return one_line(f"cell {cell}: {fault.ename}: {fault.evalue}")  # type: ignore[attr-defined]
    return said(fault)


def _papermill(job: Job, root: Path, output: Path, tell: Callable[[int], None]) -> str:
    """Run papermill with the engine that is asked for, and return what went wrong, in one line."""
    import nbformat
    import papermill

    options: dict[str, Any] = {"engine_name": "forked", "tell": tell}
    try:
        notebook = nbformat.reads(job.notebook.decode(), 4)
    except Exception as fault:
        return f"the notebook cannot be read: {said(fault)}"
    if job.kernel:
        start = START.format(root=str(root), scratch=str(output.parent))
        options = {"engine_name": None, "extra_arguments": [f"--IPKernelApp.exec_lines={start}"]}
        notebook.cells.append(nbformat.v4.new_code_cell(FINISH.format(mime=READS)))
    options |= {"progress_bar": False, "request_save_on_cell_execute": False}
    try:
        papermill.execute_notebook(notebook, str(output), job.parameters, **options)
    except Exception as fault:
        return _error(fault)
    return ""


def execute(job: Job, scratch: Path, tell: Callable[[int], None]) -> Executed:
    """Execute a notebook in this process with papermill; `tell` hears the number of each cell before it runs."""
    root = _unpack(job, scratch)
    os.environ.update(job.environment, ANALYSIS_ROOT=str(root))
    os.chdir(scratch)
    package = Path(sys.modules["analysis"].__file__ or "").parent
    paths = {str(scratch): ".", str(root): ".", str(package): "analysis", sys.prefix: "<python>"}
    paths |= {sys.base_prefix: "<python>", str(Path.home()): "~"}
    recording.start(str(root), str(scratch))
    _seed()
    output, before = scratch / "executed.ipynb", recording.state(str(root))
    error = _papermill(job, root, output, tell) or recording.changed(str(root), before)
    if not output.exists() or not output.stat().st_size:
        words = "the executed notebook could not be written; is the disk full?"
        return Executed(job.name, job.notebook, error or words, paths=paths)
    if not job.kernel:
        return Executed(job.name, output.read_bytes(), error, paths=paths, **recording.found())
    return _from_kernel(job, output.read_bytes(), error, paths)


def _from_kernel(job: Job, notebook: bytes, error: str, paths: dict[str, str]) -> Executed:
    content = json.loads(notebook)
    last = content["cells"].pop()
    found = [output["data"][READS] for output in last["outputs"] if READS in output.get("data", {})]
    used = found[0] if found else {"reads": [], "modules": {}}
    return Executed(job.name, json.dumps(content).encode(), error, paths=paths, **used)


def main(job: Job, scratch: str, pipe: Any) -> None:
    """Run in the forked child: send the number of each cell, then the executed notebook."""
    leave_with_parent()
    pipe.send(execute(job, Path(scratch), pipe.send))
    pipe.close()


if __name__ == "__main__":
    given, folder = pickle.load(sys.stdin.buffer)  # noqa: S301  (written by our own parent)
    done = execute(given, Path(folder), lambda index: None)
    Path(folder, "done").write_bytes(pickle.dumps(done))
