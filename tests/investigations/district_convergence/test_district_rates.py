import pandas as pd
import pytest

from analysis.investigations.district_convergence import district_rates


def printed(*rows):
    frame = pd.DataFrame(rows, columns=["published", "period_end", "area", "as_printed"])
    return frame.assign(value=pd.to_numeric(frame["as_printed"]), period_end=pd.to_datetime(frame["period_end"]))


def test_only_dates_with_every_area_are_kept():
    rows = printed(("a", "2013-03-31", "X", "1"), ("a", "2013-03-31", "Y", "2"), ("a", "2014-03-31", "X", "3"))
    found = district_rates.by_date(rows, ["Y", "X"])
    assert found.to_numpy().tolist() == [[2, 1]]
    with pytest.raises(ValueError, match="Z"):
        district_rates.by_date(rows, ["X", "Z"])


def test_disagreement_beyond_rounding_is_told_from_rounding():
    rows = printed(
        ("2018", "2018-03-31", "County", "49.8"), ("2020", "2018-03-31", "County", "49"),
        ("2018", "2015-03-31", "County", "48"), ("2020", "2015-03-31", "County", "47.7"),
        ("2018", "2015-03-31", "Rugby", "42"), ("2020", "2015-03-31", "Rugby", "42"),
    )  # fmt: skip
    found = district_rates.disagreements(rows)
    # 49.8 and 49 are 0.8 apart, rounding allows 0.05 + 0.5; 48 and 47.7 are 0.3 apart
    assert found["earlier"].tolist() == ["48", "49.8"]
    assert found["beyond_rounding"].tolist() == [False, True]


def test_a_window_without_dates_is_refused_with_those_that_there_are():
    table = pd.DataFrame({"a": range(5)}, pd.date_range("2013-03-31", periods=5, freq="YE-MAR"))
    assert len(district_rates.between(table, table.index[1], table.index[3])) == 3
    with pytest.raises(ValueError, match="there are 2 dates; choose among 2013-03-31"):
        district_rates.between(table, table.index[3], table.index[4])
