"""What could not be made: the failed notebook and one line for each report, in ``reports/_failed``."""

import contextlib
from pathlib import Path

from analysis.evidence.disk import files


def _folder(reports: Path) -> Path:
    return reports / "_failed"


def keep(reports: Path, name: str, error: str, notebook: bytes) -> None:
    """Keep why a report failed, and its notebook where there is one; a full disk stops no report that still fits."""
    with contextlib.suppress(OSError):
        files.write_file(_folder(reports) / f"{name}.txt", f"{error}\n".encode())
        if notebook:
            files.write_file(_folder(reports) / f"{name}.ipynb", notebook)


def clear(reports: Path, name: str) -> None:
    """Forget the failure of a report that is current again."""
    with contextlib.suppress(OSError):
        for kind in ("txt", "ipynb"):
            (_folder(reports) / f"{name}.{kind}").unlink(missing_ok=True)
        _folder(reports).rmdir()
