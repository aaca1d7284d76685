"""A figure in HTML: drawn wide and narrow, its words around it, its data on demand."""

from collections.abc import Mapping
from html import escape

from analysis.publish.export.contents import linked_words
from analysis.publish.export.contents.blocks import Exhibit, Figure, Words
from analysis.publish.export.contents.tables import of_csv
from analysis.publish.export.html import svg, tables

MOST_ROWS = 120


def figure(given: Figure, folder: str, known: Mapping[str, str]) -> str:
    """Write a figure; `folder` is where the files of its data lie, empty when nobody wrote them."""
    name = f"figure-{given.number}"
    behind = data(given.data, f"{folder}{name}.csv" if folder else "", f"Data of figure {given.number}")
    return f'<figure id="{name}">{above(given.words, known)}{drawing(given, name)}{below(given.words, known)}{behind}</figure>'


def drawing(given: Figure, name: str) -> str:
    """Return the picture itself, and for a phone a version of its own where there is one."""
    alt = linked_words.plain(given.alt)
    if given.kind != "svg":
        media = "jpeg" if given.kind == "jpg" else given.kind
        drawn = f'<img src="data:image/{media};base64,{escape(given.content)}" alt="{escape(alt)}">'
        return f'<div class="drawing pixels">{drawn}</div>'
    return drawing_of(given.content, given.narrow, name, alt)


def drawing_of(wide: str, narrow: str, name: str, alt: str) -> str:
    """Return a picture from its SVG, wide and, where there is one, narrow."""
    drawn = svg.inline(wide, f"{name}-", alt)
    if not narrow:
        return f'<div class="drawing only" role="group" aria-label="Figure" tabindex="0">{drawn}</div>'
    small = svg.inline(narrow, f"{name}-narrow-", alt)
    return f'<div class="drawing wide">{drawn}</div><div class="drawing narrow">{small}</div>'


def exhibit(given: Exhibit, known: Mapping[str, str]) -> str:
    """Write a table with its words; one that is not printed opens on demand."""
    name = f"table-{given.number}"
    shown = tables.scrolling(tables.table(given.table, known, f"{name}-title"), f"Table {given.number}")
    inside = f"{shown}{below(given.words, known)}"
    if not given.printed:
        inside = f"<details><summary>{len(given.table.rows)} rows</summary>{inside}</details>"
    return f'<figure class="table" id="{name}">{above(given.words, known, f"{name}-title")}{inside}</figure>'


def above(words: Words, known: Mapping[str, str], name: str = "") -> str:
    """Return title and subtitle."""
    stamp = '<strong class="stamp">SIMULATED</strong> ' if words.simulated else ""
    title = f"<b>{stamp}{linked_words.linked(words.title, known)}</b>" if stamp or words.title else ""
    subtitle = f"<span>{linked_words.linked(words.subtitle, known)}</span>" if words.subtitle else ""
    marked = f' id="{name}"' if name else ""
    return f"<figcaption{marked}>{title}{subtitle}</figcaption>" if title or subtitle or name else ""


def below(words: Words, known: Mapping[str, str]) -> str:
    """Return note and source."""
    return f'<p class="note">{linked_words.linked(words.below, known)}</p>' if words.below else ""


def data(csv: str, link: str, label: str) -> str:
    """Return the data drawn, as a table that opens on demand and a file to take away."""
    table, rest = of_csv(csv, MOST_ROWS)
    if table is None:
        return ""
    download = f'<p><a href="{escape(link)}" download>Download these data (CSV)</a></p>' if link else ""
    cut = f"<p>{rest:,} more rows are in the file.</p>" if rest else ""
    shown = tables.scrolling(tables.table(table, {}, folded=True), label)
    return f"<details><summary>{label}</summary>{download}{shown}{cut}</details>"
