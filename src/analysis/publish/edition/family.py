"""A family of reports as one table: a row for each member, its numbers read off the results that its report states."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.publish.planning.recipes import Recipe

YEAR = re.compile(r"\d{4}-\d{2}")


def table(members: list[Recipe], reports: Path) -> dict[str, Any]:
    """Return the table of a family.

    Parameters
    ----------
    members : list of Recipe
        Those whose report has been made are shown; `shown` of the first says which measures stand in the columns.
    reports : Path
        Where the reports lie.

    Returns
    -------
    dict
        heads (texts), rows (name, href, search, cells; a cell has text and the value that it is sorted by, empty without one).
    """
    made = [recipe for recipe in members if (reports / recipe.name / "results.json").is_file()]
    shown = members[0].shown if members else {}
    return {"heads": list(shown.values()), "rows": [_row(recipe, reports, shown) for recipe in made]}


def _row(recipe: Recipe, reports: Path, shown: Mapping[str, str]) -> dict[str, Any]:
    content = json.loads((reports / recipe.name / "results.json").read_text(encoding="utf-8"))
    records = content if isinstance(content, list) else content["results"]
    name = str(next(iter(recipe.parameters.values())))
    return {
        "name": name,
        "href": quote(f"{recipe.name}/{recipe.name}.html"),
        "pdf": quote(f"{recipe.name}/{recipe.name}.pdf"),
        "search": name.lower(),
        "cells": [_cell(records, measure, name) for measure in shown],
    }


def _cell(records: list[dict[str, Any]], measure: str, name: str) -> dict[str, str]:
    """Return the latest number of a measure that a report states about its own subject."""
    slug = re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")
    found = {}
    for record in records:
        parts = record["key"].split(".")
        if parts[:2] == [measure, slug] and len(parts) == 3 and YEAR.fullmatch(parts[2]):
            found[parts[2]] = record
    if not found:
        return {"text": "–", "sort": ""}
    latest = found[max(found)]
    return {"text": str(latest["said"]), "sort": repr(float(latest["value"]))}
