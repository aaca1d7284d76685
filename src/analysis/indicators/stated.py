"""Numbers in sentences: a Markdown link that leads from the words to the record of the number that they state.

A record is kept under its own content: formatting the same number again changes nothing, and an entry can never be
stale. What a page shows of them is the page's business.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

LINK = re.compile(r"\[([^\]]*)\]\(#([\w.:/-]+)~([0-9a-f]{8})\)")
_RECORDS: dict[str, dict[str, Any]] = {}


def link(said: str, record: dict[str, Any]) -> str:
    """Return words as a link to a record: ``[27.5%](#key~digest)``."""
    digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:8]
    _RECORDS[digest] = record
    return f"[{said}](#{record['key']}~{digest})"


def plain(text: str) -> str:
    """Return text with its links to numbers replaced by their words."""
    return LINK.sub(r"\1", text)


def resolve(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return text whose links name keys only, and the records of the numbers that it states, each once."""
    records = [_RECORDS[found[3]] for found in LINK.finditer(text)]
    return LINK.sub(r"[\1](#\2)", text), merged(records)


def merged(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records with each key once, in the order of their first mention.

    Raises
    ------
    ValueError
        If one key stands for two numbers: a reader who follows the link would find the wrong one.
    """
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        if found.setdefault(record["key"], record) != record:
            raise ValueError(f"Two numbers are called '{record['key']}': {found[record['key']]} and {record}.")
    return list(found.values())


def key(*parts: object) -> str:
    """Return the name of a number: ``key("repeat_plans", "Warwickshire", "2020/21")`` is ``repeat_plans.warwickshire.2020-21``."""
    slugs = [re.sub(r"[^a-z0-9_]+", "-", str(part).lower()).strip("-") for part in parts if str(part)]
    return ".".join(slug for slug in slugs if slug)
