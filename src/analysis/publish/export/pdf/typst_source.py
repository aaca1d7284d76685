"""A report as Typst source."""

from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from analysis import words as wording
from analysis.publish.export.characters import printable
from analysis.publish.export.contents import linked_words, prose, reading
from analysis.publish.export.contents.blocks import Block, Exhibit, Figure, Plain, Prose, Report, Words
from analysis.publish.export.contents.tables import Table
from analysis.publish.export.pdf import columns, pictures

METHODS = "## Methods"
FEW_WORDS = 240  # letters of a paragraph
MOST_ROWS_TOGETHER = 8  # a longer table may go on over the page


def source(report: Report, folder: str = "") -> str:
    """Return the whole source of a report; the figures are files in `folder`, which ends with a slash."""
    written = prose.written(report, "typst")
    template = (files("analysis.publish.export.pdf") / "report.typ").read_text(encoding="utf-8")
    pieces = iter(written.rest)
    shown = report.printed
    around = zip((None, *shown), shown, (*shown[1:], None), strict=False)
    after = filter(None, (_block(near, pieces, folder) for near in around))
    return "\n\n".join([template, _frame(report), *_page_one(report, written, folder), *after]) + "\n"


def string(text: str) -> str:
    """Return text as a string literal of Typst; shown, it is never read as markup."""
    quoted = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ")
    return f'"{quoted}"'


def _frame(report: Report) -> str:
    shown = reading.edition_day(report)
    edition = string(wording.day(shown)) if shown else "none"
    day = datetime.fromtimestamp(reading.timestamp(report), UTC)
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    site = string(str((report.about.get("site") or {}).get("title", "")))
    name = string(" · ".join(filter(None, (report.reference, report.about["title"]))))
    title = string(report.about["title"])
    return f"#show: report.with(title: {title}, site: {site}, reference: {name}, edition: {edition}, date: {date})"


def _page_one(report: Report, written: prose.Written, folder: str) -> list[str]:
    about = report.about
    cover = " · ".join(filter(None, (about["authority"], about["period"])))
    asked = about["question"] if about["question"] not in (report.headline, about["title"]) else ""
    # whom it is about stands there always, period and question as far as there is room
    tried = [" · ".join(filter(None, parts)) for parts in ((cover, asked), (about["authority"], asked), (cover,))]
    small = next((text for text in tried if len(text) < 100), tried[-1])
    parts = [f"#kicker({string(small)})", f"#headline[{written.headline}]"]
    if report.findings:
        pairs = zip(report.findings, written.findings, strict=True)
        told = [
            f"({at}, [{title}], [{text}], {string(one.big.get('text', ''))}, {string(one.big.get('words', ''))}, {_bool(one.half)})"
            for at, (one, (title, text)) in enumerate(pairs, 1)
        ]
        parts.append(f"#findings({', '.join(told)})")
    parts += [_picture(figure, folder, float_=False) for figure in report.opening_figure]
    if report.asks:
        boxes = [f"({string(one.title)}, [{text}])" for one, text in zip(report.asks, written.asks, strict=True)]
        parts.append(f"#asks({', '.join(boxes)})")
    return parts


def _block(near: tuple[Block | None, Block, Block | None], written: Any, folder: str) -> str:
    block = near[1]
    match block:
        case Prose(role="caveat"):
            return f"#caveat[\n{next(written)}\n]"
        case Prose() if _leads(*near):
            return f"#leading(headed: {_bool(_heading(block, 0))})[\n{next(written)}\n]"
        case Prose():
            # a figure that waits for room must not part the methods
            return "#place.flush()\n\n" * block.markdown.startswith(METHODS) + str(next(written))
        case Figure():
            return _picture(block, folder, float_=_floats(*near))
        case Exhibit():
            return _table(block.table, block.words)
        case Plain(kind="output" | "error") if block.text:
            return f"#printed(raw({string(block.text)}))"
        case _:
            return ""


def _leads(before: Block | None, block: Block, after: Block | None) -> bool:
    """Return whether a heading and the few words below it only lead to a table, without which they would stand alone."""
    if not (isinstance(block, Prose) and isinstance(after, Exhibit)):
        return False
    heading, _, below = block.markdown.strip().partition("\n") if _heading(block, 0) else ("", "", block.markdown)
    paragraph = below.strip()
    return bool(heading or _heading(before, -1)) and 0 < len(paragraph) < FEW_WORDS and "\n\n" not in paragraph


def _floats(before: Block | None, block: Block, after: Block | None) -> bool:
    """Return whether text may go on before a figure: not where that would leave a heading with nothing below it."""
    return not _heading(before, -1) or not (after is None or _heading(after, 0))


def _heading(block: Block | None, line: int) -> bool:
    lines = [line for line in block.markdown.split("\n") if line.strip()] if isinstance(block, Prose) else []
    return bool(lines) and lines[line].startswith("#")


def _picture(figure: Figure, folder: str, *, float_: bool = True) -> str:
    name, alt = string(pictures.file_name(figure, folder)), string(_described(figure))
    return f"#picture({name}, {alt}, {_words(figure.words)}, width: {pictures.width(figure)}, float: {_bool(float_)})"


def _described(figure: Figure) -> str:
    alt = linked_words.plain(figure.alt)
    return f"SIMULATED. {alt}" if figure.words.simulated and not alt.startswith("SIMULATED") else alt


def _words(words: Words) -> str:
    texts = ", ".join(string(linked_words.plain(text)) for text in (words.title, words.subtitle, words.below))
    return f"{texts}, {_bool(words.simulated)}"


def _table(table: Table, words: Words) -> str:
    align = ", ".join("right" if column.kind == "number" else "left" for column in table.columns)
    groups = "".join(f"({string(group.name)}, {group.span}), " for group in table.groups)
    head = "".join(f"{string(column.name)}, " for column in table.columns)
    body = "".join(f"{string(cell.text)}, " for row in table.rows for cell in row)
    breakable = _bool(columns.lines(table) > MOST_ROWS_TOGETHER)
    return f"#data-table({columns.widths(table)}, ({align},), ({groups}), ({head}), ({body}), {_words(words)}, {breakable})"


def _bool(value: bool) -> str:
    return str(value).lower()
