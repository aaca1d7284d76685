"""A series of one's own: read as meant, and refused with one sentence per fault."""

import pandas as pd
import pytest

from analysis.evidence import EvidenceError
from analysis.evidence.own import series

MONTHS = ["2021-01", "Feb 21", "March 2021", "2021-04"]


def table(**columns):
    return pd.DataFrame({"period": MONTHS, "count": ["5", "6", "7", "8"]} | columns, dtype=str)


def test_periods_are_read_however_they_are_written_and_put_in_order():
    found = series.read(table().iloc[::-1].reset_index(drop=True), "mine.csv")
    assert found["period"].tolist() == ["January 2021", "February 2021", "March 2021", "April 2021"]
    assert found["count"].tolist() == [5, 6, 7, 8]
    assert found["whole"].isna().all()
    assert found["end"].iloc[0] == pd.Timestamp("2021-01-31")


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"count": ["5", "6", "", "8"]}, "row 4, column 'count': '' is there; expected a whole number such as 25."),
        ({"count": ["5", "6", "6.5", "8"]}, "row 4, column 'count': '6.5' is there; expected a whole number"),
        ({"whole": ["50", "0", "50", "50"]}, "row 3, column 'whole': '0' is there; expected a number above 0"),
        ({"whole": ["50", "1,000", "50", "50"]}, "use a decimal point and no comma"),
        ({"period": ["2021-01", "13/2021", "March 2021", "2021-04"]}, "row 3, column 'period': '13/2021' is there"),
        (
            {"period": ["2021-01", "Feb 21", "March 2021", "2021-05"]},
            "something is missing between March 2021 and May 2021",
        ),
        ({"period": ["2021-01", "Jan 21", "March 2021", "2021-04"]}, "January 2021 stands more than once"),
        ({"period": ["2021-01", "Feb 21", "Q4 20/21", "2021-04"]}, "keep to one kind"),
        ({"percent": ["1"] * 4}, "there is a column 'percent', which is not expected"),
        ({"group": ["North", "North", "South", "South"]}, "no row for South, January 2021; add it"),
    ],
)
def test_what_is_wrong_is_named_by_file_row_and_column(columns, words):
    with pytest.raises(EvidenceError, match=r"mine\.csv") as found:
        series.read(table(**columns), "mine.csv")
    assert words in str(found.value)


def test_too_few_periods_are_refused():
    with pytest.raises(EvidenceError, match="has 3 periods; a chart needs 4 or more"):
        series.read(table().iloc[:3], "mine.csv")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "own/../../secrets.csv"])
def test_a_path_out_of_data_is_refused_before_anything_is_opened(name, monkeypatch):
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("opened"))
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda *_: pytest.fail("opened"))
    with pytest.raises(EvidenceError, match="is not a file in data/"):
        series.found(name)


def test_a_file_that_is_not_there_says_how_to_have_it_read():
    with pytest.raises(EvidenceError, match=r"data/own/mine\.csv is not there, .* -p series=own/mine\.csv"):
        series.found("own/mine.csv")
