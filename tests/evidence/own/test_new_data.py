"""New data arrives: what is made again and what is not, and that a faulty row changes nothing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis.__main__ import main

ROOT = Path(__file__).parents[3]
# the summary and the evidence read (nearly) everything, 02 and 03 the quarters, 06 and 08 the years, 09 the audits only
REPORTS = (
    "00_committee_summary",
    "01_evidence_and_reconciliation",
    "02_repeat_plan_volatility",
    "03_inter_plan_gap",
    "06_activity_and_flow",
    "08_against_the_comparators",
    "09_audit_evidence",
)
QUARTER = "Warwickshire,Q2 20/21,110,25,11,39.5\n"
FIGURE = "{area},{period},{measure},{value},,,Committee report of September 2022\n"
pytestmark = [pytest.mark.slow, pytest.mark.nightly]


def publish(root):
    command = [sys.executable, "-m", "analysis", "own", "--authority", "Warwickshire"]
    environment = os.environ | {"ANALYSIS_ROOT": str(root)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400)


def held(*folders):
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Return a copy of the project with some reports of an own edition made, as notebooks only, which is quick."""
    root = tmp_path_factory.mktemp("project")
    for part in ("data/raw", "data/processed", "notebooks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".*", "local"))
    (root / "data" / "own").mkdir()
    for path in (ROOT / "data" / "own").glob("*.template.*"):
        shutil.copy(path, root / "data" / "own")
    shutil.copy(ROOT / "uv.lock", root)
    recipes = root / "notebooks" / "reports.yml"
    content = yaml.safe_load(recipes.read_text(encoding="utf-8"))
    content["reports"] = [entry | {"formats": ["ipynb"]} for entry in content["reports"] if entry["name"] in REPORTS]
    recipes.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    done = publish(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def project(edition, tmp_path, monkeypatch):
    root = tmp_path / "project"
    shutil.copytree(edition, root)
    monkeypatch.setenv("ANALYSIS_ROOT", str(root))
    return root


def append(root, name, *rows):
    """Do what docs/guides/add-a-quarter.md says: copy the template, append rows."""
    folder = root / "data" / "own"
    shutil.copy(folder / f"{name}.template.csv", folder / f"{name}.csv")
    with (folder / f"{name}.csv").open("a") as file:
        file.writelines(rows)


def due(capsys):
    """Return the reports that would be made, by name, with the reason."""
    capsys.readouterr()
    assert main(["own", "--authority", "Warwickshire", "--dry-run"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("data/own/")]
    assert lines.pop() == f"{len(lines)} of {len(REPORTS)} reports would be made."
    return dict(line.split(": ", 1) for line in lines)


def numbers(*reports):
    return {name for name in REPORTS if name[:2] in reports}


def test_without_new_data_nothing_is_made(project, capsys):
    assert due(capsys) == {}


def test_a_new_quarter_remakes_what_reads_quarters_and_taking_it_back_brings_the_same_bytes(project, capsys):
    published, own = held(project / "data" / "processed"), held(project / "editions" / "own")
    append(project, "quarters", QUARTER)
    assert set(due(capsys)) == numbers("00", "01", "02", "03", "06", "08")
    done = publish(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 made, 1 current, 0 failed" in done.stdout
    for name in numbers("02", "03"):
        rests_on = (project / "editions" / "own" / "reports" / name / "results.json").read_text()
        assert "own/quarters/2/repeat_plans" in rests_on, f"{name} does not use the new quarter"
    assert due(capsys) == {}
    assert main(["data"]) == 0
    assert held(project / "data" / "processed") == published, "an own row is in a table of the published edition"
    (project / "data" / "own" / "quarters.csv").unlink()
    assert publish(project).returncode == 0
    assert held(project / "editions" / "own") == own


@pytest.mark.parametrize(
    ("row", "reports"),
    [
        (("Warwickshire", "2021/22", "s47_enquiries", "2100"), ("00", "01", "06", "08")),
        (("Warwickshire", "2021/22", "smart_plans_share", "70"), ("01", "09")),
    ],
)
def test_a_new_year_remakes_what_reads_that_measure(project, capsys, row, reports):
    append(project, "figures", FIGURE.format(**dict(zip(("area", "period", "measure", "value"), row, strict=True))))
    assert set(due(capsys)) == numbers(*reports)


def test_a_new_comparator_is_one_line_of_ones_own_and_its_rows(project, capsys):
    row = FIGURE.format(area="Coventry", period="31 March 2021", measure="cpp_rate", value="61.0")
    append(project, "figures", row)
    assert main(["own"]) == 1
    assert "column 'area': 'Coventry' is there; expected one of " in capsys.readouterr().err
    (project / "data" / "own" / "areas.yml").write_text("Coventry: {}\n")
    assert numbers("00", "01") <= set(due(capsys))


@pytest.mark.parametrize("command", [["own"], ["own", "--dry-run"]])
@pytest.mark.parametrize(
    ("name", "row", "sentence"),
    [
        (
            "quarters",
            "Warwickshire,Q2 20/21,110,125,11,39.5\n",
            "data/own/quarters.csv, row 2: repeat_plans is larger than cpp_starts, of which it is a part.",
        ),
        (
            "figures",
            "Warwickshire,2021/22,s47_enquiries,about 2100,,,Committee report\n",
            "data/own/figures.csv, row 2, column 'value': 'about 2100' is there; "
            "expected a number such as 41.5, or nothing.",
        ),
    ],
)
def test_a_faulty_row_is_one_sentence_and_changes_nothing(project, capsys, command, name, row, sentence):
    append(project, name, row)
    before = held(project)
    assert main(command) == 1
    assert capsys.readouterr().err == f"{sentence}\n"
    assert held(project) == before


def test_the_templates_have_the_columns_of_the_printed_table():
    """As in 000, Table 5: plans started, repeat plans, within two years, and the average gap, by quarter."""
    heading = (ROOT / "data/own/quarters.template.csv").read_text().strip()
    assert heading == "area,quarter,cpp_starts,repeat_plans,repeat_plans_within_2_years,gap_between_plans_mean"
    described = (ROOT / "data" / "raw" / "000" / "tables.yml").read_text(encoding="utf-8")
    (table,) = [entry for entry in yaml.safe_load(described) if entry["file"] == "table_5.csv"]
    for measure in heading.split(",")[2:]:
        assert measure in json.dumps(table)
