"""An executed notebook as a PDF that people can read, print, search and hear: tagged, PDF/UA-1 and PDF/A-2a."""

import base64
import io
import warnings
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from nbconvert.exporters import Exporter
from PIL import Image

from analysis import words as wording
from analysis.publish.export import markdown, numbers, story, tables, tags
from analysis.publish.export.story import Block, Code, Grid, Picture, Plain, Prose, Story
from analysis.publish.export.text import fonts, printable, string

STANDARDS = ["ua-1", "a-2a"]


def export(nb: Any) -> bytes:
    """Return the report of an executed notebook as a PDF.

    Raises
    ------
    typst.TypstError
        If the document would break PDF/UA-1 or PDF/A-2a.
    """
    return _compile(story.read(nb))


class TypstExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as Typst source, its figures beside it."""

    file_extension = ".typ"
    output_mimetype = "text/x-typst"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the source, and the figures among the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        told = story.read(nb)
        folder = f"{resources.get('output_files_dir') or 'figures'}/"
        resources["outputs"] = pictures(told, folder)
        return source(told, folder), resources


class ReportPDFExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as an accessible PDF."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the PDF as bytes, and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        return export(nb), resources


def source(told: Story, folder: str = "") -> str:
    """Return the whole Typst source of a report; the figures are files in `folder`, which ends with a slash."""
    parts = [block.markdown for block in told.prose]
    written = iter(markdown.convert(parts, "typst", told.keys & markdown.linked(parts)))
    seen = iter(range(1, len(parts) + 1))
    answers = [next(written) for block in told.prose if block.role == "answer"]  # they stand first
    body = [_block(block, written, seen, folder) for block in told.blocks[len(answers) :]]
    template = (files("analysis.publish.export") / "templates" / "report.typ").read_text(encoding="utf-8")
    opening = [template, _opening(told), *(["#answer[", *answers, "]"] if answers else []), "#contents"]
    return "\n\n".join([*opening, *filter(None, body), *_appendices(told)]) + "\n"


def pictures(told: Story, folder: str = "") -> dict[str, bytes]:
    """Return the figures as SVG files; a picture made of pixels is wrapped in one."""
    found = [block for block in told.blocks if isinstance(block, Picture)]
    return {
        _file(block, folder): (printable(block.content) if block.kind == "svg" else _wrapped(block)).encode()
        for block in found
    }


def _compile(told: Story) -> bytes:
    whole = {"main.typ": source(told).encode(), **pictures(told)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        made = typst.compile(  # type: ignore[call-overload]  # the stub does not know a project in memory
            whole, format="pdf", font_paths=_fonts(), pdf_standards=STANDARDS, timestamp=story.timestamp(told)
        )
    return tags.mark_row_headers(made, _tables(told))


def _opening(told: Story) -> str:
    shown = story.edition_day(told)
    edition = string(wording.day(shown)) if shown else "none"
    day = datetime.fromtimestamp(story.timestamp(told), UTC)
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    names = ("title", "question", "authority", "period")
    words = ", ".join(f"{name}: {string(getattr(told, name))}" for name in names)
    return f"#show: report.with({words}, edition: {edition}, date: {date})"


def _block(block: Block, written: Any, seen: Any, folder: str) -> str:
    match block:
        case Prose(role="caveat"):
            return f"#caveat({next(seen)})[\n{next(written)}\n]"
        case Prose():
            return str(next(written))
        case Picture():
            about = ", ".join(string(text) for text in (block.alt, block.caption, block.source))
            rest = f"{str(block.simulated).lower()}, width: {_width(block)}"
            return f"#picture({block.number}, {string(_file(block, folder))}, {about}, {rest})"
        case Grid():
            return tables.to_typst(block.table, block.number, block.caption, block.source, simulated=block.simulated)
        case Plain(kind="output" | "error") if block.text:
            return f"#printed(raw({string(block.text)}))"
        case Plain() | Code():
            return ""


def _appendices(told: Story) -> list[str]:
    parts = []
    if told.results:
        parts += [
            "= Numbers in this report",
            tables.to_typst(numbers.compact(told.results), source=numbers.left_out(told.results)),
        ]
    if (made_from := numbers.made_from(told.parameters, told.data)) is not None:
        parts += ["= Parameters and data used", tables.to_typst(made_from)]
    return parts


def _tables(told: Story) -> list[tables.Table]:
    shown = [block.table for block in told.blocks if isinstance(block, Grid)]
    made_from = numbers.made_from(told.parameters, told.data)
    return shown + ([numbers.compact(told.results)] if told.results else []) + ([made_from] if made_from else [])


def _file(block: Picture, folder: str) -> str:
    return f"{folder}figure-{block.number}.svg"


def _drawing(block: Picture) -> str:
    return printable(block.content) if block.kind == "svg" else _wrapped(block)


def _size(block: Picture) -> tuple[int, int]:
    return Image.open(io.BytesIO(base64.b64decode(block.content))).size


def _width(block: Picture) -> str:
    # a small picture of pixels is not blown up: 96 pixels to the inch, at most the width of the page
    return "100%" if block.kind == "svg" else f"{min(_size(block)[0] / 96 * 72, 480):.0f}pt"


def _wrapped(block: Picture) -> str:
    wide, high = _size(block)
    media = "jpeg" if block.kind == "jpg" else block.kind
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image href="data:image/{media};base64,{block.content}" width="{wide}" height="{high}"/></svg>'
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts())])
