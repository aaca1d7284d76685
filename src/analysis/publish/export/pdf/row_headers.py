"""Row headers in a tagged PDF, which Typst's wheel cannot mark itself."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from analysis.publish.export.contents.tables import Table


def mark(made: bytes, shown: list[Table]) -> bytes:
    """Turn the cells that head a row into row headers, and name them in the cells of their row.

    Parameters
    ----------
    made : bytes
        A tagged PDF.
    shown : list of Table
        The tables in the PDF, in order; tables of other makes between them are left alone.

    Raises
    ------
    RuntimeError
        If a table is not found: the PDF is then not what was asked for.
    """
    with pikepdf.open(io.BytesIO(made)) as pdf:
        waiting = iter(shown)
        table = next(waiting, None)
        for number, element in enumerate(_elements(pdf.Root.StructTreeRoot, "/Table")):
            rows = [_children(row) for row in _elements(element, "/TR")]
            if table is not None and [len(row) for row in rows] == _shape(table):
                _mark(pdf, rows[-len(table.rows) :], table, number)
                table = next(waiting, None)
        if table is not None:
            raise RuntimeError(f"The table with the columns '{table.columns}' is missing in the tags of the PDF.")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mark(pdf: Pdf, tags: list[list[Any]], table: Table, number: int) -> None:
    heads = [column.head for column in table.columns]
    for y, (row, cells) in enumerate(zip(tags, table.rows, strict=True) if table.rows else ()):
        names = []
        for x, (tag, head, cell) in enumerate(zip(row, heads, cells, strict=True)):
            if head and cell.text:
                names.append(String(f"row-{number}-{y}-{x}"))
                tag.S, tag.ID = Name.TH, names[-1]
                _attributes(pdf, tag).append(Dictionary(O=Name.Table, Scope=Name.Row))
        for tag, head, cell in zip(row, heads, cells, strict=True):
            if not (head and cell.text):
                _name_headers(pdf, tag, names)


def _name_headers(pdf: Pdf, tag: Any, names: list[Any]) -> None:
    for known in _attributes(pdf, tag):
        if "/Headers" in known:
            known.Headers.extend(names)
            return
    if names:
        _attributes(pdf, tag).append(Dictionary(O=Name.Table, Headers=Array(names)))


def _attributes(pdf: Pdf, tag: Any) -> Any:
    if "/A" not in tag:
        tag.A = Array([])
    elif not isinstance(tag.A, Array):
        tag.A = Array([tag.A])
    return tag.A


def _shape(table: Table) -> list[int]:
    return [len(table.groups)] * bool(table.groups) + [len(table.columns)] * (1 + len(table.rows))


def _elements(parent: Any, kind: str) -> Iterator[Any]:
    for child in _children(parent):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(parent: Any) -> list[Any]:
    below = parent.get("/K", Array([]))
    below = list(below) if isinstance(below, Array) else [below]
    return [child for child in below if isinstance(child, Dictionary) and "/S" in child]
