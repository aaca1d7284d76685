"""Who may import whom, by folder, and what a folder may not do at all. There is no list of exceptions."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "analysis"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
# The street: each folder (or single module) of the package, and those it may import. Nothing flows back.
STREET = {
    "words": set(),
    "statistics": set(),
    "observations": set(),
    "evidence": {"words", "statistics", "observations"},
    "indicators": {"words", "statistics", "observations"},
    "exhibits": {"words", "indicators"},
    "investigations": {"words", "statistics", "observations", "indicators", "exhibits"},
    "claims": {"words", "statistics", "observations", "indicators", "exhibits", "investigations"},
    "notebook": {"words", "indicators", "exhibits"},
    "publish": {"words", "evidence"},
    "calibration": {"statistics", "indicators", "investigations", "claims"},
    "commands": {
        "indicators",
        "words",
        "observations",
        "evidence",
        "investigations",
        "claims",
        "publish",
        "calibration",
    },
    "__main__": {"commands"},
}
# Reading and writing, clocks and unseeded draws happen at the edge only.
PURE = {"words", "statistics", "observations", "indicators", "investigations", "claims", "calibration"}
FILES_AND_CLOCK = {
    "glob", "io", "os", "pathlib", "random", "requests", "shutil", "socket", "subprocess", "sys", "time", "urllib",
}  # fmt: skip
DRAWING = {"IPython", "matplotlib", "seaborn"}
DRAWERS = {"pictures"}  # the one module of a room that draws
CLOCK_CALLS = {"now", "today", "utcnow", "time", "monotonic"}


def room(module):
    """Return the folder of a module within the package, by its first name; empty for the package itself."""
    return module.split(".")[1] if "." in module else ""


def imported(tree):
    """Return every module that a source imports; ``from analysis import x`` counts as ``analysis.x``."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def impurities(tree):
    """Return the calls that a pure module may not make: open a file, ask the clock, draw without a seed."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [name for name, given in ((ast.unparse(c.func), c.args + c.keywords) for c in calls) if impure(name, given)]


def impure(name, given):
    """Return whether a call, by its name and what is given to it, reads a file, the clock or an unseeded generator."""
    first, _, last = name.rpartition(".")
    if last == "default_rng":
        return not given
    reads = name == "open" or last.startswith(("read_", "to_csv", "write_text", "write_bytes"))
    asks = last in CLOCK_CALLS and first.split(".")[-1] in {"datetime", "date", "Timestamp"}
    draws = first in {"np.random", "numpy.random"} and last not in {"Generator", "SeedSequence"}
    return reads or asks or draws


@cache  # parsed by the test that asks, since every process that runs tests collects all of them
def tree_of(name):
    """Return the syntax tree of a module."""
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@cache
def imports_of(name):
    """Return every module that a module imports."""
    return imported(tree_of(name))


def test_every_folder_stands_in_the_street():
    assert {room(name) for name in MODULES} - {""} == set(STREET)


@pytest.mark.parametrize("name", [name for name in MODULES if room(name)])
def test_nothing_flows_back(name):
    own = {room(module) for module in imports_of(name) if module.startswith("analysis.")} - {room(name)}
    assert own - STREET[room(name)] == set()


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in PURE])
def test_the_middle_is_pure(name):
    forbidden = FILES_AND_CLOCK | (set() if name.split(".")[-1] in DRAWERS else DRAWING)
    assert {module.split(".")[0] for module in imports_of(name)} & forbidden == set()
    assert impurities(tree_of(name)) == []


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) == "investigations" and name.count(".") > 1])
def test_a_question_knows_no_other_question(name):
    rooms = {module.split(".")[2] for module in imports_of(name) if module.startswith("analysis.investigations.")}
    assert rooms <= {name.split(".")[2]}


def test_only_publishing_knows_papermill_and_nbconvert():
    users = {name for name in MODULES if {m.split(".")[0] for m in imports_of(name)} & {"papermill", "nbconvert"}}
    assert users
    assert {room(name) for name in users} == {"publish"}


@pytest.mark.parametrize(
    "place", [PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks"], ids=lambda place: place.name
)
def test_no_folder_is_a_drawer(place):
    full = {folder: len(found) for folder in place.rglob("*/") if len(found := list(folder.glob("*.py"))) > 13}
    assert full == {}


def test_tests_lie_in_the_rooms_of_what_they_test():
    rooms = {path.parent.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")}
    tested = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    # whole programs, pages and projects are tried from outside of any room
    outside = {Path("browser"), Path("corpus"), Path("project")}
    assert {folder for folder in tested if folder.parts[:1] and Path(folder.parts[0]) not in outside} - rooms == set()


def test_nothing_imports_a_notebook():
    foreign = {"import_ipynb", "nbimporter", "ipynb", "testbook", "notebooks"}
    assert {name for name in MODULES if {module.split(".")[0] for module in imports_of(name)} & foreign} == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("open('x')", ["open"]),
        ("pd.read_csv(x)", ["pd.read_csv"]),
        ("rng = np.random.default_rng()", ["np.random.default_rng"]),
        ("rng = np.random.default_rng(seed)", []),
        ("np.random.normal(1)", ["np.random.normal"]),
        ("datetime.now()", ["datetime.now"]),
    ],
)
def test_what_counts_as_impure(source, found):
    assert impurities(ast.parse(source)) == found
