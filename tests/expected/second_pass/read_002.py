"""The second reading of document 002: from its tab-separated lines by rules, without sight of ``data/raw``.

Run as ``python tests/expected/second_pass/read_002.py DOCUMENTS`` with the folder of the documents' text.
A table is the line of its headings and the lines with tabs below it; its first columns are the label of a row.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent / "002"
# The line of the headings, the last line, and the columns that make the label.
TABLES = {
    "council_kbms": (371, 374, (0,)),
    "council_table_1": (395, 404, (0, 1)),
    "council_table_4": (474, 476, (0,)),
    "council_table_5": (529, 533, (0, 1)),
    "council_table_6": (544, 552, (0, 1)),
    "council_table_7": (590, 606, (2,)),
    "council_table_8": (641, 645, (0,)),
    "council_table_9": (694, 697, (0,)),
    "council_risks": (747, 752, (1, 2, 3)),
    "table_1": (1429, 1432, (0,)),
    "table_2": (1439, 1442, (0,)),
    "table_3": (1449, 1452, (0,)),
    "table_4": (1463, 1466, (0,)),
    "table_5": (1468, 1469, (0,)),
    "table_6": (1476, 1479, (0,)),
    "table_7": (1494, 1499, (0,)),
    "table_8": (1504, 1507, (0,)),
}
# A line below the headings that only holds units.
UNITS = re.compile(r"[\t£m%'0]+")
# A risk is a paragraph, its mitigation and its lead; its label is how the paragraph begins.
RISK = re.compile(r"(.+?)(?:, compounded| and (?:inability to catch up to|the potential|impacts|not )).*", re.DOTALL)
BLOCKS = {"council_table_4": ("On Track", "Not on Track")}


def unique(headings: list[str], blocks: tuple[str, ...]) -> list[str]:
    """Return the headings, each that is repeated with the name of its block in brackets."""
    seen = Counter[str]()
    named = []
    for heading in headings:
        named.append(f"{heading} [{blocks[seen[heading]]}]" if headings.count(heading) > 1 else heading)
        seen[heading] += 1
    return named


def read(lines: list[str], name: str) -> list[list[str]]:
    """Return the headings and the rows of a table; columns without a heading are dropped."""
    first, last, label = TABLES[name]
    top = [cell.strip() for cell in lines[first - 1].split("\t")]
    columns = [number for number, heading in enumerate(top) if heading and number > max(label)]
    rows = [["row", *unique([top[number] for number in columns], BLOCKS.get(name, ()))]]
    for line in lines[first:last]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) <= max(columns) or UNITS.fullmatch(line):
            continue
        words = " ".join(cells[number] for number in label if cells[number])
        rows.append(
            [RISK.sub(r"\1", words) if name == "council_risks" else words, *(cells[number] for number in columns)]
        )
    return rows


if __name__ == "__main__":
    text = next(Path(sys.argv[1]).glob("002_*.txt")).read_text(encoding="utf-8")
    HERE.mkdir(exist_ok=True)
    for table in TABLES:
        with (HERE / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(read(text.split("\n"), table))
