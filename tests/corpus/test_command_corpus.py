"""Bad arguments, odd files and what an own edition says, on the small project: exit code and words, and no file changed."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest
import small

from analysis.__main__ import main
from analysis.commands import data
from analysis.evidence.disk import lock

QUARTER = "Northshire,Q{n} 20/21,100,20,10,30\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.delenv("ANALYSIS_EDITION", raising=False)
    small.write(tmp_path)
    return tmp_path


def run(*command):
    """Return the exit code of a command, which argparse gives by leaving."""
    try:
        return main(list(command))
    except SystemExit as left:
        return left.code


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("calibrate --replications 0", 2, "--replications: '0' is not a whole number from 1"),
        ("calibrate --replications -5", 2, "--replications: '-5' is not a whole number from 1"),
        ("calibrate --replications many", 2, "--replications: 'many' is not a whole number from 1"),
        ("calibrate --replications 1e3", 2, "--replications: '1e3' is not a whole number from 1"),
        ("calibrate --replications ٣", 2, "--replications: '٣' is not a whole number from 1"),
        (f"calibrate --replications {'9' * 30}", 2, "is not a whole number from 1"),
        ("calibrate --seed -1", 2, "--seed: '-1' is not a whole number from 0"),
        ("reports --workers 0", 2, "--workers: '0' is not a whole number from 1"),
        ("reports plans -p authority", 2, "'authority' is not of the form key=value"),
        ("reports plans -p =x", 2, "'=x' is not of the form key=value"),
        ("reports plan --dry-run", 2, "There is no report 'plan' (did you mean 'plans'?); there are: plans."),
        ("reports plans -p authority=Atlantis --dry-run", 2, "There is no area 'Atlantis' among the figures; there are Northshire."),
        ("reports plans -p authority=England --dry-run", 2, "There is no area 'England' among the figures; there are Northshire."),
        ("reports plans -p authority= --dry-run", 2, "There is no area '' among the figures"),
        ("reports plans -p authority=Northshre --dry-run", 2, "(did you mean 'Northshire'?)"),
        ("reports plans -p series=/etc/passwd --dry-run", 2, "Report 'plans': '/etc/passwd' is not a file in data/: give its path"),
        ("reports plans -p series=/etc/passwd", 2, "Report 'plans': '/etc/passwd' is not a file in data/: give its path"),
        ("reports plans -p series=own/../../x.csv --dry-run", 2, "Report 'plans': 'own/../../x.csv' is not a file in data/"),
        ("own --authority Atlantis --dry-run", 2, "\nThere is no area 'Atlantis' among the figures; there are Northshire."),
        ("own --dry-run", 1, "data/own holds no figures of an authority: copy quarters.template.csv there to quarters.csv"),
        ("check --documents nowhere", 1, "There is no folder nowhere: --documents names the folder with the text"),
        ("check --documents .", 1, "the text of the document is not in this folder"),
        ("new X", 1, "'X' cannot name a report: use 3 to 51 small letters"),
        ("new ../plans", 1, "'../plans' cannot name a report"),
        ("new plans", 1, "There is already a notebook 01_plans.ipynb"),
        ("lab", 1, "There is no notebooks/START.md in "),
        ("publish", 2, "invalid choice: 'publish'"),
        ("", 2, "the following arguments are required: COMMAND"),
    ],
)  # fmt: skip
def test_a_bad_argument_is_one_sentence_and_changes_nothing(project, capsys, command, code, words):
    before = small.held(project)
    assert run(*command.split()) == code
    said = capsys.readouterr()
    assert words in f"\n{said.err}{said.out}"
    assert "Traceback" not in said.err
    assert small.held(project) == before


def test_the_edition_is_one_that_there_is(project, capsys, monkeypatch):
    monkeypatch.setenv("ANALYSIS_EDITION", "mine")
    before = small.held(project)
    assert run("data") == 1
    assert small.held(project) == before
    assert capsys.readouterr().err == "ANALYSIS_EDITION is 'mine'; it may be published, own, national.\n"


def dangling(path):
    path.symlink_to("nowhere.csv")


def circle(path):
    path.symlink_to(path.name)


def folder(path):
    path.mkdir()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("quarters.csv", dangling, "data/own/quarters.csv leads to a file that is not there; mend the link or delete it."),
        ("figures.csv", dangling, "data/own/figures.csv leads to a file that is not there"),
        ("areas.yml", dangling, "data/own/areas.yml leads to a file that is not there"),
        ("quarters.csv", circle, "data/own/quarters.csv leads to a file that is not there"),
        ("quarters.csv", folder, "data/own/quarters.csv is not a file; put the file of that name in its place."),
        ("areas.yml", folder, "data/own/areas.yml cannot be read as a UTF-8 text: Is a directory."),
        ("strategy_meetings_monthly.csv", folder, "data/own/strategy_meetings_monthly.csv is not a file"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_named(project, capsys, name, make, words):
    make(project / "data" / "own" / name)
    before = small.held(project)
    assert run("own", "--dry-run") == 1
    assert f"\n{words}" in "\n" + capsys.readouterr().err
    assert small.held(project) == before


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("data/raw/sources.yml", "cannot be read as a UTF-8 text"),
        ("data/raw/000/tables.yml", "cannot be read as a UTF-8 text"),
        ("data/raw/000/table_1.csv", "cannot be read"),
        ("data/raw/measures.csv", "cannot be read"),
    ],
)
def test_a_folder_in_place_of_a_description_is_named(project, capsys, name, how):
    (project / name).unlink()
    (project / name).mkdir()
    before = small.held(project)
    assert run("data") == 1
    assert capsys.readouterr().err == f"{name} {how}: Is a directory.\n"
    assert small.held(project) == before


def test_figures_in_their_former_folder_are_read_and_the_user_told_how_to_move_them(project, capsys):
    former = project / "data" / "raw" / "local"
    former.mkdir()
    (former / "quarters.csv").write_text(small.QUARTERS + QUARTER.format(n=1))
    assert run("data") == 0
    assert "data/raw/local is read for now: move quarters.csv to data/own.\n" in capsys.readouterr().err
    assert run("own", "--dry-run") == 0
    assert "data/raw/local is read for now: move quarters.csv to data/own.\n" in capsys.readouterr().out
    (project / "data" / "own" / "quarters.csv").write_text(small.QUARTERS + QUARTER.format(n=2))
    assert run("own", "--dry-run") == 1
    assert (
        "data/own/quarters.csv and data/raw/local/quarters.csv are both there; keep the first."
        in capsys.readouterr().err
    )


def test_files_that_are_not_read_and_quarters_that_are_missing_are_remarked(project, capsys):
    own = project / "data" / "own"
    (own / "quarters.csv").write_text(small.QUARTERS + QUARTER.format(n=1) + QUARTER.format(n=4))
    (own / "notes.txt").write_text("ours")
    (own / ".DS_Store").write_text("theirs")
    assert run("own", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "data/own/quarters.csv has no row of Northshire for Q2 20/21, Q3 20/21: " in said
    assert "data/own/notes.txt is not read: the files that are read are quarters.csv," in said
    assert "DS_Store" not in said


def test_two_authorities_need_a_choice(project, capsys):
    own = project / "data" / "own"
    (own / "areas.yml").write_text("Southshire: {}\n")
    (own / "quarters.csv").write_text(
        small.QUARTERS + QUARTER.format(n=1) + QUARTER.format(n=1).replace("North", "South")
    )
    assert run("own", "--dry-run") == 1
    assert "data/own holds figures of Northshire, Southshire: say whom the edition is about" in capsys.readouterr().err
    assert run("own", "--dry-run", "--authority", "Southshire") == 0


def test_a_changed_digit_fails_the_check_and_is_said_with_the_data(project, capsys):
    assert run("check") == 0
    path = project / "data" / "raw" / "000" / "table_1.csv"
    path.write_text(path.read_text().replace("110", "111"))
    sentence = (
        "data/raw/000/table_1.csv has changed since it was last checked: compare it with its document, "
        "then `python -m analysis check --accept`.\n"
    )
    capsys.readouterr()
    assert run("check") == 1
    assert sentence in capsys.readouterr().out
    assert run("data") == 0
    assert capsys.readouterr().err == sentence
    assert run("check", "--accept") == 0
    assert run("data") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_what_a_spreadsheet_does_to_a_file_changes_no_cell(project, start):
    path = project / "data" / "raw" / "000" / "table_1.csv"
    path.write_bytes(start + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check") == 0


def test_an_unchecked_and_a_vanished_table_are_named(project, capsys):
    record = project / "data" / "raw" / "hashes.yml"
    record.write_text(record.read_text().replace("000/table_1.csv", "000/table_7.csv"))
    assert run("check") == 1
    said = capsys.readouterr().out
    assert "data/raw/000/table_1.csv has not been checked yet: " in said
    assert "data/raw/000/table_7.csv is gone: " in said
    record.unlink()
    assert run("check") == 1
    assert "data/raw/hashes.yml is not there: bring it back" in capsys.readouterr().err


def test_two_runs_write_one_after_the_other(project, capsys, monkeypatch):
    monkeypatch.setattr("analysis.commands.data.PATIENCE", 0.2)
    before = small.held(project)
    with lock.held(project / "data" / ".lock", "mine"):
        assert run("data") == 1
    assert "Another run is writing the data; this one has changed nothing." in capsys.readouterr().err
    assert small.held(project) == before


FOUR = """\
import os
from analysis.__main__ import main
from analysis.commands import data
from analysis.commands import data, tables
children = []
for _ in range(4):
    if not (child := os.fork()):
        os._exit(main(["data"]))
    children.append(child)
