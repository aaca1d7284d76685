"""A new notebook: what is written, what is refused, and that the whole report can be made from it at once."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.commands import new_notebook as scaffold
from analysis.publish.planning import recipes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / "data" / "processed", tmp_path / "data" / "processed")
    (tmp_path / "data" / "raw").mkdir()
    shutil.copy(ROOT / "data" / "raw" / "areas.yml", tmp_path / "data" / "raw")
    shutil.copy(ROOT / "uv.lock", tmp_path)
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    return tmp_path


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_report_has_notebook_recipe_and_line_on_the_start_page(project):
    notebooks = project / "notebooks"
    before = {name: (notebooks / name).read_text() for name in ("reports.yml", "START.md")}
    known = len(recipes.read())
    assert scaffold.run("court_proceedings") == 0
    (made,) = notebooks.glob("*_court_proceedings.ipynb")
    number = int(made.name[:2])
    assert number == 1 + max(int(path.name[:2]) for path in (ROOT / "notebooks").glob("*.ipynb"))
    for name, text in before.items():
        after = (notebooks / name).read_text()
        assert after.startswith(text), "what stood there, comments included, stays"
        assert made.stem in after[len(text) :]
    added = recipes.read()
    assert len(added) == known + 1
    assert added[-1].notebook == made
    assert added[-1].question == "Court proceedings: has it changed?"


def test_the_new_notebook_keeps_the_rules_for_notebooks(tmp_path):
    import test_notebooks as rules

    path = tmp_path / "11_new.ipynb"
    path.write_text(scaffold.notebook("Has it changed?"), encoding="utf-8")
    rules.test_cells_are_read_without_scrolling(path)
    rules.test_cells_define_nothing(path)
    rules.test_a_sentence_holds_names_and_faces_only(path)
    rules.test_each_cell_has_an_id_of_its_own(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Court", "'Court' cannot name a report"),
        ("../x", "'../x' cannot name a report"),
        ("a b", "'a b' cannot name a report"),
        ("09_court", "A number is put before it."),
        ("inter_plan_gap", "There is already a notebook 03_inter_plan_gap.ipynb: open it, or choose another name."),
    ],
)
def test_a_bad_or_taken_name_is_refused_in_one_sentence(project, name, sentence):
    before = files(project)
    with pytest.raises(ValueError, match="name") as fault:
        scaffold.run(name)
    assert sentence in str(fault.value)
    assert "\n" not in str(fault.value)
    assert files(project) == before


@pytest.mark.slow
def test_the_new_report_can_be_made_at_once(project):
    environment = os.environ | {"ANALYSIS_ROOT": str(project)}

    def command(*words):
        line = [sys.executable, "-m", "analysis", *words]
        return subprocess.run(line, env=environment, cwd=project, capture_output=True, text=True, timeout=300)

    assert command("new", "court_proceedings").returncode == 0
    (made,) = (project / "notebooks").glob("*_court_proceedings.ipynb")
    done = command("reports", made.stem)
    assert done.returncode == 0, done.stdout + done.stderr
    folder = project / "reports" / made.stem
    assert (folder / f"{made.stem}.pdf").read_bytes().startswith(b"%PDF-")
    results = json.loads((folder / "results.json").read_text())
    # repeat plans of Warwickshire as printed in 002, Table 3: 23.8% in 2019/20, 27.5% in 2020/21
    shares = {row["for"]["period"]: round(row["value"], 1) for row in results}
    assert (shares["2019/20"], shares["2020/21"]) == (23.8, 27.5)
    again = command("new", "court_proceedings")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
