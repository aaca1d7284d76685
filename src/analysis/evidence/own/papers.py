"""Which printed figures count in an own edition: those of papers about an area that the report asks for."""

from collections.abc import Collection, Sequence

SOURCE = "own"  # of the rows that are the authority's own
Row = dict[str, str]


def counting(
    found: Sequence[Row], asked: Collection[str], every: Sequence[Row], authorities: Collection[str]
) -> list[Row]:
    """Return the rows that count for a report: own ones, and printed ones unless the papers are about others alone.

    England's figure in another authority's papers is how that authority gives it, and names a stranger as the source.

    Parameters
    ----------
    found : sequence of dict
        Rows of figures, among which is chosen.
    asked : collection of str
        The areas that the report asks for.
    every : sequence of dict
        All rows of the table: papers are about the authorities of which they print a figure.
    authorities : collection of str
        The printed areas that papers can be about.
    """
    about: dict[str, set[str]] = {}
    for row in every:
        if row["area"] in authorities and row["source"] != SOURCE:
            about.setdefault(row["source"], set()).add(row["area"])
    strangers = {source for source, areas in about.items() if not areas & set(asked)}
    return [row for row in found if row["source"] not in strangers]
