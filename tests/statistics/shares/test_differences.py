from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from scipy import stats

from analysis.statistics.shares import differences
from analysis.statistics.shares.ranges import share_range

PUBLISHED = yaml.safe_load((Path(__file__).parents[2] / "expected" / "proportions.yml").read_text(encoding="utf-8"))
# 000 Table 5, Q4 17/18 to Q1 20/21
REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])
FAMILIES = 96 / 56


def test_newcombes_published_example_of_a_difference():
    # Newcombe (1998), Stat Med 17:873, table II, case (a), method 10: 56/70 − 48/80 is 0.0524 to 0.3339
    low, high = differences.share_change(48, 80, 56, 70, 0.95, 1)
    assert (low, high) == (pytest.approx(5.24, abs=0.01), pytest.approx(33.39, abs=0.01))


def test_a_change_by_newcombes_formula_from_the_two_ranges():
    # d − √((p₂ − l₂)² + (u₁ − p₁)²) to d + √((u₂ − p₂)² + (p₁ − l₁)²)
    (l1, u1), (l2, u2) = share_range(96, 516, 0.95, 2), share_range(101, 425, 0.95, 2)
    p1, p2 = 100 * 96 / 516, 100 * 101 / 425
    low = p2 - p1 - np.hypot(p2 - l2, u1 - p1)
    high = p2 - p1 + np.hypot(u2 - p2, p1 - l1)
    assert differences.share_change(96, 516, 101, 425, 0.95, 2) == pytest.approx((low, high))


def test_a_difference_holds_the_change_and_widens_with_siblings():
    found, wider = (differences.difference((96, 516), (101, 425), 0.95, effect) for effect in (1, FAMILIES))
    assert found.value == pytest.approx(100 * (101 / 425 - 96 / 516))
    assert wider.low < found.low < found.high < wider.high
    # X² of the two by two table without correction, by a second method
    second = stats.chi2_contingency([[96, 420], [101, 324]], correction=False)
    assert found.p == pytest.approx(second.pvalue)


def test_two_empty_shares_do_not_differ():
    assert differences.difference((0, 12), (0, 20), 0.95, 1).p == 1.0


def test_an_impossible_share_is_named():
    with pytest.raises(ValueError, match=r"9 of 8 is no share \(value 2\)"):
        differences.share_change(1, 8, 9, 8, 0.95, 1)


def test_homogeneity_of_a_published_table():
    want = PUBLISHED["homogeneity"]
    found = differences.homogeneity(want["count"], want["n"], 1)
    assert round(found.x2, 1) == want["x2"]
    assert found.df == want["df"]
    assert round(found.p, 6) == want["p"]


def test_homogeneity_by_hand_with_a_design_effect():
    # 10 and 20 of 100: p = .15; 2 · 5²/(100 · .15 · .85) = 3.92157; halved 1.96078: p = P(|z| > 1.40028) = .16143
    found = differences.homogeneity([10, 20], [100, 100], 2)
    assert found.dispersion == pytest.approx(3.92157, abs=1e-5)
    assert found.p_design_effect == pytest.approx(0.16143, abs=1e-4)


def test_homogeneity_of_the_ten_quarters_by_a_second_method():
    second = stats.chi2_contingency(np.array([REPEATS, STARTS - REPEATS]), correction=False)
    found = differences.homogeneity(REPEATS, STARTS, FAMILIES)
    assert (found.x2, found.p) == (pytest.approx(second.statistic), pytest.approx(second.pvalue))
    assert found.p_design_effect == pytest.approx(stats.chi2.sf(second.statistic / FAMILIES, 9))


@pytest.mark.parametrize(("count", "n"), [([3], [9]), ([0, 0], [5, 6]), ([5, 6], [5, 6])])
def test_what_cannot_differ_is_refused(count, n):
    with pytest.raises(ValueError, match="two periods or more"):
        differences.homogeneity(count, n, 1)


def test_the_fewest_children_that_show_a_change():
    # 84% to 73%: standard error √((0.84·0.16 + 0.73·0.27)/n); by the normal approximation (1.96/0.11)² · 0.3315 = 105;
    # Newcombe's range asks for a few more
    n = differences.fewest_to_see(84, 73, 0.95, 1)
    assert 105 <= n <= 112
    for number, seen in ((n - 1, False), (n, True)):
        _, high = differences.share_change(0.84 * number, number, 0.73 * number, number, 0.95, 1)
        assert (high < 0) == seen
    # with a design effect the same information needs so many times the children
    assert differences.fewest_to_see(84, 73, 0.95, 2) == pytest.approx(2 * n, abs=1)
    with pytest.raises(ValueError, match="no change"):
        differences.fewest_to_see(50, 50, 0.95, 1)


def test_a_step_keeps_the_periods_that_have_both_counts():
    part, whole = pd.Series({"a": 81.0, "b": 3.0}), pd.Series({"a": 263.0, "b": None, "c": 5.0})
    found = differences.step(part, whole, 0.95, 1)
    # Newcombe (1998), table I: 81 of 263, 25.53% to 36.62%
    assert found.loc["a", ["part", "low", "high"]].tolist() == pytest.approx([81, 25.53, 36.62], abs=0.01)
    assert list(found.index) == ["a"]
