"""Typst's own process: what it cannot set is said, its end stops one document only, and it is renewed."""

import os
import signal

import pytest

from analysis.publish.export.pdf import compiler

PAGE = {"main.typ": b"Words"}


def pid() -> int:
    return compiler._process().submit(os.getpid).result()


def test_a_document_comes_back():
    assert compiler.compiled(PAGE, format="pdf").startswith(b"%PDF-")


def test_what_typst_says_of_a_fault_is_kept_and_the_next_document_is_made():
    with pytest.raises(RuntimeError, match="unknown variable: nothing"):
        compiler.compiled({"main.typ": b"#nothing"}, format="pdf")
    assert compiler.compiled(PAGE, format="pdf").startswith(b"%PDF-")


def test_a_process_that_is_killed_fails_one_document_and_not_the_next():
    before = pid()
    assert compiler._process().submit(os.kill, before, signal.SIGKILL).exception() is not None
    with pytest.raises(RuntimeError, match="Typst was stopped while it set the document"):
        compiler.compiled(PAGE, format="pdf")
    assert compiler.compiled(PAGE, format="pdf").startswith(b"%PDF-")
    assert pid() != before


def test_a_process_that_is_killed_between_two_documents_fails_none():
    assert compiler._process().submit(os.kill, pid(), signal.SIGKILL).exception() is not None
    compiler.ready()
    assert compiler.compiled(PAGE, format="pdf").startswith(b"%PDF-")


def test_the_process_is_renewed_so_that_its_memory_is(monkeypatch):
    monkeypatch.setattr(compiler, "DOCUMENTS", 3)
    compiler._process.cache_clear()
    seen = []
    for _ in range(7):
        compiler.ready()
        seen.append(pid())
        compiler.compiled(PAGE, format="pdf")
    assert [seen.count(process) for process in dict.fromkeys(seen)] == [3, 3, 1]


def test_the_process_hears_no_ctrl_c():
    process = pid()
    os.kill(process, signal.SIGINT)
    assert compiler.compiled(PAGE, format="pdf").startswith(b"%PDF-")
    assert pid() == process
