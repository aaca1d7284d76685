"""The filter for git: what a run leaves goes, what somebody wrote stays byte for byte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def filtered(content: bytes) -> bytes:
    command = [sys.executable, str(ROOT / "tools" / "clean_notebook.py")]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_of_the_project_passes_as_it_is(path):
    content = path.read_bytes()
    run = json.loads(content)
    for cell in run["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
            cell["metadata"] |= {"execution": {"iopub.status.busy": "2026"}, "papermill": {"duration": 1}}
    run["metadata"] |= {"papermill": {"duration": 1}, "language_info": {"name": "python", "version": "3.12.1"}}
    assert filtered(json.dumps(run).encode()) == filtered(content)
    assert b"papermill" not in filtered(json.dumps(run).encode())


def test_the_notebooks_are_committed_clean():
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert len(notebooks) > 10
    assert [
        path.name for path in notebooks if json.loads(filtered(path.read_bytes())) != json.loads(path.read_bytes())
    ] == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"5", b"\xff", b'{"cells": 5}', b'{"cells": [], "metadata": 5}'])
def test_what_is_no_notebook_passes_as_it_is(content):
    assert filtered(content) == content
