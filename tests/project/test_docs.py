"""What the documentation says can be typed can be typed; what it names is there; what there is, it names."""

import contextlib
import io
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml

import analysis
from analysis.commands.line import parser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "notebooks/START.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z]+|\.venv/\.\w+):", re.MULTILINE)
FOLDERS = "data|docs|deploy|notebooks|reports|src|tests|tools|benchmarks|\\.github|\\.ci"
FILE = re.compile(rf"(?:{FOLDERS})/[\w./-]*[\w/]")
# made on the reader's machine, or by a run
MADE = ("data/external", "reports/", "data/processed/", "data/own/areas.yml")
MADE += tuple(f"data/own/{name}.csv" for name in ("quarters", "figures", "strategy_meetings_monthly"))
PROGRAMS = r"(?:uv run (?:--no-sync )?)?(?:\S*(?:bin/|Scripts\\))?python -m analysis"


def snippets(page):
    """Return the pieces of code of a page, one a line; comments at the end of a line are left out."""
    found = [block or inline for block, inline in CODE.findall(page.read_text(encoding="utf-8"))]
    lines = [line for piece in found for line in re.split(r"\n|&&|;", piece)]
    return [re.sub(r"\s{2,}#.*", "", line).strip() for line in lines if line.strip()]


def commands(page):
    """Return what stands after `python -m analysis` on a page."""
    started = [re.match(rf".*?{PROGRAMS}\s*(.*)", line) for line in snippets(page)]
    return [found[1].split(">")[0].strip() for found in started if found]


def every(of):
    return [pytest.param(page, item, id=f"{page.name}-{item}") for page in PAGES for item in sorted(set(of(page)))]


@pytest.mark.parametrize(("page", "words"), every(commands))
def test_a_command_is_understood(page, words):
    given = shlex.split(words.replace("\\", "/"))
    if given[:1] in ([], ["COMMAND"], ["--help"]):
        return
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            parsed = parser().parse_args(given)
    except SystemExit:
        pytest.fail(f"{page.name} shows `{words}`: {said.getvalue().splitlines()[-1]}")
    names = {entry["name"] for entry in yaml.safe_load((ROOT / "notebooks/reports.yml").read_text())["reports"]}
    assert set(getattr(parsed, "names", [])) - {"NAME"} <= names, "the report does not exist"


def targets(page):
    return [word for line in snippets(page) for word in re.findall(r"^make ([\w./]+)", line)]


@pytest.mark.parametrize(("page", "target"), every(targets))
def test_a_make_target_exists(page, target):
    assert target in TARGET.findall((ROOT / "Makefile").read_text())


def links(page):
    return [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]


@pytest.mark.parametrize(("page", "link"), every(links))
def test_a_link_leads_somewhere(page, link):
    assert made_later((page.parent / link).resolve()) or (page.parent / link).exists()


def made_later(path):
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).as_posix().startswith(MADE)


def files(page):
    return [name for line in snippets(page) for name in FILE.findall(line)]


@pytest.mark.parametrize(("page", "name"), every(files))
def test_a_file_that_is_named_exists(page, name):
    assert (ROOT / name).exists() or name.startswith(MADE) or list(ROOT.glob(f"{name}*"))


def leaves(modules):
    return {name.rpartition(".")[2] for name in modules}


def test_methods_explains_every_method_that_is_measured_by_simulation():
    import test_imports as imports

    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    calibration = [imports.imports_of(name) for name in imports.MODULES if name.startswith("analysis.calibration.")]
    measured = {
        name for used in calibration for name in used if name in imports.MODULES and imports.room(name) == "statistics"
    }
    assert len(measured) > 10
    folders = {name for name in measured if imports.MODULES[name].name == "__init__.py"}
    assert [name for name in sorted(leaves(measured - folders)) if f"`{name}`" not in page] == []


def test_methods_names_only_modules_that_exist():
    import test_imports as imports

    page = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)*)`", page)) - {"robust", "clock"}
    assert named - leaves(imports.MODULES) == set()


def test_the_readme_names_every_report_and_every_make_target():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    recipes = yaml.safe_load((ROOT / "notebooks/reports.yml").read_text(encoding="utf-8"))["reports"]
    assert [entry["name"] for entry in recipes if entry["name"] not in readme] == []
    wanted = [target for target in TARGET.findall((ROOT / "Makefile").read_text()) if not target.startswith(".")]
    assert wanted
    assert [target for target in wanted if f"make {target}" not in readme] == []


def test_every_command_is_shown_somewhere():
    choices = next(action.choices for action in parser()._actions if action.choices)
    shown = {words.split()[0] for page in PAGES for words in commands(page) if words} | set(targets(PAGES[0]))
    assert set(choices) - shown == set()


def test_the_start_page_leads_to_every_notebook():
    start = set(links(ROOT / "notebooks" / "START.md"))
    assert {path.name for path in (ROOT / "notebooks").glob("*.ipynb")} - start == set()


def test_adding_a_quarter_takes_ten_lines():
    text = (ROOT / "docs" / "guides" / "add-a-quarter.md").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


def test_one_version_stands_everywhere():
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == analysis.__version__
    newest = re.search(r"^## ([\d.]+) ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest[1] == analysis.__version__
    assert (
        json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"] == analysis.__version__
    )
