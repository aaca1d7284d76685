"""From an executed notebook to the files of its report. Nothing is read but the evidence, and nothing written."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from analysis import evidence
from analysis.evidence.own.files import LOGO
from analysis.publish.execution.job import Executed, Job
from analysis.publish.export import soundness
from analysis.publish.export.contents import linked_words, reading
from analysis.publish.export.contents.blocks import Report
from analysis.publish.export.normalise import clean, normalise, notebook_bytes
from analysis.publish.planning import receipts
from analysis.publish.planning.recipes import Recipe

FORMS = {"pdf": "PDF", "xlsx": "Workbook", "docx": "Word", "ipynb": "Notebook"}
ROW_FIELDS = (
    "id", "source", "document", "table", "place", "line", "row", "column", "as_printed", "period", "area", "note",
)  # fmt: skip


def _rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the printed figures that numbers rest on."""
    named = sorted({name for row in found for name in row.get("observations", [])})
    return [{key: row.get(key) or "" for key in ROW_FIELDS} for row in evidence.cited(named)]


def describe(
    notebook: Mapping[str, Any], recipe: Recipe, parameters: Mapping[str, Any], reads: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the exporters print around a notebook: title block, data used, rows behind its numbers."""
    data = [{"table": receipts.describe(read), "rows": read.get("rows"), "sha256": read["sha256"]} for read in reads]
    return {
        "name": recipe.name,
        "title": recipe.title,
        "question": recipe.question,
        "authority": "",
        "period": "",
        **reading.cover(notebook),
        "edition": recipe.edition,
        "parameters": dict(parameters),
        "data": data,
        "rows": _rows(reading.numbers(notebook)),
        "files": [[label, f"{recipe.name}.{kind}"] for kind, label in FORMS.items() if kind in recipe.formats],
        **recipe.around,
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

    Raises
    ------
    UnsoundError
        If the report states what is no number, or a library has warned of one.
    """
    notebook = normalise(executed.notebook, executed.paths)
    reads = sorted([*executed.reads, *_logo(recipe)], key=receipts.describe)
    notebook.metadata["report"] = clean(describe(notebook, recipe, job.parameters, reads), {})
    report = reading.read(notebook)
    soundness.check(report)
    made = _formats(report, notebook, recipe)
    receipt = {
        **receipts.inputs(recipe, job.parameters, job.notebook),
        "modules": executed.modules,
        "reads": reads,
        "cover": _cover(report),
        "outputs": {name: receipts.digest(content) for name, content in made.items()},
    }
    return made | {receipts.NAME: receipts.to_bytes(receipt)}


def ready() -> None:
    """Read the fonts, the templates and the rules of colouring, which the first report would wait for."""
    from analysis.publish.export.html import page
    from analysis.publish.export.pdf import compiler
    from analysis.publish.export.workbook import sheets  # noqa: F401

    compiler.ready()
    page.ready()


def _logo(recipe: Recipe) -> list[dict[str, Any]]:
    """Return the reading of the authority's logo, which stands on what it may edit."""
    if evidence.edition() != "own" or "docx" not in recipe.formats:
        return []
    return [{"name": LOGO, "filters": {}, "sha256": evidence.read_hash(LOGO, {}), "rows": None}]


def _formats(report: Report, notebook: Any, recipe: Recipe) -> dict[str, bytes]:
    from analysis.publish.export.html import page
    from analysis.publish.export.pdf import compiler, document
    from analysis.publish.export.workbook import cells, letter, sheets

    name = recipe.name
    compiler.ready()
    makers: dict[str, Callable[[], bytes]] = {
        "ipynb": lambda: notebook_bytes(notebook),
        "html": lambda: page.made(report).encode(),
        "pdf": lambda: document.made(report),
        "xlsx": lambda: sheets.made(report),
        "docx": lambda: letter.made(report),
    }
    kinds = [kind for kind in makers if kind in recipe.formats]
    # side by side, since most of the time is spent waiting for pandoc and Typst
    with ThreadPoolExecutor(len(makers)) as pool:
        contents = pool.map(lambda kind: makers[kind](), kinds)
        made = {f"{name}.{kind}": content for kind, content in zip(kinds, contents, strict=True)}
    made["results.json"] = receipts.to_bytes(report.records)
    made |= {f"data/{file}": cells.harmless(text).encode() for file, text in page.figure_data(report).items()}
    return made | {f"data/{file}": drawn.encode() for file, drawn in _pictures(report).items()}


def _pictures(report: Report) -> dict[str, str]:
    """Return the figure that stands for the report on the front page."""
    first = [figure for figure in report.figures[:1] if figure.kind == "svg"]
    drawn = {
        f"figure-{one.number}{tail}.svg": text
        for one in first
        for tail, text in (("", one.content), ("-narrow", one.narrow))
    }
    return {name: text for name, text in drawn.items() if text}


def _cover(report: Report) -> dict[str, Any]:
    """Return what the front page says of the report."""
    first = report.figures[:1]
    drawn = {"alt": first[0].alt, **vars(first[0].words)} if first and _pictures(report) else {}
    return {
        "authority": report.about["authority"],
        "period": report.about["period"],
        "headline": linked_words.plain(report.headline),
        "findings": [linked_words.plain(finding.title) for finding in report.findings],
        "figure": {name: linked_words.plain(text) if isinstance(text, str) else text for name, text in drawn.items()},
    }
