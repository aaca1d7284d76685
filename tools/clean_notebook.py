"""A filter for git: a notebook without what a run leaves in it, so that a difference shows what somebody wrote."""

import json
import sys
from typing import Any


def cleaned(content: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook without outputs, counts of execution, and what papermill and JupyterLab note about a run."""
    cells = []
    for cell in content["cells"]:
        about = {
            key: value for key, value in cell["metadata"].items() if key not in ("execution", "papermill", "collapsed")
        }
        bare = {"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}
        cells.append({**cell, "metadata": about, **bare})
    about = {"kernelspec": content["metadata"].get("kernelspec", {}), "language_info": {"name": "python"}}
    return {**content, "cells": cells, "metadata": about}


def main() -> None:
    """Clean the notebook that git hands in; what is no notebook passes as it is."""
    given = sys.stdin.buffer.read()
    try:
        text = json.dumps(cleaned(json.loads(given)), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        sys.stdout.buffer.write(text.encode())
    except (ValueError, KeyError, TypeError, AttributeError):
        sys.stdout.buffer.write(given)


if __name__ == "__main__":
    main()
