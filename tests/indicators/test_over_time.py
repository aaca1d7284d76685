"""A share over periods: by hand, and the same verdict in every place."""

import pandas as pd
import pytest

from analysis.indicators.estimate import Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.over_time import SharesOverTime, by_period
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain


def over(parts, wholes, policy=None):
    index = [f"Q{n % 4 + 1} {18 + n // 4}/{19 + n // 4}" for n in range(len(parts))]
    table = pd.DataFrame(
        {"part": parts, "whole": wholes, "rows": [(f"id/{n}",) for n in range(len(parts))]}, index=index
    )
    return SharesOverTime(table, policy or Policy(), measure="repeat_plans_share", area="X", period="quarter")


def test_all_periods_together_add_the_counts():
    assert str(over([10, 30], [100, 200]).pooled) == "40 of 300 (13.3%)"


def test_pearsons_dispersion_by_hand():
    # pooled 0.2: X² = (10 − 20)²/16 + (30 − 20)²/16 = 12.5 on one degree of freedom
    assert over([10, 30], [100, 100]).dispersion.value == pytest.approx(12.5)


def test_what_chance_allows_by_hand():
    # 0.2 ± 1.96·√(0.16·2.6/100) = 0.2 ± 0.1264
    found = over([10, 30], [100, 100])
    assert (found.by_chance.low, found.by_chance.high) == pytest.approx((7.36, 32.64), abs=0.01)
    assert found.outside == []
    assert over([5, 35], [100, 100]).outside == ["Q1 18/19", "Q2 18/19"]


def test_the_predicate_follows_the_numbers():
    assert plain(f"{over([10, 30, 10, 30], [100] * 4).differ}") == "differ by more than chance makes"
    assert plain(f"{over([19, 21, 20, 20], [100] * 4).differ}") == "differ by no more than chance makes"


def test_the_second_method_is_the_likelihood_ratio_by_hand_and_agreement_is_said():
    # unrelated children: 2·(10 ln(10/20) + 30 ln(30/20) + 90 ln(90/80) + 70 ln(70/80)) = 12.9677 on 1: p = .000317
    alone = Policy(siblings=1.0, tried_at=(1.0,))
    found = over([10, 30], [100, 100], alone)
    assert found.differ_again.value == pytest.approx(0.000317, rel=0.01)
    assert plain(found.second_method) == "agrees on whether the quarters differ (p < 0.001)"


def test_where_the_second_method_says_another_thing_it_is_said():
    # 1 and 6 of 60, unrelated: X² = 5²/(7·113/120) = 3.7926, p = .0515; likelihood ratio
    # 2·(1 ln(1/3.5) + 6 ln(6/3.5) + 59 ln(59/56.5) + 54 ln(54/56.5)) = 4.1839, p = .0408
    found = over([1, 6], [60, 60], Policy(siblings=1.0, tried_at=(1.0,)))
    assert (found.differ.value, found.differ_again.value) == pytest.approx((0.0515, 0.0408), abs=2e-4)
    assert plain(found.second_method) == "does not agree on whether the quarters differ (p = 0.041)"


def test_the_second_method_judges_a_trend_too():
    found = over([10, 20, 30, 40, 50], [100] * 5)
    assert " and on the trend (p " in plain(found.second_method)
    assert plain(found.second_method).startswith("agrees on whether the quarters differ (p ")


def test_lowest_highest_and_the_points_between():
    found = over([10, 30], [100, 200])
    assert (str(found.lowest), str(found.highest), str(found.width)) == (
        "10 of 100 (10.0%)",
        "30 of 200 (15.0%)",
        "5.0 points",
    )


def test_a_trend_needs_four_periods():
    assert isinstance(over([10, 30, 20], [100] * 3).share_trend, Unknown)
    assert "four" not in plain(f"{over([10, 20, 30, 40], [100] * 4).share_trend}")


def test_every_row_is_named_once():
    assert over([10, 30], [100, 100]).rows == ("id/0", "id/1")


def test_changing_a_returned_table_does_not_change_the_study():
    table = pd.DataFrame(
        {"part": [1.0, 2.0], "whole": [10.0, 10.0], "rows": [("a",), ("b",)]}, index=["Q1 18/19", "Q2 18/19"]
    )
    found = SharesOverTime(table, Policy(), measure="repeat_plans_share", area="X", period="quarter")
    table.loc["Q1 18/19", "part"] = 9.0
    assert str(found.pooled) == "3 of 20 (15.0%)"


def test_periods_come_from_printed_rows_and_a_wrong_one_is_named(observed):
    printed = {"Q1 19/20": ("22", "129"), "Q2 19/20": ("33", "106")}
    measures = ("repeat_plans", "cpp_starts")
    rows = observed(*[(name, q, n) for q, pair in printed.items() for name, n in zip(measures, pair, strict=True)])
    figures = Figures(rows, Policy())
    assert list(by_period(figures, "repeat_plans_share", "Warwickshire", "quarter")["part"]) == [22, 33]
    with pytest.raises(ValueError, match=r"'Q4 09/10' has no figures; there are Q1 19/20, Q2 19/20\."):
        by_period(figures, "repeat_plans_share", "Warwickshire", "quarter", "Q4 09/10")
