"""A question whose figures are missing: its report is one paragraph that says which it needs."""

import json
from dataclasses import replace
from typing import Any

from analysis.publish.execution.job import Executed, Job
from analysis.publish.export.contents.outputs import COVER
from analysis.publish.planning.parameters import AUTHORITY

MISSING = "MissingFigureError"  # by name: an executed notebook holds its error as text
HEADLINE = "This question needs figures that are not there yet."
MARKER = "papermill-error-cell-tag"


def answered(executed: Executed, job: Job) -> Executed:
    """Return a notebook that stopped where a figure is missing as one paragraph, and any other as it is.

    Parameters
    ----------
    executed : Executed
    job : Job
        What was run; its parameters say whom the report is about.

    Returns
    -------
    Executed
        Without error: the title, and the code up to where it stopped, which shows what the error says. What it has read and
        imported stays, so the report is made again when the figures are there.
    """
    # without what it has read (a real kernel that stops tells nothing) nobody would know when to make it again
    content = json.loads(executed.notebook) if executed.error and executed.reads else {"cells": []}
    cells = [cell for cell in content["cells"] if MARKER not in cell["metadata"].get("tags", [])]
    for place, cell in enumerate(cells):
        if missing := [each["evalue"] for each in cell.get("outputs", []) if each.get("ename") == MISSING]:
            code = [one | {"outputs": []} for one in cells[: place + 1] if one["cell_type"] == "code"]
            code[-1]["outputs"] = _page(missing[0], str(job.parameters.get(AUTHORITY, "")))
            title = [one for one in cells[:1] if one["cell_type"] == "markdown"]
            return replace(executed, error="", notebook=json.dumps(content | {"cells": [*title, *code]}).encode())
    return executed


def _page(sentence: str, authority: str) -> list[dict[str, Any]]:
    """Return the outputs that the exporters read: whom the report is about, the headline, the paragraph."""
    cover = {COVER: {AUTHORITY: authority, "period": ""}, "text/markdown": f"*{authority}*"}
    words = sentence[:1].upper() + sentence[1:]
    shown = (("cover", cover), ("headline", {"text/markdown": f"## {HEADLINE}"}), ("text", {"text/markdown": words}))
    return [{"output_type": "display_data", "metadata": {"role": role}, "data": data} for role, data in shown]
