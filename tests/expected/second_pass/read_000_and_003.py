"""The second reading of documents 000 and 003: from the text by rules, without sight of ``data/raw``.

Run as ``python tests/expected/second_pass/read_000_and_003.py DOCUMENTS`` with the folder of the documents' text.
A row is a label and the last n of a run of n or more values, n being the number of headings.
"""

import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
VALUE = re.compile(r"\d[\d,.]*%?|TBC")
YEARS = r"20\d\d/\d\d"
COUNTS = r"(?:Total No\.|No\.|%(?= [a-z])|Average) .+?(?=\s(?:Total|%|Average|No\.)|\sQ\d)"
# Where the table begins and ends in the text, and what its headings look like.
TABLES_OF_000 = {
    "table_1": ("Table 1 shows", "5.4 ", YEARS),
    "table_2": ("Table 2 shows", "5.8 ", YEARS),
    "table_3": ("Table 3 – The %", "5.9 ", YEARS),
    "table_4": ("\nQ1 20/21", "5.11 ", YEARS),
    "table_5": (
        "\nQuarter",
        "\n 2015/16",
        COUNTS,
    ),
    "table_6": ("Table 6 -", "5.13 ", YEARS),
    "table_7": ("at Year End", "Source:", r"31 \w+ 20\d\d"),
}


def read(text: str, first: str, last: str, heading: str) -> list[list[str]]:
    """Return the headings and the rows of a table; a run of words without values before the headings is dropped."""
    part = text[text.index(first) + len(first) :]
    words = " ".join(part[: part.index(last)].split())
    headings = list(dict.fromkeys(re.findall(heading, words)))
    body = words[words.rindex(headings[-1]) + len(headings[-1]) :].split()
    rows, label, run = [], [], []
    for token in [*body, ""]:
        if VALUE.fullmatch(token):
            run.append(token)
            continue
        if len(run) >= len(headings):
            rows.append([" ".join(label + run[: -len(headings)]), *run[-len(headings) :]])
            label = [token]
        else:
            label += [*run, token]
        run = []
    return [["row", *headings], *rows]


def read_tabs(text: str) -> list[list[str]]:
    """Return the headings and the rows of Diagram 1, whose cells are parted by tabs."""
    lines = [line.split("\t") for line in text.splitlines() if line.count("\t") > 3]
    return [["row", *lines[0][1:]], *lines[1:]]


def write(document: str, table: str, rows: list[list[str]]) -> None:
    """Write one table beside this file."""
    path = HERE / document / f"{table}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    text = next(folder.glob("000_*.txt")).read_text(encoding="utf-8")
    for table, rules in TABLES_OF_000.items():
        write("000", table, read(text, *rules))
    write("003", "diagram_1", read_tabs(next(folder.glob("003_*.txt")).read_text(encoding="utf-8")))
