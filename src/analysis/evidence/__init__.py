"""The evidence: the only reader and writer of ``data/``, and one tidy table of every figure."""

from analysis.evidence.areas import areas, authorities, comparators, districts, unknown_area
from analysis.evidence.csv_files import text_table
from analysis.evidence.disk.files import EvidenceError, root, write_text
from analysis.evidence.editions import edition, processed_folder, reports_folder
from analysis.evidence.raw import (
    Table,
    claims,
    measures,
    printed_documents,
    prose,
    prose_tables,
    raw_folder,
    readings,
    settled,
    sources,
    tables,
    unclaimed,
)
from analysis.evidence.reads import DATES, NUMBERS, READS, Filters, file, read_hash
from analysis.evidence.store import (
    cited,
    later,
    observations,
    processed,
    rows,
    write_processed,
)

__all__ = [
    "DATES",
    "NUMBERS",
    "READS",
    "EvidenceError",
    "Filters",
    "Table",
    "areas",
    "authorities",
    "cited",
    "claims",
    "comparators",
    "districts",
    "edition",
    "file",
    "later",
    "measures",
    "observations",
    "printed_documents",
    "processed",
    "processed_folder",
    "prose",
    "prose_tables",
    "raw_folder",
    "read_hash",
    "readings",
    "reports_folder",
    "root",
    "rows",
    "settled",
    "sources",
    "tables",
    "text_table",
    "unclaimed",
    "unknown_area",
    "write_processed",
    "write_text",
]
