"""The YAML files that people edit: read safely, held to a model, every fault one sentence."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from analysis.evidence.disk.files import EvidenceError, shown

if TYPE_CHECKING:
    from pydantic import ValidationError

DEEPEST = 20  # lists and mappings in each other; ours go to 5
LIMIT = 1_000_000  # bytes; the longest description of the documents has 30,000
EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "list_type": "a list",
    "dict_type": "`key: value` lines",
    "model_type": "`key: value` lines",
    "model_attributes_type": "`key: value` lines",
}
Model = TypeVar("Model")


def content(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises
    ------
    EvidenceError
        If the file is missing, too large, not UTF-8 or not YAML, has a key twice, or repeats what holds repetitions.
    """
    import yaml

    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise EvidenceError([f"{shown(path)} has {size:,} bytes; a description has at most {LIMIT:,}."])
        return yaml.load(_bounded(path.read_text(encoding="utf-8")), _loader())  # noqa: S506  (a safe loader, made stricter)
    except FileNotFoundError:
        raise EvidenceError([f"{shown(path)} is not there: bring it back, for example with `git checkout`."]) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise EvidenceError([f"{shown(path)} cannot be read as a UTF-8 text: {_why(fault)}."]) from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        if isinstance(fault, EvidenceError):
            raise
        raise EvidenceError([f"{shown(path)} cannot be read as YAML: {' '.join(str(fault).split())[:300]}."]) from None


def _why(fault: OSError | UnicodeDecodeError) -> str:
    # what an OSError says of itself names the folders of the machine
    return fault.strerror or type(fault).__name__ if isinstance(fault, OSError) else str(fault)


def _loader() -> type[Any]:
    import yaml

    class Strict(yaml.CSafeLoader):
        """Refuses what would be lost: a key given twice."""

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            seen = set[str]()
            for key, _ in node.value:
                name = repr(self.construct_object(key, deep=True))
                if name in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"the key {name} stands twice", key.start_mark)
                seen.add(name)
            return super().construct_mapping(node, deep)

    return Strict


def _bounded(text: str) -> str:
    """Refuse what would grow without end, repetitions of repetitions and depths of brackets; return the text."""
    import yaml

    around: list[bool] = []  # whether each list or mapping around the place that is read is an anchor's
    for event in yaml.parse(text, yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) and any(around):
            words = f"the alias *{event.anchor} stands inside of what is repeated itself"
            raise yaml.YAMLError(words)
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(bool(event.anchor))
            if len(around) > DEEPEST:
                words = f"it is nested more than {DEEPEST} deep"
                raise yaml.YAMLError(words)
        elif isinstance(event, yaml.CollectionEndEvent):
            around.pop()
    return text


def read(path: Path, kind: type[Model]) -> Model:
    """Return what a YAML file holds as the type that it must have: a pydantic model, or a list or mapping of such.

    Raises
    ------
    EvidenceError
        As `content`, and one sentence for each key or value that the type does not allow.
    """
    return held(content(path), kind, shown(path))


def held(given: Any, kind: type[Model], where: str) -> Model:
    """Return plain objects as a type of pydantic's, and errors as `read`; `where` is the file as its reader knows it."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(given)
    except ValidationError as found:
        raise EvidenceError(_sentences(found, given, where)) from None
    except UnicodeEncodeError:
        raise EvidenceError([f"{where}: half of a letter is there, such as \\ud800; type the text anew."]) from None


def _sentences(found: "ValidationError", given: Any, where: str) -> list[str]:
    return [f"{_place(where, list(error['loc']), given)}{_fault(error)}" for error in found.errors()]


def _place(where: str, steps: list[Any], given: Any) -> str:
    """Return the file and the entry, named by what a reader sees of it rather than by a number where it has a name."""
    said = []
    for step in steps:
        if str(step).startswith(
            "["
        ):  # not a place in the file: which form of a value was tried, or that a key is meant
            continue
        inner = given[step] if _has(given, step) else None
        name = next((inner[key] for key in ("id", "file", "name") if isinstance(inner, dict) and key in inner), None)
        if isinstance(given, list):
            said.append(f"entry {step + 1}{f' ({_printable(name)})' if name else ''}")
        else:
            said.append(f"'{_printable(step)}'")
        given = inner
    return ", ".join([where, *said]) + ": "


def _has(given: Any, step: Any) -> bool:
    if isinstance(given, list):
        return isinstance(step, int) and step < len(given)
    return isinstance(given, dict) and step in given


def _fault(error: Any) -> str:
    kind, given = error["type"], _short(error["input"])
    if kind == "missing":
        return "it is missing; add it."
    if kind == "extra_forbidden":
        return "this key is not known; correct its spelling or remove it."
    if kind == "value_error":
        return f"{error['ctx']['error']}."
    expected = EXPECTED.get(kind) or error["msg"][:1].lower() + error["msg"][1:]
    return f"{given} is there; expected {expected.removeprefix('input should be ')}."


def _printable(given: Any) -> str:
    """Return a name as it may reach a terminal: short, and without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(given)[:60])


def _short(given: Any) -> str:
    text = "nothing" if given is None else " ".join(repr(given).split())
    return text if len(text) <= 60 else f"{text[:60]} …"


def suggestion(given: str, known: "list[str]") -> str:
    """Return `` (did you mean …?)`` when something known is spelt alike, else nothing."""
    close = get_close_matches(given, known, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""
