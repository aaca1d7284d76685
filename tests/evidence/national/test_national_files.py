"""What may lie in data/external, and the one sentence about each thing that may not."""

import argparse
import io
import zipfile

import pytest
from national_files import neighbours, plans, populations

from analysis.commands import national as command
from analysis.evidence import EvidenceError, national
from analysis.evidence.national.store import cited


def zipped(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"data/{name}.csv", text)
    return content.getvalue()


def locked(content):
    """Return a ZIP whose one member is marked as encrypted, in its own heading and in the list at the end."""
    there = bytearray(content)
    there[6] |= 1
    there[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(there)


def fault():
    with pytest.raises(EvidenceError) as caught:
        national.prepare()
    return str(caught.value)


def test_without_files_it_says_so_in_one_sentence_and_exits_0(project, capsys):
    assert command.run(argparse.Namespace(scheduled=False)) == 0
    assert capsys.readouterr().out.count(".\n") == 1
    assert not (project / "data" / "external" / "processed").exists()


def test_a_figure_leads_back_to_its_file_and_row(put):
    put(d3__csv=plans())
    national.prepare()
    rows = national.observations(["repeat_plans_share"])
    north = rows[rows["area"].eq("Northshire") & rows["period"].eq("2024/25")].iloc[0]
    # heading, England, region, Northshire: row 4; eleven columns that all tables have, then starts, repeats, percent: 14
    assert (north["id"], north["place"]) == ("dfe-2025-d3/4/14", "d3.csv, row 4")
    assert (north["value"], north["numerator"], north["denominator"], north["as_printed"]) == (20.0, 40, 200, "20.0")
    assert north["document"] == "DfE, Children in need 2025"
    assert str(north["period_end"].date()) == "2025-03-31"


def test_a_code_is_kept_as_printed_and_is_no_number(put):
    put(d3__csv=plans(), ons__csv=populations())
    national.prepare()
    rows = national.observations(["repeat_plans", "population_0_17"])
    south = rows[rows["area"].eq("Southshire")]
    assert set(south["as_printed"]) == {"c", "x"}
    assert south["value"].isna().all()


def test_counts_of_england_are_noted_as_rounded(put):
    put(d3__csv=plans())
    national.prepare()
    notes = national.observations(["cpp_starts"]).groupby("area")["note"].first().to_dict()
    assert notes == {"England": "rounded to 10", "Middle": "rounded to 10", "Northshire": "", "Southshire": ""}


def test_notes_stay_with_their_rows_when_some_are_read(put):
    put(d3__csv=plans())
    national.prepare()
    notes = national.observations(["cpp_starts"], years=[2024]).set_index("area")["note"].to_dict()
    assert notes == {"England": "rounded to 10", "Middle": "rounded to 10", "Northshire": "", "Southshire": ""}
    # rows 2 and 4 of the file, column 12: what a reader is led to
    found = {row["area"]: row for row in cited(["dfe-2025-d3/2/12", "dfe-2025-d3/4/12"])}
    assert found["England"]["note"] == "rounded to 10"
    north = found["Northshire"]
    assert [north[name] for name in ("as_printed", "table", "place", "note")] == [
        "200",
        "Table D3",
        "d3.csv, row 4",
        "",
    ]


def test_a_zip_as_downloaded_and_the_same_table_beside_it_count_once(put):
    put(release__zip=zipped(d3=plans(), other="a,b\n1,2\n"), d3__csv=plans())
    done = national.prepare()
    # 2 years x 4 areas x 3 columns
    assert (done.figures, done.others) == (24, ("release.zip/data/other.csv",))


def test_nothing_is_read_again_until_a_file_changes(put):
    put(d3__csv=plans())
    assert national.prepare().changed
    assert not national.prepare().changed
    put(d3__csv=plans(north=(200, 50, 25.0)))
    assert national.prepare().changed


def test_two_releases_stand_side_by_side_and_the_newer_is_read(project, put):
    from analysis.observations.series import preferred

    put(old__csv=plans(years=(2024,), north=(210, 42, 20.0)), new__csv=plans())
    national.prepare()
    starts = national.observations(["cpp_starts"])
    both = starts[starts["area"].eq("Northshire") & starts["period"].eq("2023/24")]
    assert sorted(both["value"]) == [200, 210]
    assert set(preferred(both)["value"]) == {200}
    found = national.reconciliation()
    found = found[found["rule"].eq("two readings")]
    # 200 less 210 plans, and 40 less 42 repeat plans
    assert found["difference"].to_list() == [-10, -2]
    assert found["recomputed"].iloc[0] == "200 in DfE, Children in need 2025"
    written = (project / "data" / "external" / "processed" / "reconciliation.csv").read_text(encoding="utf-8")
    assert written.count("\ntwo readings,") == 2


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"r__zip": b"PK no"}, "r.zip: this is not a whole ZIP file"),
        ({"r__zip": zipped(d3=plans())[:-30]}, "r.zip: this is not a whole ZIP file"),
        ({"d3__csv": plans()[:-4]}, "d3.csv, row 9: the file breaks off in its last row"),
        ({"d3__csv": plans().removesuffix(",c,c\n") + ",c\n"}, "d3.csv, row 9: the row breaks off before column 'CPP_subsequent_percent'"),
        ({"d3__csv": plans().replace("CPP_start,", "CPP_starts,")},
         "d3.csv, row 1: there is no column 'CPP_start' (is it 'CPP_starts' now?)"),
        ({"d3__csv": plans().replace(",40,", ",q,", 1)},
         "d3.csv, row 4, column 'CPP_subsequent': 'q' is there; expected a number, or one of c, z, x, u, : "
         "(if its publisher made a new code, add it to 'codes' in evidence/national/tables.yml)"),
        ({"d3__csv": plans(years=(2025,)).replace(",40,20.0", ",40,20.0%")},
         "d3.csv, row 4, column 'CPP_subsequent_percent': '20.0%' is there; expected a number, or one of c, z, x, u, : "
         "(remove the percent sign)"),
        ({"d3__csv": plans(), "old__csv": plans(north=(1, 1, 100))},
         "d3.csv and old.csv: these are two different files of table D3 of the same release (2025); keep one of them"),
        ({"d3__csv": plans().replace("2025,", "25,")}, "d3.csv, row 2, column 'time_period': '25' is there"),
        ({"d3__csv": plans().encode("utf-16")}, "d3.csv is not UTF-8: download it again, or save it as 'CSV UTF-8'"),
        ({"d3__csv": "a,b\n1,2\n"}, "None of the files in data/external is a table that is known"),
        ({"d3__csv": plans().replace(",", ";")}, "d3.csv, row 1: the cells are parted by semicolons and not by commas"),
        ({"d3__csv": ""}, "d3.csv, row 1: the file is empty"),
        ({"d3__csv": plans(years=())}, "d3.csv, row 2: there is no row below the heading"),
        ({"r__zip": locked(zipped(d3=plans()))}, "r.zip: this ZIP cannot be unpacked here (File 'data/d3.csv' is encrypted"),
        ({"r__zip": zipped()}, "r.zip: this is not a whole ZIP file (no CSV is in it)"),
        # cut at the end of a row: of 2024 only England is left
        ({"d3__csv": plans().split("2024,Reporting year,Regional")[0]},
         "d3.csv, row 6, column 'time_period': 2024 has 1 rows where others have 4; the file breaks off"),
        ({"d3__csv": plans().replace(",c,c\n", ",c,c,c\n", 1)}, "d3.csv, row 5: the row has 15 cells where the heading has 14"),
        ({"d3__csv": plans().replace(",901,", ",,", 1)}, "d3.csv, row 4, column 'old_la_code': '' is there; expected three digits"),
        ({"d3__csv": plans(north=(-200, 40, 20.0))}, "d3.csv, row 4, column 'CPP_start': '-200' is there; expected a number"),
        ({"d3__csv": plans(north=(200, 240, 20.0))},
         "d3.csv, row 4, column 'CPP_subsequent': 240 is there, more than the 200 of column 'CPP_start'"),
        ({"d3__csv": plans(north=(200, 40, 120.0))},
         "d3.csv, row 4, column 'CPP_subsequent_percent': '120.0' is there; expected at most 100"),
        ({"d3__csv": plans(), "pop__csv": populations().replace("population_estimate", "population")},
         "pop.csv, row 1: there is no column 'population_estimate' (is it 'population' now?)"),
        ({"d3__csv": plans(), "pop__csv": populations().rsplit("2024,", 1)[0]},
         "pop.csv, column 'old_la_code': there is no row of authority 902 in 2024, which stands in d3.csv, row 5"),
        ({"d3__csv": plans(), "pop__csv": populations((2023,)).replace(",901,", ",999,")},
         "pop.csv, row 3, column 'old_la_code': '999' (Northshire) is neither England, a region nor an authority"),
        ({"d3__csv": plans(), "near__csv": neighbours().replace("SN_3,", "SN3,")},
         "near.csv, row 1: there is no column 'SN_3' (is it 'SN_3P' now?)"),
        ({"d3__csv": plans(), "near__csv": neighbours()[:-9]}, "near.csv, row 2: the file breaks off in its last row"),
        ({"d3__csv": plans(), "near__csv": neighbours().replace(",close\n", "\n")},
         "near.csv, row 2: the row has 21 cells where the heading has 22"),
        ({"d3__csv": plans(), "near__csv": neighbours().encode().replace(b"Northshire", b"N\xef")}, "near.csv is not UTF-8"),
        ({"d3__csv": plans(), "near__csv": neighbours().replace(",902,", ",999,", 1)},
         "near.csv, row 2, column 'SN_1': '999' is no authority of the tables"),
        ({"d3__csv": plans().encode().replace(b"made up", b"made \xe9")}, "d3.csv is not UTF-8"),
        ({"d3__csv": plans(years=(2025, 2025))}, "d3.csv, rows 2 and 6: 'England' stands twice for one year"),
        ({"pop__csv": populations()}, "The files name no authority: put DfE's release"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_leaves_everything_as_it_was(project, put, files, sentence):
    put(good__csv=plans(years=(2020,)))
    national.prepare()
    place = project / "data" / "external" / "processed"
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    (project / "data" / "external" / "good.csv").unlink()
    put(**files)
    said = fault()
    assert sentence in said
    assert said.count("\n") == 0
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_an_authority_in_one_table_and_not_in_another(put):
    durations = plans().replace("CPP_start,CPP_subsequent,CPP_subsequent_percent", "x")
    head, *lines = durations.splitlines()
    from analysis.evidence.national import files

    columns = list(next(entry for entry in files.tables()["tables"] if entry["table"] == "D5")["columns"])
    rows = [
        line.rsplit(",", 3)[0] + ",50" + ",c" * 10 for line in lines if ",902," not in line or line.startswith("2024")
    ]
    put(d3__csv=plans(), d5__csv="\n".join([head.removesuffix(",x") + "," + ",".join(columns), *rows]) + "\n")
    assert fault() == (
        "d5.csv, column 'old_la_code': there is no row of authority 902 in 2025, which stands in d3.csv, row 5; "
        "download the release again."
    )
