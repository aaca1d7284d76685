"""The second reading of 005: the cells of four areas cut from DfE's files, without sight of ``data/raw``.

Run as ``python tests/expected/second_pass/read_005.py FILES`` with the folder of the files. Columns are named; the item of a
line of the panel is its first cell.
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent / "005"
YEARS = [str(year) for year in range(2016, 2026)]
ITEMS = ["CPP_Num", "CPP_rate", "CPRDuration", "CPPlans2yrs", "CP_conf_15days", "Section_47"]
DAYS = ["10_ICPC", "15_ICPC", "20_ICPC", "21_ICPC"]


def records(folder: Path, beginning: str) -> list[dict[str, str]]:
    with next(folder.glob(f"{beginning}*.csv")).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: list[str], rows: list[list[str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["row", *columns], *rows])


def main(folder: Path) -> None:
    HERE.mkdir(exist_ok=True)
    plans, panel = records(folder, "d3_"), records(folder, "lait_")
    levels = {"Local authority": "la_name", "Regional": "region_name", "National": "country_name"}
    columns = ["CPP_start", "CPP_subsequent", "CPP_subsequent_percent"]
    for area in ("Warwickshire", "Walsall", "West Midlands", "England"):
        mine = {row["time_period"]: row for row in plans if row[levels[row["geographic_level"]]] == area}
        rows = [[year, *(mine[year][name] for name in columns)] for year in YEARS]
        write(f"d3_{area.lower().replace(' ', '_')}.csv", columns, rows)
    for area, items in (("Warwickshire", ITEMS + DAYS), ("England", ITEMS)):
        found = {(row["Years"], row["Short Desc"]): row["Values"] for row in panel if row["LA and Regions"] == area}
        write(f"lait_{area.lower()}.csv", items, [[year, *(found[year, item] for item in items)] for year in YEARS[3:]])


main(Path(sys.argv[1]))
