"""What ``notebooks/reports.yml`` may hold; anything else is refused with its key."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Format = Literal["pdf", "html", "ipynb", "xlsx", "docx"]


def _value(given: Any) -> Any:
    if not isinstance(given, str | int | float) or given != given:
        raise ValueError(f"{str(given)[:60]} is there; expected a text, a number, true or false")
    return given


def _number(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given:
        raise ValueError(f"{str(given)[:60]} is there; expected a number")
    return given


def _rule(given: Any) -> Any:
    """Return the values that a parameter may take: a list, or a mapping with ``minimum`` and ``maximum``."""
    if isinstance(given, list):
        return [_value(one) for one in given]
    if not isinstance(given, dict) or not given or set(given) - {"minimum", "maximum"}:
        raise ValueError(f"{str(given)[:60]} is there; expected a list of values, or minimum and maximum")
    return {name: _number(bound) for name, bound in given.items()}


Value = Annotated[Any, AfterValidator(_value)]
Number = Annotated[Any, AfterValidator(_number)]
Rule = Annotated[Any, AfterValidator(_rule)]


class Strict(BaseModel):
    """A mapping of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Contact(Strict):
    """Whom to ask: a role or a team, never a person, and where they can be reached."""

    name: Text
    link: Text = ""


class Site(Strict):
    """What stands around the reports, and on their front page."""

    title: Text = "Child protection figures, read again"
    purpose: Text = "What published child protection figures can, and cannot, tell a committee."
    about: str = ""
    own: str = ""
    begin: str = ""
    contact: Contact | None = None
    not_for: list[Text] = Field(default_factory=list)


def _day(given: Any) -> str:
    if isinstance(given, date):
        return given.isoformat()[:10]
    try:
        return date.fromisoformat(str(given)).isoformat() if given else ""
    except ValueError:
        raise ValueError(f"{str(given)[:60]} is there; expected a day such as 2026-11-21") from None


def _members(given: Any) -> Any:
    """Return the parameter sets of a family: a list of them, or ``authorities`` for one report on each authority."""
    if given == "authorities" or given == ():
        return given
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f"{str(given)[:60]} is there; expected a list of parameter sets, or authorities")
    return [{str(name): _value(value) for name, value in one.items()} for one in given]


class Entry(Strict):
    """One report, or with `each` a family of reports."""

    name: Text
    notebook: Text
    title: Text
    question: Text
    formats: list[Format] = ["pdf", "html", "ipynb", "xlsx"]
    parameters: dict[str, Value] = Field(default_factory=dict)
    elsewhere: dict[str, Value] = Field(default_factory=dict)
    areas: list[Text] = Field(default_factory=list)
    allowed: dict[str, Rule] = Field(default_factory=dict)
    each: Annotated[Any, AfterValidator(_members)] = ()
    shown: dict[str, Text] = Field(default_factory=dict)


def _seconds(given: Any) -> float:
    if not 0 < _number(given) <= 86_400:
        raise ValueError(f"{given} is there; expected seconds from 1 to 86400")
    return float(given)


class RecipeFile(Strict):
    """The whole file."""

    edition: Annotated[Any, AfterValidator(_day)] = ""
    cell_seconds: Annotated[Any, AfterValidator(_seconds)] = 600
    allowed: dict[str, Rule] = Field(default_factory=dict)
    site: Site = Site()
    reports: list[Entry] = Field(default_factory=list)
