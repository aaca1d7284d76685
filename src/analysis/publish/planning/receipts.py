"""What a report was made from, by content; and whether that still holds."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import analysis
from analysis import evidence
from analysis.publish.planning.recipes import Recipe

NAME = "receipt.json"
PACKAGE = Path(analysis.__file__).parent
# they decide where a notebook runs, not what comes of it
ELSEWHERE = {"executor.py", "cluster.py"}


def digest(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def to_bytes(content: Any) -> bytes:
    """Return plain objects as JSON: sorted keys, readable text, one newline at the end."""
    return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


@cache
def _file(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else "absent"


def _together(paths: list[Path], above: Path) -> str:
    return digest("".join(f"{path.relative_to(above).as_posix()} {_file(path)}\n" for path in sorted(paths)).encode())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@cache
def publisher() -> str:
    """Return the hash of all that turns a notebook into a report: engine, normal form, exporters, templates."""
    rooms = [path for room in ("execution", "export") for path in _files(PACKAGE / "publish" / room)]
    return _together([path for path in rooms if path.name not in ELSEWHERE], PACKAGE)


@cache
def index_maker() -> str:
    """Return the hash of all that draws the index."""
    folder = PACKAGE / "publish"
    return _together([folder / "edition" / "index.py", *_files(folder / "export" / "html")], folder)


@cache
def code() -> str:
    """Return the hash of the whole package, by which a worker elsewhere knows that it runs the same."""
    return _together([path for path in _files(PACKAGE) if path.suffix != ".ipynb"], PACKAGE)


@cache
def _read_hash(name: str, filters: str, whole: bool) -> str:
    if whole:
        return _file(evidence.root() / name)
    try:
        return evidence.read_hash(name, json.loads(filters))
    except (OSError, ValueError) as fault:
        return str(fault)


def read_hash(read: Mapping[str, Any]) -> str:
    """Return the hash that a recorded reading would have now."""
    return _read_hash(read["name"], json.dumps(read["filters"], sort_keys=True), bool(read.get("file")))


def forget() -> None:
    """Forget the hashes taken so far, since files may have changed between two runs in one process."""
    for remembered in (_file, publisher, index_maker, code, _read_hash):
        remembered.cache_clear()


def inputs(recipe: Recipe, parameters: Mapping[str, Any], notebook: bytes | None = None) -> dict[str, Any]:
    """Return what is known of a report's inputs before it runs; `notebook` is what did run, if it has."""
    return {
        "notebook": _file(recipe.notebook) if notebook is None else digest(notebook),
        "parameters": dict(parameters),
        "recipe": {
            "title": recipe.title,
            "question": recipe.question,
            "formats": list(recipe.formats),
            "around": dict(recipe.around),
        },
        "edition": recipe.edition,
        "lock": _file(evidence.root() / "uv.lock"),
        "publisher": publisher(),
    }


CHANGED = {
    "notebook": "the notebook has changed",
    "parameters": "its parameters have changed",
    "recipe": "its title, question, formats or neighbours have changed",
    "edition": "the date of the edition has changed",
    "lock": "uv.lock has changed",
    "publisher": "the publisher, an exporter or a template has changed",
}


HOLDS = {"modules": dict, "reads": list, "outputs": dict, "cover": dict, "edition": str}


def whole(folder: Path) -> dict[str, Any] | None:
    """Return the receipt in a folder, or None when it is missing or lacks what a receipt holds."""
    receipt = load(folder)
    return receipt if receipt and _is_whole(receipt) else None


def _is_whole(receipt: Mapping[str, Any]) -> bool:
    if not all(isinstance(receipt.get(key), kind) for key, kind in HOLDS.items()):
        return False
    hashes = [*receipt["modules"].values(), *receipt["outputs"].values()]
    return all(isinstance(found, str) for found in hashes) and all(map(_is_reading, receipt["reads"]))


def _is_reading(read: Any) -> bool:
    if not isinstance(read, dict) or not isinstance(read.get("filters"), dict):
        return False
    asked = [value for given in read["filters"].values() for value in (given if isinstance(given, list) else [given])]
    return all(isinstance(text, str) for text in (read.get("name"), read.get("sha256"), *asked))


def foreign(folder: Path) -> str:
    """Return in one sentence which file in the folder of a report is none of it, or nothing; a new edition would lose it."""
    receipt = whole(folder)
    known = {NAME, *receipt["outputs"]} if receipt else set()
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    strays = [name for name in there if name not in known] if receipt else []
    return f"{folder.name}/{strays[0]} is no part of the report: move it elsewhere, and run again." if strays else ""


def load(folder: Path, name: str = NAME) -> dict[str, Any] | None:
    """Return the receipt in a folder (or another JSON object there), or None when there is none that can be read."""
    try:
        receipt = json.loads((folder / name).read_text(encoding="utf-8"))
        return receipt if isinstance(receipt, dict) else None
    except (OSError, ValueError):
        return None


def reason(recipe: Recipe, parameters: Mapping[str, Any], folder: Path) -> str | None:
    """Return why a report must be made again, in words, or None when it is current."""
    receipt = whole(folder)
    if receipt is None:
        return "it is new, or its receipt is not whole" if folder.exists() else "it is new"
    for key, now in json.loads(json.dumps(inputs(recipe, parameters))).items():
        if receipt.get(key) != now:
            return CHANGED[key]
    for name, before in receipt["modules"].items():
        if _file(PACKAGE / name) != before:
            return f"analysis/{name} has changed"
    for read in receipt["reads"]:
        if read_hash(read) != read["sha256"]:
            return f"data it reads has changed: {describe(read)}"
    return _output_changed(receipt["outputs"], folder)


def _output_changed(outputs: Mapping[str, str], folder: Path) -> str | None:
    for name, before in outputs.items():
        path = folder / name
        if not path.is_file():
            return f"{name} is missing"
        if digest(path.read_bytes()) != before:
            return f"{name} was changed by hand"
    return None


def describe(read: Mapping[str, Any]) -> str:
    """Return a reading in words: ``observations (measure: referrals; area: Walsall)``."""
    filters = "; ".join(
        f"{key}: {value if isinstance(value, str) else ', '.join(value)}"
        for key, value in sorted(read["filters"].items())
    )
    return f"{read['name']} ({filters})" if filters else str(read["name"])
