"""An own edition, made by the real publisher on a small project: what it reads, where it lies, and how it is undone."""

import json
import re

import pytest
import small

CELLS = [
    'authority: str = "Northshire"  # area as named in the evidence\nyear: str = "2019/20"  # financial year',
    "from analysis import evidence\nrows = evidence.observations(measure='cpp_starts', area=authority)\n"
    "print(authority, evidence.comparators(authority), evidence.edition())\n"
    "print(*(f'{row.document}, {row.table}: {row.period} {row.value:g} ({row.place})' for row in rows.itertuples()), sep='\\n')",
]
STUDY = [
    CELLS[0],
    "from analysis import evidence\nfrom analysis.indicators.figures import Figures\n"
    "from analysis.indicators.policy import Policy\nfrom analysis.notebook import page\n"
    "rows = evidence.observations(measure='cpp_starts', area=authority)",
    "started = Figures(rows, Policy()).estimate('cpp_starts', authority, year)\npage.text(f'{started} plans started.')",
]
RECIPES = """\
edition: 2026-11-21
reports:
  - {name: plans, notebook: 01_plans.ipynb, title: Plans, question: "How many?", formats: [ipynb]}
  - {name: starts, notebook: 02_starts.ipynb, title: Starts, question: "How many?", formats: [html, pdf],
     parameters: {year: 2018/19}}
"""
LACKING = "There is no ‘cpp_starts’ for Southshire, 2018/19."
AREAS = "Southshire: {neighbours: Southshire neighbours, region: The South}\nSouthshire neighbours: {}\nThe South: {}\n"
QUARTERS = small.QUARTERS + "Southshire,Q1 20/21,100,20,10,30\n"
pytestmark = pytest.mark.slow


def cell(number, source):
    tags = {"tags": ["parameters"]} if number == 0 else {}
    common = {"cell_type": "code", "execution_count": None, "outputs": []}
    return common | {"id": f"c{number}", "metadata": tags, "source": source}


@pytest.fixture(scope="module")
def project(tmp_path_factory, command):
    """Return the small project with its published edition made."""
    root = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_ROOT", str(root))
        small.write(root)
    for name, cells in (("01_plans", CELLS), ("02_starts", STUDY)):
        content = small.NOTEBOOK | {"cells": [cell(*each) for each in enumerate(cells)]}
        (root / "notebooks" / f"{name}.ipynb").write_text(json.dumps(content))
    (root / "notebooks" / "reports.yml").write_text(RECIPES)
    assert command(root, "data").returncode == 0
    done = command(root, "reports")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def shown(report):
    content = json.loads((report / f"{report.name}.ipynb").read_text())
    return "".join("".join(o.get("text", "")) for c in content["cells"] for o in c.get("outputs", []))


def tracked(root):
    return {
        name: content for name, content in small.held(root).items() if not name.startswith(("data/own", "editions"))
    }


def test_an_own_edition_is_made_beside_the_published_one_and_undone_without_trace(project, command):
    published, own = tracked(project), project / "data" / "own"
    edition = project / "editions" / "own" / "reports"
    report, starts = edition / "plans", edition / "starts" / "starts.html"
    assert shown(project / "reports" / "plans").startswith(
        "Northshire ['Northshire neighbours', 'England'] published\n"
    )
    (own / "areas.yml").write_text(AREAS)
    (own / "quarters.csv").write_text(QUARTERS)
    (own / "figures.csv").write_text(
        small.FIGURES + "Southshire,2019/20,cpp_starts,390,,,Committee report of June 2020\n"
    )
    made = command(project, "own")
    assert made.returncode == 0
    # nothing is known of plans started in 2018/19: a page says so, and the rest is made
    assert "figures are missing, and the page says which" in made.stdout
    assert LACKING in starts.read_text(encoding="utf-8")
    assert starts.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    # print says nothing of Southshire; the row says where it stands, in the user's own words
    assert shown(report).splitlines() == [
        "Southshire ['Southshire neighbours', 'The South', 'England'] own",
        "your own figures, quarters.csv: Q1 20/21 100 (data/own/quarters.csv, row 2)",
        "your own figures, Committee report of June 2020: 2019/20 390 (data/own/figures.csv, row 2)",
    ]
    assert "This question needs figures that are not there yet." in (edition / "index.html").read_text(encoding="utf-8")
    # the documents claim nothing about Southshire
    assert not (edition / "claims.csv").exists()
    assert tracked(project) == published
    before = small.held(project)
    assert "All 2 reports are current" in command(project, "own").stdout
    assert "0 of 2 reports would be made." in command(project, "own", "--dry-run").stdout

    (own / "quarters.csv").write_text(QUARTERS + "Southshire,Q2 20/21,90,20,10,30\n")
    assert (
        "plans: data it reads has changed: observations (area: Southshire;"
        in command(project, "own", "--dry-run").stdout
    )
    assert command(project, "own").returncode == 0
    assert "Q2 20/21 90" in shown(report)
    (own / "quarters.csv").write_text(QUARTERS)
    assert command(project, "own").returncode == 0
    assert small.held(project) == before, "taking a row back must bring the same bytes"

    tried = command(project, "own", "plans", "-p", "year=2018/19")
    assert tried.returncode == 0
    assert len(list((edition / "_variants").glob("plans*"))) == 1
    assert "Plans (authority: Southshire, year: 2018/19)" in (edition / "_variants" / "index.html").read_text()
    (own / "figures.csv").write_text((own / "figures.csv").read_text() + "Southshire,2018/19,cpp_starts,380,,,Report\n")
    assert command(project, "own", "starts").returncode == 0
    assert "380 plans started." in re.sub("<[^>]*>", "", starts.read_text(encoding="utf-8"))
    assert tracked(project) == published
    for path in own.iterdir():
        path.unlink()
    assert command(project, "data").returncode == 0
    assert "All 2 reports are current" in command(project, "reports").stdout
    assert tracked(project) == published


def test_in_the_published_edition_a_missing_figure_is_a_failure(project, command):
    tried = command(project, "reports", "starts", "-p", "year=2010/11")
    assert tried.returncode == 1
    assert "FAILED  starts_year_2010_11" in tried.stderr
    assert "there is no 'cpp_starts' for Northshire, 2010/11." in tried.stderr


def test_an_authority_that_has_no_figures_is_refused_with_those_that_have(project, command):
    done = command(project, "reports", "plans", "-p", "authority=Southshire")
    assert done.returncode == 2
    assert (
        "There is no area 'Southshire' among the figures (did you mean 'Northshire'?); there are Northshire."
        in done.stderr
    )
