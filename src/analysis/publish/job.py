"""One notebook to execute: what it needs, carried by content, and what comes back."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Job:
    """A notebook with its parameters, and where its data is.

    `files` holds the data by path from the root of the project when the work is done elsewhere; with None the data stays
    where it is, in `root`. `code` is the hash of the package: a worker with another version refuses.
    """

    name: str
    notebook: bytes
    parameters: dict[str, Any]
    root: str
    files: dict[str, bytes] | None = None
    code: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    kernel: bool = False
    cell_seconds: float = 600
    scratch: str | None = None


@dataclass(frozen=True)
class Executed:
    """An executed notebook, whole or up to the cell that failed.

    `error` is one sentence, empty when all went well; `reads` and `modules` are what `recording` found.
    """

    name: str
    notebook: bytes
    error: str = ""
    reads: list[dict[str, Any]] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    seconds: float = 0.0
