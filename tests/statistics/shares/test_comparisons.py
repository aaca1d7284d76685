import pytest

from analysis.statistics.shares import comparisons


def test_wilsons_published_example():
    # Newcombe (1998), Stat Med 17:857, table I: 81 of 263, score interval 0.2553 to 0.3662
    low, high = comparisons.share_interval(81, 263, 0.95, 1)
    assert (low, high) == (pytest.approx(25.53, abs=0.01), pytest.approx(36.62, abs=0.01))


def test_newcombes_published_example_of_a_difference():
    # Newcombe (1998), Stat Med 17:873, table II, case (a), method 10: 56/70 − 48/80 is 0.0524 to 0.3339
    low, high = comparisons.share_change(48, 80, 56, 70, 0.95, 1)
    assert (low, high) == (pytest.approx(5.24, abs=0.01), pytest.approx(33.39, abs=0.01))


def test_a_design_effect_of_two_is_half_the_children():
    assert comparisons.share_interval(40, 200, 0.95, 2) == pytest.approx(comparisons.share_interval(20, 100, 0.95, 1))


def test_exact_poisson_limits_of_ten_events():
    # standard tables of exact 95% limits for an observed count of 10: 4.795 to 18.391
    low, high = comparisons.count_interval(10, 0.95, 1)
    assert (low, high) == (pytest.approx(4.795, abs=0.001), pytest.approx(18.391, abs=0.001))


def test_the_ratio_of_two_counts_by_hand():
    # score interval of r: (y − r·x)² = z²·r·(x + y) with x = 100, y = 150, so r² − (3 + z²/40)·r + 2.25 = 0
    half = (3 + 1.959964**2 / 40) / 2
    root = (half**2 - 2.25) ** 0.5
    found = comparisons.count_ratio(100, 150, 0.95, 1)
    assert found == (pytest.approx(half - root, abs=1e-3), pytest.approx(half + root, abs=1e-3))
