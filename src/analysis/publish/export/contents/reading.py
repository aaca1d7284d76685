"""From an executed notebook to its report: the blocks in reading order, and the numbers that they state."""

import ast
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from analysis.publish.export.characters import clean
from analysis.publish.export.contents import outputs, records
from analysis.publish.export.contents.blocks import Block, Code, Prose, Report

WORDS = dict.fromkeys(("title", "question", "authority", "period", "edition"), "")
HEADING = re.compile(r"(#+) [^\n]*(.*)", re.DOTALL)
ABOUT: dict[str, Any] = WORDS | {
    "site": {"title": "", "index": ""},
    "before": None,
    "after": None,
    "reports": {},
    "files": [],
}


def read(nb: Any) -> Report:
    """Read an executed notebook.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With the outputs that ``analysis.notebook.page`` makes, or any others; ``nb.metadata["report"]`` is set by the
        publisher and may be absent.

    Returns
    -------
    Report

    Raises
    ------
    RecordError, TableError
        If a number or a table is not of the form agreed.
    """
    given = dict(nb.metadata.get("report", {}))
    report = Report(ABOUT | {name: clean(text) if isinstance(text, str) else text for name, text in given.items()})
    title = ""
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            title, words = _title(clean(cell.source), title)
            report.blocks += [Prose(words, "cell")] if words else []
        elif cell.cell_type == "code":
            for output in cell.get("outputs", []):
                outputs.take(output, report)
            report.blocks.append(Code(clean(cell.source)))
            if "parameters" in " ".join(cell.metadata.get("tags", [])):
                report.parameters |= _literals(cell.source)
    report.blocks = _with_something_below(report.blocks)
    report.about["title"] = report.about["title"] or title or "Report"
    report.parameters |= report.about.get("parameters") or {}
    report.records = numbers(nb)
    return report


def numbers(nb: Any) -> list[records.Record]:
    """Return the numbers that the outputs of a notebook state, in order, each key once."""
    return records.gathered(
        record for output in _outputs(nb) for record in output.get("metadata", {}).get("numbers") or []
    )


def cover(nb: Any) -> dict[str, str]:
    """Return whom and which period a notebook says it covers."""
    found = [output["data"][outputs.COVER] for output in _outputs(nb) if outputs.COVER in output.get("data", {})]
    return {name: clean(str(found[0].get(name, ""))) for name in ("authority", "period")} if found else {}


def timestamp(report: Report) -> int:
    """Return the moment of the edition in seconds: SOURCE_DATE_EPOCH, else the edition's date, else 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(report.about["edition"])):
        return int(datetime.fromisoformat(report.about["edition"]).replace(tzinfo=UTC).timestamp())
    return 0


def edition_day(report: Report) -> date | None:
    """Return the date of the edition, or None when nothing says it."""
    moment = timestamp(report)
    return datetime.fromtimestamp(moment, UTC).date() if moment else None


def _with_something_below(blocks: list[Block]) -> list[Block]:
    """Return the blocks without the headings under which nothing is shown, because nothing is there to show."""
    found: list[Block] = []
    below = 0  # level of the heading that follows with no more than code between; 0 at the end
    for block in reversed(blocks):
        heading = HEADING.match(block.markdown) if isinstance(block, Prose) else None
        level = len(heading[1]) if heading else 99
        if heading and not heading[2].strip() and below <= level:
            continue
        found.append(block)
        below = below if isinstance(block, Code) else level
    return found[::-1]


def _outputs(nb: Any) -> Iterator[Any]:
    for cell in nb["cells"]:
        yield from cell.get("outputs", [])


def _literals(source: str) -> dict[str, Any]:
    """Return the names that a cell of parameters sets, with their values; a calculation as it is written."""
    found: dict[str, Any] = {}
    for line in ast.parse(source).body:
        targets = [line.target] if isinstance(line, ast.AnnAssign) else getattr(line, "targets", [])
        value = getattr(line, "value", None)
        if value is not None and targets and isinstance(targets[0], ast.Name):
            try:
                found[targets[0].id] = ast.literal_eval(value)
            except ValueError:
                found[targets[0].id] = ast.unparse(value)
    return found


def _title(source: str, before: str) -> tuple[str, str]:
    """Return the title that the first cell of a notebook gives, and what else stands in the cell."""
    found = None if before else re.match(r"\s*#\s+(.+?)\s*(?:\n|$)", source)
    if not found:
        return before, source.strip()
    return re.sub(r"[*_`]", "", found[1]), source[found.end() :].strip()
