"""The first page of an edition: every question, its report, and everything that belongs to it."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from analysis import words as wording
from analysis.publish.export.html import BASE_POLICY, environment
from analysis.publish.export.text import clean

KINDS = {".pdf": "PDF", ".html": "HTML", ".ipynb": "Executed notebook", ".json": "Results (JSON)"}


def render(entries: list[dict[str, Any]], ledger: str = "") -> str:
    """Return ``index.html``.

    Parameters
    ----------
    entries : list of dict
        One for each report: ``name``, ``title``, ``question``, ``edition`` (ISO date, empty when never made), ``files``
        (paths inside of the report's folder, or a mapping by such paths), and where known ``authority`` and ``period``.
    ledger : str
        Path of the ledger of claims beside the page, where there is one.

    Returns
    -------
    str
        A page that asks nothing of another place.
    """
    reports = [_entry(entry) for entry in entries]
    latest = max((str(entry.get("edition") or "") for entry in entries), default="")
    page = environment().get_template("index.html.j2")
    return page.render(reports=reports, ledger=ledger, edition=_day(latest), policy=BASE_POLICY)


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    words = {name: clean(str(entry.get(name) or "")) for name in ("name", "title", "question", "authority", "period")}
    files = [path for path in sorted(entry.get("files") or (), key=_order) if path != "receipt.json"]
    links = [(quote(f"{words['name']}/{path}"), path) for path in files]
    edition = _day(str(entry.get("edition") or ""))
    return words | {
        "status": f"Edition of {edition}" if edition else "Not yet made",
        "links": [(link, KINDS.get(PurePosixPath(path).suffix, path)) for link, path in links if ".csv" not in path],
        "data": [(link, _words(path)) for link, path in links if path.endswith(".csv")],
    }


def _order(path: str) -> tuple[int, str]:
    suffix = PurePosixPath(path).suffix
    return (list(KINDS).index(suffix) if suffix in KINDS else len(KINDS), path)


def _words(path: str) -> str:
    return f"{PurePosixPath(path).stem.replace('-', ' ').capitalize()} (CSV)"


def _day(text: str) -> str:
    return wording.day(date.fromisoformat(text)) if text else ""
