"""Source notebooks: clean, thin, documented parameters, no typed figures; they run from any folder."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.indicators.policy import SIBLINGS
from analysis.publish.planning.parameters import FILES

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BIN = Path(sys.executable).parent
WIDTH = 100
SAID_BY_HAND = (ast.IfExp, ast.Call, ast.BinOp, ast.Subscript, ast.Compare)
RAW = {"value", "low", "high", "numerator", "denominator"}
# 24.1%, 103 of 427, 592 children: figures of the evidence, which a cell must compute
TYPED = re.compile(
    r"\d[\d,.]*\s?(?:%|per cent|percent\b)|\b\d[\d,]* of (?:the )?\d|"
    r"\b\d[\d,]* (?:children|plans|starts|families|enquiries|conferences|meetings|audits|visits|cases)\b"
)
QUOTED = re.compile(r"per 10,000|\"[^\"]*\"|“[^”]*”|`[^`]*`|\([^()]*\b00[0-4]\b[^()]*\)")


def cells(path, kind):
    content = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in content["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def typed_figures(text):
    """Return figures in prose that are neither quoted nor given with their document."""
    return TYPED.findall(QUOTED.sub("", text))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def parameters(path):
    found = [source(cell) for cell in cells(path, "code") if "parameters" in cell["metadata"].get("tags", [])]
    assert len(found) == 1, "a notebook has one cell tagged 'parameters'"
    return found[0].splitlines()


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_no_outputs_and_no_execution_counts(path):
    assert [cell["id"] for cell in cells(path, "code") if cell["outputs"] or cell["execution_count"]] == []


def test_each_cell_has_an_id_of_its_own(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) >= (4, 5)
    ids = [cell.get("id") for cell in content["cells"]]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_any_python_3_kernel_runs_it(path):
    assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == "python3"


def code(path):
    return {
        cell["id"]: source(cell) for cell in cells(path, "code") if "parameters" not in cell["metadata"].get("tags", [])
    }


def test_cells_are_read_without_scrolling(path):
    """Ten lines a cell, a hundred characters a line."""
    long = {name: len(text.splitlines()) for name, text in code(path).items()}
    assert {name: n for name, n in long.items() if n > 10} == {}
    assert [line for text in code(path).values() for line in text.splitlines() if len(line) > WIDTH] == []


def test_what_only_computes_is_folded_and_what_shows_is_not(path):
    """JupyterLab folds a cell by its metadata; a reader who opens a notebook meets words, figures and tables."""
    written = [cell for cell in cells(path, "code") if "parameters" not in cell["metadata"].get("tags", [])]
    folded = {cell["id"]: cell["metadata"].get("jupyter", {}).get("source_hidden", False) for cell in written}
    assert folded == {cell["id"]: not re.search(r"\bpage\.\w+\(", source(cell)) for cell in written}


def test_cells_define_nothing(path):
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Lambda)
    trees = {name: ast.parse(text) for name, text in code(path).items()}
    assert [name for name, tree in trees.items() if any(isinstance(node, kinds) for node in ast.walk(tree))] == []


def test_a_sentence_holds_names_and_faces_only(path):
    """Between braces stands a name and a face: no condition, call, index or raw number; and no source is typed."""
    assert [fault for text in code(path).values() for fault in faults_of(text)] == []


def faults_of(text):
    """Return what a cell says itself although an object should say it."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FormattedValue):
            raw = isinstance(node.value, ast.Attribute) and node.value.attr in RAW
            if raw or any(isinstance(each, SAID_BY_HAND) for each in ast.walk(node.value)):
                found.append(ast.unparse(node.value))
        if isinstance(node, ast.keyword) and node.arg == "source":
            found.append("source=")
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("f'{plans.pooled:full}'", []),
        ("f'{a if b else c}'", ["a if b else c"]),
        ("f'{round(x)}'", ["round(x)"]),
        ("f'{share.value}'", ["share.value"]),
        ("page.table(t, source='Table 5')", ["source="]),
    ],
)
def test_what_a_sentence_may_not_hold(text, found):
    assert faults_of(text) == found


