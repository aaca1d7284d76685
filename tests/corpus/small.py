"""A small sound project, which each case of the corpus breaks in one place."""

import json
from pathlib import Path

from analysis.evidence.documents import as_checked

SOURCE = """\
- id: "000"
  short: A council, an update, 2020
  publisher: A council
  title: An update
  date_published: 2020-09-29
  date_note: printed
  covers: all of it
  licence: public
  text_file: update.txt
  sha256: {sha}
  lines: 9
  transcribed: by hand
  gaps: []
"""
TABLES = """\
- file: table_1.csv
  table: Table 1
  title: Plans started, and repeat plans among them
  place: section 1
  cell: {area: Northshire, unit: count}
  rows:
    Plans started: {measure: cpp_starts}
    Repeat plans: {measure: repeat_plans_share, unit: percent}
  columns: period
"""
NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "execution_count": None, "outputs": [],
            "source": 'authority: str = "Northshire"  # area as named in the evidence\nseries: str = ""  # a file in the folder data',
        }
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}  # fmt: skip
FILES = {
    "data/raw/sources.yml": SOURCE.format(sha="a" * 64),
    "data/raw/areas.yml": "Northshire: {neighbours: Northshire neighbours}\nNorthshire neighbours: {}\nEngland: {}\n",
    "data/raw/000/tables.yml": TABLES,
    "data/raw/000/table_1.csv": "line,row,2018/19,2019/20\n3,Plans started,110,120\n4,Repeat plans,20.0%,25.0%\n",
    "data/raw/000/prose.csv": (
        "line,paragraph,as_printed,value,unit,numerator,denominator,measure,group,area,period,period_type,paraphrase,note\n"
        "7,1.2,120 plans,120,count,,,cpp_starts,,Northshire,2019/20,,plans that started,\n"
        "8,1.3,30,30,count,,,repeat_plans,,Northshire,2019/20,,repeat plans,\n"
        "8,1.3,12,12,count,,,repeat_plans_within_2_years,,Northshire,2019/20,,repeat plans within two years,\n"
        "8,1.3,10%,10,percent,,,repeat_plans_within_2_years_share,,Northshire,2019/20,,their share,\n"
        "9,1.4,30 months,30,months,,,gap_between_plans_mean,,Northshire,2019/20,,average between plans,\n"
    ),
    "data/raw/measures.csv": (
        "measure,definition,unit,polarity,source\ncpp_starts,Plans that started in the period,count,context,D3\n"
        "repeat_plans_share,Repeat plans among plans started,percent,lower_is_better,D3\n"
        "repeat_plans,Repeat plans that started in the period,count,lower_is_better,D3\n"
        "repeat_plans_within_2_years,Of them those within two years,count,lower_is_better,local\n"
        "repeat_plans_within_2_years_share,Of plans started,percent,lower_is_better,local\n"
        "gap_between_plans_mean,Average between plans,months,context,local\n"
    ),
    "data/raw/claims.csv": (
        "claim,document,paragraph,line,paraphrase,kind,test,measure,area,comparator,first,last,direction,needed\n"
        "000-01,000,1.2,7,Plans will rise,comparison,untestable,cpp_starts,Northshire,,,,,figures of next year\n"
    ),
    "data/raw/unclaimed.csv": "document,line,token,why\n",
    "data/raw/events.csv": (
        "start,end,event,document,paragraph,line,certainty,source\n2020-06-17,2020-06-17,A law begins,000,1.2,7,day printed,\n"
    ),
    "notebooks/01_plans.ipynb": json.dumps(NOTEBOOK),
    "notebooks/reports.yml": (
        "edition: 2026-11-21\nreports:\n  - name: plans\n    notebook: 01_plans.ipynb\n    title: Plans\n    question: How many?\n"
    ),
    "uv.lock": "# the versions in use\n",
}
QUARTERS = "area,quarter,cpp_starts,repeat_plans,repeat_plans_within_2_years,gap_between_plans_mean\n"
FIGURES = "area,period,measure,value,numerator,denominator,where_published\n"
MONTHS = "month,meetings,children\n"


def write(root: Path) -> None:
    """Write the project; its printed tables count as checked."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "data" / "own").mkdir()
    as_checked.accept()


def held(root: Path) -> dict[str, bytes | str]:
    """Return every file of the project by its path, but for locks, which hold nothing."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
