"""The command that opens JupyterLab, without a browser; what it opens is looked at in tests/browser/test_jupyterlab.py."""

import json
import shlex
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.commands import lab
from analysis.commands.line import parser

ROOT = Path(__file__).parents[2]


def test_it_opens_the_project_at_the_start_page_which_is_there():
    options = dict(option.lstrip("-").split("=", 1) for option in lab.options(ROOT))
    assert options["ServerApp.root_dir"] == str(ROOT)
    page = options["LabApp.default_url"].removeprefix("/lab/tree/")
    assert (ROOT / page).read_text(encoding="utf-8").startswith("# Start here")


def test_the_start_page_opens_as_a_page_to_read():
    settings = json.loads((lab.SETTINGS / "overrides.json").read_text(encoding="utf-8"))
    viewers = settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Markdown Preview"}


def test_outside_of_a_clone_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    assert main(["lab"]) == 1
    assert capsys.readouterr().err == (
        f"There is no notebooks/START.md in {tmp_path}: set ANALYSIS_ROOT to the folder of a clone of the project.\n"
    )


@pytest.mark.parametrize(
    ("line", "further"),
    [("lab", []), ("lab --", []), ("lab -- --no-browser --port=8899", ["--no-browser", "--port=8899"])],
)
def test_what_follows_two_dashes_goes_to_jupyterlab(line, further):
    assert parser().parse_args(shlex.split(line)).options == further
