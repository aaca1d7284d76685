"""A report as a PDF that people can read, print, search and hear: tagged, PDF/UA-1 and PDF/A-2a."""

import warnings
from functools import cache

import typst

from analysis.publish.export.characters import fonts
from analysis.publish.export.contents import reading
from analysis.publish.export.contents.blocks import Report
from analysis.publish.export.pdf import pictures, row_headers, typst_source

STANDARDS = ["ua-1", "a-2a"]


def made(report: Report) -> bytes:
    """Return a report as a PDF.

    Raises
    ------
    typst.TypstError
        If the document would break PDF/UA-1 or PDF/A-2a.
    """
    whole = {"main.typ": typst_source.source(report).encode(), **pictures.files(report)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        pages = typst.compile(  # type: ignore[call-overload]  # the stub does not know a project in memory
            whole,
            format="pdf",
            font_paths=fonts_of_typst(),
            pdf_standards=STANDARDS,
            timestamp=reading.timestamp(report),
        )
    return row_headers.mark(pages, [exhibit.table for exhibit in report.exhibits if exhibit.printed])


@cache
def fonts_of_typst() -> typst.Fonts:
    """Return our fonts, and no others, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts()])
