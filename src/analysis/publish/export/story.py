"""What an executed notebook says, in reading order, whatever it will be printed on."""

import ast
import json
import os
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast

from analysis.publish.export import tables
from analysis.publish.export.text import clean

COVER = "application/vnd.analysis.cover+json"
RESULTS = "application/vnd.analysis.notebook.results+json"
PICTURES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class Prose:
    """Markdown; `role` is ``answer``, ``text``, ``caveat`` or ``cell`` (written by the author)."""

    markdown: str
    role: str = "cell"


@dataclass(frozen=True)
class Picture:
    """A figure; `content` is SVG, or base64 for PNG and JPEG; `data` is CSV."""

    number: int
    kind: str
    content: str
    alt: str
    caption: str = ""
    source: str = ""
    data: str = ""
    simulated: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its caption and source."""

    number: int
    table: tables.Table
    caption: str = ""
    source: str = ""
    simulated: bool = False


@dataclass(frozen=True)
class Plain:
    """Printed text; `kind` is ``output``, ``log`` (standard error) or ``error``."""

    text: str
    kind: str = "output"


@dataclass(frozen=True)
class Code:
    """The source of a code cell; it follows what the cell showed."""

    source: str


Block = Prose | Picture | Grid | Plain | Code


@dataclass
class Story:
    """A report: title block, blocks in reading order (the answer first), results and provenance."""

    title: str
    question: str = ""
    authority: str = ""
    period: str = ""
    edition: str = ""
    blocks: list[Block] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    data: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def prose(self) -> list[Prose]:
        """The pieces of markdown, in reading order."""
        return [block for block in self.blocks if isinstance(block, Prose)]

    @property
    def keys(self) -> set[str]:
        """The keys of the results, to which prose may link."""
        return {row["key"] for row in self.results}


def read(nb: Any) -> Story:
    """Read an executed notebook.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With the outputs that ``analysis.notebook.page`` makes, or any others; ``nb.metadata["report"]`` is set by the
        publisher and may be absent.

    Returns
    -------
    Story
    """
    report = nb.metadata.get("report", {})
    blocks: list[Block] = []
    story = Story(title="", blocks=blocks)
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            blocks.append(Prose(_without_title(clean(cell.source), story)))
        elif cell.cell_type == "code":
            for output in cell.get("outputs", []):
                _take(output, story)
            blocks.append(Code(clean(cell.source)))
            if "parameters" in " ".join(cell.metadata.get("tags", [])):
                story.parameters |= _literals(cell.source)
    story.title = clean(report.get("title") or story.title or "Report")
    for name in ("question", "authority", "period", "edition"):
        setattr(story, name, clean(str(report.get(name) or getattr(story, name))))
    story.parameters |= report.get("parameters") or {}
    story.data, story.rows = report.get("data") or [], report.get("rows") or []
    answers = [block for block in blocks if isinstance(block, Prose) and block.role == "answer"]
    story.blocks = [*answers, *(block for block in blocks if block not in answers and block != Prose(""))]
    return story


def timestamp(story: Story) -> int:
    """Return the moment of the edition in seconds: SOURCE_DATE_EPOCH, else the edition's date, else 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", story.edition):
        return int(datetime.fromisoformat(story.edition).replace(tzinfo=UTC).timestamp())
    return 0


def edition_day(story: Story) -> date | None:
    """Return the date of the edition, or None when nothing says it."""
    moment = timestamp(story)
    return datetime.fromtimestamp(moment, UTC).date() if moment else None


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


def _without_title(source: str, story: Story) -> str:
    found = None if story.title else re.match(r"\s*#\s+(.+?)\s*(?:\n|$)", source)
    if not found:
        return source.strip()
    story.title = re.sub(r"[*_`]", "", found[1])
    return source[found.end() :].strip()


def _take(output: Any, story: Story) -> None:
    if output.output_type == "stream":
        kind = "output" if output.name == "stdout" else "log"
        said = clean(_joined(output.text))
        before = story.blocks[-1] if story.blocks else None
        if isinstance(before, Plain) and before.kind == kind:
            said = before.text + said
            story.blocks.pop()
        story.blocks.append(Plain(said, kind))
    elif output.output_type == "error":
        story.blocks.append(Plain(clean(f"{output.ename}: {output.evalue}"), "error"))
    else:
        _take_bundle(output.data, output.get("metadata", {}), story)


def _take_bundle(data: Any, about: Any, story: Story) -> None:
    if COVER in data:
        cover = _object(data[COVER])
        story.authority, story.period = str(cover.get("authority", "")), str(cover.get("period", ""))
    elif RESULTS in data:
        story.results = _object(data[RESULTS])
    elif picture := next((media for media in PICTURES if media in data), None):
        story.blocks.append(_picture(picture, data, about, story))
    elif "text/html" in data and (found := tables.read(_joined(data["text/html"]))):
        for table in found:
            story.blocks.append(_grid(table, about, story))
    elif "text/markdown" in data:
        story.blocks.append(Prose(clean(_joined(data["text/markdown"])).strip(), about.get("role", "text")))
    elif "text/plain" in data:
        story.blocks.append(Plain(clean(_joined(data["text/plain"]))))


def _picture(media: str, data: Any, about: Any, story: Story) -> Picture:
    number = 1 + sum(isinstance(block, Picture) for block in story.blocks)
    alt = (
        about.get("alt")
        or about.get(media, {}).get("alt")
        or about.get("caption")
        or f"Figure {number}, not described."
    )
    given = _joined(data[media])
    content = clean(given) if media == "image/svg+xml" else re.sub(r"\s", "", given)
    return Picture(
        number,
        PICTURES[media],
        content,
        clean(alt or "") or f"Figure {number}, not described.",
        data=clean(_joined(data.get("text/csv", ""))),
        caption=_caption(about),
        source=clean(about.get("source") or ""),
        simulated=bool(about.get("simulated")),
    )


def _grid(table: tables.Table, about: Any, story: Story) -> Grid:
    number = 1 + sum(isinstance(block, Grid) for block in story.blocks)
    return Grid(
        number, table, _caption(about) or table.caption, clean(about.get("source") or ""), bool(about.get("simulated"))
    )


def _caption(about: Any) -> str:
    # where a stamp will stand, the word need not
    words = clean(about.get("caption") or "")
    return words.removeprefix("SIMULATED. ") if about.get("simulated") else words


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else str(text)


def _object(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else cast(Any, value)
