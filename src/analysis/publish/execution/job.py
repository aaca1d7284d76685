"""One notebook to execute: what it needs, carried by content, and what comes back."""

import errno
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# a warning names the file of its cell, in which IPython puts the number of the process
CELL_FILE = re.compile(r"[^\s\"']{0,200}[/\\]ipykernel_\d+[/\\]\d+\.py")

LONGEST = 100_000  # letters of one printed text that a report keeps


@dataclass(frozen=True)
class Job:
    """A notebook with its parameters, and where its data is.

    Here the data stays in `root`. For work elsewhere `data` holds the folders that notebooks read, as a zip archive,
    and `code` the hash of the package: a worker with another version refuses. `scratch` is a place for temporary files.
    """

    name: str
    notebook: bytes
    parameters: dict[str, Any]
    root: str
    environment: dict[str, str]
    cell_seconds: float
    kernel: bool = False
    data: bytes | None = None
    code: str = ""
    scratch: str | None = None


@dataclass(frozen=True)
class Executed:
    """An executed notebook, whole or up to the cell that failed.

    `error` is one sentence, empty when all went well; `reads` and `modules` are what `recording` found; `paths` are the
    folders of the machine that did the work, with what to print instead of them.
    """

    name: str
    notebook: bytes
    error: str = ""
    reads: list[dict[str, Any]] = field(default_factory=list)
    modules: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def one_line(text: str) -> str:
    """Return an error message as one line of a log: no line breaks, no control characters, not endless."""
    words = " ".join(CELL_FILE.sub("<cell>", text).split())
    return "".join(letter for letter in words if letter.isprintable())[:500]


def said(fault: BaseException) -> str:
    """Return a fault as one sentence; a full disk is named, whatever was being written."""
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; free some space and run again"
    return one_line(f"{type(fault).__name__}: {fault}")


def without_places(text: str, paths: Mapping[str, str]) -> str:
    """Return a text without the folders of the machine; the longest are replaced first."""
    for path, name in sorted(paths.items(), key=lambda item: -len(item[0])):
        text = text.replace(path, name)
    return text


def shown_safely(text: str) -> str:
    """Return a text for a terminal: nothing in it can move the cursor, colour the screen or set its title."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
