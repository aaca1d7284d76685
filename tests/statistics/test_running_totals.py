import pandas as pd
import pytest

from analysis.statistics import running_totals


@pytest.fixture
def totals():
    columns = ["June", "September", "December", "March"]
    return pd.DataFrame(
        [[2.0, 83, 86, 12], [197, 394, 589, 913], [5, 10, 15, 20]], ["nurse", "primary", "even"], columns
    )


def test_each_quarter_is_a_difference(totals):
    # 83 − 2, 86 − 83, 12 − 86
    assert running_totals.quarters(totals).loc["nurse"].tolist() == [2, 81, 3, -74]


def test_a_fall_is_found_where_it_is(totals):
    found = running_totals.falls(totals)
    assert found.to_dict("records") == [{"group": "nurse", "period": "March", "before": 86, "after": 12, "fall": 74}]


def test_a_total_may_fall_as_soon_as_the_second_time():
    found = running_totals.falls(pd.DataFrame([[10.0, 5, 7]], ["early"], ["June", "September", "December"]))
    assert found.to_dict("records") == [{"group": "early", "period": "September", "before": 10, "after": 5, "fall": 5}]


def test_totals_that_only_rise_have_no_fall(totals):
    assert running_totals.falls(totals.drop("nurse")).empty


def test_the_line_that_took_more_than_usual_comes_first(totals):
    # primary: 324 in March, 589 / 3 = 196.3 before; even: 5 against 5
    found = running_totals.excess(totals.drop("nurse"), "March")
    assert found.to_dict() == pytest.approx({"primary": 324 - 589 / 3, "even": 0})
    assert found.index[0] == "primary"
