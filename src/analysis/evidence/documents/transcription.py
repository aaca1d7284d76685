"""Every transcribed figure found again in the text of its document, and every printed number that no row claims."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import evidence
from analysis.evidence.documents.contradictions import register
from analysis.evidence.documents.printed import NUMBER, Text

COLUMNS = ["document", "file", "line", "row", "column", "as_printed", "fault"]
# How far from its values a label may stand when the text breaks it over several lines.
LABEL_LINES = 14
# How far before its first row the headings of a table may begin.
HEADING_LINES = 40

Fault = dict[str, str]


@dataclass(frozen=True)
class Block:
    """A table in the text: where its headings may begin, its rows from first to last, and the numbers in its labels."""

    heading: int
    start: int
    stop: int
    labels: frozenset[str]


def check_text(
    text: str,
    tables: Iterable[evidence.Table],
    prose: Iterable[Mapping[str, str]],
    excused: Iterable[Mapping[str, str]] = (),
    quotes: Iterable[Mapping[str, str]] = (),
) -> list[Fault]:
    """Return what is wrong with the transcription of one document.

    Parameters
    ----------
    text : str
        The document; lines are counted from 1.
    tables : iterable of evidence.Table
    prose, excused : iterable of mapping
        Its rows of ``prose.csv`` and of ``unclaimed.csv`` (line or ``first-last``; token, ``*`` for any; why).
    quotes : iterable of mapping
        Its places in the register of readings (line, quote).

    Returns
    -------
    list of dict
        One per cell that is not on its line or not in reading order, label that is not near its values, and number
        that no row claims. Days, years, quarters, sections 17 and 47 and paragraph numbers need no claim.
    """
    page, faults, blocks = Text(text), list[Fault](), list[Block]()
    for table in tables:
        blocks.append(_block(page, table))
        for row in table.rows:
            said = {"file": table.entry["file"], "line": row["line"], "row": row["row"]}
            faults += [said | fault for fault in (*_label_faults(page, table, row), *_cell_faults(page, row))]
    for figure in prose:
        faults += _prose_faults(page, figure)
    for place in quotes:
        faults += _quote_faults(page, place)
    return [*faults, *_unclaimed(page, blocks, list(excused))]


def _lines(row: Mapping[str, str]) -> list[int]:
    return [int(number) for number in row["line"].split(";")]


def _block(page: Text, table: evidence.Table) -> Block:
    lines = [number for row in table.rows for number in _lines(row)]
    start, stop = page.bounds(min(lines, default=1), max(lines, default=0))
    heading, _ = page.bounds(min(lines, default=1) - HEADING_LINES, 1)
    labels = {token for row in table.rows for label in (*row, row["row"]) for token in NUMBER.findall(label)}
    return Block(heading, start, stop, frozenset(labels))


def _label_faults(page: Text, table: evidence.Table, row: Mapping[str, str]) -> Iterator[Fault]:
    first, last = min(_lines(row)), max(_lines(row))
    here = [label for label in {other["row"] for other in table.rows} if page.find(label, *page.bounds(first, first))]
    if not page.find(row["row"], *page.bounds(first - LABEL_LINES, last + LABEL_LINES)):
        yield {"fault": "the row label is not near its values"}
    elif here and row["row"] not in here:
        yield {"fault": f"the label on this line is '{here[0]}'"}


def _cell_faults(page: Text, row: Mapping[str, str]) -> Iterator[Fault]:
    cells = {heading: text for heading, text in row.items() if heading not in ("line", "row") and text}
    lines = _lines(row) if ";" in row["line"] else _lines(row) * len(cells)
    if len(lines) != len(cells):
        yield {"fault": f"{len(lines)} lines are given for {len(cells)} cells"}
        return
    reached: dict[int, int] = {}
    for (heading, token), line in zip(cells.items(), lines, strict=True):
        start, stop = page.bounds(line, line)
        span = page.find(token, max(start, reached.get(line, start)), stop)
        if span:
            page.claimed.append(span)
            reached[line] = span[1]
        else:
            why = "out of reading order" if page.find(token, start, stop) else "not on this line of the text"
            yield {"line": str(line), "column": heading, "as_printed": token, "fault": why}


def _prose_faults(page: Text, row: Mapping[str, str]) -> Iterator[Fault]:
    if span := page.find(row["as_printed"], *page.bounds(int(row["line"]), int(row["line"]))):
        page.claimed.append(span)
    else:
        said = {"file": "prose.csv", "line": row["line"], "row": row["paraphrase"], "as_printed": row["as_printed"]}
        yield said | {"fault": "not on this line of the text"}


def _quote_faults(page: Text, place: Mapping[str, str]) -> Iterator[Fault]:
    if not page.find(place["quote"], *page.bounds(int(place["line"]), int(place["line"]))):
        fault = "this quote does not begin on this line of the text"
        yield {"file": "readings.csv", "line": place["line"], "as_printed": place["quote"], "fault": fault}


def _unclaimed(page: Text, blocks: list[Block], excused: list[Mapping[str, str]]) -> Iterator[Fault]:
    used: set[int] = set()
    for start, stop in page.numbers([(block.start, block.stop) for block in blocks]):
        token, line = page.text[start:stop], page.line_of(start)
        if any(block.heading <= start < block.stop and token in block.labels for block in blocks):
            continue
        reasons = {number for number, row in enumerate(excused) if _excuses(row, line, token)}
        used |= reasons
        if not reasons:
            yield {"line": str(line), "as_printed": token, "fault": "no row claims this number"}
    for number, row in enumerate(excused):
        if number not in used:
            fault = "this entry excuses a number that is claimed or not there"
            yield {"file": "unclaimed.csv", "line": row["line"], "as_printed": row["token"], "fault": fault}


def _excuses(row: Mapping[str, str], line: int, token: str) -> bool:
    first, _, last = row["line"].partition("-")
    return int(first) <= line <= int(last or first) and row["token"] in ("*", token)


def check_documents(raw: Path, documents: Path) -> pd.DataFrame:
    """Return every fault of the transcriptions against the text of the documents.

    Parameters
    ----------
    raw : pathlib.Path
        ``data/raw``.
    documents : pathlib.Path
        Folder with the text of each document under the name that ``sources.yml`` gives.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, all text; one row per fault or unclaimed number, none when all is well.
    """
    tables, prose, excused = evidence.tables(raw), evidence.prose(raw), evidence.unclaimed(raw)
    quotes = [place for row in evidence.readings(raw) for place in register.places(row)]
    faults: list[Fault] = []
    judged = {name: source for name, source in evidence.sources(raw).items() if "text_file" in source}
    for name, source in judged.items():
        path = documents / str(source["text_file"])
        found = _file_faults(path, source) or check_text(
            path.read_bytes().decode(),
            [table for table in tables if table.document == name],
            [row for row in prose if row["source"] == name],
            [row for row in excused if row["document"] == name],
            [place for place in quotes if place["document"] == name],
        )
        faults += [{"document": name} | fault for fault in found]
    return pd.DataFrame(faults, columns=COLUMNS, dtype=str).fillna("")


def _file_faults(path: Path, source: Mapping[str, object]) -> list[Fault]:
    if not path.is_file():
        return [{"file": path.name, "fault": "the text of the document is not in this folder"}]
    if hashlib.sha256(path.read_bytes()).hexdigest() != source["sha256"]:
        return [{"file": path.name, "fault": "not the text that was transcribed: its sha256 differs"}]
    return []
