"""Source notebooks: clean, thin, documented parameters, no typed figures; they run from any folder."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BIN = Path(sys.executable).parent
LONGEST_CELL = 16
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


def test_cells_fit_one_screen_and_define_no_functions(path):
    code = {cell["id"]: source(cell) for cell in cells(path, "code")}
    assert [name for name, text in code.items() if len(text.splitlines()) > LONGEST_CELL] == []
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    assert [
        name for name, text in code.items() if any(isinstance(node, kinds) for node in ast.walk(ast.parse(text)))
    ] == []


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


def plain(value):
    """Return whether a value is a literal; a division of two numbers is one too, since it shows where they come from."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div):
        return plain(value.left) and plain(value.right)
    return isinstance(value, ast.Constant)


def test_the_last_cell_shows_the_results(path):
    assert source(cells(path, "code")[-1]).splitlines()[-1] == "page.results(results)"


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
        ["jupyter", "nbconvert", "--execute", "--to", "notebook", "--output-dir", ".", "--output", "out", "{notebook}"],
    ],
    ids=["papermill", "nbconvert"],
)
def test_a_notebook_runs_from_any_folder(command, tmp_path, monkeypatch):
    monkeypatch.delenv("ANALYSIS_ROOT", raising=False)
    notebook = str(ROOT / "notebooks" / "06_activity_and_flow.ipynb")
    line = [str(BIN / command[0]), *(word.format(notebook=notebook) for word in command[1:])]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    results = [
        output["data"]["application/vnd.analysis.notebook.results+json"]
        for cell in cells(tmp_path / "out.ipynb", "code")
        for output in cell["outputs"]
        if "application/vnd.analysis.notebook.results+json" in output.get("data", {})
    ]
    level = 0.9 if command[0] == "papermill" else 0.95
    assert level in {row.get("level") for row in results[0]}
