"""Only whole truths: a report that states no number as a number, or that a library has warned of, is not published."""

import re
from collections.abc import Iterator

from analysis.publish.export.contents.blocks import Ask, Block, Exhibit, Figure, Finding, Plain, Prose, Report

NO_NUMBER = re.compile(r"(?<![\w.])[-−+]?(?:nan|inf)(?!\w)")
WARNED = re.compile(r"\b(\w*Warning: .*)")
# they speak of versions to come and not of the numbers
OF_CODE = re.compile(r"(?:Pending)?DeprecationWarning|FutureWarning|ImportWarning")


class UnsoundError(ValueError):
    """A report states what is no number, or rests on a calculation that warned; the message says where."""


def check(report: Report) -> None:
    """Refuse a report that says ``nan`` or ``inf`` in its words or tables, or whose notebook shows a library's warning.

    Raises
    ------
    UnsoundError
    """
    for text in [report.headline, *(text for block in report.blocks for text in _stated(block))]:
        if found := NO_NUMBER.search(text):
            near = " ".join(text[max(0, found.start() - 60) : found.end() + 40].split())
            raise UnsoundError(f"the report states '{found[0]}' (“{near}”): leave out what has no number or no end.")
    for log in (block.text for block in report.blocks if isinstance(block, Plain) and block.kind == "log"):
        for warned in WARNED.findall(log):
            if not OF_CODE.match(warned):
                raise UnsoundError(f"a library warns of a number: {warned} Mend what it warns of.")


def _stated(block: Block) -> Iterator[str]:
    match block:
        case Prose(role="text" | "caveat"):
            yield block.markdown
        case Finding():
            yield from (block.title, block.markdown, *block.big.values())
        case Ask():
            yield block.markdown
        case Figure():
            yield from (block.words.title, block.words.note, block.alt)
        case Exhibit():
            yield block.words.title
            yield from (cell.text for row in block.table.rows for cell in row)
