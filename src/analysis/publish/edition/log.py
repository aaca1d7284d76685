"""``reports/run.json``: what a scheduled run did, for whoever looks after it. It tells times, so it is not published."""

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.evidence.disk import files
from analysis.publish.planning import receipts
from analysis.publish.planning.plan import Task

PACKAGES = ("papermill", "nbconvert", "pandas", "matplotlib", "statsmodels", "typst")


def write(
    reports: Path, tasks: list[Task], made: Mapping[str, float], failed: Mapping[str, str], seconds: float
) -> None:
    """Write what was made and why, what failed and why, what was current; how long it took, and with which versions."""
    content: dict[str, Any] = {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "made": {
            task.recipe.name: {"because": task.reason, "seconds": round(made[task.recipe.name], 1)}
            for task in tasks
            if task.recipe.name in made
        },
        "failed": dict(failed),
        "current": [task.recipe.name for task in tasks if not task.reason],
        "inputs": {task.recipe.name: receipts.inputs(task.recipe, task.parameters) for task in tasks},
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
    }
    files.write_file(reports / "run.json", receipts.to_bytes(content))
