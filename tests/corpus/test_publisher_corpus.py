"""Bad recipes, notebooks, receipts and outputs, one row a case: exit code, what the sentence names, and no published file changed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys

import project
import pytest
import small

from analysis import evidence
from analysis.__main__ import main
from analysis.evidence import csv_files
from analysis.evidence.disk import folders
from analysis.evidence.own import series
from analysis.publish import run
from analysis.publish.edition import index
from analysis.publish.execution.job import one_line, shown_safely
from analysis.publish.export.html import page, svg
from analysis.publish.export.pdf import document
from analysis.publish.export.workbook import cells, sheets
from analysis.publish.planning import notebooks

ENTRY = {"name": "plans", "notebook": "01_plans.ipynb", "title": "T", "question": "Q"}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nreports: [*c, *c]"


def recipe(**changed):
    entry = {name: text for name, text in (ENTRY | changed).items() if text is not None}
    return "reports:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in entry.items())


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_EDITION", raising=False)
    small.write(tmp_path)
    shutil.copy(tmp_path / "notebooks" / "01_plans.ipynb", tmp_path / "outside.ipynb")
    return tmp_path


NAMES = ["../a", "/tmp/a", "a/../b", ".", "A", "_failed", "a" * 80, "x\0y", "$(touch x)", "a b; rm -rf"]
RECIPES = [
    ("", "expected `key: value` lines"),
    ("[]", "expected `key: value` lines"),
    ("5", "expected `key: value` lines"),
    ("reports", "expected `key: value` lines"),
    ("report: []", "'report': this key is not known"),
    ("reports: 5", "'reports': 5 is there; expected a list"),
    ("reports: {a: 1}", "'reports'"),
    ("reports: [5]", "'reports', entry 1: 5 is there"),
    ("reports: [", "cannot be read as YAML"),
    ("reports: !!python/object/apply:os.system ['true']", "cannot be read as YAML"),
    ("edition: 2026-11-21\nedition: 2026-11-22", "the key 'edition' stands twice"),
    (BOMB, "stands inside of what is repeated itself"),
    ("edition: soon\n" + recipe(), "'edition': soon is there; expected a day such as 2026-11-21"),
    ("edition: 2026-13-45\n" + recipe(), "cannot be read as YAML: month must be in 1..12"),
    ("edition: 5\n" + recipe(), "'edition': 5 is there; expected a day"),
    ("edition: [2026-11-21]\n" + recipe(), "expected a day such as 2026-11-21"),
    ("cell_seconds: -5\n" + recipe(), "'cell_seconds': -5 is there; expected seconds"),
    ("cell_seconds: 0\n" + recipe(), "'cell_seconds': 0 is there; expected seconds"),
    ("cell_seconds: 1.0e+9\n" + recipe(), "'cell_seconds': 1000000000.0 is there; expected seconds"),
    ("cell_seconds: .inf\n" + recipe(), "'cell_seconds': inf is there; expected seconds"),
    ("cell_seconds: .nan\n" + recipe(), "'cell_seconds': nan is there; expected a number"),
    ("cell_seconds: soon\n" + recipe(), "'cell_seconds': soon is there; expected a number"),
    ("cell_seconds: true\n" + recipe(), "'cell_seconds': True is there; expected a number"),
    ("allowed: [x]\n" + recipe(), "'allowed': ['x'] is there"),
    ("allowed: {x: 5}\n" + recipe(), "'x': 5 is there; expected a list of values, or minimum and maximum"),
    ("allowed: {x: {minimum: half}}\n" + recipe(), "half is there; expected a number"),
    ("allowed: {x: {min: 1}}\n" + recipe(), "'x': {'min': 1} is there; expected a list of values, or minimum and maximum"),
    ("allowed: {x: {}}\n" + recipe(), "expected a list of values, or minimum and maximum"),
    ("allowed: {x: [[1]]}\n" + recipe(), "[1] is there; expected a text, a number, true or false"),
    ("site: 5\n" + recipe(), "'site'"),
    ("site: {titel: x}\n" + recipe(), "'titel': this key is not known"),
    ("site: {contact: someone}\n" + recipe(), "'contact': 'someone' is there"),
    ("site: {not_for: all}\n" + recipe(), "'not_for': 'all' is there; expected a list"),
    (recipe(name=None), "'name': it is missing; add it."),
    (recipe(notebook=None), "'notebook': it is missing; add it."),
    (recipe(title=None), "'title': it is missing; add it."),
    (recipe(question=None), "'question': it is missing; add it."),
    (recipe(name="5"), "'name': 5 is there; expected a text"),
    (recipe(title="[a]"), "'title': ['a'] is there; expected a text"),
    (recipe(titel="x"), "'titel': this key is not known"),
    *((recipe(name=json.dumps(name)), "must be small letters") for name in NAMES),
    (recipe(notebook="absent.ipynb"), "there is no notebook 'absent.ipynb' beside reports.yml"),
    (recipe(notebook="../outside.ipynb"), "there is no notebook '../outside.ipynb'"),
    (recipe(notebook="reports.yml"), "there is no notebook 'reports.yml'"),
    (recipe(formats="pdf"), "'formats': 'pdf' is there; expected a list"),
    (recipe(formats="[odt]"), "'formats', entry 1: 'odt' is there"),
    (recipe(parameters="[a]"), "'parameters': ['a'] is there"),
    (recipe(parameters="{a: [1]}"), "[1] is there; expected a text, a number, true or false"),
    (recipe(parameters="{atuhority: Northshire}"), "has no parameter 'atuhority' (did you mean 'authority'?)"),
    (recipe(parameters="{authority: 5}"), "must be text, not 5"),
    (recipe(each="{a: 1}"), "{'a': 1} is there; expected a list of parameter sets, or authorities"),
    (recipe(each="[1]"), "[1] is there; expected a list of parameter sets"),
    (recipe(each="everyone"), "everyone is there; expected a list of parameter sets"),
    (recipe() + "\n" + recipe().split("\n", 1)[1], "two reports have the name 'plans'"),
    (b"\xff\xfe\x00", "notebooks/reports.yml cannot be read as a UTF-8 text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), RECIPES)
def test_bad_recipes_are_wrong_usage_with_the_key(here, capsys, text, words):
    (here / "notebooks" / "reports.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    before = small.held(here)
    assert main(["reports"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert small.held(here) == before


SOUND = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
NOTEBOOKS = [
    (b"", "is empty"),
    (b" \n", "is empty"),
    (b"{", "is not JSON"),
    (b"[", "is not JSON"),
    (b"[]", "is JSON, but no notebook of format 4"),
    (b"5", "is JSON, but no notebook of format 4"),
    (b"null", "is JSON, but no notebook of format 4"),
    (b'"text"', "is JSON, but no notebook of format 4"),
    (b"{}", "is JSON, but no notebook of format 4"),
    (b"\xff\xfe{}", "is not UTF-8 (byte 0)"),
    (SOUND.encode("utf-16"), "is not UTF-8"),
    (SOUND.encode()[:-9], "is not JSON"),
    (SOUND.replace(": 4", ": 3").encode(), "no notebook of format 4"),
    (SOUND.replace('"cells": []', '"cells": 5').encode(), "no notebook of format 4"),
    (SOUND.replace('"cells": []', '"cells": [5]').encode(), "no notebook of format 4"),
    (SOUND.replace('"cells": []', '"cells": [{"cell_type": "code"}]').encode(), "no notebook of format 4"),
    (SOUND.replace('"metadata": {}', '"metadata": 5').encode(), "no notebook of format 4"),
    (b"[" * 100_000, "is not JSON"),
    (b"\x00" * 100, "is not JSON"),
]


@pytest.mark.parametrize(("content", "words"), NOTEBOOKS)
def test_what_is_no_notebook_is_told_apart(tmp_path, content, words):
    path = tmp_path / "03_gap.ipynb"
    path.write_bytes(content)
    assert notebooks.fault(path).startswith("notebooks/03_gap.ipynb ")
    assert words in notebooks.fault(path)


def test_a_sound_notebook_has_no_fault(tmp_path):
    path = tmp_path / "03_gap.ipynb"
    path.write_text(SOUND)
    assert notebooks.fault(path) == ""


@pytest.fixture
def two(tmp_path, monkeypatch):
    """Return a project of two notebooks whose exporters cost nothing."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_EDITION", raising=False)
    monkeypatch.setattr(page, "made", lambda report: "<p>")
    monkeypatch.setattr(document, "made", lambda report: b"%PDF")
    monkeypatch.setattr(sheets, "made", lambda report: b"PK")
    monkeypatch.setattr(index, "render", lambda *given: "index")
    project.write_project(tmp_path)
    shutil.copy(tmp_path / "notebooks" / "01_referrals.ipynb", tmp_path / "notebooks" / "02_other.ipynb")
    entry = "\n  - {name: other, notebook: 02_other.ipynb, title: T, question: Q, formats: [html, pdf, ipynb]}\n"
    with (tmp_path / "notebooks" / "reports.yml").open("a") as file:
        file.write(entry)
    return tmp_path


