"""A report as a document of Word, for a committee's papers: what the PDF says, to be cut and edited."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from analysis import words as wording
from analysis.evidence import reads
from analysis.evidence.own.files import LOGO
from analysis.publish.export.characters import clean
from analysis.publish.export.contents import linked_words, prose, reading
from analysis.publish.export.contents.blocks import Block, Exhibit, Figure, Prose, Report, Words
from analysis.publish.export.pdf import compiler, pictures

PIXELS_PER_INCH = 200
HEAD = "![Logo, {authority}](logo.png){{height=1.5cm}}\n\n"
MARKS = re.compile(r"([\\`*_{}\[\]<>#+|$~^-])")


def made(report: Report) -> bytes:
    """Return the document, with the same bytes for the same report."""
    with tempfile.TemporaryDirectory(prefix="letter-") as folder:
        for figure in report.figures:
            Path(folder, f"figure-{figure.number}.png").write_bytes(_pixels(figure))
        if logo := reads.data_file(LOGO):
            Path(folder, "logo.png").write_bytes(logo.read_bytes())
        target = Path(folder, "report.docx")
        command = [
            prose.program(),
            "--from",
            prose.READER + ("+attributes" if logo else ""),
            "--to",
            "docx",
            "--lua-filter",
            prose.lua(),
        ]
        command += ["--metadata", f"title={linked_words.plain(report.said_first)}", "--output", str(target)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(reading.timestamp(report))}
        head = HEAD.format(authority=_plain(str(report.about["authority"]))) if logo else ""
        text = head + markdown(report)
        subprocess.run(command, input=text.encode(), cwd=folder, env=environment, capture_output=True, check=True)  # noqa: S603
        return target.read_bytes()


def markdown(report: Report) -> str:
    """Return the report as markdown: findings, first figure, questions, then the rest without its code."""
    day = reading.edition_day(report)
    about = (
        report.reference,
        str(report.about["authority"]),
        str(report.about["period"]),
        f"Edition of {wording.day(day)}" if day else "",
    )
    parts = [_plain(" · ".join(filter(None, about)))]
    parts += [f"{at}. **{one.title}** {one.markdown}" for at, one in enumerate(report.findings, 1)]
    parts += [_block(figure) for figure in report.opening_figure]
    parts += [f"## {_plain(one.title)}\n\n{one.markdown}" for one in report.asks]
    return "\n\n".join(filter(None, [*parts, *map(_block, report.rest)])) + "\n"


def _block(block: Block) -> str:
    match block:
        case Prose():
            return block.markdown
        case Figure():
            alt = _plain(linked_words.plain(block.alt))
            return f"{_above(block.words)}![{alt}](figure-{block.number}.png)\n\n{_below(block.words)}"
        case Exhibit():
            return f"{_above(block.words)}{_table(block)}\n\n{_below(block.words)}"
        case _:
            return ""


def _table(exhibit: Exhibit) -> str:
    table = exhibit.table
    marks = ["--:" if column.kind == "number" else "---" for column in table.columns]
    rows = [[column.name for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    lines = [f"| {' | '.join(_plain(text) or ' ' for text in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'|'.join(marks)}|", *lines[1:]])


def _above(words: Words) -> str:
    stamp = "SIMULATED. " if words.simulated else ""
    title = _plain(stamp + linked_words.plain(words.title))
    subtitle = _plain(linked_words.plain(words.subtitle))
    return "".join([f"**{title}**\n\n" if title else "", f"{subtitle}\n\n" if subtitle else ""])


def _below(words: Words) -> str:
    return _plain(linked_words.plain(words.below))


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", " ".join(clean(text).split()))


def _pixels(figure: Figure) -> bytes:
    whole = {"main.typ": b"#set page(width: 174mm, height: auto, margin: 0pt)\n#image(\"figure.svg\", width: 100%)",
             "figure.svg": pictures.drawing(figure).encode()}  # fmt: skip
    return compiler.compiled(whole, format="png", ppi=PIXELS_PER_INCH)
