"""The engine without a kernel shows what a Jupyter kernel shows, output for output."""

import os
from pathlib import Path
from typing import Any

import project
import pytest

from analysis.publish.execution import executor
from analysis.publish.execution.job import Executed, Job
from analysis.publish.export.normalise import normalise

CELLS = {
    "last expression": "6 * 7",
    "streams": "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')",
    # a kernel reads what is written past Python in a thread of its own, which needs a moment
    "written past Python": "import os, time\n_ = os.write(1, b'raw\\n'); _ = os.system('echo from a program; echo oops >&2')"
    "\ntime.sleep(1)",
    "shell": "!echo hello",
    "rich": "import pandas as pd\npd.DataFrame({'a': [1, 2]}, index=['x', 'y'])",
    "display": "from IPython.display import HTML, Markdown, Image, display\ndisplay(HTML('<b>x</b>'), Markdown('*y*'))",
    "bundle": "display({'application/x+json': {'n': [1, None]}, 'text/plain': 'n'}, raw=True, metadata={'role': 'r'})",
    "bytes": "import base64\npng = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')\nImage(png)",
    "update": "h = display('first', display_id='d')\nprint('between')\nh.update('second')",
    "update later": "h.update('third')",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('kept')",
    "clear when the next comes": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "warning": "import warnings\nwarnings.warn('take care')",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.title('t');",
    "figure left open": "fig, ax = plt.subplots()\nax.bar(['a', 'b'], [1, 2])\nprint('before')",
    "figure shown and closed": "fig, ax = plt.subplots(figsize=(2, 1))\ndisplay(fig)\nplt.close(fig)",
    "figure as SVG": "from matplotlib_inline.backend_inline import set_matplotlib_formats\n"
    "set_matplotlib_formats('svg', metadata={'Date': None})\nplt.plot([1, 2]);",
    "open at the end": "_ = plt.figure(); plt.plot([2, 1])",
    "large": "print('x' * 3_000_000)",
    "many lines": "for n in range(20_000): print(n)",
    "magic": "%%capture held\nprint('captured')",
    "captured": "held.stdout",
    "pinfo": "def f(x):\n    'help'\n    return x\nf?",
    "await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "threads": "import threading\nt = threading.Thread(target=print, args=('from a thread',))\nt.start(); t.join()",
    "none": "None",
    "silenced": "7;",
    "last value": "_",
    "logging": "import logging\nlogging.getLogger('x').warning('logged')",
    "main": "__name__, get_ipython().__class__.__mro__[1].__name__ != ''",
    "pickle": "import pickle\nclass Kept: pass\npickle.loads(pickle.dumps(Kept())).__class__.__name__",
    "random": "import random, numpy as np\nnp.random.default_rng(1).integers(9, size=3), random.Random(1).random()",
    "unicode": "print('\\u202eabc\\u202c – \\U0001f600 \\x07'); '\\u202eabc'",
}
LAST = {
    "error": "def deep(n):\n    return 1 / n\ndeep(0)",
    "repr fails": "class Bad:\n    def __repr__(self): raise ValueError('no repr')\nBad()",
    "own error": "class Odd(Exception): pass\nraise Odd('two\\nlines')",
    "chained": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e",
    "syntax": "1 +",
    "exit with a code": "import sys\nprint('bye')\nsys.exit(3)",
    "exit": "raise SystemExit(0)",
    "exit with words": "raise SystemExit('enough')",
    "interrupt": "raise KeyboardInterrupt",
    "input": "input('name? ')",
    "assertion": "assert 1 == 2, 'sums differ'",
}


def execute(cells: list[str], folder: Path, *, kernel: bool) -> Executed:
    path = folder / "n.ipynb"
    first = project.code("a: int = 1", "parameters")
    project.write_notebook(path, [first, *map(project.code, cells), project.text("# After")])
    environment = {"SOURCE_DATE_EPOCH": "0"}
    return executor.run(Job("n", path.read_bytes(), {"a": 2}, str(folder), environment, 120, kernel=kernel))


