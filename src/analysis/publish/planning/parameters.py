"""Parameters of a notebook, checked before anything runs: name, type, and allowed values."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.evidence import reads
from analysis.publish.planning import notebooks
from analysis.publish.planning.recipes import Recipe, suggestion

AUTHORITY = "authority"  # the parameter that says whom a report is about: who has figures may be asked for
TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,)}
FILES = ("series", "series_path")  # the parameters that name a file in data/: what leads out of it is never opened
NUMBERS = {"int": int, "float": float}
WORDS = {"true": True, "false": False, "yes": True, "no": False}


class ParameterError(ValueError):
    """A parameter is unknown, of the wrong type or not allowed; the message is one sentence."""


def declared(notebook: Path) -> dict[str, dict[str, Any]]:
    """Return the parameters of a notebook: by name, papermill's reading of type, default and comment.

    What is no notebook declares none; making its report says why.
    """
    if notebooks.fault(notebook):
        return {}
    from papermill import inspect_notebook

    try:
        return dict(inspect_notebook(str(notebook)))
    except Exception:
        return {}


def kind(parameter: Mapping[str, Any]) -> str:
    """Return the type of a declared parameter; without an annotation, that of its default."""
    named = str(parameter["inferred_type_name"])
    if named in TYPES or named != "None":
        return named
    try:
        return type(json.loads(parameter["default"])).__name__
    except ValueError:
        return "bool" if parameter["default"] in ("True", "False") else "str"


def _number(text: str, of: str) -> int | float | None:
    try:
        value: int | float = NUMBERS[of](text)
    except ValueError:
        return None
    return value


def parse(name: str, text: str, of: str, where: str) -> Any:
    """Return the text given on the command line as a value of the declared type.

    Raises
    ------
    ParameterError
        If it is none.
    """
    value: Any = text
    if of in NUMBERS:
        value = _number(text, of)
    elif of == "bool":
        value = WORDS.get(text.lower())
    elif of not in TYPES:
        value = _json(text)
    if value is None:
        raise ParameterError(f"{where}: the parameter '{name}' must be {_article(of)}, not '{text}'.")
    return value


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _article(of: str) -> str:
    words = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}
    return words.get(of, f"JSON for {of}")


def check(name: str, value: Any, known: Mapping[str, Mapping[str, Any]], recipe: Recipe) -> None:
    """Check one value against what the notebook declares and the recipe allows.

    Raises
    ------
    ParameterError
        Naming the parameter, what was given, and what is allowed.
    """
    where = f"Report '{recipe.name}'"
    if name not in known:
        options = ", ".join(known) or "none"
        raise ParameterError(
            f"{where} has no parameter '{name}'{suggestion(name, known)}; {recipe.notebook.name} declares: {options}."
        )
    of = kind(known[name])
    wrong_bool = isinstance(value, bool) and of in NUMBERS
    if of in TYPES and (wrong_bool or not isinstance(value, TYPES[of])):
        raise ParameterError(f"{where}: the parameter '{name}' must be {_article(of)}, not {value!r}.")
    if name == AUTHORITY and value not in (known_areas := evidence.authorities()):
        raise ParameterError(f"{where}: {evidence.unknown_area(value, known_areas)}")
    if name in FILES:
        _check_inside(value, where)
    _check_allowed(name, value, recipe.allowed.get(name), where)


def _check_inside(value: str, where: str) -> None:
    try:
        reads.data_file(value)
    except evidence.EvidenceError as fault:
        raise ParameterError(f"{where}: {fault}") from None


def _check_allowed(name: str, value: Any, rule: Any, where: str) -> None:
    if isinstance(rule, list) and value not in rule:
        options = ", ".join(str(item) for item in rule)
        raise ParameterError(
            f"{where}: the parameter '{name}' cannot be '{value}'{suggestion(value, rule)}; allowed: {options}."
        )
    if isinstance(rule, dict):
        low, high = rule.get("minimum", float("-inf")), rule.get("maximum", float("inf"))
        if not low <= value <= high:
            bounds = f"from {low:g} to {high:g}"
            raise ParameterError(f"{where}: the parameter '{name}' cannot be {value}; allowed: {bounds}.")


def about(recipe: Recipe, authority: str) -> list[Recipe]:
    """Return a report about an authority, or about whom its notebook says: none when the recipe fixes others."""
    others = recipe.areas and authority not in recipe.areas
    if authority and (others or recipe.parameters.get(AUTHORITY, authority) != authority):
        return []
    if not authority or AUTHORITY not in declared(recipe.notebook):
        return [recipe]
    made = elsewhere(recipe, authority)
    return [replace(made, parameters={**made.parameters, AUTHORITY: authority})]


def elsewhere(recipe: Recipe, authority: str) -> Recipe:
    """Return a report with the parameters that it has about another authority than its notebook's own, if that is one."""
    if not recipe.elsewhere or not authority:
        return recipe
    own = str(declared(recipe.notebook).get(AUTHORITY, {}).get("default", "")).strip("\"'")
    return recipe if authority == own else replace(recipe, parameters={**recipe.parameters, **recipe.elsewhere})


def effective(recipe: Recipe, given: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the parameters of a report: those of its recipe, replaced by those given on the command line.

    Raises
    ------
    ParameterError
        If one is unknown, of the wrong type or not allowed.
    """
    values = dict(recipe.parameters)
    for name, text in given.items():
        if name in known:
            values[name] = parse(name, text, kind(known[name]), f"Report '{recipe.name}'")
        else:
            values[name] = text
    for name, value in values.items():
        check(name, value, known, recipe)
    return values