print([os.waitpid(child, 0)[1] for child in children])
"""


@pytest.mark.skipif(os.name != "posix", reason="the four are forks of one that has imported the libraries")
def test_four_runs_at_once_all_end_well(project):
    done = subprocess.run([sys.executable, "-c", FOUR], capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    assert done.stdout.endswith("[0, 0, 0, 0]\n")
    assert not list((project / "data").glob(".work-*"))


def test_many_equal_faults_are_twenty_and_their_count(project, capsys):
    rows = "".join(f"Northshire,Q1 20/21,{number} about,1,1,1\n" for number in range(5000))
    (project / "data" / "own" / "quarters.csv").write_text(small.QUARTERS + rows)
    before = small.held(project)
    assert run("own", "--dry-run") == 1
    assert small.held(project) == before
    *shown, last = capsys.readouterr().err.splitlines()
    assert len(shown) == 20
    assert last.startswith("… and ")
    assert last.endswith(" faults.")


def test_a_dry_run_reads_what_is_there_now_and_writes_nothing(project, capsys):
    assert run("data") == 0
    path = project / "data" / "raw" / "000" / "table_1.csv"
    path.write_text(path.read_text().replace("110", "about 110,"))
    before = small.held(project)
    assert run("reports", "--dry-run") == 1
    assert "data/raw/000/table_1.csv, row 2: 5 cells under 4 columns" in capsys.readouterr().err
    assert small.held(project) == before


def test_a_dry_run_that_is_stopped_leaves_nothing_where_it_tried(project, monkeypatch):
    (project / "tried").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(project / "tried"))
    before = signal.signal(signal.SIGINT, lambda *_: None)
    with pytest.raises(KeyboardInterrupt), data.tried():
        os.kill(os.getpid(), signal.SIGINT)
    signal.signal(signal.SIGINT, before)
    assert not list((project / "tried").iterdir())
