"""Every printed table against its second, independent reading: ``tests/expected/second_pass``.

How the second reading was made stands in that folder (README.md); it never looked at ``data/raw``.
"""

import csv
from pathlib import Path

import pytest

RAW = Path(__file__).parents[3] / "data" / "raw"
SECOND = Path(__file__).parents[2] / "expected" / "second_pass"


def names(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.glob("[0-9]*/*.csv")
        if path.name != "prose.csv" and path.parent.name.isdigit()
    }


def cells(path: Path, dropped: tuple[str, ...] = ()) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(file)]
    kept = [number for number, heading in enumerate(rows[0]) if heading not in dropped]
    return [[row[number] for number in kept] for row in rows]


def test_every_printed_table_was_read_twice():
    assert names(RAW) == names(SECOND)


@pytest.mark.parametrize("name", sorted(names(RAW) & names(SECOND)))
def test_both_readings_agree_in_every_cell(name):
    assert cells(RAW / name, dropped=("line",)) == cells(SECOND / name)
