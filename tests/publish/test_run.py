"""One run after another on a small project: what is made, why, what fails, and what stays."""

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import project
import pytest

from analysis.evidence.disk import lock
from analysis.publish import run
from analysis.publish.export.pdf import document
from analysis.publish.planning import receipts

NAMES = ("referrals_ambridge", "referrals_borchester")


def hashes(reports: Path) -> dict[str, str]:
    files = (path for path in reports.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(reports).as_posix(): receipts.digest(path.read_bytes()) for path in sorted(files)}


def publish(*names: str, **options: object) -> int:
    return run.run(list(names), {}, **options)  # type: ignore[arg-type]


def due(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert publish(dry_run=True) == 0
    lines = capsys.readouterr().out.splitlines()[:-1]
    return dict(line.split(": ", 1) for line in lines)


def change_cells(folder: Path, extra: str) -> None:
    project.write_notebook(folder / "notebooks" / "01_referrals.ipynb", project.report_cells(extra))


@pytest.fixture
def published(folder: Path) -> Path:
    assert publish() == 0
    return folder


def test_an_edition_is_whole(published: Path) -> None:
    reports = published / "reports"
    for name in NAMES:
        files = {path.relative_to(reports / name).as_posix() for path in (reports / name).rglob("*") if path.is_file()}
        kinds = {f"{name}.{kind}" for kind in ("pdf", "html", "ipynb", "xlsx")}
        assert files == kinds | {"results.json", "receipt.json", "data/figure-1.csv", "data/figure-1.svg"}
    # 100 and 100 in the two years of Ambridge
    found = json.loads((reports / NAMES[0] / "results.json").read_text())
    assert found[0]["key"] == "referrals"
    assert found[0]["value"] == 200
    assert found[0]["observations"] == ["900/table_1/Ambridge/2018", "900/table_1/Ambridge/2019"]
    told = json.loads((reports / NAMES[0] / f"{NAMES[0]}.ipynb").read_text())["metadata"]["report"]
    assert (told["authority"], told["period"]) == ("Ambridge", "April 2018 to March 2020")
    assert told["data"][0]["rows"] == 2
    assert [row["as_printed"] for row in told["rows"]] == ["100", "100"]
    manifest = json.loads((reports / "manifest.json").read_text())
    for name, entry in manifest["reports"].items():
        for file, digest in entry["files"].items():
            assert receipts.digest((reports / name / file).read_bytes()) == digest
    assert set(manifest["reports"]) == set(NAMES)
    assert not list(reports.glob(".work-*"))


def test_nothing_changed_means_nothing_made(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in published.rglob("*"):
        if path.is_file():
            os.utime(path, (1, 1))
    assert due(capsys) == {}
    before = hashes(published / "reports")
    assert publish() == 0
    assert hashes(published / "reports") == before


def test_a_clone_with_its_edition_is_current(
    published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = published.parent / f"{published.name}-clone"
    shutil.copytree(published, clone, copy_function=shutil.copyfile)
    monkeypatch.setenv("ANALYSIS_ROOT", str(clone))
    assert due(capsys) == {}


def test_the_same_inputs_give_the_same_bytes_elsewhere(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = published.parent / f"{published.name}-other"
    shutil.copytree(published, other, ignore=shutil.ignore_patterns("reports"))
    monkeypatch.setenv("ANALYSIS_ROOT", str(other))
    assert publish() == 0
    assert hashes(other / "reports") == hashes(published / "reports")
    for path in (other / "reports").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert str(published.parent).encode() not in content
            assert str(Path.home()).encode() not in content


def test_a_changed_row_rebuilds_only_what_reads_it(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = published / "data" / "processed" / "observations.csv"
    lines = table.read_text().splitlines(keepends=True)
    changed = [line.replace(",101,101,", ",999,999,") for line in lines]
    assert changed != lines
    table.write_text("".join(changed))
    assert due(capsys) == {
        "referrals_borchester": "data it reads has changed: observations (area: Borchester; measure: referrals)"
    }


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("notebooks/01_referrals.ipynb", "the notebook has changed"),
        ("uv.lock", "uv.lock has changed"),
        ("reports/referrals_borchester/referrals_borchester.pdf", "referrals_borchester.pdf was changed by hand"),
        ("reports/referrals_borchester/data/figure-1.csv", "data/figure-1.csv was changed by hand"),
    ],
)
def test_content_that_changes_is_a_reason(
    published: Path, capsys: pytest.CaptureFixture[str], path: str, words: str
) -> None:
    with (published / path).open("ab") as file:
        file.write(b" ")
    found = due(capsys)
    assert found["referrals_borchester"] == words
    assert ("referrals_ambridge" in found) == (not path.startswith("reports"))


def test_more_reasons(published: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    recipes = published / "notebooks" / "reports.yml"
    recipes.write_text(project.RECIPES.replace("Referrals in", "Contacts in"))
    assert due(capsys)[NAMES[0]] == "its title, question, formats or neighbours have changed"
    recipes.write_text(project.RECIPES.replace("2026-11-21", "2027-01-01"))
    assert due(capsys)[NAMES[0]] == "the date of the edition has changed"
    recipes.write_text(project.RECIPES)
    (published / "reports" / NAMES[0] / "results.json").unlink()
    assert due(capsys) == {NAMES[0]: "results.json is missing"}
    (published / "reports" / NAMES[0] / "receipt.json").write_text("{")
    assert due(capsys) == {NAMES[0]: "it is new, or its receipt is not whole"}
    receipt = published / "reports" / NAMES[1] / "receipt.json"
    content = json.loads(receipt.read_text())
    assert "evidence/store.py" in content["modules"]
    assert "publish/run.py" not in content["modules"]
    content["modules"]["notebook/page.py"] = "0"
    receipt.write_text(json.dumps(content))
    assert due(capsys)[NAMES[1]] == "analysis/notebook/page.py has changed"


def test_a_file_read_past_the_evidence_counts_as_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    side = folder / "data" / "raw" / "side.csv"
    side.parent.mkdir(parents=True)
    side.write_text("a\n1\n")
    change_cells(folder, "from pathlib import Path\nPath(evidence.root(), 'data', 'raw', 'side.csv').read_text();")
    assert publish() == 0
    assert due(capsys) == {}
    side.write_text("a\n2\n")
    assert due(capsys)[NAMES[0]] == "data it reads has changed: data/raw/side.csv"


FAULTS = {
    "error": ("1 / 0", "cell 4: ZeroDivisionError: division by zero"),
    "exit": ("raise SystemExit(3)", "cell 4: SystemExit: 3"),
    "memory": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "cell 4: the process was killed"),
    "crash": ("import os; os._exit(7)", "cell 4: the process ended with exit code 7"),
    "syntax": ("1 +", "cell 4: SyntaxError"),
    "hang": ("import time; time.sleep(600)", "cell 4: ran longer than its limit of 5 seconds"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_failure_leaves_the_last_good_report_and_the_others_go_on(
    published: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    cell, words = FAULTS[kind]
    before = hashes(published / "reports" / NAMES[0])
    change_cells(published, f"if area == 'Ambridge':\n    {cell}" if kind != "syntax" else cell)
    if kind == "hang":
        recipes = published / "notebooks" / "reports.yml"
        recipes.write_text(recipes.read_text().replace("cell_seconds: 60", "cell_seconds: 5"))
    capsys.readouterr()
    assert publish() == 1
    seen = capsys.readouterr()
    assert f"FAILED  {NAMES[0]}: {words}" in seen.err
    assert len(seen.err.splitlines()) == (2 if kind == "syntax" else 1)
    assert hashes(published / "reports" / NAMES[0]) == before
    assert (published / "reports" / "_failed" / f"{NAMES[0]}.ipynb").exists()
    if kind in ("error", "exit", "syntax"):
        kept = (published / "reports" / "_failed" / f"{NAMES[0]}.ipynb").read_text()
        assert '"output_type": "error"' in kept
        assert str(published) not in kept
    if kind != "syntax":
        assert "1 made, 0 current, 1 failed" in seen.out
    assert not list((published / "reports").glob(".work-*"))
    change_cells(published, "")
    assert publish() == 0
    assert not (published / "reports" / "_failed").exists()


def test_a_failing_export_is_a_failure_of_that_report(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = hashes(published / "reports")

    def broken(report: object) -> bytes:
        raise RuntimeError("missing alt text\nline 2")

    monkeypatch.setattr(document, "made", broken)
    assert publish(force=True) == 1
    assert f"FAILED  {NAMES[0]}: export: RuntimeError: missing alt text line 2" in capsys.readouterr().err
    for name in NAMES:
        assert (
            hashes(published / "reports" / name).items()
            <= {key.removeprefix(f"{name}/"): value for key, value in before.items()}.items()
        )


def test_a_parameter_tried_out_replaces_nothing(published: Path) -> None:
    before = hashes(published / "reports")
    assert run.run([NAMES[0]], {"confidence": "0.9"}) == 0
    after = hashes(published / "reports")
    assert before.items() <= after.items()
    made = {path.split("/")[1] for path in after if path.startswith("_variants/") and path.count("/") > 1}
    assert len(made) == 1
    assert made.pop().startswith("referrals_ambridge_confidence_0_9_")


def test_what_fails_or_is_tried_out_leaves_the_edition_alone(published: Path) -> None:
    ledger = published / "data" / "processed" / "claims.csv"
    ledger.write_text("claim\n")
    assert publish() == 0
    before, index = hashes(published / "reports"), (published / "reports" / "index.html").read_bytes()
    ledger.write_text("claim,verdict\n")
    change_cells(published, "1 / 0")
    assert publish() == 1
    assert run.run([NAMES[0]], {"confidence": "0.9"}) == 1
    change_cells(published, "")
    assert run.run([NAMES[0]], {"confidence": "0.9"}) == 0
    after = hashes(published / "reports")
    assert {path: digest for path, digest in after.items() if path[0] != "_"} == before
    assert publish() == 0
    assert (published / "reports" / "claims.csv").read_text() == "claim,verdict\n"
    assert (published / "reports" / "index.html").read_bytes() == index


def test_a_manifest_changed_by_hand_is_written_again(published: Path) -> None:
    before = hashes(published / "reports")
    manifest = published / "reports" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("Ambridge", "Felpersham"))
    assert publish() == 0
    assert hashes(published / "reports") == before


def test_bad_usage_stops_before_anything_runs(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = hashes(published / "reports")
    assert publish("referrals_ambrige") == 2
    assert run.run([], {"aera": "Ambridge"}) == 2
    assert run.run([], {"area": "../../etc"}) == 2
    (published / "notebooks" / "reports.yml").write_text("report: []")
    assert publish() == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert "did you mean 'referrals_ambridge'?" in said[0]
    assert hashes(published / "reports") == before


def test_two_runs_never_collide(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with lock.held(published / "reports" / ".lock", "busy"):
        assert publish(force=True) == 1
    assert "Another run is publishing" in capsys.readouterr().err
    assert publish() == 0


@pytest.fixture
def listening() -> Iterator[None]:
    """Hear Ctrl-C even where the tests run in the background, whose processes start deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_ctrl_c_stops_cleanly(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = hashes(published / "reports")
    change_cells(published, "import time; time.sleep(600)")
    timer = threading.Timer(2, os.kill, (os.getpid(), 2))
    timer.start()
    began = time.monotonic()
    assert publish() == 130
    assert time.monotonic() - began < 20
    assert "Stopped." in capsys.readouterr().err
    assert hashes(published / "reports") == before
    assert not list((published / "reports").glob(".work-*"))


def test_a_scheduled_run_is_quiet_unless_something_happens(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert publish(scheduled=True) == 0
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("", "")
    told = json.loads((published / "reports" / "run.json").read_text())
    assert told["current"] == list(NAMES)
    (published / "reports" / NAMES[1] / "results.json").unlink()
    assert publish(scheduled=True) == 0
    assert "1 made, 1 current, 0 failed" in capsys.readouterr().out
    told = json.loads((published / "reports" / "run.json").read_text())
    assert told["made"][NAMES[1]]["because"] == "results.json is missing"
    assert told["failed"] == {}
    assert set(told["inputs"]) == set(NAMES)
    assert told["versions"]["papermill"].startswith("2.")


def test_reports_are_made_with_one_worker_as_with_many(published: Path) -> None:
    before = hashes(published / "reports")
    assert publish(force=True, workers=1) == 0
    assert hashes(published / "reports") == before
