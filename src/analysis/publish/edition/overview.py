"""The edition as a whole: ``manifest.json`` for machines and ``index.html`` for people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.evidence.disk import files
from analysis.publish.export.workbook import cells
from analysis.publish.planning import receipts, recipes
from analysis.publish.planning.recipes import Recipe

LEDGER = "claims.csv"


def manifest(known: list[Recipe], reports: Path) -> dict[str, Any]:
    """Return what the edition holds: by report, its title, its question, and its files with their hashes."""
    held = {recipe.name: receipts.whole(reports / recipe.name) for recipe in known}
    return {
        "edition": max((recipe.edition for recipe in known), default=""),
        "reports": {
            recipe.name: {
                "title": recipe.title,
                "question": recipe.question,
                "edition": receipt["edition"],
                **receipt["cover"],
                "files": receipt["outputs"],
            }
            for recipe in known
            if (receipt := held[recipe.name])
        },
    }


def entries(known: list[Recipe], content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a mapping per report for the index: name, title, question, edition and files when made."""
    return [
        {"name": recipe.name, "title": recipe.title, "question": recipe.question}
        | content["reports"].get(recipe.name, {"edition": "", "files": {}})
        for recipe in known
    ]


def write(known: list[Recipe], reports: Path, authority: str = "") -> None:
    """Write manifest, index and the ledger of claims, each only when something it shows has changed.

    The ledger judges what documents claim: England's edition is without it, and so is that of an `authority` about which
    they claim nothing.
    """
    _ledger(reports / LEDGER, authority)
    content, page = manifest(known, reports), reports / "index.html"
    ledger, site = LEDGER if (reports / LEDGER).exists() else "", recipes.site()
    drawn_from = receipts.digest(receipts.to_bytes([content, ledger, site.model_dump(), receipts.index_maker()]))
    if receipts.load(reports, "manifest.json") == content | {"index": _mark(page, drawn_from)}:
        return
    from analysis.publish.edition import family, index

    told = entries([recipe for recipe in known if not recipe.shown], content)
    table = family.table([recipe for recipe in known if recipe.shown], reports)
    files.write_file(page, index.render(told, site, reports, ledger, table).encode())
    files.write_file(reports / "manifest.json", receipts.to_bytes(content | {"index": _mark(page, drawn_from)}))


def _ledger(copy: Path, authority: str) -> None:
    ledger = evidence.processed_folder() / "claims.csv"
    of_own = evidence.edition() == "own" and authority in {claim["area"] for claim in evidence.claims()}
    if ledger.exists() and (evidence.edition() == "published" or of_own):
        files.write_file(copy, cells.harmless(ledger.read_text(encoding="utf-8")).encode())
    else:
        copy.unlink(missing_ok=True)


def _mark(page: Path, drawn_from: str) -> dict[str, str]:
    return {"drawn_from": drawn_from, "sha256": receipts.digest(page.read_bytes()) if page.is_file() else ""}
