"""The source line of a figure or table, read off the rows that it rests on."""

from collections.abc import Iterable

import pandas as pd


def line(observations: pd.DataFrame, ids: Iterable[str] | None = None) -> str:
    """Return where rows come from: documents in order of their names, each with its tables.

    Parameters
    ----------
    observations : pandas.DataFrame
        Columns id, document, table.
    ids : iterable of str, optional
        The rows meant; all of them when absent.

    Examples
    --------
    ``Warwickshire, child protection update, September 2020 (Tables 4 and 6); your own figures (quarters.csv)``
    """
    held = observations if ids is None else observations[observations["id"].isin(set(ids))]
    found = held[["document", "table"]].drop_duplicates()
    documents = {name: _tables(list(group["table"])) for name, group in found.groupby("document", sort=True)}
    return "; ".join(f"{name} ({tables})" if tables else str(name) for name, tables in documents.items())


def _tables(names: list[str]) -> str:
    """Return tables in words: ``Tables 4 and 6``, ``sections 5.1 and 5.3``; names of one kind say the kind once."""
    kinds: dict[str, list[str]] = {}
    for name in sorted(set(names), key=_by_number):
        kind, _, rest = name.rpartition(" ")
        kinds.setdefault(kind, []).append(rest)
    return "; ".join(_said(kind, rest) for kind, rest in kinds.items())


def _said(kind: str, rest: list[str]) -> str:
    if len(rest) == 1 or not kind:
        return "; ".join(f"{kind} {each}".strip() for each in rest)
    plural = f"{kind}s" if kind in ("Table", "section", "paragraph", "Diagram") else kind
    return f"{plural} {', '.join(rest[:-1])} and {rest[-1]}"


def _by_number(name: str) -> tuple[str, list[float], str]:
    kind, _, rest = name.rpartition(" ")
    numbers = [float(part) for part in rest.split(".") if part.isdigit()]
    return kind, numbers, rest
