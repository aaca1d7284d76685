"""Killing the publisher at random moments never leaves a wrong file in ``reports/``."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import project
import pytest

from analysis.publish.planning import receipts

pytestmark = pytest.mark.slow

AREAS = [f"Village {number:02d}" for number in range(6)]
CELLS = [
    project.code('area: str = "Village 00"', "parameters"),
    project.code(
        "from analysis import evidence\nvalue = int(evidence.rows('observations', area=area)[0]['value'])\n"
        "stated = {'role': 'text', 'numbers': [{'key': 'referrals', 'value': value}]}\n"
        "display({'text/markdown': f'{value} referrals'}, raw=True, metadata=stated)"
    ),
]
RECIPES = f"""\
edition: 2026-11-21
cell_seconds: 60
reports:
  - name: referrals_{{area}}
    notebook: 01_referrals.ipynb
    title: Referrals in {{area}}
    question: How many?
    formats: [ipynb]
    each: [{", ".join(f"{{area: {area}}}" for area in AREAS)}]
"""
# the libraries have nothing to do with the moment of death: a bare fork server makes a run of two seconds
PROGRAM = """\
import sys
from multiprocessing import set_forkserver_preload as preload
import multiprocessing
multiprocessing.set_forkserver_preload = lambda modules: preload(["papermill", "analysis.publish.execution.shell"])
from analysis.publish.run import run
if __name__ == "__main__":
    sys.exit(run([], {}))
"""


def write_values(folder: Path, value: int) -> None:
    project.write_observations(folder, [project.row(area, value) for area in AREAS])


def start(folder: Path) -> "subprocess.Popen[str]":
    program = folder / "program.py"
    program.write_text(PROGRAM)
    environment = os.environ | {"ANALYSIS_ROOT": str(folder), "TMPDIR": str(folder / "tmp")}
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, str(program)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def values(folder: Path, allowed: set[int]) -> list[int]:
    """Return the value in each report, having checked every file of it against its receipt."""
    found = []
    for report in sorted((folder / "reports").glob("referrals_*")):
        receipt = json.loads((report / "receipt.json").read_text())
        files = {p.relative_to(report).as_posix() for p in report.rglob("*") if p.is_file()} - {"receipt.json"}
        assert files == set(receipt["outputs"])
        for name, digest in receipt["outputs"].items():
            assert receipts.digest((report / name).read_bytes()) == digest
        found.append(json.loads((report / "results.json").read_text())[0]["value"])
        assert found[-1] in allowed
    manifest = json.loads((folder / "reports" / "manifest.json").read_text())
    assert len(manifest["reports"]) == len(AREAS)
    return found


def children_of(folder: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def finish(folder: Path) -> float:
    began = time.monotonic()
    run = start(folder)
    said, _ = run.communicate(timeout=300)
    assert run.returncode == 0, said
    assert not list((folder / "reports").glob(".work-*"))
    return time.monotonic() - began


@pytest.mark.parametrize("deaths", [3, pytest.param(30, marks=pytest.mark.nightly)])
def test_deaths(tmp_path: Path, deaths: int) -> None:
    folder = project.write_project(tmp_path, RECIPES)
    project.write_notebook(folder / "notebooks" / "01_referrals.ipynb", CELLS)
    write_values(folder, 0)
    usual = finish(folder)
    assert values(folder, {0}) == [0] * len(AREAS)
    chance, mixed, allowed = random.Random(20220316), 0, {0}
    for death in range(1, deaths + 1):
        write_values(folder, death)
        allowed.add(death)
        run = start(folder)
        if death % 4 == 0:
            time.sleep(chance.uniform(0.2, 1.0) * usual)
        else:
            # most of a run is imports: wait until reports are being put into place
            while not run.stdout.readline().startswith("done"):
                pass
            time.sleep(chance.uniform(0.0, 0.4))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        mixed += len(set(values(folder, allowed))) > 1
        if death in (deaths, 15):
            finish(folder)
            assert values(folder, {death}) == [death] * len(AREAS)
            allowed = {death}
    # some of the deaths came between the first report and the last, else this proves nothing
    assert mixed >= max(1, deaths // 10)
    time.sleep(1)
    assert children_of(folder) == []
