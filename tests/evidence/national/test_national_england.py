"""England's real files: what is known about them by looking, and whether it is found."""

import csv
from pathlib import Path

import pandas as pd

from analysis.evidence import national
from analysis.observations.series import preferred

# Lines below the heading of each file (wc -l) times its columns with figures.
FIGURES = 2132 * (3 + 11 + 8 + 10 + 1) + 1312 * 40 + 51000


def test_every_figure_of_every_table_is_there(england):
    done = national.prepare()
    assert done.figures == FIGURES
    assert done.others == ("ons_districts_0_17_warwickshire.csv",)


def test_what_is_read_back_is_what_was_made(england):
    from analysis.evidence.national import build, files, preparing, store, tidy

    national.prepare()
    known, _ = files.known(files.given(preparing.folder()))
    made = tidy.plain(build.tables(known)["figures"])
    pd.testing.assert_frame_equal(store._read("figures"), made, check_dtype=False)
    some = store._read("figures", column={0, 40, 77})
    pd.testing.assert_frame_equal(
        some, made[made["column"].isin([0, 40, 77])].reset_index(drop=True), check_dtype=False
    )


def test_warwickshire_2025_stands_where_it_stands(england):
    national.prepare()
    rows = preferred(national.observations(["repeat_plans_share"]))
    row = rows[rows["area"].eq("Warwickshire")].iloc[-1]
    # read off the file with grep: line 86, 496 starts, 114 repeats, 23 percent
    assert (row["id"], row["numerator"], row["denominator"], row["value"]) == ("dfe-2025-d3/86/14", 114, 496, 23)
    assert row["place"] == "d3_cpps_subsequent_plan_2013_to_2025.csv, row 86"


def test_traps_of_the_files(england):
    national.prepare()
    rows = national.observations(["repeat_plans_share", "repeat_plans"])
    own = rows[rows["table"].eq("Table D3")]
    place = own.set_index(["area", "period", "measure"])["as_printed"]
    assert place["Hackney", "2021/22", "repeat_plans"] == "x"
    assert place["City of London", "2023/24", "repeat_plans"] == "c"
    # a percentage stands beside a suppressed denominator
    assert (
        place["City of London", "2024/25", "repeat_plans_share"],
        place["City of London", "2024/25", "repeat_plans"],
    ) == ("0", "0")
    years = own[own["measure"].eq("repeat_plans")].groupby("area")["period"]
    assert (years.max()["Dorset (to 2019)"], years.min()["Dorset"]) == ("2018/19", "2019/20")
    # one authority, although its new code changed in 2023
    assert years.count()["North Yorkshire"] == 13


def test_the_neighbours_line_is_the_simple_mean_of_the_list_of_2021(england):
    national.prepare()
    found = national.reconciliation()
    lines = found[found["rule"].eq("neighbours' line") & found["measure"].eq("repeat_plans_share")]
    said = lines.set_index(["area", lines["recomputed"].str.extract("(.*) list", expand=False)])["explanation"]
    ours = said["Statistical neighbours"]
    assert ours["simple mean of the 2021"] == "9 of 9 printed figures are the same"
    assert set(ours.drop("simple mean of the 2021")) == {"0 of 9 printed figures are the same"}


def test_percentages_that_do_not_follow_from_their_counts(england):
    national.prepare()
    found = national.reconciliation()
    own = found[found["rule"].eq("share of its own counts") & found["printed"].str.contains("d3_cpps")]
    # 1,660 of 7,490 is 22.16 where 23.6 is printed; England's 22.7 of the same year is out by less
    assert set(own["area"] + " " + own["period"]) == {"Yorkshire and The Humber 2021/22", "England 2021/22"}
    shares = found[found["rule"].eq("print and open data") & found["measure"].eq("repeat_plans_share")]
    # all other printed percentages of Warwickshire, Walsall and England are DfE's
    assert shares[["area", "period"]].to_numpy().tolist() == [["Warwickshire", "2017/18"]]


def test_every_figure_taken_over_into_the_published_edition_stands_in_its_row_of_the_files(england):
    """Document 005, cell by cell, against the files: an independent reading with the csv module."""
    files = {
        "d3": next((england / "data" / "external").glob("d3*.csv")),
        "lait": england / "data" / "external" / "lait_child_protection_subset.csv",
    }
    lines = {name: list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for name, path in files.items()}
    checked = 0
    for path in sorted((Path(__file__).parents[3] / "data" / "raw" / "005").glob("*_*.csv")):
        kind, heading = path.name.split("_")[0], lines[path.name.split("_")[0]][0]
        for row in csv.DictReader(path.open()):
            columns = [name for name in row if name not in ("line", "row")]
            numbers = row["line"].split(";") if ";" in row["line"] else [row["line"]] * len(columns)
            for number, name in zip(numbers, columns, strict=True):
                found = dict(zip(heading, lines[kind][int(number) - 1], strict=True))
                area = found.get("LA and Regions") or found["la_name"] or found["region_name"] or found["country_name"]
                assert area.lower().replace(" ", "_") == path.stem.split("_", 1)[1]
                assert found.get("Years", found.get("time_period")) == row["row"]
                assert (found["Values"] if kind == "lait" else found[name]) == row[name]
                assert kind == "d3" or found["Short Desc"] == name
                checked += 1
    # four tables of ten years by three columns, and seven years by ten items and by six
    assert checked == 232
