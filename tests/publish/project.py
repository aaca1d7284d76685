"""A small project of its own for the publisher's tests: notebooks, recipes and evidence in a temporary folder."""

import csv
import json
from pathlib import Path
from typing import Any

COLUMNS = [
    "id", "source", "document", "published", "table", "row", "column", "measure", "group", "area", "period", "period_start",
    "period_end", "period_type", "unit", "value", "as_printed", "numerator", "denominator", "place", "line", "note",
]  # fmt: skip


def code(source: str, *tags: str) -> dict[str, Any]:
    """Return a code cell."""
    return {
        "cell_type": "code",
        "id": f"x{abs(hash(source)) % 10**8}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def text(source: str) -> dict[str, Any]:
    """Return a markdown cell."""
    return {"cell_type": "markdown", "id": f"m{abs(hash(source)) % 10**8}", "metadata": {}, "source": source}


def write_notebook(path: Path, cells: list[dict[str, Any]]) -> None:
    """Write a notebook without outputs."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def row(area: str, value: int, period: str = "2018/19") -> dict[str, Any]:
    """Return an observation of invented referrals."""
    return {
        "id": f"900/table_1/{area.replace(' ', '_')}/{period[:4]}", "source": "900", "document": "Invented report",
        "published": "2020-01-01",
        "table": "Table 1", "row": area, "column": period, "measure": "referrals", "group": "", "area": area,
        "period": period, "period_start": f"{period[:4]}-04-01", "period_end": f"{int(period[:4]) + 1}-03-31",
        "period_type": "financial_year", "unit": "count", "value": value, "as_printed": str(value), "numerator": "",
        "denominator": "", "place": "", "line": "1", "note": "",
    }  # fmt: skip


def write_observations(root: Path, rows: list[dict[str, Any]]) -> None:
    """Write the observations of the project, and no later figures."""
    folder = root / "data" / "processed"
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in {"observations": rows, "later": []}.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(held)


SHOW = """\
import io
from matplotlib.figure import Figure
from analysis import evidence
from IPython.display import display

def show(role, bundle, **metadata):
    display(bundle, raw=True, metadata={'role': role, **metadata})

rows = evidence.observations(measure='referrals', area=area)
total = int(rows['value'].sum())
number = {'key': 'referrals', 'label': 'Referrals', 'for': {'area': area}, 'value': total, 'unit': 'count',
          'observations': list(rows['id'])}
cover = {'authority': area, 'period': 'April 2018 to March 2020'}
show('cover', {'application/vnd.analysis.cover+json': cover})
"""
TABLE = """\
cells = [[period, printed] for period, printed in zip(rows['period'], rows['as_printed'])]
columns = [{'name': 'Year', 'kind': 'text', 'head': True}, {'name': 'Referrals', 'kind': 'number'}]
bundle = {'application/vnd.analysis.table+json': {'columns': columns, 'rows': cells}}
show('table', bundle, title='Referrals by year', source='900 Table 1')
"""
FIGURE = """\
figure, written = Figure(figsize=(6.85, 2)), io.StringIO()
figure.subplots().bar(rows['period'], rows['value'])
figure.savefig(written, format='svg', metadata={'Date': None, 'Creator': None})
bundle = {'image/svg+xml': written.getvalue(), 'text/csv': 'Year,Referrals\\n2018/19,100\\n'}
show('figure', bundle, title='Referrals', alt='Bars of referrals by year', source='900 Table 1')
"""


def report_cells(extra: str = "") -> list[dict[str, Any]]:
    """Return a small report about one area."""
    said = "show('finding', {'text/markdown': f'**[{total} referrals](#referrals)** were printed for {area}.'}, numbers=[number])\n"
    return [
        text("# How many referrals were there?"),
        code(
            'area: str = "Ambridge"  # area as named in the evidence\nconfidence: float = 0.95  # level of the intervals',
            "parameters",
        ),
        code(SHOW),
        code(said + extra),
        text("## Evidence"),
        code(TABLE),
        code(FIGURE),
        text("## Limits"),
        code("show('caveat', {'text/markdown': 'Invented figures for a test.'})"),
    ]


RECIPES = """\
edition: 2026-11-21
cell_seconds: 60
allowed:
  area: [Ambridge, Borchester, Felpersham]
  confidence: {minimum: 0.5, maximum: 0.999}
reports:
  - name: referrals_{area}
    notebook: 01_referrals.ipynb
    title: Referrals in {area}
    question: How many referrals were there in {area}?
    each:
      - {area: Ambridge}
      - {area: Borchester}
"""


def write_project(root: Path, recipes: str = RECIPES) -> Path:
    """Write the whole project and return its folder."""
    write_observations(
        root,
        [
            row(area, 100 + n, year)
            for n, area in enumerate(("Ambridge", "Borchester"))
            for year in ("2018/19", "2019/20")
        ],
    )
    write_notebook(root / "notebooks" / "01_referrals.ipynb", report_cells())
    (root / "notebooks" / "reports.yml").write_text(recipes, encoding="utf-8")
    (root / "uv.lock").write_text("# the versions in use\n", encoding="utf-8")
    return root
