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
    from analysis.publish import edition, export

    fakes = {
        (export, "html"): stand_in(
            "export.html",
            export=lambda nb: f"<p>{nb.metadata['report']['title']}</p>",
            figure_data=lambda nb: {"figure-1.csv": "period,referrals\n"},
        ),
        (export, "pdf"): stand_in("export.pdf", export=lambda nb: b"%PDF of " + nb.metadata["report"]["name"].encode()),
        (edition, "index"): stand_in(
            "edition.index", render=lambda entries, ledger="": "\n".join([ledger, *(e["name"] for e in entries)])
        ),
    }
    for (package, name), fake in fakes.items():
        monkeypatch.setitem(sys.modules, fake.__name__, fake)
        monkeypatch.setattr(package, name, fake, raising=False)
    return {name: fake for (_, name), fake in fakes.items()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: None, exporters: object) -> Path:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return project.write_project(tmp_path)
