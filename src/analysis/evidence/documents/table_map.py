"""Which notebook uses which printed table: what the reports asked for, laid over the rows that there are."""

from collections.abc import Iterable, Mapping
from typing import Any

# They range over all of the evidence, so being read by one of these does not make a table used.
OVERVIEWS = ("00_", "01_")
HEADING = "| Document | Table | What it shows | Notebooks |\n|---|---|---|---|"

Place = tuple[str, str]
Rows = Iterable[Mapping[str, str]]


def selected(filters: Mapping[str, Any], rows: Rows) -> set[Place]:
    """Return document and table of the rows that a reading selects; a reading without filters selects none of its own.

    Parameters
    ----------
    filters : mapping
        Column to the text, or list of texts, allowed in it, as a receipt records it.
    rows : iterable of mapping
        Observations as text.
    """
    if not filters:
        return set()
    wanted = {column: {value} if isinstance(value, str) else set(value) for column, value in filters.items()}
    return {
        (row["source"], row["table"])
        for row in rows
        if all(row[column] in allowed for column, allowed in wanted.items())
    }


def users(reads: Mapping[str, Iterable[Mapping[str, Any]]], tables: Mapping[str, Rows]) -> dict[Place, list[str]]:
    """Return the reports that use each table.

    Parameters
    ----------
    reads : mapping
        Report to its readings (``reads`` of its receipt: name, filters).
    tables : mapping
        Rows as text of each processed table of figures, by its name.

    Returns
    -------
    dict
        (document, table) to the names of reports, sorted; overviews are left out.
    """
    held, found = {name: list(rows) for name, rows in tables.items()}, dict[Place, set[str]]()
    for report, readings in reads.items():
        if report.startswith(OVERVIEWS):
            continue
        asked = [(reading["filters"], held[reading["name"]]) for reading in readings if reading["name"] in held]
        for place in set().union(*(selected(*each) for each in asked)):
            found.setdefault(place, set()).add(report)
    return {place: sorted(reports) for place, reports in found.items()}


def render(printed: Mapping[Place, str], used: Mapping[Place, list[str]], notebooks: Mapping[str, str]) -> str:
    """Return the map as a Markdown table.

    Parameters
    ----------
    printed : mapping
        (document, table) to its title, in the order of the documents.
    used : mapping
        As from `users`.
    notebooks : mapping
        Report to the path of its notebook from the page.
    """
    lines = [f"| {document} | {table} | {title} | {_links(used.get((document, table), []), notebooks)} |"
             for (document, table), title in printed.items()]  # fmt: skip
    return "\n".join([HEADING, *lines])


def _links(reports: Iterable[str], notebooks: Mapping[str, str]) -> str:
    paths = dict.fromkeys(notebooks[report] for report in reports)
    return ", ".join(f"[{path.rsplit('/', 1)[-1][:2]}]({path})" for path in paths) or "none"
