"""Who may import whom: the evidence at one edge, publishing at the other, pure statistics between."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "analysis"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
# reads or writes files, shows pages, or is the command line; every other module is an investigation or serves one
EDGE = {
    "analysis", "analysis.__main__", "analysis.build", "analysis.calibration", "analysis.check", "analysis.datapackage",
    "analysis.evidence",
    "analysis.lab", "analysis.page", "analysis.scaffold", "analysis.tidy", "analysis.transcription",
}  # fmt: skip
FILES_AND_CLOCK = {
    "glob",
    "io",
    "os",
    "pathlib",
    "random",
    "requests",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "time",
    "urllib",
}
DRAWING = {"IPython", "matplotlib", "seaborn"}
CLOCK_CALLS = {"now", "today", "utcnow", "time", "monotonic"}


def belongs(module, *parents):
    return any(module == parent or module.startswith(f"{parent}.") for parent in parents)


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


TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
IMPORTS = {name: imported(tree) for name, tree in TREES.items()}
PURE = [
    name for name in MODULES if name not in EDGE and not belongs(name, "analysis.figures", "analysis.publish")
]  # fmt: skip


def test_the_edge_is_no_longer_than_it_is():
    assert EDGE - set(MODULES) == set()


@pytest.mark.parametrize("name", PURE)
def test_an_investigation_is_pure(name):
    allowed_edges = IMPORTS[name] & (EDGE - {"analysis"})
    assert allowed_edges == set(), "an investigation takes frames and returns frames"
    assert [module for module in IMPORTS[name] if belongs(module, "analysis.figures", "analysis.publish")] == []
    assert {module.split(".")[0] for module in IMPORTS[name]} & (FILES_AND_CLOCK | DRAWING) == set()
    assert impurities(TREES[name]) == []


@pytest.mark.parametrize("name", [name for name in MODULES if belongs(name, "analysis.figures")])
def test_figures_know_no_investigation(name):
    own = [module for module in IMPORTS[name] if belongs(module, "analysis")]
    assert [module for module in own if module != "analysis" and not belongs(module, "analysis.figures")] == []


def test_only_publishing_knows_papermill_and_nbconvert():
    users = {name for name, modules in IMPORTS.items() if any(belongs(m, "papermill", "nbconvert") for m in modules)}
    assert users
    assert [name for name in users if not belongs(name, "analysis.publish")] == []


def test_only_the_command_line_knows_publishing():
    users = {name for name, modules in IMPORTS.items() if any(belongs(m, "analysis.publish") for m in modules)}
    assert {name for name in users if not belongs(name, "analysis.publish")} == {"analysis.__main__"}


def test_the_evidence_knows_nothing_of_what_is_made_of_it():
    assert [module for module in IMPORTS["analysis.evidence"] if belongs(module, "analysis")] == []
    readers = {name for name, modules in IMPORTS.items() if "analysis.evidence" in modules}
    assert [name for name in readers if name not in EDGE and not belongs(name, "analysis.publish")] == []


def test_nothing_imports_a_notebook():
    foreign = {"import_ipynb", "nbimporter", "ipynb", "testbook"}
    for name, modules in IMPORTS.items():
        assert {module.split(".")[0] for module in modules} & (foreign | {"notebooks"}) == set(), name


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
