"""One output of a cell, as a block of its report; its role decides, and without a role what it holds."""

import re
from collections.abc import Callable
from typing import Any

from analysis.publish.export.characters import clean
from analysis.publish.export.contents import foreign_tables, tables
from analysis.publish.export.contents.blocks import Ask, Exhibit, Figure, Finding, Plain, Prose, Report, Words

COVER = "application/vnd.analysis.cover+json"
NARROW = "application/vnd.analysis.narrow+svg"
PICTURES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
# what a notebook puts around its words for a reader in JupyterLab, where the layout is not ours
SHOWN = re.compile(r"(?:#+ |\d\. )?(.*)", re.DOTALL)
BIG = re.compile(r"\s*\*\([^()]*(?:\([^()]*\)[^()]*)*\)\*$")
TITLED = re.compile(r"\*\*(.+?)\*\*\s*(.*)", re.DOTALL)


def take(output: Any, report: Report) -> None:
    """Add to a report what one output says."""
    if output.output_type == "stream":
        kind = "output" if output.name == "stdout" else "log"
        report.blocks.append(Plain(clean(joined(output.text)), kind))
    elif output.output_type == "error":
        report.blocks.append(Plain(clean(f"{output.ename}: {output.evalue}"), "error"))
    else:
        about, data = output.get("metadata", {}), output.get("data", {})
        ROLES.get(about.get("role"), _anything)(data, about, report)


def joined(text: Any) -> str:
    """Return the text of an output, which a notebook may keep as a list of lines."""
    return "".join(text) if isinstance(text, list) else str(text)


def _cover(data: Any, about: Any, report: Report) -> None:
    for name in ("authority", "period"):
        report.about[name] = report.about.get(name) or clean(str(data[COVER].get(name, "")))


def _headline(data: Any, about: Any, report: Report) -> None:
    report.headline = report.headline or _unshown(data)


def _finding(data: Any, about: Any, report: Report) -> None:
    words = BIG.sub("", _unshown(data)) if about.get("big") else _unshown(data)
    title, rest = found.groups() if (found := TITLED.match(words)) else (words, "")
    big = {name: clean(str(text)) for name, text in (about.get("big") or {}).items()}
    report.blocks.append(
        Finding(title, rest, int(about.get("place") or 1 + len(report.findings)), big, bool(about.get("half")))
    )


def _ask(data: Any, about: Any, report: Report) -> None:
    title = clean(about.get("title") or Ask.title)
    report.blocks.append(Ask(_markdown(data).removeprefix(f"**{title}**").strip(), title))


def _prose(data: Any, about: Any, report: Report) -> None:
    report.blocks.append(Prose(_markdown(data), about.get("role", "text")))


def _figure(data: Any, about: Any, report: Report) -> None:
    media = next((media for media in PICTURES if media in data), None)
    if media is None:
        return _anything(data, about, report)
    number = len(report.figures) + 1
    words = _words(about)
    given = joined(data[media])
    described = about.get("alt") or about.get(media, {}).get("alt") or words.title or f"Figure {number}, not described."
    return report.blocks.append(
        Figure(
            number,
            PICTURES[media],
            clean(given) if PICTURES[media] == "svg" else re.sub(r"\s", "", given),
            clean(described),
            words,
            narrow=clean(joined(data.get(NARROW, ""))),
            data=clean(joined(data.get("text/csv", ""))),
        )
    )


def _table(data: Any, about: Any, report: Report) -> None:
    if tables.TYPED not in data:
        return _anything(data, about, report)
    csv = clean(joined(data.get("text/csv", "")))
    table = tables.typed(data[tables.TYPED])
    return report.blocks.append(Exhibit(len(report.exhibits) + 1, table, _words(about), csv, not about.get("aside")))


def _anything(data: Any, about: Any, report: Report) -> None:
    """Take an output of no role of ours: what an analyst's own notebook shows."""
    if any(media in data for media in PICTURES):
        _figure(data, about, report)
    elif "text/html" in data and (found := foreign_tables.read(joined(data["text/html"]))):
        for table in found:
            report.blocks.append(Exhibit(len(report.exhibits) + 1, table, _words(about)))
    elif "text/markdown" in data:
        report.blocks.append(Prose(_markdown(data), "cell"))
    elif "text/plain" in data:
        report.blocks.append(Plain(clean(joined(data["text/plain"]))))


def _markdown(data: Any) -> str:
    return clean(joined(data.get("text/markdown", ""))).strip()


def _unshown(data: Any) -> str:
    found = SHOWN.fullmatch(_markdown(data))
    return found[1] if found else ""


def _words(about: Any) -> Words:
    given = {name: clean(str(about.get(name) or "")) for name in ("title", "subtitle", "note", "source")}
    return Words(**given, simulated=bool(about.get("simulated")))


ROLES: dict[Any, Callable[[Any, Any, Report], None]] = {
    "cover": _cover,
    "headline": _headline,
    "finding": _finding,
    "ask": _ask,
    "text": _prose,
    "caveat": _prose,
    "figure": _figure,
    "table": _table,
}
