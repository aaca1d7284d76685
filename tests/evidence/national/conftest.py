"""Small open tables, with figures that are plainly made up, and the real ones where they lie beside the checkout."""

import os
import shutil
from pathlib import Path

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


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """Return a project with England's real files: skipped where NATIONAL_DATA is not set, an error where it is wrong."""
    place = os.environ.get("NATIONAL_DATA")
    if not place:
        pytest.skip("NATIONAL_DATA names no folder with England's open data")
    if not list(Path(place).glob("d3*.csv")):
        pytest.fail(f"NATIONAL_DATA is {place}, where no table D3 lies")
    root = tmp_path_factory.mktemp("england")
    shutil.copytree(place, root / "data" / "external")
    shutil.copytree(Path(__file__).parents[3] / "data" / "processed", root / "data" / "processed")
    return root


@pytest.fixture
def england(real, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(real))
    return real
