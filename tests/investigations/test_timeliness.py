import pandas as pd
import pytest

from analysis.investigations.timeliness_and_duration import timeliness

NATIONAL = {25: 13, 50: 14, 75: 15}  # working days: DfE, Children in need, table C4, England 2023


def test_the_printed_percentage_stays_and_its_count_is_the_nearest():
    # 69.6% of 527 is 366.8, so 367
    found = timeliness.counted(pd.Series({"a": 69.6}), pd.Series({"a": 527.0}), 0.95, 1)
    assert found.loc["a", ["part", "whole", "value"]].tolist() == [367, 527, 69.6]


def test_the_interval_is_newcombes_published_one():
    # Newcombe (1998), Stat Med 17:857, table I: 81 of 263, score interval 25.53% to 36.62%
    found = timeliness.counted(pd.Series({"a": 30.8}), pd.Series({"a": 263.0}), 0.95, 1)
    assert found.loc["a", ["low", "high"]].tolist() == pytest.approx([25.53, 36.62], abs=0.01)


def test_quartiles_bound_what_happens_on_the_last_day():
    # F(15) = 83; median 14 gives F(14) ≥ 50; third quartile 15 gives F(14) ≤ 75: 83 − 75 = 8 to 83 − 50 = 33
    assert timeliness.last_day_share(83.0, 15, NATIONAL) == (8.0, 33.0)


def test_the_bounds_hold_the_truth_of_a_made_up_distribution():
    # 30 by day 13, 27 on day 14, 20 on day 15, the rest later: quartiles 13, 14 and 15, and 20% on the last day
    low, high = timeliness.last_day_share(77.0, 15, NATIONAL)
    assert (low, high) == (2.0, 27.0)
    assert low <= 20 <= high


def test_a_percentage_that_contradicts_the_quartiles_is_refused():
    with pytest.raises(ValueError, match="contradicts quartiles"):
        timeliness.last_day_share(70.0, 15, NATIONAL)


def test_months_that_differ_by_chance_alone_have_a_ratio_of_one():
    # mean 50, chance variance 50·50/25 = 100; deviations ±10: (100 + 100) / 100 / 1 degree of freedom = 2
    ratio, p = timeliness.months_differ(pd.Series([40.0, 60.0]), 25, 1)
    # chi-square of 2 on 1 degree of freedom: p = 0.1573 (standard tables)
    assert (ratio, p) == (pytest.approx(2.0), pytest.approx(0.1573, abs=1e-4))
    assert timeliness.months_differ(pd.Series([40.0, 60.0]), 25, 2)[0] == pytest.approx(1.0)


def test_long_and_short_plans_come_from_the_same_ends():
    # 2% of 200 is 4; 25% of 200 is 50; 100 − 2 − 25 = 73 between
    years = timeliness.durations(
        *(pd.Series({"a": x, "b": y}) for x, y in ((200.0, 9.0), (2.0, None), (25.0, 1.0))), 0.95, 1
    )
    assert list(years.index) == ["a"]
    assert years.loc["a", ["ends", "long_n", "short_n", "between"]].tolist() == [200, 4, 50, 73]
