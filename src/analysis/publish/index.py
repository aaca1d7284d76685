"""The first page of an edition: every question, its report, and everything that belongs to it."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from analysis import wording
from analysis.publish.html import environment

KINDS = {"pdf": "PDF", "html": "HTML", "ipynb": "Executed notebook", "json": "Results (JSON)"}
STATUSES = {"built": "Up to date", "unchanged": "Up to date", "failed": "Failed; the last good edition stands"}


def render(entries: list[dict[str, Any]]) -> str:
    """Return ``index.html``.

    Parameters
    ----------
    entries : list of dict
        One for each report of the manifest: ``name``, ``title``, ``question``, ``authority``, ``period``, ``edition``
        (ISO date), ``status`` and ``files`` (paths relative to the index, or a mapping whose keys are such paths).

    Returns
    -------
    str
        A page without any request to elsewhere.
    """
    reports = [_entry(entry) for entry in entries]
    latest = max((str(entry.get("edition") or "") for entry in entries), default="")
    return environment().get_template("index.html.j2").render(reports=reports, edition=_day(latest))


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    status = str(entry.get("status") or "")
    files = sorted(entry.get("files") or (), key=_order)
    words = {name: str(entry.get(name) or "") for name in ("name", "title", "question", "authority", "period")}
    return words | {
        "edition": _day(str(entry.get("edition") or "")),
        "status": STATUSES.get(status, status.capitalize()),
        "failed": status == "failed",
        "links": [(quote(path), _label(path)) for path in files if not path.endswith(".csv")],
        "data": [(quote(path), _label(path)) for path in files if path.endswith(".csv")],
    }


def _order(path: str) -> tuple[int, str]:
    suffix = PurePosixPath(path).suffix.lstrip(".")
    return (list(KINDS).index(suffix) if suffix in KINDS else len(KINDS), path)


def _label(path: str) -> str:
    file = PurePosixPath(path)
    if file.suffix == ".csv":
        return f"{file.stem.replace('-', ' ').capitalize()} (CSV)"
    return KINDS.get(file.suffix.lstrip("."), file.name)


def _day(text: str) -> str:
    return wording.day(date.fromisoformat(text)) if text else ""