def made(root):
    return sorted(path.parent.name for path in (root / "reports").glob("*/receipt.json"))


@pytest.mark.parametrize(("content", "words"), [NOTEBOOKS[at] for at in (0, 2, 4, 9)])
def test_one_broken_notebook_stops_no_other_and_is_named(two, capsys, content, words):
    (two / "notebooks" / "02_other.ipynb").write_bytes(content)
    assert run.run([], {}) == 1
    said = capsys.readouterr().err
    assert "FAILED  other: notebooks/02_other.ipynb " in said
    assert words in said
    assert made(two) == ["referrals_ambridge", "referrals_borchester"]
    assert words in (two / "reports" / "_failed" / "other.txt").read_text()
    assert not list((two / "reports").glob(".work-*"))
    assert run.run(["other"], {"area": "Ambridge"}) == 2
    assert words in capsys.readouterr().err


WRITES = [
    "open(Path(root, 'data', 'processed', 'observations.csv'), 'a').close()",
    "Path(root, 'data', 'processed', 'new.csv').write_text('x')",
    "Path(root, 'reports', 'referrals_ambridge', 'results.json').write_text('[]')",
    "Path(root, 'notebooks', 'reports.yml').unlink()",
    "Path(root, 'data', 'processed').rename(Path(root, 'data', 'moved'))",
    "Path(root, 'editions').mkdir()",
    "os.symlink('x', Path(root, 'data', 'link'))",
    "shutil.rmtree(Path(root, 'data'))",
    "os.truncate(Path(root, 'data', 'processed', 'observations.csv'), 0)",
]


