"""A notebook for a new question: it runs from the first minute, and its recipe stands in ``reports.yml``."""

import json
import re
from pathlib import Path
from typing import Any

from analysis import evidence
from analysis.indicators.policy import SIBLINGS

NAME = re.compile(r"[a-z][a-z0-9_]{2,50}")

# cells as an analyst would write them, to be replaced piece by piece
CELLS = [
    ("markdown", "# {question}"),
    (
        "parameters",
        """\
authority: str = "Warwickshire"  # local authority as named in the evidence
measure: str = "repeat_plans_share"  # an indicator, as named in data/processed/dictionary.csv
confidence: float = 0.95  # level of the ranges
design_effect: float = {siblings}  # how much brothers and sisters widen chance""",
    ),
    (
        "computing",
        """\
from analysis import evidence
from analysis.exhibits import by_year
from analysis.indicators.definitions import indicator, needed
from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy
from analysis.notebook import page

policy, what = Policy(confidence, design_effect), indicator(measure)
others = evidence.comparators(authority)
rows = evidence.observations(measure=needed(measure), area=[authority, *others])""",
    ),
    (
        "code",
        """\
figures = Figures(rows, policy)
years = list(by_year.years(figures, measure, authority))
first, before, last = years[0], years[-2], years[-1]
latest = figures.estimate(measure, authority, last)
change = figures.change(measure, authority, before, last)
page.cover(authority, f"{first} to {last}")
page.headline(f"{what.title}: the change on the year {change:doubt}.")""",
    ),
    (
        "code",
        '''\
finding = f"""
**The change on the year {change:doubt}.** In {last} it was {latest}: it {change}.
"""
page.finding(1, finding, big=latest, of=f"{what.words}, {last}")''',
    ),
    (
        "code",
        """\
page.figure(
    by_year.picture(figures, measure, authority, others),
    title=f"{what.title}, by year",
    subtitle=f"{authority} and its comparators",
)""",
    ),
    (
        "code",
        '''\
page.ask("""
1. What would we do differently if this were more than chance?
""")
page.caveat("""
This is a beginning: put the measure of your question into the parameters, and your words in place
of these. Why two years differ cannot be read from their figures.
""")''',
    ),
    (
        "markdown",
        "## Methods\n\nRanges and verdicts as in every report (docs/methods.md): Wilson’s range of a share, the exact Poisson\nrange "
        "of a count, widened for brothers and sisters; every verdict on chance is tried at three sibling\neffects.",
    ),
]

# JupyterLab shows a form for parameters, and folds what only computes
ABOUT: dict[str, dict[str, Any]] = {
    "parameters": {"metadata": {"tags": ["parameters"]}},
    "computing": {"metadata": {"jupyter": {"source_hidden": True}}},
}
RECIPE = """\
  - name: {stem}
    notebook: {stem}.ipynb
    title: {title}
    question: {question}
    allowed:
      design_effect: {{minimum: 1, maximum: 5}}
"""


def _cell(number: int, kind: str, text: str) -> dict[str, Any]:
    shared = {"id": f"c{number:02d}", "metadata": {}, "source": text.splitlines(keepends=True)}
    if kind == "markdown":
        return {"cell_type": "markdown"} | shared
    return {"cell_type": "code", "execution_count": None, "outputs": []} | shared | ABOUT.get(kind, {})


def notebook(question: str) -> str:
    """Return a source notebook, as text, that asks a question of the printed counts by year."""
    cells = [
        _cell(number, kind, text.replace("{question}", question).replace("{siblings}", str(SIBLINGS)))
        for number, (kind, text) in enumerate(CELLS)
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _next_stem(notebooks: Path, name: str) -> str:
    """Return the name with the next free number before it.

    Raises
    ------
    ValueError
        If the name is no plain name, or a notebook has it.
    """
    if not NAME.fullmatch(name):
        raise ValueError(
            f"'{name}' cannot name a report: use 3 to 51 small letters, digits and _, beginning with a letter, "
            "for example court_proceedings. A number is put before it."
        )
    taken = sorted(path.stem for path in notebooks.glob("*.ipynb"))
    for stem in taken:
        if stem == name or stem.partition("_")[2] == name:
            raise ValueError(f"There is already a notebook {stem}.ipynb: open it, or choose another name.")
    numbers = [int(stem[:2]) for stem in taken if stem[:2].isdigit()]
    return f"{max(numbers, default=0) + 1:02d}_{name}"


def _append(path: Path, text: str) -> None:
    """Add lines at the end of a file, whose comments and order stay as they are."""
    before = path.read_text(encoding="utf-8")
    evidence.write_text(path, before + ("" if before.endswith("\n") else "\n") + text)


def run(name: str) -> int:
    """Write ``notebooks/NN_<name>.ipynb``, its recipe and its line on the start page; say what to do next.

    Raises
    ------
    ValueError
        If the name is no plain name or is taken; nothing is written then.
    """
    notebooks = evidence.root() / "notebooks"
    stem = _next_stem(notebooks, name)
    title = name.replace("_", " ").capitalize()
    question = f"{title}: has it changed?"
    evidence.write_text(notebooks / f"{stem}.ipynb", notebook(question))
    _append(notebooks / "reports.yml", RECIPE.format(stem=stem, title=title, question=json.dumps(question)))
    _append(notebooks / "START.md", f"- [{question}]({stem}.ipynb)\n")
    print(f"wrote notebooks/{stem}.ipynb, its recipe in notebooks/reports.yml and its line in notebooks/START.md.")
    print(f"It runs as it stands: `python -m analysis reports {stem}`. Now make it ask your question: `make lab`.")
    print("When it is published, `python tools/write_readme.py` puts it into the README's list.")
    return 0
