"""What a worker is told of a report."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from analysis.publish.making import Making


@pytest.mark.parametrize(("formats", "told"), [(["pdf", "html"], "not kept"), (["pdf", "ipynb"], "kept")])
def test_a_worker_hears_whether_the_notebook_is_kept(tmp_path: Path, formats: list[str], told: str) -> None:
    notebook = tmp_path / "one.ipynb"
    notebook.write_text("{}", encoding="utf-8")
    recipe = SimpleNamespace(name="one", notebook=notebook, edition="2026-11-22", formats=formats, cell_seconds=60)
    task: Any = SimpleNamespace(recipe=recipe, parameters={})
    nobody: Any = None
    job = Making(tmp_path, tmp_path, nobody, 1, nobody).job(task)
    assert job.environment["ANALYSIS_NOTEBOOK"] == told
