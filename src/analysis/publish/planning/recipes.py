"""Which reports there are: ``notebooks/reports.yml``, read and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis import evidence

NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
FORMATS = ("pdf", "html", "ipynb")
FILE_KEYS = {"edition", "cell_seconds", "allowed", "reports"}
REPORT_KEYS = {"name", "notebook", "title", "question", "formats", "parameters", "allowed", "each"}
RANGE_KEYS = {"minimum", "maximum"}


class RecipeError(ValueError):
    """``reports.yml`` breaks a rule; the message says where and what to do."""


@dataclass(frozen=True)
class Recipe:
    """One report: a notebook with parameters.

    `allowed` holds, by parameter, a list of values or a mapping with ``minimum`` and ``maximum``.
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


def path() -> Path:
    """Return where the recipes stand."""
    return evidence.root() / "notebooks" / ("national.yml" if evidence.edition() == "national" else "reports.yml")


def read(file: Path | None = None) -> list[Recipe]:
    """Return the reports in the order of the file, families spelt out.

    Raises
    ------
    RecipeError
        If the file is missing, is not YAML, has an unknown key, a name that is no plain name, the same name twice, or
        a notebook that does not exist.
    """
    import yaml

    file = file or path()
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecipeError(f"{file.name} is not there: it says which reports to make.") from None
    except yaml.YAMLError as fault:
        raise RecipeError(f"{file.name} cannot be read: {' '.join(str(fault).split())}") from None
    _check_keys(content, FILE_KEYS, file.name)
    recipes = [recipe for entry in content.get("reports") or [] for recipe in _family(entry, content, file)]
    for index, recipe in enumerate(recipes):
        if recipe.name in {other.name for other in recipes[:index]}:
            raise RecipeError(f"{file.name}: two reports have the name '{recipe.name}'.")
    return recipes


def _check_keys(given: Any, known: set[str], where: str) -> None:
    if not isinstance(given, dict):
        raise RecipeError(f"{where} must be a list of `key: value` lines, not {given!r}.")
    for key in given:
        if key not in known:
            raise RecipeError(f"{where} has the unknown key '{key}'{suggestion(key, known)}; known: {_names(known)}.")


def suggestion(given: object, known: Any) -> str:
    """Return `` (did you mean …?)`` when something known is spelt alike, else nothing."""
    close = get_close_matches(str(given), [str(item) for item in known], n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def _names(known: Any) -> str:
    return ", ".join(sorted(str(item) for item in known))


def _family(entry: Any, content: Mapping[str, Any], file: Path) -> list[Recipe]:
    where = f"{file.name}, report '{entry.get('name') if isinstance(entry, dict) else entry}'"
    _check_keys(entry, REPORT_KEYS, where)
    for key in ("name", "notebook", "title", "question"):
        if not isinstance(entry.get(key), str):
            raise RecipeError(f"{where} needs a text as '{key}'.")
    members = entry.get("each") or [{}]
    if members == "authorities":
        members = [{"authority": name} for name in evidence.authorities()]
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise RecipeError(f"{where}: 'each' must be a list of parameter sets.")
    return [_recipe(entry, member, content, file, where) for member in members]


def _recipe(
    entry: Mapping[str, Any], member: Mapping[str, Any], content: Mapping[str, Any], file: Path, where: str
) -> Recipe:
    name = _filled(entry["name"], {key: slug(value) for key, value in member.items()})
    if not NAME.fullmatch(name):
        raise RecipeError(
            f"{where}: the name '{name}' must be small letters, digits and _, and start with a letter or digit."
        )
    notebook = (file.parent / entry["notebook"]).resolve()
    if notebook.parent != file.parent.resolve() or not notebook.is_file() or notebook.suffix != ".ipynb":
        raise RecipeError(f"{where}: there is no notebook '{entry['notebook']}' beside {file.name}.")
    formats = tuple(entry.get("formats") or FORMATS)
    if wrong := set(formats) - set(FORMATS):
        raise RecipeError(f"{where}: unknown format {_names(wrong)}; known: {_names(FORMATS)}.")
    allowed = {**(content.get("allowed") or {}), **(entry.get("allowed") or {})}
    for parameter, rule in allowed.items():
        if not isinstance(rule, list):
            _check_keys(rule, RANGE_KEYS, f"{where}, allowed values of '{parameter}'")
    words = {key: str(value) for key, value in member.items()}
    return Recipe(
        name=name,
        notebook=notebook,
        title=_filled(entry["title"], words),
        question=_filled(entry["question"], words),
        parameters={**(entry.get("parameters") or {}), **member},
        allowed=allowed,
        formats=formats,
        cell_seconds=float(content.get("cell_seconds") or 600),
        edition=str(content.get("edition") or ""),
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    # no str.format: it would reach attributes of the values
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def slug(value: object) -> str:
    """Return a value as part of a name: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", str(value).lower()).strip("_")
