"""What could not be made: the failed notebook, and one line with its traceback for each report, in ``reports/_failed``."""

import contextlib
import json
import re
from pathlib import Path

from analysis.evidence.disk import files
from analysis.publish.execution.job import shown_safely

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def _folder(reports: Path) -> Path:
    return reports / "_failed"


def keep(reports: Path, name: str, error: str, notebook: bytes) -> None:
    """Keep why a report failed, and its notebook where there is one; a full disk stops no report that still fits."""
    with contextlib.suppress(OSError):
        files.write_text(_folder(reports) / f"{name}.txt", "\n".join([error, *_traceback(notebook), ""]))
        if notebook:
            files.write_file(_folder(reports) / f"{name}.ipynb", notebook)


def _traceback(notebook: bytes) -> list[str]:
    cells = json.loads(notebook)["cells"] if notebook else []
    errors = [each for cell in cells for each in cell.get("outputs", []) if each["output_type"] == "error"]
    return [shown_safely(COLOUR.sub("", lines)) for error in errors for lines in error["traceback"]]


def clear(reports: Path, name: str) -> None:
    """Forget the failure of a report that is current again."""
    with contextlib.suppress(OSError):
        for kind in ("txt", "ipynb"):
            (_folder(reports) / f"{name}.{kind}").unlink(missing_ok=True)
        _folder(reports).rmdir()
