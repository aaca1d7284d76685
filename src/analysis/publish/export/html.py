"""An executed notebook as one page of HTML for the reviewer: no request to anywhere, code folded, numbers traceable."""

import base64
import csv
import hashlib
import io
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup
from nbconvert.exporters import Exporter
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from analysis import words as wording
from analysis.publish.export import evidence_rows, markdown, numbers, story, svg, tables
from analysis.publish.export.story import Block, Code, Grid, Picture, Plain, Prose, Story

MOST_ROWS_SHOWN = 120
# The browser itself then refuses any request and any script but ours.
BASE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def export(nb: Any, data: str | None = None) -> str:
    """Return the report of an executed notebook as one self-contained page.

    Parameters
    ----------
    nb : nbformat.NotebookNode
    data : str, optional
        Folder, relative to the page, where the files of `figure_data` will lie; without it ``data/`` if the
        publisher's metadata are there, else no link.

    Returns
    -------
    str
    """
    told = story.read(nb)
    folder = data if data is not None else "data/" if "report" in nb.metadata else ""
    return _page(told, folder)


def figure_data(nb: Any) -> dict[str, str]:
    """Return the data drawn in each figure as CSV, by file name: ``figure-1.csv`` and so on."""
    return _figure_data(story.read(nb))


class ReportHTMLExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as one page of HTML, the data of its figures beside it."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the page, and the data of the figures among the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        folder = f"{resources.get('output_files_dir') or 'data'}/"
        resources["outputs"] = {folder + name: text.encode() for name, text in figure_data(nb).items()}
        return export(nb, data=folder), resources


def asset(name: str) -> str:
    """Return a file of the templates' folder."""
    return (files("analysis.publish.export") / "templates" / name).read_text(encoding="utf-8")


@cache
def environment() -> jinja2.Environment:
    """Return the templates, which escape everything that is not marked as markup."""
    made = jinja2.Environment(loader=jinja2.FunctionLoader(asset), autoescape=True, undefined=jinja2.StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.globals |= {"css": Markup(asset("page.css")), "script": Markup(asset("page.js")), "policy": _policy()}  # noqa: S704
    return made


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(asset("page.js").encode()).digest()).decode()
    return f"{BASE_POLICY}; script-src 'sha256-{digest}'"


def _page(told: Story, folder: str) -> str:
    parts = [block.markdown for block in told.prose]
    pieces = markdown.convert(parts, "html", told.keys & markdown.linked(parts))
    written = iter(pieces)
    notes = iter(range(1, len(parts) + 1))
    body = [_block(block, written, notes, folder) for block in _code_together(told.blocks)]
    answers = sum(isinstance(block, Prose) and block.role == "answer" for block in told.blocks)
    made_from = numbers.made_from(told.parameters, told.data)
    day = story.edition_day(told)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            told=told,
            edition=wording.day(day) if day else "",
            answers=_markup(body[:answers]),
            body=_markup(body[answers:]),
            contents=_contents(pieces),
            results=_safe(evidence_rows.results(told.results, told.rows)) if told.results else "",
            rows=_safe(evidence_rows.rows(told.results, told.rows)),
            made_from=_safe(tables.to_html(made_from)) if made_from else "",
        )
    )


def _block(block: Block, written: Any, notes: Any, folder: str) -> str:
    match block:
        case Prose(role="answer"):
            return str(next(written))
        case Prose(role="caveat"):
            label = f'<p class="label">Note {next(notes)}</p>'
            return f'<div class="caveat" role="note">{label}{_scrolling(next(written))}</div>'
        case Prose():
            return f'<div class="prose">{_scrolling(next(written))}</div>'
        case Picture():
            return _picture(block, folder)
        case Grid():
            return _grid(block)
        case Plain() if block.text:
            return f'<pre class="printed {block.kind}">{escape(block.text)}</pre>'
        case Code() if block.source.strip():
            return f'<details class="code"><summary>Code</summary>{_coloured(block.source)}</details>'
        case _:
            return ""


