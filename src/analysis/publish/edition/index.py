"""The front page of an edition: what it is for, what each report found, whom to ask, what it must not be used for."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from analysis import words as wording
from analysis.publish.export.characters import clean
from analysis.publish.export.contents.blocks import Words
from analysis.publish.export.html import dark_colours, figures, svg, templates
from analysis.publish.export.report_files import FORMS
from analysis.publish.planning.recipe_file import Site


def render(
    entries: list[dict[str, Any]], site: Site, reports: Path, ledger: str = "", table: Mapping[str, Any] | None = None
) -> str:
    """Return ``index.html``.

    Parameters
    ----------
    entries : list of dict
        One for each report: ``name``, ``title``, ``question``, ``edition`` (ISO date, empty when never made), ``files``
        (by path inside of the report's folder), and what the report says first: ``headline``, ``findings``, ``figure``.
    site : Site
        What stands around them.
    reports : Path
        Where the reports lie, whose first figures are shown small.
    ledger : str
        Path of the ledger of claims beside the page, where there is one.
    table : mapping, optional
        A family of reports that is shown as one table (`analysis.publish.edition.family`).

    Returns
    -------
    str
        A page that asks nothing of another place.
    """
    told = [_entry(entry, reports) for entry in entries]
    begin = next((entry for entry in told if entry["name"] == site.begin and entry["page"]), None)
    latest = max((str(entry.get("edition") or "") for entry in entries), default="")
    page = templates.environment().get_template("index.html.j2").render(
        reports=[entry for entry in told if entry is not begin],
        begin=begin,
        opening=_opening(begin, reports) if begin else "",
        site=site,
        ledger=ledger,
        table=table if table and table["rows"] else None,
        edition=_day(latest),
    )  # fmt: skip
    return page.replace("/*dark*/", dark_colours.rules(page), 1)


def _entry(entry: Mapping[str, Any], reports: Path) -> dict[str, Any]:
    words = {name: clean(str(entry.get(name) or "")) for name in ("name", "title", "question", "authority", "period")}
    name, files = words["name"], entry.get("files") or {}
    finding = clean(str(entry.get("headline") or ""))
    findings = [clean(str(text)) for text in entry.get("findings") or ()]
    number = name.split("_")[0]
    links = [(f"{name}/{path}", label) for kind, label in FORMS.items() for path in files if path == f"{name}.{kind}"]
    return words | {
        "reference": f"Report {number}" if number.isdigit() else "",
        "finding": finding,
        "findings": findings,
        "page": quote(f"{name}/{name}.html") if f"{name}.html" in files else "",
        "links": [(quote(link), label) for link, label in links],
        "picture": _small(entry, reports),
        "figure": entry.get("figure") or {},
        "search": " ".join([*words.values(), finding, *findings]).lower(),
    }


def _drawn(name: str, reports: Path, narrow: bool = False) -> str:
    path = reports / name / "data" / f"figure-1{'-narrow' if narrow else ''}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _small(entry: Mapping[str, Any], reports: Path) -> Markup:
    drawn = _drawn(entry["name"], reports, narrow=True) or _drawn(entry["name"], reports)
    return _safe(svg.inline(drawn, f"{entry['name']}-", "", small=True)) if drawn else Markup("<span></span>")


def _opening(begin: Mapping[str, Any], reports: Path) -> Markup:
    """Return the first figure of the report to begin with, as it stands there."""
    wide, narrow = _drawn(begin["name"], reports), _drawn(begin["name"], reports, narrow=True)
    if not wide:
        return Markup("")
    about = dict(begin["figure"])
    alt = str(about.pop("alt", ""))
    words = Words(**about)
    drawing = figures.drawing_of(wide, narrow, "begin", alt)
    return _safe(f"<figure>{figures.above(words, {})}{drawing}{figures.below(words, {})}</figure>")


def _day(text: str) -> str:
    return wording.day(date.fromisoformat(text)) if text else ""


def _safe(written: str) -> Markup:
    return Markup(written)  # noqa: S704 -- escaped where it was written
