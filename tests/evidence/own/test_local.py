import pandas as pd
import pytest

from analysis import evidence
from analysis.evidence.own import aggregates as local

NAME = "data/own/quarters.csv"
AREAS = {"Warwickshire", "Walsall"}
GOOD = ["Warwickshire", "Q2 20/21", "110", "25", "11", "39.5"]
HEADING = ["area", "quarter", "cpp_starts", "repeat_plans", "repeat_plans_within_2_years", "gap_between_plans_mean"]


def check(rows, heading=HEADING):
    return local.observations({NAME: pd.DataFrame(rows, columns=heading, dtype=str)}, AREAS, {})


def test_a_good_quarter_gives_counts_and_shares():
    rows, faults = check([GOOD])
    assert faults == []
    values = {row["measure"]: row["value"] for row in rows}
    # 25 / 110 = 22.727…%, 11 / 110 = 10%
    assert values["repeat_plans"] == 25
    assert values["repeat_plans_share"] == pytest.approx(22.7273, abs=1e-4)
    assert values["repeat_plans_within_2_years_share"] == pytest.approx(10.0)
    assert {row["period_end"].isoformat() for row in rows} == {"2020-09-30"}


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        (2, "38,5", "row 2, column 'cpp_starts': '38,5' is there; expected a whole number such as 25, or nothing "
                    "(use a decimal point and no comma)."),
        (3, "=1+1", "row 2, column 'repeat_plans': '=1+1' is there; expected a whole number such as 25, or nothing "
                    "(it is a formula: paste its value instead)."),
        (1, "Mar-18", "row 2, column 'quarter': 'Mar-18' is there; expected a quarter such as Q2 20/21 (a spreadsheet "
                      "may have turned it into a date)."),
        (0, "Warwickshre", "row 2, column 'area': 'Warwickshre' is there; expected one of Walsall, Warwickshire."),
        (3, "140", "row 2: repeat_plans is larger than cpp_starts, of which it is a part."),
    ],
)  # fmt: skip
def test_each_fault_gives_one_sentence(column, cell, sentence):
    rows, faults = check([[*GOOD[:column], cell, *GOOD[column + 1 :]]])
    assert rows == []
    assert faults == [f"{NAME}, {sentence}"]


def test_a_quarter_given_twice_is_a_fault_in_both_rows():
    _, faults = check([GOOD, [*GOOD[:2], "90", "20", "", ""]])
    assert faults == [
        f"{NAME}, row {row}: another row has the same area and quarter, perhaps in another spelling." for row in (2, 3)
    ]


def test_a_misspelt_column_is_named_with_what_was_meant():
    _, faults = check([GOOD], ["area", "quarter", "cpp_start", *HEADING[3:]])
    assert faults == [
        "data/own/quarters.csv: there is a column 'cpp_start', which is not expected; did you mean 'cpp_starts'?",
        "data/own/quarters.csv: the column 'cpp_starts' is missing.",
    ]


def test_a_merged_heading_is_named_by_its_place():
    _, faults = check([GOOD], ["area", "quarter", "cpp_starts", "", *HEADING[4:]])
    assert "column 4 has no name" in faults[0]


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "quarters.csv"
    path.write_bytes("\ufeff".encode() + "\r\n".join([",".join(HEADING), ",".join(GOOD), ""]).encode())
    frame = evidence.text_table(path)
    assert frame.columns.tolist() == HEADING
    assert frame.to_numpy().tolist() == [GOOD]


def test_a_decimal_comma_that_splits_a_cell_is_named(tmp_path):
    path = tmp_path / "quarters.csv"
    path.write_text("\n".join([",".join(HEADING), "Warwickshire,Q2 20/21,110,25,11,39,5"]))
    with pytest.raises(evidence.EvidenceError, match="row 2: 7 cells under 6 columns; a decimal comma"):
        evidence.text_table(path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Warwickshire", "Q2 20/21", "repeat_plans_within_2_years", "26"], "26, larger than repeat_plans, of which it is a part (25; "),
        (["Warwickshire", "Q2 20/21", "repeat_plans_within_2_years", "25"], ""),
        (["Warwickshire", "Q3 20/21", "repeat_plans_within_2_years", "26"], ""),
        (["Walsall", "Q2 20/21", "repeat_plans_within_2_years", "26"], ""),
    ],
)  # fmt: skip
def test_a_part_above_its_whole_is_refused_in_whichever_files_they_stand(row, said):
    figures = [[*row, "", "", "Report"]]
    heading = ["area", "period", "measure", "value", "numerator", "denominator", "where_published"]
    given = {NAME: [HEADING, [*GOOD[:4], "", ""]], "data/own/figures.csv": [heading, *figures]}
    tables = {name: pd.DataFrame(rest, columns=head, dtype=str) for name, (head, *rest) in given.items()}
    rows, faults = local.observations(tables, AREAS, {"repeat_plans_within_2_years": "count"})
    if not said:
        assert (bool(rows), faults) == (True, [])
        return
    (fault,) = faults
    assert rows == []
    assert fault.startswith(f"data/own/figures.csv, row 2: repeat_plans_within_2_years is {said}")
    assert fault.endswith("data/own/quarters.csv, row 2).")