@pytest.mark.parametrize("line", WRITES)
def test_a_notebook_that_changes_what_is_not_its_own_fails(two, capsys, line):
    (two / "reports" / "referrals_ambridge").mkdir(parents=True)
    extra = f"import os, shutil\nfrom pathlib import Path\nroot = str(evidence.root())\n{line}"
    project.write_notebook(two / "notebooks" / "02_other.ipynb", project.report_cells(extra))
    before = small.held(two)
    assert run.run(["other"], {}) == 1
    assert "PermissionError: a notebook may not change " in capsys.readouterr().err
    after = small.held(two)
    assert {name: held for name, held in after.items() if name in before} == before


@pytest.mark.parametrize(
    "line",
    ["touch -d 2020-01-01 {}/processed/observations.csv", "cp {}/processed/observations.csv {}/processed/new.csv"],
)
def test_what_another_program_changes_for_a_notebook_is_noticed(two, capsys, line):
    extra = f"import subprocess\nroot = str(evidence.root() / 'data')\nsubprocess.run({line!r}.replace('{{}}', root).split())"
    project.write_notebook(two / "notebooks" / "02_other.ipynb", project.report_cells(extra))
    assert run.run(["other"], {}) == 1
    assert re.search(r"FAILED +other.*data/\S+ was changed while the notebook ran", capsys.readouterr().err)


def test_a_notebook_may_write_where_it_runs(two):
    project.write_notebook(two / "notebooks" / "02_other.ipynb", project.report_cells("open('x.csv', 'w').write('1')"))
    assert run.run(["other"], {}) == 0


