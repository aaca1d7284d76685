"""The reports as nbconvert makes them: ``jupyter nbconvert --to report-pdf``, ``report-html`` or ``report-typst``."""

from typing import Any

from nbconvert.exporters import Exporter

from analysis.publish.export.contents import reading
from analysis.publish.export.html import page
from analysis.publish.export.pdf import document, pictures, typst_source


class ReportHTMLExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as one page of HTML, the data of its figures beside it."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the page, and the data of the figures among the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        report, folder = reading.read(nb), f"{resources.get('output_files_dir') or 'data'}/"
        made = page.figure_data(report)
        resources["outputs"] = {folder + name: text.encode() for name, text in made.items()}
        return page.made(report, folder), resources


class TypstExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as Typst source, its figures beside it."""

    file_extension = ".typ"
    output_mimetype = "text/x-typst"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the source, and the figures among the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        report, folder = reading.read(nb), f"{resources.get('output_files_dir') or 'figures'}/"
        resources["outputs"] = pictures.files(report, folder)
        return typst_source.source(report, folder), resources


class ReportPDFExporter(Exporter):  # type: ignore[misc]
    """Export a notebook as an accessible PDF."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the PDF as bytes, and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        return document.made(reading.read(nb)), resources
