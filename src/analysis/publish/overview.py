"""The edition as a whole: ``manifest.json`` for machines and ``index.html`` for people."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.publish import edition, receipts
from analysis.publish.normalise import to_bytes
from analysis.publish.recipes import Recipe


def manifest(known: list[Recipe], reports: Path) -> dict[str, Any]:
    """Return what the edition holds: by report, its title, its question, and its files with their hashes."""
    held = {recipe.name: receipts.load(reports / recipe.name) for recipe in known}
    return {
        "edition": max((recipe.edition for recipe in known), default=""),
        "reports": {
            recipe.name: {
                "title": recipe.title,
                "question": recipe.question,
                "edition": receipt["edition"],
                "files": receipt["outputs"],
            }
            for recipe in known
            if (receipt := held[recipe.name])
        },
    }


def entries(known: list[Recipe], content: Mapping[str, Any], failed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a mapping per report for the index: name, title, question, edition and files when made, why it failed."""
    return [
        {"name": recipe.name, "title": recipe.title, "question": recipe.question}
        | content["reports"].get(recipe.name, {"edition": "", "files": {}})
        | {"failed": failed.get(recipe.name, "")}
        for recipe in known
    ]


def write(known: list[Recipe], reports: Path, failed: Mapping[str, str], *, always: bool) -> None:
    """Write the manifest and the index, the latter when a report was made or has failed, or with a new manifest."""
    content = manifest(known, reports)
    changed = edition.write_file(reports / "manifest.json", to_bytes(content))
    if always or changed or not (reports / "index.html").is_file():
        from analysis.publish import index

        edition.write_file(reports / "index.html", index.render(entries(known, content, failed)).encode())
