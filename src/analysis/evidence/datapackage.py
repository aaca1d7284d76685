"""``data/datapackage.json``: every data file, its fields, units, missing values, licence and hash (Data Package version 2).

It lies among the processed tables, so that it is put into place with them in one step, and ``data`` holds a link to it.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import analysis

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
DIALECT = "https://datapackage.org/profiles/2.0/tabledialect.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
PRINTED = "Cell as printed."
HIDDEN = {"external", "local", "own"}  # folders of what stays with the user
FIELDS: dict[str, dict[str, Any]] = {
    "id": {"description": "Document, table, line and place in the line; unique.", "constraints": {"required": True}},
    "line": {
        "description": "Line of the document's text where the figure stands; one per printed cell, separated by ';'."
    },
    "row": {"description": "Row label as printed."},
    "document": {"description": "What a source line says of the document."},
    "measure": {"description": "Name of the measure, as in measures.csv."},
    "group": {"description": "Breakdown within the measure; empty for the whole."},
    "area": {"description": "Area by its canonical name, as in areas.yml."},
    "period": {"description": "Period as printed or as read; empty when the text does not say."},
    "period_start": {"type": "date", "description": "First day of the period."},
    "period_end": {"type": "date", "description": "Last day of the period."},
    "value": {
        "type": "number",
        "description": "The number printed, in the unit of its row; a percentage is 21.3, not 0.213.",
    },
    "numerator": {"type": "number", "description": "Count above the line, where printed."},
    "denominator": {"type": "number", "description": "Count below the line, where printed."},
    "unit": {"description": "Unit of the value."},
    "as_printed": {"description": "Exact text of the cell."},
    "estimate": {"type": "number", "description": "Share of the simulations, 0 to 1."},
    "difference": {"type": "number", "description": "Printed less recomputed, or later less earlier reading."},
    "rule": {"description": "The rule that found the contradiction; 'two statements' when it was found by reading."},
    "cause": {"description": "What the contradiction comes from, as far as the print shows; see the methods."},
    "subject": {"description": "What the contradiction is about, in words."},
    "recomputed": {"description": "What arithmetic gives in place of the printed figure."},
    "explanation": {"description": "Why the figures or sentences cannot all be meant, in words."},
    "reading": {"description": "What the reports use."},
    "observations": {"description": "Ids of the observations, separated by ';'; in the dictionary, their number."},
    "why": {"description": "Why the two readings cannot both be meant."},
    "used": {"description": "What the reports use."},
    **{
        f"{side}_{name}": {"description": f"{words} of the {side} of the two places."}
        for side in ("first", "second")
        for name, words in (
            ("document", "Document"),
            ("place", "Table or paragraph"),
            ("line", "Line in the text"),
            ("quote", "A few words as printed"),
            ("reading", "What they say"),
        )
    },
}


def describe(root: Path, sources: dict[str, dict[str, Any]], processed: Mapping[str, bytes]) -> str:
    """Return the text of the data package of a project.

    Parameters
    ----------
    root : pathlib.Path
        Project folder; every CSV below ``data/raw`` is described, an authority's own files are not.
    sources : dict
        Entries of ``sources.yml`` by document.
    processed : mapping
        The processed tables by name, which are described, too, before they lie on the disk.

    Returns
    -------
    str
        JSON, the same for the same files.
    """
    data = root / "data"
    paths = [path for path in (data / "raw").rglob("*.csv") if not HIDDEN & set(path.relative_to(data).parts)]
    held = {path.relative_to(data): path.read_bytes() for path in paths}
    held |= {Path("processed", name): content for name, content in processed.items()}
    package = {
        "$schema": PROFILE,
        "name": "child-protection-performance-reports",
        "title": "Printed figures of five child protection performance reports",
        "version": analysis.__version__,
        "licenses": [
            {"name": "MIT", "title": "Selection and description; the figures are facts from public council documents"}
        ],
        "sources": [
            {"title": f"{entry['publisher']}: {entry['title']}", "version": str(entry["date_published"])}
            for entry in sources.values()
        ],
        "resources": [_resource(path, held[path], sources) for path in sorted(held, key=Path.as_posix)],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resource(path: Path, content: bytes, sources: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the description of a file by its path in the folder ``data``."""
    name = path.with_suffix("").as_posix()
    headings = next(csv.reader(io.StringIO(content.decode(), newline="")))
    document = sources.get(path.parent.name)
    about = (
        f"{document['publisher']}: {document['title']}"
        if document
        else "Written by the program or by hand, see docs/decisions.md"
    )
    return {
        "$schema": RESOURCE,
        "name": name.lower().replace("/", "-").replace("_", "-"),
        "path": path.as_posix(),
        "description": about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"$schema": DIALECT, "lineTerminator": "\n"},
        "schema": {
            "$schema": SCHEMA,
            "fields": [
                {"name": heading, "type": "string"} | FIELDS.get(heading, {"description": PRINTED})
                for heading in headings
            ],
            "missingValues": ["", "TBC"] if document else [""],
        },
    }
