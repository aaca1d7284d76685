import pandas as pd
import pytest

from analysis.investigations.repeat_plan_volatility import repeat_plans
from analysis.observations import series

SHARE, STARTS, REPEATS = repeat_plans.SHARE, repeat_plans.STARTS, repeat_plans.REPEATS


@pytest.fixture
def read(observed):
    return series.preferred(
        observed(
            (SHARE, "2018/19", "18.6%"), (STARTS, "2018/19", "516"), (SHARE, "2019/20", "23.8%"), (STARTS, "2019/20", "425"),
            (SHARE, "2012/13", "13.3%"), (SHARE, "2020/21", "27.5%"), (STARTS, "2020/21", "480"),
            (REPEATS, "Q1 19/20", "22"), (STARTS, "Q1 19/20", "129"), (REPEATS, "Q2 19/20", "33"), (STARTS, "Q2 19/20", "106"),
            (REPEATS, "Q3 19/20", "23"), (STARTS, "Q3 19/20", "87"), (REPEATS, "Q4 19/20", "25"), (STARTS, "Q4 19/20", "105"),
            (REPEATS, "Q1 20/21", "38"), (STARTS, "Q1 20/21", "120"),
        )
    )  # fmt: skip


@pytest.fixture
def walsall(observed):
    so_far = {"period_type": "cumulative"}
    part = "1 April 2016 to 31 August 2016"
    return series.preferred(
        observed(
            (SHARE, "2014/15", "13.3"),
            (SHARE, "2015/16", "17.2"),
            (SHARE, part, "8.5", so_far),
            (REPEATS, part, "22", so_far),
        )
    )


def test_years_give_the_counts_that_the_percentages_imply(read):
    table = repeat_plans.years(read)
    assert list(table.index) == ["2012/13", "2018/19", "2019/20", "2020/21"]
    assert table["repeats"].iloc[1:].tolist() == [96, 101, 132]
    assert pd.isna(table["repeats"].iloc[0])
    assert table["exact"].tolist() == [False, True, True, True]


def test_quarters_come_first_and_only_the_chosen_ones(read):
    found = repeat_plans.periods(read, "Q2 19/20", "Q4 19/20")
    assert (found.kind, found.assumed, found.why) == ("quarter", False, "")
    assert found.table["repeats"].tolist() == [33, 23, 25]
    with pytest.raises(ValueError, match="Q9 19/20"):
        repeat_plans.periods(read, "Q9 19/20", "Q4 19/20")


def test_four_quarters_make_a_year_and_three_do_not(read):
    quarters = repeat_plans.periods(read, "Q1 19/20", "Q1 20/21").table
    # 22 + 33 + 23 + 25 = 103 and 129 + 106 + 87 + 105 = 427
    assert repeat_plans.summed_quarters(quarters).to_dict("index") == {"2019/20": {"repeats": 103, "starts": 427}}


def test_without_quarters_years_are_read_and_the_reason_given(read):
    annual = read[read["period_type"] == "financial_year"]
    found = repeat_plans.periods(annual, "Q4 17/18", "Q1 20/21")
    assert (found.kind, found.assumed) == ("year", False)
    assert found.table["starts"].tolist() == [516, 425, 480]
    assert "no quarterly counts" in found.why


def test_walsalls_starts_are_assumed_from_the_pace_of_five_months_and_it_says_so(walsall):
    part = repeat_plans.so_far(walsall).iloc[0]
    assert (part["fewest"], part["most"], part["months"], part["repeats"]) == (258, 260, 5, 22)
    found = repeat_plans.periods(walsall, "Q4 17/18", "Q1 20/21")
    # 259 · 12/5 = 621.6; 13.3% of 622 = 82.7, 17.2% of 622 = 107.0
    assert found.table["starts"].tolist() == [622, 622, 259]
    assert found.table["repeats"].tolist() == [83, 107, 22]
    assert found.assumed
    assert "each year is given 622 starts" in found.why


def test_an_authority_with_one_year_is_refused(observed):
    one = series.preferred(observed((SHARE, "2018/19", "18.6%"), (STARTS, "2018/19", "516")))
    with pytest.raises(ValueError, match="nor two years to compare"):
        repeat_plans.periods(one, "Q4 17/18", "Q1 20/21")


def test_an_authority_without_any_figure_is_refused(read):
    with pytest.raises(ValueError, match="choose another authority"):
        repeat_plans.periods(read.iloc[:0], "Q4 17/18", "Q1 20/21")


def test_changes_split_into_points_that_add_up(read):
    table = repeat_plans.changes(repeat_plans.years(read).dropna(subset=["starts"]))
    assert list(table.index) == [("2018/19", "2019/20"), ("2019/20", "2020/21")]
    # 101/425 − 96/516 = 5.1601 points, of which 79.259% are 4.0898 and the rest 1.0703
    assert table["from_starts"].iloc[0] == pytest.approx(4.0898, abs=1e-3)
    assert table["from_repeats"].iloc[0] == pytest.approx(1.0703, abs=1e-3)
    assert (table["from_starts"] + table["from_repeats"]).tolist() == pytest.approx(table["change"].tolist())


def test_years_apart_or_without_change_are_not_compared():
    counts = pd.DataFrame({"repeats": [1, 2, 4], "starts": [9, 8, 16]}, index=["2012/13", "2014/15", "2015/16"])
    assert repeat_plans.changes(counts).empty


def test_comparators_are_an_authoritys_own_neighbours(observed):
    read = series.preferred(
        observed(
            (SHARE, "2014/15", "16.6", {"area": "England"}),
            (SHARE, "2014/15", "15.6", {"area": "Walsall statistical neighbours"}),
            (SHARE, "2014/15", "19.0", {"area": "Statistical neighbours"}),
        )
    )
    for authority, neighbours in (("Walsall", 15.6), ("Warwickshire", 19.0)):
        assert repeat_plans.comparators(read, authority).loc["2014/15"].tolist() == [16.6, neighbours]
