"""A report as one page of HTML: no request to anywhere, code folded, numbers traceable."""

import re
from functools import cache
from html import escape
from typing import Any

from markupsafe import Markup
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from analysis import words as wording
from analysis.publish.export.contents import made_from, prose, reading
from analysis.publish.export.contents.blocks import Block, Code, Exhibit, Figure, Plain, Prose, Report
from analysis.publish.export.html import dark_colours, figures, records, tables, templates

REPORT = re.compile(r"\breport (\d\d)\b")
# what stands between two tags; code and links are left as they are
WORDS = re.compile(r"(<(?:code|a)\b.*?</(?:code|a)>)|>[^<>]*report \d\d[^<>]*(?=<)", re.DOTALL)
NUMBER_LINK = re.compile(r'<a href="#number-([^"]+)">')


def figure_data(report: Report) -> dict[str, str]:
    """Return the data drawn in each figure as CSV, by file name: ``figure-1.csv`` and so on."""
    return {f"figure-{figure.number}.csv": figure.data for figure in report.figures if figure.data}


def made(report: Report, folder: str = "data/") -> str:
    """Return a report as one self-contained page.

    Parameters
    ----------
    report : Report
    folder : str
        Where, relative to the page, the files of `figure_data` will lie; empty when nobody writes them.
    """
    known = records.pointers(report.records)
    written = prose.written(report, "html")
    pieces = iter([_pointing(piece, known) for piece in written.rest])
    body = "\n".join(filter(None, (_block(block, pieces, folder, known) for block in _code_together(report.rest))))
    opening = [figures.figure(figure, folder, known) for figure in report.opening_figure]
    day = reading.edition_day(report)
    filled = templates.environment().get_template("report.html.j2").render(
        report=report,
        about=report.about,
        edition=wording.day(day) if day else "",
        headline=_safe(written.headline),
        findings=[(one, *map(_marked(known), pair)) for one, pair in zip(report.findings, written.findings, strict=True)],
        opening=_safe("".join(opening)),
        asks=[(one.title, _marked(known)(text)) for one, text in zip(report.asks, written.asks, strict=True)],
        body=_safe(_leading(body, report.about["reports"])),
        contents=_contents(body),
        numbers=_safe(records.listed(report.records, report.about.get("rows") or [])),
        pointers=known,
        made_from=_safe(_made_from(report)),
    )  # fmt: skip
    return filled.replace("/*dark*/", dark_colours.rules(filled), 1)


def _made_from(report: Report) -> str:
    table = made_from.table(report.parameters, report.about.get("data") or [])
    return tables.scrolling(tables.table(table, {}), "Parameters and data used") if table else ""


def _block(block: Block, pieces: Any, folder: str, known: dict[str, str]) -> str:
    match block:
        case Prose(role="caveat"):
            return f'<div class="caveat" role="note">{next(pieces)}</div>'
        case Prose():
            return f'<div class="prose">{next(pieces)}</div>'
        case Figure():
            return figures.figure(block, folder, known)
        case Exhibit():
            return figures.exhibit(block, known)
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


def _marked(known: dict[str, str]) -> Any:
    return lambda written: _safe(_pointing(written, known))


def _pointing(written: str, known: dict[str, str]) -> str:
    """Give each link to a number what a pointer shows over it, and each table a box to scroll in."""
    pointed = NUMBER_LINK.sub(
        lambda found: f'<a class="n" href="#number-{found[1]}" title="{escape(known.get(found[1], ""))}">', written
    )
    return re.sub(r"<table>.*?</table>", lambda found: tables.scrolling(found[0], "Table"), pointed, flags=re.DOTALL)


def _leading(body: str, reports: dict[str, str]) -> str:
    """Let “report 02” lead there, wherever words say it."""

    def link(found: re.Match[str]) -> str:
        href = reports.get(found[1])
        return f'<a href="{escape(href)}">{found[0]}</a>' if href else found[0]

    return WORDS.sub(lambda text: text[0] if text[1] else REPORT.sub(link, text[0]), body)


def _contents(body: str) -> list[tuple[str, Markup]]:
    found = re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', body, flags=re.DOTALL)
    return [(name, _safe(re.sub(r"</?a\b[^>]*>", "", words))) for name, words in found]


def ready() -> None:
    """Read the template and the rules of colouring, which are kept."""
    templates.environment().get_template("report.html.j2")
    _coloured("import this")


def _coloured(source: str) -> str:
    return str(highlight(source, *_colouring()))


@cache
def _colouring() -> tuple[Any, Any]:
    return PythonLexer(), HtmlFormatter(cssclass="source-code", wrapcode=True)


def _safe(written: str) -> Markup:
    return Markup(written)  # noqa: S704 -- everything that comes here was escaped where it was written
