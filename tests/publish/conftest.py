"""A project to publish, and exporters that cost nothing: the real ones have tests of their own."""

from pathlib import Path

import project
import pytest

from analysis.publish.edition import index
from analysis.publish.export.html import page
from analysis.publish.export.pdf import document
from analysis.publish.export.workbook import sheets


@pytest.fixture
def exporters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "made", lambda report: f"<p>{report.about['title']}</p>")
    monkeypatch.setattr(document, "made", lambda report: b"%PDF of " + report.about["name"].encode())
    monkeypatch.setattr(sheets, "made", lambda report: b"PK of " + report.about["name"].encode())

    def rendered(
        entries: list[dict[str, str]], site: object, reports: Path, ledger: str = "", table: object = None
    ) -> str:
        return "\n".join([ledger, *(entry["name"] for entry in entries)])

    monkeypatch.setattr(index, "render", rendered)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exporters: object) -> Path:
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return project.write_project(tmp_path)
