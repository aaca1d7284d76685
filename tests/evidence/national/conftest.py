"""An empty project, and a hand that puts files into it."""

import pytest


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return an empty project; `put` writes files into its data/external."""
    (tmp_path / "data" / "external").mkdir(parents=True)
    (tmp_path / "data" / "processed").mkdir()
    (tmp_path / "data" / "processed" / "observations.csv").write_text("id,period_end,value\n")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def put(project):
    def write(**files):
        for name, text in files.items():
            content = text if isinstance(text, bytes) else text.encode()
            (project / "data" / "external" / name.replace("__", ".")).write_bytes(content)

    return write
