"""The notebooks that the benchmark runs: a table of 600 rows, four figures, three tables, a model, some prose."""

import csv
import json
import random
from pathlib import Path
from typing import Any

LOAD = """\
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
import statsmodels.formula.api as smf
from analysis.exhibits import style as figures
from analysis.notebook import page
frame = pd.read_csv(data).query("area == @area or area != ''")
"""
MODEL = (
    "model = smf.glm('events ~ area + year', frame, family=__import__('statsmodels.api').api.families.Poisson()).fit()"
)
DRAW = [
    "fig, ax = plt.subplots(figsize=(6, 3)); sns.lineplot(frame, x='year', y='events', hue='area', errorbar=None, ax=ax)",
    "fig, ax = plt.subplots(figsize=(6, 3)); ax.hist(frame['events'], bins=20)",
    "fig, ax = plt.subplots(figsize=(6, 3)); sns.boxplot(frame, x='area', y='events', ax=ax)",
    "fig, ax = plt.subplots(figsize=(6, 3)); ax.plot(frame.groupby('year')['events'].mean(), 'o-')",
]
# the usual way shows a bitmap: its PDF route cannot take SVG without a further program
SHOW = {
    "usual": "plt.show()",
    "ours": "page.figure(fig, caption='Figure {n}', alt='Events', source='Invented', data=frame.head(20))",
}
TABLES = ["frame.describe()", "frame.groupby('area')['events'].agg(['sum', 'mean'])", "frame.head(10)"]


def _cell(kind: str, source: str, number: int, tags: list[str]) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": f"c{number}", "metadata": {"tags": tags}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(data: Path, way: str) -> dict[str, Any]:
    """Return a notebook for the usual way or ours; they differ in how they show a figure."""
    cells = [("markdown", "# How many events?", []), ("code", 'area: str = "A"  # area', ["parameters"])]
    cells += [("code", f"data = {str(data)!r}\n{LOAD}", []), ("code", MODEL, [])]
    for number, draw in enumerate(DRAW, start=1):
        cells.append(("markdown", f"## Question {number}\n\nA *short* text with $p = \\frac{{a}}{{b}}$.", []))
        cells.append(("code", f"{draw}\n{SHOW[way].format(n=number)}", []))
    cells += [("code", table, []) for table in TABLES]
    cells.append(("code", "model.params.to_frame('estimate').round(3)", []))
    return _whole([_cell(kind, source, number, tags) for number, (kind, source, tags) in enumerate(cells)])


def light() -> dict[str, Any]:
    """Return a notebook that does nearly nothing, for a long family."""
    source = "from analysis import page\npage.answer(f'{n} **events**')\nn * 2"
    cells = [("markdown", "# How many?", []), ("code", "n: int = 1  # number", ["parameters"]), ("code", source, [])]
    return _whole([_cell(kind, text, number, tags) for number, (kind, text, tags) in enumerate(cells)])


def _whole(cells: list[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def write(folder: Path, notebooks: int, family: int = 0) -> Path:
    """Write a project with so many notebooks, or with one family, and return its folder."""
    chance = random.Random(1)  # noqa: S311  (invented data)
    (folder / "notebooks").mkdir(parents=True)
    (folder / "data").mkdir()
    data = folder / "data" / "events.csv"
    with data.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["area", "year", "events"])
        writer.writerows([f"{'ABCD'[n % 4]}", 2000 + n % 20, chance.randint(5, 60)] for n in range(600))
    entries = []
    for number in range(notebooks):
        for way in SHOW:
            path = folder / "notebooks" / f"{way}_{number:02d}.ipynb"
            path.write_text(json.dumps(notebook(data, way)))
        entries.append(
            f"  - {{name: r{number:02d}, notebook: ours_{number:02d}.ipynb, title: Events, question: 'How many?'}}"
        )
    if family:
        (folder / "notebooks" / "light.ipynb").write_text(json.dumps(light()))
        each = ", ".join(f"{{n: {number}}}" for number in range(family))
        entries.append(
            f"  - {{name: 'n{{n}}', notebook: light.ipynb, title: Events, question: 'How many?', each: [{each}]}}"
        )
    (folder / "notebooks" / "reports.yml").write_text("edition: 2026-11-21\nreports:\n" + "\n".join(entries) + "\n")
    return folder
