"""From an executed notebook to the files of its report. Nothing is read but the evidence, and nothing written."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis import evidence
from analysis.publish import receipts
from analysis.publish.job import Executed
from analysis.publish.normalise import normalise, to_bytes
from analysis.publish.recipes import Recipe

COVER = "application/vnd.analysis.cover+json"
RESULTS = "application/vnd.analysis.results+json"
ROW_FIELDS = ("id", "source", "table", "row", "column", "as_printed", "period", "area", "note")


def _bundles(notebook: Mapping[str, Any], mime: str) -> list[Any]:
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][mime] for output in outputs if mime in output.get("data", {})]


def results(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results that a notebook has shown, without the fields that say nothing."""
    rows = [row for bundle in _bundles(notebook, RESULTS) for row in bundle]
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


@cache
def _observations() -> dict[str, dict[str, str]]:
    path = evidence.root() / "data" / "processed" / "observations.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: {key: row.get(key) or "" for key in ROW_FIELDS} for row in csv.DictReader(file)}


def _rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    named = sorted({name for row in found for name in row.get("observations", [])})
    return [_observations()[name] for name in named if name in _observations()]


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


def files(
    executed: Executed, recipe: Recipe, parameters: Mapping[str, Any], paths: Mapping[str, str]
) -> dict[str, bytes]:
    """Return every file of a report, by its path inside of the report's folder, receipt included.

    Parameters
    ----------
    executed : Executed
        Without error.
    recipe : Recipe
    parameters : mapping
        What the notebook was run with.
    paths : mapping
        Folders of this machine and what to print instead.
    """
    import nbformat

    from analysis.publish import html, pdf

    content = normalise(executed.notebook, dict(paths))
    reads = sorted(executed.reads, key=receipts.describe)
    content["metadata"]["report"] = describe(content, recipe, parameters, reads)
    notebook = nbformat.from_dict(content)
    made: dict[str, bytes] = {}
    if "ipynb" in recipe.formats:
        made[f"{recipe.name}.ipynb"] = to_bytes(content)
    if "html" in recipe.formats:
        made[f"{recipe.name}.html"] = html.export(notebook).encode()
    if "pdf" in recipe.formats:
        made[f"{recipe.name}.pdf"] = pdf.export(notebook)
    made["results.json"] = to_bytes(results(content))
    made |= {f"data/{name}": text.encode() for name, text in html.figure_data(notebook).items()}
    receipt = {
        **receipts.inputs(recipe, parameters),
        "modules": receipts.modules(executed.modules),
        "reads": reads,
        "outputs": {name: receipts.digest(content) for name, content in made.items()},
    }
    return made | {receipts.NAME: to_bytes(receipt)}
