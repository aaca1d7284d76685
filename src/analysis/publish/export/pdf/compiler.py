"""Typst, in a process that is renewed: it keeps what it has worked out for every document and lets go of too little of it."""

import warnings
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from typing import Any

import typst

from analysis.publish.execution.executor import deaf
from analysis.publish.execution.worker import leave_with_parent
from analysis.publish.export.characters import fonts

DOCUMENTS = 25  # of one process, which then holds some 200 MiB


class _Process(ProcessPoolExecutor):
    documents = 0  # that it was asked for

    def __init__(self) -> None:
        # not its own limit of tasks per process, which can hang (python/cpython#115634)
        super().__init__(1, get_context("spawn"), leave_with_parent)


def compiled(files: dict[str, bytes], **options: Any) -> bytes:
    """Return the document of ``main.typ`` among some files, with our fonts and no others.

    Parameters
    ----------
    files : dict of bytes by str
        What the document consists of.
    **options
        Those of `typst.compile`.

    Raises
    ------
    RuntimeError
        With what Typst says of a document that it cannot set; or if the process has ended, often because memory ran out.
    """
    process = _process()
    process.documents += 1
    try:
        made, fault = process.submit(_compiled, files, options).result()
    except BrokenProcessPool as ended:
        _process.cache_clear()
        raise RuntimeError("Typst was stopped while it set the document, often because memory ran out") from ended
    if fault:
        raise RuntimeError(fault)
    return bytes(made)


def ready() -> None:
    """Start the process, or the next one when it has made its documents or was stopped; nobody waits until it has read the fonts."""
    if _process().documents >= DOCUMENTS:
        _process().shutdown(wait=False)
        _process.cache_clear()
    with deaf():
        try:
            _process().submit(_read_fonts)
        except BrokenProcessPool:
            _process.cache_clear()
            _process().submit(_read_fonts)


@cache
def _process() -> _Process:
    return _Process()


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts()])


def _read_fonts() -> None:
    _fonts()  # which cannot leave the process


def _compiled(files: dict[str, bytes], options: dict[str, Any]) -> tuple[bytes, str]:
    """Return a document, or what is wrong with it: Typst's own errors cannot leave the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        try:
            return typst.compile(files, font_paths=_fonts(), **options), ""
        except typst.TypstError as error:
            return b"", str(error)
