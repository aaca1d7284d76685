"""A report as a PDF that people can read, print, search and hear: tagged, PDF/UA-1 and PDF/A-2a."""

from analysis.publish.export.contents import reading
from analysis.publish.export.contents.blocks import Report
from analysis.publish.export.pdf import compiler, pictures, row_headers, typst_source

STANDARDS = ["ua-1", "a-2a"]


def made(report: Report) -> bytes:
    """Return a report as a PDF.

    Raises
    ------
    RuntimeError
        If the document would break PDF/UA-1 or PDF/A-2a.
    """
    whole = {"main.typ": typst_source.source(report).encode(), **pictures.files(report)}
    pages = compiler.compiled(whole, format="pdf", pdf_standards=STANDARDS, timestamp=reading.timestamp(report))
    return row_headers.mark(pages, [exhibit.table for exhibit in report.exhibits if exhibit.printed])