def _code_together(blocks: list[Block]) -> list[Block]:
    """Join the code of cells that showed nothing with the code that follows."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Code) and isinstance(before, Code):
            joined[-1] = Code(f"{before.source}\n\n{block.source}".strip())
        else:
            joined.append(block)
    return joined


def _picture(block: Picture, folder: str) -> str:
    name = f"figure-{block.number}"
    if block.kind == "svg":
        drawn = svg.inline(block.content, f"{name}-", block.alt)
    else:
        media = "jpeg" if block.kind == "jpg" else block.kind
        drawn = f'<img src="data:image/{media};base64,{escape(block.content)}" alt="{escape(block.alt)}">'
    caption = f"<figcaption>{_caption('Figure', block)}</figcaption>"
    behind = _data_behind(block, f"{folder}{name}.csv" if folder else "")
    card = f'<div class="card" role="group" aria-label="Figure {block.number}" tabindex="0">{drawn}</div>'
    return f'<figure id="{name}">{caption}{card}{_source(block.source)}{behind}</figure>'


def _data_behind(block: Picture, link: str) -> str:
    rows = list(csv.reader(io.StringIO(block.data)))
    if not rows:
        return ""
    shown = tables.plain(rows[0], rows[1 : MOST_ROWS_SHOWN + 1])
    download = f'<p><a href="{escape(link)}" download>Download these data (CSV)</a></p>' if link else ""
    rest = len(rows) - 1 - MOST_ROWS_SHOWN
    cut = f"<p>{rest} more rows are in the file.</p>" if rest > 0 else ""
    label = f"Data of figure {block.number}"
    return f"<details><summary>{label}</summary>{download}{scrolling(tables.to_html(shown), label)}{cut}</details>"


def _grid(block: Grid) -> str:
    name = f"table-{block.number}"
    caption = f'<figcaption id="{name}-caption">{_caption("Table", block)}</figcaption>'
    shown = scrolling(tables.to_html(block.table, f"{name}-caption"), f"Table {block.number}")
    return f'<figure class="table" id="{name}">{caption}{shown}{_source(block.source)}</figure>'


def _caption(kind: str, block: Picture | Grid) -> str:
    stamp = '<strong class="stamp">SIMULATED</strong> ' if block.simulated else ""
    dot = "." if block.caption else ""
    return f"<strong>{kind} {block.number}{dot}</strong> {stamp}{escape(block.caption)}"


def _source(text: str) -> str:
    return f'<p class="source">{escape(text)}</p>' if text else ""


def scrolling(table: str, label: str) -> str:
    """Return a table in a box that scrolls by itself on a narrow screen, and by keyboard."""
    return f'<div class="scroll" role="group" aria-label="{escape(label)}" tabindex="0">{table}</div>'


def _scrolling(written: str) -> str:
    return re.sub(r"<table>.*?</table>", lambda found: scrolling(found[0], "Table"), written, flags=re.DOTALL)


def _contents(pieces: list[str]) -> list[tuple[int, str, Markup]]:
    found = re.findall(r'<h([23]) id="([^"]*)">(.*?)</h\1>', "\n".join(pieces), flags=re.DOTALL)
    return [(int(level), name, _safe(re.sub(r"</?a\b[^>]*>", "", words))) for level, name, words in found]


def _figure_data(told: Story) -> dict[str, str]:
    found = [block for block in told.blocks if isinstance(block, Picture) and block.data]
    return {f"figure-{block.number}.csv": block.data for block in found}


def _coloured(source: str) -> str:
    return str(highlight(source, *_colouring()))


@cache
def _colouring() -> tuple[Any, Any]:
    return PythonLexer(), HtmlFormatter(cssclass="source-code", wrapcode=True)


def _markup(parts: list[str]) -> Markup:
    return _safe("\n".join(part for part in parts if part))


def _safe(written: str) -> Markup:
    return Markup(written)  # noqa: S704 -- everything that comes here was escaped where it was written
