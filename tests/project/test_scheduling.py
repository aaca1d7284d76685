"""What is shipped for schedulers runs commands that exist, and the whole line of the crontab does what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import project
import pytest
import small
import yaml

from analysis.commands.line import parser

ROOT = Path(__file__).parents[2]
UNIT = "deploy/child-protection-reports"
WORKFLOW = ".github/workflows/scheduled-reports.yml"
COMMAND = re.compile(r"(?<=python -m analysis )[\w -]+")
SCHEDULED = ["data", "reports --scheduled"]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def unit(kind):
    """Return the keys of a systemd unit with all of their values."""
    found = {}
    for line in text(f"{UNIT}.{kind}").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def crontab():
    lines = [line for line in text("deploy/crontab").splitlines() if line and not line.startswith("#")]
    return lines[0], lines[1]


def workflow():
    return yaml.safe_load(text(WORKFLOW))


def job_commands():
    return [step["run"] for step in workflow()["jobs"]["reports"]["steps"] if "run" in step]


@pytest.mark.parametrize(
    "lines",
    [unit("service")["ExecStart"], [crontab()[1]], job_commands(), [text("docs/guides/scheduling.md").split("```")[1]]],
    ids=["systemd", "cron", "github", "docs"],
)
def test_every_scheduler_runs_the_same_two_commands(lines):
    commands = [found.strip() for line in lines for found in COMMAND.findall(line)]
    assert commands == SCHEDULED
    for words in commands:
        assert parser().parse_args(shlex.split(words)).command == words.split()[0]


def test_the_systemd_unit_runs_in_the_clone_it_names():
    service = unit("service")
    (folder,) = service["WorkingDirectory"]
    assert all(line.startswith(f"{folder}/.venv/bin/python ") for line in service["ExecStart"])
    assert service["Type"] == ["oneshot"], "several commands, one after another, each only if the last succeeded"
    assert re.fullmatch(r"Mon\.\.Fri \d\d:\d\d", *unit("timer")["OnCalendar"])
    assert unit("timer")["WantedBy"] == ["timers.target"]


def test_the_workflow_may_only_read_and_uses_pinned_actions():
    content = workflow()
    assert content["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in content["jobs"].values())
    assert content[True]["schedule"], "YAML reads the key `on` as true"
    uses = re.findall(r"uses: (.*)", text(WORKFLOW))
    assert uses
    for action in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", action), action
    target = re.search(r"make (\S+)", "\n".join(job_commands()))[1]
    assert f"\n{target}:" in text("Makefile")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="cron is of POSIX systems")
def test_the_line_of_the_crontab_makes_reports_is_then_quiet_and_fails_loudly(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    small.write(tmp_path)
    reads = project.code("from analysis import evidence\nlen(evidence.observations(measure='cpp_starts'))")
    project.write_notebook(tmp_path / "notebooks" / "01_plans.ipynb", [project.text("# How many?"), reads])
    recipe = {"name": "plans", "notebook": "01_plans.ipynb", "title": "T", "question": "Q?", "formats": ["ipynb"]}
    (tmp_path / "notebooks" / "reports.yml").write_text(yaml.safe_dump({"edition": "2026-01-31", "reports": [recipe]}))
    (tmp_path / ".venv").symlink_to(sys.prefix)
    line = crontab()[1].split(maxsplit=5)[5]
    environment = os.environ | {"CLONE": str(tmp_path)}

    def run():
        return subprocess.run(["/bin/sh", "-c", line], env=environment, capture_output=True, text=True, timeout=300)

    first = run()
    assert first.returncode == 0, first.stderr
    assert "1 made, 0 current, 0 failed" in first.stdout
    report = tmp_path / "reports" / "plans" / "plans.ipynb"
    made = report.read_bytes()
    second = run()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert (tmp_path / "reports" / "run.json").is_file()
    prose = tmp_path / "data" / "raw" / "000" / "prose.csv"
    prose.write_text(prose.read_text(encoding="utf-8").replace("\n7,", "\nl7,", 1), encoding="utf-8")
    third = run()
    assert (third.returncode, third.stdout) == (1, "")
    assert re.search(r"prose\.csv, row \d+, column 'line': 'l7' is there", third.stderr)
    assert report.read_bytes() == made


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    uses = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", use)] == []


def test_the_site_is_the_published_edition_and_only_it_may_write_pages():
    content = yaml.safe_load(text(".github/workflows/pages.yml"))
    assert content["permissions"] == {"contents": "read"}
    assert content["jobs"]["site"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    (upload,) = [step for step in content["jobs"]["site"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert upload["with"]["path"] == "reports/"


def test_the_locked_packages_are_checked_by_schedule():
    (step,) = [step for step in workflow()["jobs"]["packages"]["steps"] if "run" in step]
    target = step["run"].removeprefix("make ")
    assert f"\n{target}: " in text("Makefile")
    assert "pip-audit==" in text("Makefile")
    assert "--require-hashes" in text("Makefile")
