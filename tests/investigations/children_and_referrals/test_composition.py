import pandas as pd
import pytest

from analysis.investigations.children_and_referrals import composition


def two_by_two():
    # 10, 20 against 20, 10: each expected 15, X² = 4 · 25/15 = 6.667 on 1 degree of freedom, p = 0.00982
    return pd.Series({"a": 10.0, "b": 20}), pd.Series({"a": 20.0, "b": 10})


def test_pearsons_statistic_by_hand():
    found = composition.change(*two_by_two(), design_effect=1)
    assert found.x2 == pytest.approx(6.667, abs=0.001)
    assert found.df == 1
    assert found.p == found.p_design_effect == pytest.approx(0.00982, abs=1e-5)


def test_siblings_divide_the_statistic():
    # 6.667 / 2 = 3.333; P(χ²₁ > 3.333) = P(|z| > 1.8257) = 0.0679
    assert composition.change(*two_by_two(), design_effect=2).p_design_effect == pytest.approx(0.0679, abs=1e-4)


def test_points_moved_are_half_of_all_differences():
    # 33.3% to 66.7%, and back: (33.3 + 33.3) / 2
    assert composition.moved(*two_by_two()) == pytest.approx(100 / 3)


def test_the_same_composition_of_another_size_has_not_moved():
    before = pd.Series({"a": 10.0, "b": 20})
    found = composition.change(before, 3 * before, design_effect=1)
    assert found.x2 == pytest.approx(0)
    assert found.moved == pytest.approx(0)


def test_small_groups_stand_together_and_empty_ones_are_left_out():
    # 100 at each date: c and d expect (3 + 1)/2 = 2 and (2 + 4)/2 = 3 each, fewer than 5
    before = pd.Series({"a": 60.0, "b": 35, "c": 3, "d": 2, "e": 0})
    after = pd.Series({"a": 50.0, "b": 45, "c": 1, "d": 4, "e": 0})
    found = composition.merged(before, after)
    assert list(found.index) == ["a", "b", composition.REST]
    assert found.loc[composition.REST].tolist() == [5, 5]


def test_one_small_group_stays_alone():
    before, after = pd.Series({"a": 60.0, "b": 40, "c": 2}), pd.Series({"a": 60.0, "b": 40, "c": 2})
    assert list(composition.merged(before, after).index) == ["a", "b", "c"]


def test_one_group_is_no_composition():
    with pytest.raises(ValueError, match="at least two groups"):
        composition.change(pd.Series({"a": 5.0, "b": 0}), pd.Series({"a": 7.0, "b": 0}), 1)


def test_unknown_children_could_be_all_or_none():
    assert composition.bounds(10.3, 12.6) == pytest.approx((10.3, 22.9))
