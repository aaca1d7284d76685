"""Words that are no markdown but for links to numbers: titles, notes, descriptions. ``[27.5%](#key)``."""

import re
from collections.abc import Mapping
from html import escape

LINK = re.compile(r"\[([^\[\]]*)\]\(#([\w.:/-]+)\)")


def plain(text: str) -> str:
    """Return the words without their links."""
    return LINK.sub(r"\1", text)


def keys(text: str) -> list[str]:
    """Return the keys that the links of a text name, in order."""
    return [found[2] for found in LINK.finditer(text)]


def linked(text: str, known: Mapping[str, str]) -> str:
    """Return the words as HTML; `known` holds, by key, what to show of a record."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(number(found[1], found[2], known))
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def number(words: str, key: str, known: Mapping[str, str]) -> str:
    """Return a number as a link to its record, or as text when there is none."""
    if key not in known:
        return escape(words)
    return f'<a class="n" href="#number-{escape(key)}" title="{escape(known[key])}">{escape(words)}</a>'
