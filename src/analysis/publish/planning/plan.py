"""Which reports to make, with which parameters, where, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.publish.planning import notebooks, parameters, receipts, recipes
from analysis.publish.planning.recipes import Recipe

VARIANTS = "_variants"


@dataclass(frozen=True)
class Task:
    """One report: `reason` is None when it is current; `fault` says why it cannot be made, if anything does.

    `may_lack` says that a missing figure gives a page that names it: the published authority lacks none.
    """

    recipe: Recipe
    parameters: dict[str, Any]
    folder: Path
    reason: str | None
    fault: str = ""
    may_lack: bool = False


def choose(known: list[Recipe], names: list[str]) -> list[Recipe]:
    """Return the named reports, or all when none is named.

    Raises
    ------
    RecipeError
        If there is no report of a name.
    """
    by_name = {recipe.name: recipe for recipe in known}
    for name in names:
        if name not in by_name:
            options = ", ".join(by_name)
            hint = recipes.suggestion(name, by_name)
            raise recipes.RecipeError(f"There is no report '{name}'{hint}; there are: {options}.")
    return [by_name[name] for name in dict.fromkeys(names)] if names else known


def _variant(recipe: Recipe, given: Mapping[str, str]) -> Recipe:
    """Return the recipe under a name of its own: trying out a parameter must not replace what is published."""
    tail = "_".join(f"{key}_{recipes.slug(value)}" for key, value in sorted(given.items()))
    mark = receipts.digest(repr(sorted(given.items())).encode())[:6]
    around = {"site": recipe.around["site"] | {"index": "../index.html"}}
    return replace(recipe, name=f"{recipe.name}_{tail[:80]}_{mark}", around=around)


def make(
    known: list[Recipe], names: list[str], given: Mapping[str, str], reports: Path, *, force: bool = False
) -> list[Task]:
    """Return what there is to do, every parameter checked for the reports that will run.

    Raises
    ------
    RecipeError, ParameterError
        Before anything has run.
    """
    chosen = choose(known, names)
    if given and not names:
        chosen = [recipe for recipe in chosen if set(given) & set(parameters.declared(recipe.notebook))] or chosen
    return [_task(recipe, given, reports, force) for recipe in chosen]


def _task(recipe: Recipe, given: Mapping[str, str], reports: Path, force: bool) -> Task:
    may_lack = evidence.edition() == "own" or parameters.AUTHORITY in given
    if given:
        recipe = parameters.elsewhere(recipe, given.get(parameters.AUTHORITY, ""))
        if fault := notebooks.fault(recipe.notebook):
            raise recipes.RecipeError(fault)
        values = parameters.effective(recipe, given, parameters.declared(recipe.notebook))
        recipe = _variant(recipe, given)
        folder = reports / VARIANTS / recipe.name
    else:
        values, folder = dict(recipe.parameters), reports / recipe.name
    reason = "--force" if force else receipts.reason(recipe, values, folder)
    fault = receipts.foreign(folder) or (notebooks.fault(recipe.notebook) if reason else "")
    if reason and values and not given and not fault:
        parameters.effective(recipe, {}, parameters.declared(recipe.notebook))
    return Task(recipe, values, folder, reason or fault or None, fault, may_lack)
