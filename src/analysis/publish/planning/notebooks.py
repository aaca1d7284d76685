"""Whether a file is a notebook at all, found before anything runs and without loading nbformat."""

import json
from pathlib import Path
from typing import Any


def fault(path: Path) -> str:
    """Return in one sentence why a file cannot be run as a notebook, or nothing."""
    name = f"notebooks/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return f"{name} is not UTF-8 (byte {error.start}): save it from JupyterLab again."
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}."
    if not text.strip():
        return f"{name} is empty: bring it back, for example with `git checkout`."
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"{name} is not JSON ({str(error)[:100]}): bring it back, for example with `git checkout`."
    return "" if _is_notebook(content) else f"{name} is JSON, but no notebook of format 4: save it from JupyterLab."


def _is_notebook(content: Any) -> bool:
    if not isinstance(content, dict) or content.get("nbformat") != 4 or not isinstance(content.get("cells"), list):
        return False
    return isinstance(content.get("metadata"), dict) and all(map(_is_cell, content["cells"]))


def _is_cell(cell: Any) -> bool:
    sourced = isinstance(cell, dict) and isinstance(cell.get("source"), str | list)
    return sourced and cell.get("cell_type") in ("code", "markdown", "raw") and isinstance(cell.get("metadata"), dict)
