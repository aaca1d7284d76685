"""Which reports there are: ``notebooks/reports.yml``, read and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import evidence
from analysis.evidence.descriptions import reading

if TYPE_CHECKING:
    from analysis.publish.planning.recipe_file import Entry, RecipeFile, Site

MAIN = "reports.yml"
NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")


class RecipeError(ValueError):
    """``reports.yml`` breaks a rule; the message says where and what to do."""


@dataclass(frozen=True)
class Recipe:
    """One report: a notebook with parameters.

    `allowed` holds, by parameter, a list of values or a mapping with ``minimum`` and ``maximum``; `around` what its
    page leads to: the front page, and the reports before and after it. `elsewhere` holds the parameters that the report has
    about another authority than its notebook's own; `areas` those it can be about, where these are few. `shown` holds, for a
    member of a family that the front page shows as one table, the measures in its columns with their headings.
    """

    name: str
    notebook: Path
    title: str
    question: str
    parameters: Mapping[str, Any]
    allowed: Mapping[str, Any]
    formats: tuple[str, ...]
    cell_seconds: float
    edition: str
    around: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, Any] = field(default_factory=dict)
    areas: tuple[str, ...] = ()


def path() -> Path:
    """Return where the recipes stand."""
    return evidence.root() / "notebooks" / ("national.yml" if evidence.edition() == "national" else MAIN)


def site() -> "Site":
    """Return what stands around the reports and on their front page; errors as `read`."""
    site = _content(path()).site
    return site.model_copy(update={"about": site.own}) if evidence.edition() == "own" else site


def read(file: Path | None = None) -> list[Recipe]:
    """Return the reports in the order of the file, families spelt out.

    Raises
    ------
    RecipeError
        If the file is missing, is not YAML, has an unknown key or a value of the wrong kind, a name that is no plain
        name, the same name twice, or a notebook that does not exist.
    """
    file = file or path()
    content = _content(file)
    recipes = [recipe for entry in content.reports for recipe in _family(entry, content, file)]
    for index, recipe in enumerate(recipes):
        if recipe.name in {other.name for other in recipes[:index]}:
            raise RecipeError(f"{file.name}: two reports have the name '{recipe.name}'.")
    return [replace(recipe, around=_around(recipes, at, content.site)) for at, recipe in enumerate(recipes)]


def suggestion(given: object, known: Any) -> str:
    """Return `` (did you mean …?)`` when something known is spelt alike, else nothing."""
    close = get_close_matches(str(given), [str(item) for item in known], n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def slug(value: object) -> str:
    """Return a value as part of a name: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", str(value).lower()).strip("_")


def _content(file: Path) -> "RecipeFile":
    from analysis.publish.planning.recipe_file import RecipeFile

    try:
        found, main = reading.read(file, RecipeFile), file.with_name(MAIN)
        if found.edition or file == main or not main.is_file():
            return found
        # England's edition is of the day of the published one, which stands in one place
        return found.model_copy(update={"edition": reading.read(main, RecipeFile).edition})
    except evidence.EvidenceError as fault:
        raise RecipeError(str(fault)) from None


def _around(recipes: list[Recipe], at: int, site: "Site") -> dict[str, Any]:
    before, after = recipes[at - 1] if at else None, recipes[at + 1] if at + 1 < len(recipes) else None
    links = {
        name: {"title": other.title, "href": f"../{other.name}/{other.name}.html"}
        for name, other in (("before", before), ("after", after))
        if other and "html" in other.formats
    }
    reports = {
        other.name[:2]: f"../{other.name}/{other.name}.html"
        for other in recipes
        if re.match(r"\d\d_", other.name) and "html" in other.formats and other.name != recipes[at].name
    }
    return {"site": {"title": site.title, "index": "../index.html"}, "reports": reports, **links}


def _family(entry: "Entry", content: "RecipeFile", file: Path) -> list[Recipe]:
    where = f"{file.name}, report '{entry.name}'"
    members = [{"authority": name} for name in evidence.authorities()] if entry.each == "authorities" else entry.each
    return [_recipe(entry, member, content, file, where) for member in members or [{}]]


def _recipe(entry: "Entry", member: Mapping[str, Any], content: "RecipeFile", file: Path, where: str) -> Recipe:
    name = _filled(entry.name, {key: slug(value) for key, value in member.items()})
    if not NAME.fullmatch(name):
        raise RecipeError(
            f"{where}: the name '{name}' must be small letters, digits and _, and start with a letter or digit."
        )
    notebook = (file.parent / entry.notebook).resolve()
    if notebook.parent != file.parent.resolve() or not notebook.is_file() or notebook.suffix != ".ipynb":
        raise RecipeError(f"{where}: there is no notebook '{entry.notebook}' beside {file.name}.")
    words = {key: str(value) for key, value in member.items()}
    return Recipe(
        name=name,
        notebook=notebook,
        title=_filled(entry.title, words),
        question=_filled(entry.question, words),
        parameters={**entry.parameters, **member},
        allowed={**content.allowed, **entry.allowed},
        formats=tuple(entry.formats),
        cell_seconds=float(content.cell_seconds),
        edition=str(content.edition),
        shown=dict(entry.shown),
        elsewhere=dict(entry.elsewhere),
        areas=tuple(entry.areas),
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    # no str.format: it would reach attributes of the values
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text
