"""A project to publish, and exporters that cost nothing: the real ones have tests of their own."""

import os
import sys
import types
from pathlib import Path

import project
import pytest


def stand_in(name: str, **functions: object) -> types.ModuleType:
    module = types.ModuleType(f"analysis.publish.{name}")
    module.__dict__.update(functions)
    return module


@pytest.fixture(scope="session")
def server() -> None:
    """Start the fork server as outside of a test: a kernel that sees pytest captures no output past Python."""
    from analysis.publish.execution import executor

    os.environ.pop("PYTEST_CURRENT_TEST", None)
    executor.start_server()


@pytest.fixture
def exporters(monkeypatch: pytest.MonkeyPatch) -> dict[str, types.ModuleType]:
    import analysis.publish

    fakes = {
        "html": stand_in(
            "html",
            export=lambda nb: f"<p>{nb.metadata['report']['title']}</p>",
            figure_data=lambda nb: {"figure-1.csv": "period,referrals\n"},
        ),
        "pdf": stand_in("pdf", export=lambda nb: b"%PDF of " + nb.metadata["report"]["name"].encode()),
        "index": stand_in(
            "index", render=lambda entries, ledger="": "\n".join(f"{e['name']} {e['failed']}" for e in entries)
        ),
    }
    for name, fake in fakes.items():
        monkeypatch.setitem(sys.modules, fake.__name__, fake)
        monkeypatch.setattr(analysis.publish, name, fake, raising=False)
    return fakes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: None, exporters: object) -> Path:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return project.write_project(tmp_path)
