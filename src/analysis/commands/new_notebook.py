"""A notebook for a new question: it runs from the first minute, and its recipe stands in ``reports.yml``."""

import json
import re
from pathlib import Path
from typing import Any

from analysis import evidence

NAME = re.compile(r"[a-z][a-z0-9_]{2,50}")

# md: prose; parameters and code: cells as an analyst would write them, to be replaced piece by piece
CELLS = [
    (
        "markdown",
        "# {question}\n\n*This is a beginning: it shows plans started. Put the measure of your question into the first cell of code, "
        "and your words in place of these.*",
    ),
    (
        "parameters",
        """\
authority: str = "Warwickshire"  # local authority as named in the evidence
measure: str = "cpp_starts"  # what is counted, as named in data/processed/dictionary.csv
confidence: float = 0.95  # level of the intervals
design_effect: float = 96 / 56  # children per family on short plans (002, paragraph 5.14): widens every interval""",
    ),
    (
        "code",
        """\
import pandas as pd

from analysis import evidence
from analysis.statistics import counts as methods
from analysis.exhibits import style as figures
from analysis.notebook import page
from analysis.observations import series
from analysis import words as wording
from analysis.notebook.results import Results

printed = evidence.observations(measure=measure, area=authority, group="", period_type="financial_year", unit="count")
rows = series.preferred(printed)
years = series.by_period(rows)
results = Results(confidence)""",
    ),
    (
        "code",
        """\
page.cover(authority, f"{wording.day(years['period_start'].iloc[0])} to {wording.day(years['period_end'].iloc[-1])}")
limits = [methods.count_range(count, confidence, design_effect) for count in years[measure]]
counts = pd.DataFrame(limits, columns=["low", "high"], index=years.index).assign(value=years[measure])
first, last = counts.iloc[0], counts.iloc[-1]
ratio = methods.count_ratio(first["value"], last["value"], confidence, design_effect)
change = 100 * (last["value"] / first["value"] - 1)
beyond = not ratio[0] <= 1 <= ratio[1]""",
    ),
    (
        "code",
        """\
page.answer(
    f"**{'Yes' if beyond else 'Not beyond chance'}.** {wording.measure(measure).capitalize()}: "
    f"{wording.number(first['value'])} in {counts.index[0]}, {wording.number(last['value'])} in {counts.index[-1]} "
    f"({wording.percent(change)} change, {wording.percent(100 * confidence, 0)} interval "
    f"{wording.interval(100 * (ratio[0] - 1), 100 * (ratio[1] - 1), '%')})."
)""",
    ),
    ("markdown", "## Evidence"),
    (
        "code",
        """\
fig, ax = figures.new()
figures.intervals(ax, counts)
figures.category_ticks(ax, counts.index)
ax.set_ylim(bottom=0)
page.figure(
    fig,
    caption=f"{wording.measure(measure).capitalize()} by financial year, with {wording.percent(100 * confidence, 0)} intervals",
    alt="; ".join(f"{year}: {wording.number(count)}" for year, count in counts["value"].items()) + ".",
    source="Source: " + wording.listed(sorted({f"{row.source} {row.table}" for row in rows.itertuples()})) + ".",
    data=counts,
)""",
    ),
    (
        "code",
        """\
shown = pd.DataFrame({
    wording.measure(measure).capitalize(): [wording.number(count) for count in counts["value"]],
    "Interval": [wording.interval(row.low, row.high, decimals=0) for row in counts.itertuples()],
}, index=counts.index.rename("Year"))
page.table(shown, caption="The figures of the picture", source="Source: as above.")""",
    ),
    ("markdown", "## Limits"),
    (
        "code",
        'page.caveat("Counts of two years are compared. What happened between them, and why, cannot be read from them.")',
    ),
    (
        "markdown",
        "## Methods\n\nExact Poisson interval of a count, and the score interval of the ratio of two counts, each with as many "
        "independent events as families: the count divided by the design effect (docs/methods.md).",
    ),
    (
        "code",
        """\
for row in counts.itertuples():
    ids = rows.loc[rows["period_end"].eq(years.loc[row.Index, "period_end"]), "id"]
    results.add(measure, row.value, low=row.low, high=row.high, unit="count", method="exact Poisson, design effect",
                observations=ids, period=row.Index)
results.add("change", change, low=100 * (ratio[0] - 1), high=100 * (ratio[1] - 1), unit="percent",
            method="score interval of a ratio of counts", observations=rows["id"].iloc[[0, -1]])
page.results(results)""",
    ),
]

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
    metadata = {"metadata": {"tags": ["parameters"]}} if kind == "parameters" else {}
    return {"cell_type": "code", "execution_count": None, "outputs": []} | shared | metadata


def notebook(question: str) -> str:
    """Return a source notebook, as text, that asks a question of the printed counts by year."""
    cells = [
        _cell(number, kind, text.replace("{question}", question) if kind == "markdown" else text)
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
