import pandas as pd
import pytest

from analysis.investigations.activity_and_flow import flows


@pytest.fixture
def years():
    return pd.DataFrame(
        {"cpp_children": [100.0, 120, 90], "cpp_starts": [0.0, 60, 40], "cpp_ends": [0.0, 38, 71]},
        index=["2015/16", "2016/17", "2017/18"],
    )


def test_a_stock_is_the_last_one_plus_starts_less_ends(years):
    # 100 + 60 − 38 = 122 where 120 are counted: 2 too few; 120 + 40 − 71 = 89 where 90 are counted: 1 too many
    found = flows.balance(years)
    assert list(found.index) == ["2016/17", "2017/18"]
    assert found["expected"].tolist() == [122, 89]
    assert found["residue"].tolist() == [2, -1]


def test_flows_meet_the_stock_of_their_last_day():
    year = pd.Timestamp("2016-04-01"), pd.Timestamp("2017-03-31")
    flow = pd.DataFrame({"period_start": year[0], "period_end": year[1], "cpp_starts": 60.0}, index=["2016/17"])
    stock = pd.DataFrame({"period_start": year[1], "period_end": year[1], "cpp_children": 9.0}, index=["31 March 2017"])
    assert flows.yearly(flow, stock).loc["2016/17", "cpp_children"] == 9


def test_a_comparator_is_exact_up_to_its_rounding():
    shares = pd.DataFrame({"value": [30.0, 30, 30], "low": 25.0, "high": 36.0}, index=["a", "b", "c"])
    # a: 25 − 24 − 0.5 = 0.5 above zero; b: 25 − 24.8 − 0.5 = −0.3; c: 36 − 37 + 0.5 = −0.5 below zero
    found = flows.against(shares, pd.Series({"a": 24.0, "b": 24.8, "c": 37.0}), 0.5)
    assert found["verdict"].tolist() == ["higher", "within noise", "lower"]
    assert found.loc["a", ["difference", "low", "high"]].tolist() == pytest.approx([6, 0.5, 12.5])


def test_a_break_is_a_jump_up_or_down_beyond_the_factor():
    # 40 / 20 = 2 and 20 / 32 = 0.625 < 1/1.5; 32 / 40 = 0.8 is no jump
    shares = pd.Series({"a": 20.0, "b": 40.0, "c": 32.0, "d": 20.0})
    assert flows.breaks(shares, 1.5) == ["b", "d"]


def test_a_count_and_rate_fit_the_population_of_the_date_they_rest_on():
    # 500 at 50.0 per 10,000 is 100,000 children, 99,900 to 100,100 with rounding
    dates = pd.DataFrame({"date": ["x", "y"], "people": [100_150.0, 102_000], "low": [100_050.0, 101_900]})
    found = flows.fitting_population(500, 50.0, dates.assign(high=dates["people"] + 100))
    assert found["fits"].tolist() == [True, False]
    assert found.loc[0, ["implied", "implied_low", "implied_high"]].tolist() == pytest.approx(
        [100_000, 99_900.1, 100_100.1], abs=0.1
    )


def test_two_chosen_counts_hide_the_lowest_between_them():
    # 200 to 150 is −25%; to the lowest, 100, −50%; from there to 150, +50%
    found = flows.turning_points(pd.Series([180.0, 100, 140]), 200, 150)
    assert found == {"lowest": 100, "fall": -25, "fall_to_lowest": -50, "rise_since": 50}


def test_a_cumulative_count_to_the_last_of_march_is_a_year():
    rows = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2017-04-01", "2017-04-01", "2015-04-01", "2018-03-31"]),
            "period_end": pd.to_datetime(["2018-03-31", "2017-12-31", "2016-03-31", "2018-03-31"]),
            "period_type": ["cumulative", "cumulative", "financial_year", "as_at"],
        }
    )
    assert flows.whole_years(rows)["period_type"].to_dict() == {0: "financial_year", 2: "financial_year"}
