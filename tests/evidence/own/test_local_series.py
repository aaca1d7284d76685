import pandas as pd
import pytest

from analysis import evidence
from analysis.evidence.own import monthly as local_series

NAME = "data/own/strategy_meetings_monthly.csv"


def table(rows):
    return pd.DataFrame(rows, columns=["month", "meetings", "children"], dtype=str)


def months(count, start="2019-07-01"):
    return [[f"{month:%Y-%m}", "120", "190"] for month in pd.date_range(start, periods=count, freq="MS")]


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2018-03", "2018-03-01"),
        ("Mar-18", "2018-03-01"),
        ("March 2018", "2018-03-01"),
        ("03/2018", "2018-03-01"),
        ("01/03/2018", "2018-03-01"),
        ("2018-03-31", "2018-03-01"),
    ],
)
def test_months_as_spreadsheets_write_them(cell, month):
    assert local_series.month(cell) == pd.Timestamp(month)


@pytest.mark.parametrize("cell", ["18-Mar", "03/04/2018", "2018", "Q1 17/18", "12/03/2018"])
def test_a_month_that_is_not_certain_is_none(cell):
    assert local_series.month(cell) is None


def test_a_file_as_a_spreadsheet_saves_it(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes(b"\xef\xbb\xbfmonth,meetings,children\r\nApr-20,111,\r\nMar-20,120,190\r\n,,\r\n")
    found = local_series.read(evidence.text_table(path), "own.csv")
    assert found.index.tolist() == [pd.Timestamp("2020-03-01"), pd.Timestamp("2020-04-01")]
    assert found["meetings"].tolist() == [120, 111]
    assert found["children"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rows: rows[:3] + rows[5:], f"{NAME}: no row for October 2019, November 2019; add it, and leave its numbers "
                                           "empty if they are not known."),
        (lambda rows: rows + rows[4:5], f"{NAME}, rows 6 and 32: November 2019 stands more than once; keep one row for each "
                                        "month."),
        (lambda rows: [[rows[0][0], "about 90", ""], *rows[1:]], f"{NAME}, row 2, column 'meetings': 'about 90' is there; "
                                                                 "expected a whole number such as 25, or nothing."),
        (lambda rows: [["18-Jul", "90", ""], *rows[1:]], f"{NAME}, row 2, column 'month': '18-Jul' is there; expected a month "
                                                         "such as 2021-03."),
        (lambda rows: [], f"{NAME} has a heading and no rows: add one row per month."),
    ],
)  # fmt: skip
def test_each_fault_gives_one_sentence(change, sentence):
    with pytest.raises(ValueError) as fault:  # noqa: PT011
        local_series.read(table(change(months(30))), NAME)
    assert str(fault.value) == sentence


def test_semicolons_are_named(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("month;meetings;children\n2020-03;1;2\n")
    with pytest.raises(
        ValueError, match=r"own.csv: the columns are separated by semicolons; save it as CSV with commas\."
    ):
        evidence.text_table(path)


def test_a_zero_and_an_unknown_month_are_remarked():
    rows = months(13)
    rows[2][1], rows[5][2] = "0", ""
    zero, unknown = local_series.remarks(local_series.read(table(rows), NAME))
    assert zero.startswith("The file gives 0 strategy meetings for September 2019.")
    assert unknown.startswith("1 month has no number of children who had a strategy meeting")
