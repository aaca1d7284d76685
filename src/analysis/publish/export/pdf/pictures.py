"""The figures of a report as files that Typst can read."""

import base64
import io

from PIL import Image

from analysis.publish.export.characters import printable
from analysis.publish.export.contents.blocks import Figure, Report

MEASURE = 174 / 25.4 * 72  # points


def files(report: Report, folder: str = "") -> dict[str, bytes]:
    """Return the figures as SVG files; a picture made of pixels is wrapped in one."""
    return {file_name(figure, folder): drawing(figure).encode() for figure in report.figures}


def drawing(figure: Figure) -> str:
    """Return a figure as SVG."""
    if figure.kind == "svg":
        return printable(figure.content)
    wide, high = _size(figure)
    media = "jpeg" if figure.kind == "jpg" else figure.kind
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image href="data:image/{media};base64,{figure.content}" width="{wide}" height="{high}"/></svg>'
    )


def file_name(figure: Figure, folder: str) -> str:
    """Return the name of a figure's file."""
    return f"{folder}figure-{figure.number}.svg"


def width(figure: Figure) -> str:
    """Return how wide a figure is drawn: the measure; of pixels, 96 to the inch, so that a small one is not blown up."""
    return "100%" if figure.kind == "svg" else f"{min(_size(figure)[0] / 96 * 72, MEASURE):.0f}pt"


def _size(figure: Figure) -> tuple[int, int]:
    return Image.open(io.BytesIO(base64.b64decode(figure.content))).size