def test_what_a_cell_prints_without_end_is_cut_with_a_note(two):
    project.write_notebook(two / "notebooks" / "02_other.ipynb", project.report_cells("print('line ' * 10_000_000)"))
    assert run.run(["other"], {}) == 0
    kept = two / "reports" / "other"
    assert sum(path.stat().st_size for path in kept.rglob("*") if path.is_file()) < 1_000_000
    assert "The rest of this text is left out" in (kept / "other.ipynb").read_text()


def test_a_full_disk_is_said_and_leaves_nothing_half_made(two, capsys, monkeypatch):
    def full(*given):
        raise OSError(28, "No space left on device", "/somewhere/private")

    assert run.run([], {}) == 0
    before = small.held(two)
    monkeypatch.setattr(folders, "place", full)
    assert run.run(["other"], {}, force=True) == 1
    said = capsys.readouterr().err
    assert "FAILED  other: export: the disk is full; free some space and run again" in said
    after = {name: held for name, held in small.held(two).items() if "_failed" not in name}
    assert after == {name: held for name, held in before.items() if "_failed" not in name}
    assert not list((two / "reports").glob(".work-*"))


@pytest.mark.parametrize(
    "receipt",
    [
        "",
        "{",
        "[]",
        "5",
        "{}",
        '{"modules": {}}',
        '{"modules": 5, "reads": [], "outputs": {}, "cover": {}, "edition": ""}',
    ],
)
def test_a_receipt_that_is_not_whole_is_made_anew(two, capsys, receipt):
    assert run.run(["other"], {}) == 0
    path = two / "reports" / "other" / "receipt.json"
    path.write_text(receipt)
    assert run.run(["other"], {}, dry_run=True) == 0
    assert "other: it is new, or its receipt is not whole" in capsys.readouterr().out
    assert run.run(["other"], {}) == 0
    assert json.loads(path.read_text())["modules"]


def test_a_stray_file_in_a_published_folder_is_noticed_and_not_lost(two, capsys):
    assert run.run([], {}) == 0
    stray = two / "reports" / "other" / "notes.txt"
    stray.write_text("mine")
    assert run.run([], {}) == 1
    assert "FAILED  other: other/notes.txt is no part of the report: move it elsewhere" in capsys.readouterr().err
    assert stray.read_text() == "mine"
    stray.unlink()
    assert run.run([], {}) == 0


def test_a_failure_tells_nothing_of_the_machine(two, capsys):
    extra = "raise ValueError(f'no row in {evidence.root()}/data \\x1b]0;title\\x07 \\x1b[31m')"
    project.write_notebook(two / "notebooks" / "02_other.ipynb", project.report_cells(extra))
    assert run.run(["other"], {}) == 1
    for text in (capsys.readouterr().err, (two / "reports" / "_failed" / "other.txt").read_text()):
        assert "no row in ./data" in text
        assert str(two) not in text
        assert "\x1b" not in text
    assert str(two) not in (two / "reports" / "_failed" / "other.ipynb").read_text()
    traceback = (two / "reports" / "_failed" / "other.txt").read_text()
    assert "Traceback (most recent call last)" in traceback
    assert "----> " in traceback


@pytest.mark.parametrize("escape", ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x07", "\x08\x08", "\r", "\x00", "\u202e"])
def test_no_terminal_obeys_what_is_printed(escape):
    for said in (shown_safely(f"a{escape}b"), one_line(f"a{escape}b")):
        assert escape not in said
        assert said.startswith("a")
        assert all(letter.isprintable() for letter in said)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"), ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+1+1", "'+1+1"), ("-2+3", "'-2+3"), ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"), ("+3.7%", "+3.7%"), ("-0.5", "-0.5"), ("-1,234", "-1,234"), ("−2.1", "−2.1"), ("27.5", "27.5"),
        ("a=b", "a=b"), ("", ""), ("=", "'="), ("-", "'-"), ("+", "'+"), ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
    ],
)  # fmt: skip
def test_no_cell_of_a_published_file_is_a_formula(cell, shown):
    import csv
    import io

    written = io.StringIO()
    csv.writer(written).writerow(["x", cell])
    assert next(csv.reader(io.StringIO(cells.harmless(written.getvalue())))) == ["x", shown]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("27.5%", (0.275, "0.0%")), ("1,234", (1234, "#,##0")), ("−0.5", (-0.5, "0.0")), ("£3", (3, "£#,##0")), ("3", (3, "0")),
        ("132 of 480", None), ("2019/20", None), ("", None), ("=1+1", None), ("1e5", None), ("–", None), ("12 months", None),
    ],
)  # fmt: skip
def test_a_cell_of_the_workbook_is_a_number_where_it_shows_one(text, number):
    assert cells.number(text) == number


SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


FOREIGN = [
    "<script>alert(1)</script>",
    "<rect onclick='alert(1)'/>",
    "<a xlink:href='javascript:alert(1)'><rect/></a>",
    "<a href='javascript:alert(1)'><rect/></a>",
    "<image xlink:href='http://alert.example/x'/>",
    "<style>@import url(//alert.example);</style>",
    "<style>@import 'alert.css'; .a{fill:red}</style>",
    "<style>.a{fill:url(http://alert.example)}</style>",
    "<foreignObject><b>alert</b></foreignObject>",
    "<iframe src='alert'/>",
    "<set attributeName='href' to='alert'/>",
    "<animate attributeName='href' values='alert'/>",
    "<handler>alert</handler>",
    "<metadata>alert</metadata>",
    "<rect style='fill:url(http://alert.example)'/>",
    "<use href='http://alert.example#a'/>",
]


@pytest.mark.parametrize("inner", FOREIGN)
def test_no_drawing_brings_a_script_or_asks_another_place(inner):
    import base64
    import re

    made = svg.inline(f"<svg {SPACE} viewBox='0 0 9 9'>{inner}</svg>", "f-", "x")
    hidden = [base64.b64decode(found).decode() for found in re.findall('base64,([^"]+)', made)]
    assert "alert" not in "".join([made, *hidden])


def stopped_while_starting(imported, *arguments):
    """Return exit code and words after Ctrl-C at an import; the terminal sends it to the whole group, the fork server included."""
    command = [sys.executable, "-X", "importtime", "-m", "analysis", *arguments]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    # what a shell starts in the background would not be interrupted
    options = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), "start_new_session": True}
    with subprocess.Popen(command, **pipes, **options, text=True) as child:
        while imported not in (line := child.stderr.readline()):
            assert line, f"it ended before it imported {imported}"
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate(timeout=120)
    return child.returncode, [line for line in said.splitlines() if not line.startswith("import time:")]


STOPPED = ["Stopped. What was finished is in place; everything else is as it was."]


@pytest.mark.parametrize("command", ["--help", "data", "reports", "own"])
def test_ctrl_c_before_a_command_is_known_is_one_sentence(here, command):
    assert stopped_while_starting("re._parser", command) == (130, STOPPED)


SWALLOWED = """\
import os, runpy, signal, sys, types
def parser():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        sys.exit(0)
sys.modules["analysis.commands.line"] = types.SimpleNamespace(parser=parser)
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("analysis", run_name="__main__")
"""


def test_ctrl_c_is_heard_even_where_a_library_would_swallow_it():
    done = subprocess.run([sys.executable, "-c", SWALLOWED], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.splitlines()) == (130, STOPPED)


@pytest.mark.slow
@pytest.mark.parametrize("imported", ["analysis.commands.own", "analysis.publish.run", "statsmodels.stats.rates"])
def test_ctrl_c_while_starting_is_one_sentence(two, imported):
    assert stopped_while_starting(imported, "reports") == (130, STOPPED)
    assert not list((two / "reports").glob(".work-*"))


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside.csv", "own/../../outside.csv", "/", "own/\0", "raw/../.."])
def test_a_series_outside_of_data_is_refused_before_it_is_opened(here, monkeypatch, name):
    opened = []
    monkeypatch.setattr(csv_files, "text_table", opened.append)
    with pytest.raises(evidence.EvidenceError, match=r"is not a file in data/: give its path from there"):
        series.found(name)
    assert opened == []
