"""From an executed notebook to the files of its report. Nothing is read but the evidence, and nothing written."""

from collections.abc import Mapping
from typing import Any

from analysis import evidence
from analysis.publish.execution.job import Executed, Job
from analysis.publish.export.normalise import clean, normalise, notebook_bytes
from analysis.publish.planning import receipts
from analysis.publish.planning.recipes import Recipe

COVER = "application/vnd.analysis.cover+json"
RESULTS = "application/vnd.analysis.notebook.results+json"
ROW_FIELDS = ("id", "source", "table", "place", "row", "column", "as_printed", "period", "area", "note")


def _bundles(notebook: Mapping[str, Any], mime: str) -> list[Any]:
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][mime] for output in outputs if mime in output.get("data", {})]


def results(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results that a notebook has shown, without the fields that say nothing."""
    rows = [row for bundle in _bundles(notebook, RESULTS) for row in bundle]
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def _rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the printed figures that results rest on."""
    named = sorted({name for row in found for name in row.get("observations", [])})
    return [{key: row.get(key) or "" for key in ROW_FIELDS} for row in evidence.cited(named)]


def describe(
    notebook: Mapping[str, Any], recipe: Recipe, parameters: Mapping[str, Any], reads: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the exporters print around a notebook: title block, data used, rows behind the results."""
    cover = (_bundles(notebook, COVER) or [{}])[0]
    data = [{"table": receipts.describe(read), "rows": read.get("rows"), "sha256": read["sha256"]} for read in reads]
    return {
        "name": recipe.name,
        "title": recipe.title,
        "question": recipe.question,
        "authority": cover.get("authority", ""),
        "period": cover.get("period", ""),
        "edition": recipe.edition,
        "parameters": dict(parameters),
        "data": data,
        "rows": _rows(results(notebook)),
    }


def files(executed: Executed, recipe: Recipe, job: Job) -> dict[str, bytes]:
    """Return every file of a report, by its path inside of the report's folder, receipt included.

    Parameters
    ----------
    executed : Executed
        Without error.
    recipe : Recipe
    job : Job
        The notebook and the parameters that were run.
    """
    from analysis.publish.export import html, pdf

    notebook = normalise(executed.notebook, executed.paths)
    reads = sorted(executed.reads, key=receipts.describe)
    notebook.metadata["report"] = clean(describe(notebook, recipe, job.parameters, reads), {})
    made: dict[str, bytes] = {}
    if "ipynb" in recipe.formats:
        made[f"{recipe.name}.ipynb"] = notebook_bytes(notebook)
    if "html" in recipe.formats:
        made[f"{recipe.name}.html"] = html.export(notebook).encode()
    if "pdf" in recipe.formats:
        made[f"{recipe.name}.pdf"] = pdf.export(notebook)
    made["results.json"] = receipts.to_bytes(results(notebook))
    made |= {f"data/{name}": text.encode() for name, text in html.figure_data(notebook).items()}
    receipt = {
        **receipts.inputs(recipe, job.parameters, job.notebook),
        "modules": executed.modules,
        "reads": reads,
        "cover": {name: notebook["metadata"]["report"][name] for name in ("authority", "period")},
        "outputs": {name: receipts.digest(content) for name, content in made.items()},
    }
    return made | {receipts.NAME: receipts.to_bytes(receipt)}