def outputs(done: Executed) -> list[tuple[Any, list[Any]]]:
    notebook = normalise(done.notebook, done.paths)
    return [(cell.execution_count, cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.slow
def test_both_engines_show_the_same(tmp_path: Path) -> None:
    ours = execute(list(CELLS.values()), tmp_path, kernel=False)
    theirs = execute(list(CELLS.values()), tmp_path, kernel=True)
    assert (ours.error, theirs.error) == ("", "")
    names = ["parameters", "injected", *CELLS]
    for name, one, other in zip(names, outputs(ours), outputs(theirs), strict=True):
        assert one == other, name
    assert normalise(ours.notebook, ours.paths) == normalise(theirs.notebook, theirs.paths)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [kind if kind in ("error", "exit", "input") else pytest.param(kind, marks=pytest.mark.nightly) for kind in LAST],
)
def test_both_engines_fail_the_same_way(tmp_path: Path, kind: str) -> None:
    cells = ["print('before')", LAST[kind], "print('never')"]
    ours, theirs = (execute(cells, tmp_path, kernel=kernel) for kernel in (False, True))
    assert ours.error == theirs.error
    assert bool(ours.error) == (kind != "exit")
    for one, other in zip(outputs(ours), outputs(theirs), strict=True):
        # where there is nobody to ask, the frames are those of a kernel or ours: the words are the same
        assert plain(one, frames=kind != "input") == plain(other, frames=kind != "input")
    assert "never" not in str(outputs(ours))


def plain(cell: tuple[Any, list[Any]], *, frames: bool) -> tuple[Any, list[Any]]:
    """Return a cell without the colours of tracebacks, which depend on what IPython thinks of the terminal."""
    import re

    def text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: text(each) for key, each in value.items() if frames or key != "traceback"}
        if isinstance(value, list):
            return [text(each) for each in value]
        return re.sub(r"\x1b\[[0-9;]*m", "", value) if isinstance(value, str) else value

    return cell[0], text(cell[1])


def test_each_child_starts_afresh(tmp_path: Path) -> None:
    for number in range(2):
        done = execute(
            ["import matplotlib.pyplot as plt, numpy as np, random\nprint(plt.rcParams['lines.linewidth'])",
             "print(np.random.random(), random.random(), 'seen' in globals())",
             "seen = True; plt.rcParams['lines.linewidth'] = 9"],
            tmp_path, kernel=False,
        )  # fmt: skip
        assert done.error == ""
        shown = [cell for _, cell in outputs(done)]
        if number == 0:
            first = shown
    assert shown == first
    assert first[2][0].text == "1.5\n"
    assert first[3][0].text.endswith("False\n")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads by /proc")
def test_the_fork_server_has_one_thread_and_none_of_our_modules(tmp_path: Path) -> None:
    from multiprocessing import forkserver

    executor.start_server()
    done = execute(
        ["import sys\nprint(sorted(m for m in sys.modules if m.startswith('analysis')))"], tmp_path, kernel=False
    )
    server = forkserver._forkserver._forkserver_pid
    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1
    assert "analysis.evidence" not in outputs(done)[2][1][0].text
    assert "analysis.notebook.page" not in outputs(done)[2][1][0].text


def test_what_a_cell_has_started_ends_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "still-alive"
    program = f"sleep 2; touch {mark}"
    done = execute([f"import subprocess\np = subprocess.Popen(['sh', '-c', {program!r}])"], tmp_path, kernel=False)
    assert done.error == ""
    os.system("sleep 2.5")
    assert not mark.exists()


def test_papermill_itself_can_use_the_engine(tmp_path: Path) -> None:
    import subprocess
    import sys

    project.write_notebook(tmp_path / "n.ipynb", [project.code("a: int = 1", "parameters"), project.code("print(a)")])
    command = [sys.executable, "-m", "papermill", "--engine", "forked", "n.ipynb", "out.ipynb", "-p", "a", "5"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert '"5\\n"' in (tmp_path / "out.ipynb").read_text()


def test_where_nothing_can_be_forked_a_new_interpreter_does_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked = execute(["print('x')", "import os; os._exit(3)"], tmp_path, kernel=False)
    monkeypatch.setattr(executor, "can_fork", lambda: False)
    fresh = execute(["print('x')"], tmp_path, kernel=False)
    assert fresh.error == ""
    assert outputs(fresh)[2][1][0].text == "x\n"
    assert execute(["import os; os._exit(3)"], tmp_path, kernel=False).error.endswith("exit code 3")
    assert forked.error == "cell 4: the process ended with exit code 3"


def test_the_time_limit_of_a_cell_begins_with_the_first_cell() -> None:
    class Pipe:
        def __init__(self) -> None:
            self.limits, self.sends = [], iter([1, 2])  # type: tuple[list[float], Any]

        def poll(self, limit: float) -> bool:
            self.limits.append(limit)
            return len(self.limits) < 3

        def recv(self) -> int:
            return int(next(self.sends))

    pipe = Pipe()
    done = executor._listen(Job("n", b"", {}, "", {}, 5), None, pipe, None)
    assert pipe.limits == [executor.START_SECONDS, 5, 5]
    assert done.error == "cell 2: ran longer than its limit of 5 seconds"