def test_the_title_is_a_question(path):
    title = source(cells(path, "markdown")[0]).splitlines()[0]
    assert re.fullmatch(r"# \S.*\?", title), title


def test_each_parameter_is_annotated_plain_and_explained(parameters):
    for line in parameters:
        (statement,) = ast.parse(line).body
        assert isinstance(statement, ast.AnnAssign), f"{line}: not of the form name: type = value"
        assert statement.annotation.id in {"str", "int", "float", "bool"}, line
        assert plain(statement.value), f"{line}: no plain value"
        assert re.search(r"  # \S.{7,}", line), f"{line}: no comment that explains it"


def test_the_sibling_effect_of_a_notebook_is_that_of_the_policy(parameters):
    """A parameter is typed, so that papermill finds it; what it begins with has one home."""
    given = [line for line in parameters if line.startswith("design_effect:")]
    assert [float(re.search(r"= ([\d.]+)", line)[1]) for line in given] == [SIBLINGS] * len(given)


def test_a_parameter_that_names_a_file_leads_nowhere_else(parameters):
    for line in parameters:
        assert (line.split(":")[0] in FILES) == ("in the folder data" in line), line


def plain(value):
    """Return whether a value is a literal; a division of two numbers is one too, since it shows where they come from."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div):
        return plain(value.left) and plain(value.right)
    return isinstance(value, ast.Constant)


def test_prose_holds_no_typed_figures(path):
    """Figures are computed; those of a method (its level, its limits) stand under a heading that names methods."""
    found = []
    for cell in cells(path, "markdown"):
        evidence = re.split(r"^#+ .*\bmethods?\b.*$", source(cell), flags=re.M | re.I)[0]
        found += typed_figures(evidence)
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The share was 24.1% in 2020.", ["24.1%"]),
        ("In 103 of 427 starts", ["103 of 4"]),
        ("It fell to 592 children.", ["592 children"]),
        ('The report says "592 children".', []),
        ("Both give 592 children (000, paragraph 5.1).", ["592 children"]),
        ("Rates are per 10,000 children, in 2018/19, on 31 March 2020.", []),
        ("held within 15 working days (000, Table 8: 79%)", []),
    ],
)
def test_what_counts_as_a_typed_figure(text, found):
    assert typed_figures(text) == found


def test_papermill_shows_the_parameters_as_a_form(path, parameters, tmp_path):
    from click.testing import CliRunner
    from papermill.cli import papermill

    shown = " ".join(CliRunner().invoke(papermill, ["--help-notebook", str(path)]).output.split())
    for line in parameters:
        name, kind, comment = re.match(r"(\w+): (\w+) = .*?  # (.*)", line).groups()
        assert f"{name}: {kind} (default" in shown
        assert " ".join(comment.split()) in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["papermill", "{notebook}", "out.ipynb", "-p", "confidence", "0.9", "--no-progress-bar"],
        pytest.param(
            [
                "jupyter",
                "nbconvert",
                "--execute",
                "--to",
                "notebook",
                "--output-dir",
                ".",
                "--output",
                "out",
                "{notebook}",
            ],
            marks=pytest.mark.nightly,
        ),
    ],
    ids=["papermill", "nbconvert"],
)
def test_a_notebook_runs_from_any_folder(command, tmp_path, monkeypatch):
    monkeypatch.delenv("ANALYSIS_ROOT", raising=False)
    notebook = str(ROOT / "notebooks" / "02_repeat_plan_volatility.ipynb")
    line = [str(BIN / command[0]), *(word.format(notebook=notebook) for word in command[1:])]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    outputs = [output for cell in cells(tmp_path / "out.ipynb", "code") for output in cell["outputs"]]
    levels = {row.get("level") for output in outputs for row in output.get("metadata", {}).get("numbers", [])}
    assert levels - {None} == {0.9 if command[0] == "papermill" else 0.95}
