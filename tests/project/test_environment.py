"""environment.yml holds the same versions as the lock file."""

import importlib.util
import os
import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_environment_yml_follows_the_lock_file(monkeypatch):
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    monkeypatch.setenv("UV", uv)
    spec = importlib.util.spec_from_file_location("write_environment", ROOT / "tools" / "write_environment.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == tool.environment(), "run `uv run python tools/write_environment.py`"


def test_conda_can_read_it():
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pip = content["dependencies"][-1]["pip"]
    assert pip[-1] == "-e ."
    assert not [line for line in pip if "--hash" in line], "pip refuses hashes beside -e"
    assert [line for line in pip if line.startswith("pandas==3.")]
    assert [line for line in pip if line.startswith("nbdime==")], "a notebook's differences are read with it"
