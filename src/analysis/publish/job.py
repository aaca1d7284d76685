"""One notebook to execute: what it needs, carried by content, and what comes back."""

from dataclasses import dataclass, field
from typing import Any


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
