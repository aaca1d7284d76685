"""Row headers in a tagged PDF, which Typst's wheel cannot mark itself."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from analysis.publish.export.tables import Table


def mark_row_headers(made: bytes, shown: list[Table]) -> bytes:
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
            if table is not None and [len(row) for row in _rows(element)] == _shape(table):
                _mark(pdf, element, table, number)
                table = next(waiting, None)
        if table is not None:
            raise RuntimeError(f"The table '{table.head[:1]}' is missing in the tags of the PDF.")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mark(pdf: Pdf, element: Any, table: Table, number: int) -> None:
    reach: list[list[Any]] = [[] for _ in table.body]
    for y, (row, cells) in enumerate(zip(_rows(element)[len(table.head) :], table.body, strict=True)):
        for x, (tag, cell) in enumerate(zip(row, cells, strict=True)):
            if cell.header and cell.text:
                name = String(f"row-{number}-{y}-{x}")
                _make_header(pdf, tag, name)
                for line in reach[y : y + cell.rowspan]:
                    line.append(name)
        for tag, cell in zip(row, cells, strict=True):
            if not (cell.header and cell.text):
                _name_headers(pdf, tag, reach[y])


def _make_header(pdf: Pdf, tag: Any, name: String) -> None:
    tag.S, tag.ID = Name.TH, name
    _attributes(pdf, tag).append(Dictionary(O=Name.Table, Scope=Name.Row))


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
    return [len(row) for row in table.head + table.body]


def _rows(table: Any) -> list[list[Any]]:
    return [_children(row) for row in _elements(table, "/TR")]


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
