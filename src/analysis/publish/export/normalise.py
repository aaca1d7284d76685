"""The canonical form of an executed notebook: no times, no paths, no random identifiers; the same bytes every time."""

import re
from typing import Any

import nbformat

from analysis.publish.execution.job import CELL_FILE, LONGEST

ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
# control characters but tab, line ends and the escape of colours; marks that turn the direction of writing; they can
# make a page say what is not there, and XML and PDF forbid some
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LEFT_OUT = f"\n[The rest of this text is left out: a report keeps the first {LONGEST:,} characters.]\n"
KEPT = ("tags", "alt", "jupyter", "slideshow")


def _text(text: str, paths: dict[str, str]) -> str:
    for path, name in paths.items():
        text = text.replace(path, name)
    text = HIDDEN.sub("", text)
    text = CELL_FILE.sub("<cell>", text) if "ipykernel_" in text else text
    return ADDRESS.sub("at 0x0", text) if " 0x" in text else text


def clean(value: Any, paths: dict[str, str]) -> Any:
    """Return JSON with every text in it free of hidden characters, addresses, and the given folders."""
    if isinstance(value, str):
        return _text(value, paths)
    if isinstance(value, list):
        return [clean(item, paths) for item in value]
    if isinstance(value, dict):
        return {key: clean(item, paths) for key, item in value.items()}
    return value


def _flush(streams: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "output_type": "stream", "text": streams.pop(name)}
        for name in ("stdout", "stderr")
        if name in streams
    ]


def _streams_together(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the outputs with the streams between two of another kind as one each, standard output first.

    In a kernel the order in which the two streams arrive is a matter of timing.
    """
    found: list[dict[str, Any]] = []
    streams: dict[str, str] = {}
    for output in outputs:
        if output["output_type"] == "stream":
            streams[output["name"]] = streams.get(output["name"], "") + "".join(output["text"])
            continue
        found += _flush(streams)
        found.append(output)
    return found + _flush(streams)


def _cell(cell: dict[str, Any], number: int, count: int | None, paths: dict[str, str]) -> dict[str, Any]:
    metadata = {key: cell["metadata"][key] for key in sorted(cell["metadata"]) if key in KEPT}
    found = {
        "cell_type": cell["cell_type"],
        "id": f"c{number:03d}",
        "metadata": metadata,
        "source": HIDDEN.sub("", cell["source"]),
    }
    if cell["cell_type"] != "code":
        return found
    outputs = [clean(output, paths) for output in _streams_together(cell.get("outputs", []))]
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = count
        _shorten(output)
    return found | {"execution_count": count, "outputs": outputs}


def _shorten(output: dict[str, Any]) -> None:
    """Cut printed text that no one would read to its end, and say so."""
    held, key = (output, "text") if output["output_type"] == "stream" else (output.get("data", {}), "text/plain")
    text = held.get(key, "")
    if isinstance(text, str) and len(text) > LONGEST:
        held[key] = text[:LONGEST] + LEFT_OUT


def normalise(notebook: bytes, paths: dict[str, str] | None = None) -> Any:
    """Return an executed notebook in canonical form.

    Parameters
    ----------
    notebook : bytes
        JSON of nbformat 4.
    paths : dict, optional
        Folders of this machine and the names to print instead of them.

    Returns
    -------
    nbformat.NotebookNode
        Cells numbered in order; the metadata that says when, where and by which version is gone.
    """
    content = nbformat.reads(notebook.decode(), 4)
    paths = dict(sorted((paths or {}).items(), key=lambda item: -len(item[0])))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells, count = [], 0
    for number, cell in enumerate(content["cells"]):
        ran = cell["cell_type"] == "code" and cell.get("execution_count") is not None
        count += ran
        cells.append(_cell(cell, number, count if ran else None, paths))
    metadata = {"kernelspec": kernel, "language_info": {"file_extension": ".py", "name": "python"}}
    return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def notebook_bytes(notebook: Any) -> bytes:
    """Return a notebook as the bytes of its file."""
    text: str = nbformat.writes(notebook)
    return (text.rstrip("\n") + "\n").encode()
