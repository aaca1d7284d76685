import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.rates import confint_poisson_2indep

from analysis.statistics import counts, design_effect


def test_exact_limits_of_ten_events():
    # standard tables of exact 95% limits: of 10 events 4.795 to 18.391 (Breslow and Day 1987, table 2.10), of none 0 to 3.689
    assert counts.count_range(10, 0.95, 1) == pytest.approx((4.795, 18.391), abs=0.001)
    assert counts.count_range(0, 0.95, 1) == pytest.approx((0, 3.689), abs=0.001)


@pytest.mark.parametrize("count", [10, 65, 349, 1685])
def test_exact_limits_agree_with_byars_from_ten_on(count):
    """Second method, by hand: Byar's formula is within 0.25% of the exact limits for 10 or more (OHID, technical guide)."""
    above = count + 1
    low = count * (1 - 1 / (9 * count) - 1.959964 / (3 * np.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + 1.959964 / (3 * np.sqrt(above))) ** 3
    assert counts.count_range(count, 0.95, 1) == pytest.approx((low, high), rel=0.0025)


def test_pairs_of_siblings_count_as_families_and_a_rate_is_per_its_exposure():
    low, high = counts.count_range(30, 0.95, 1)
    assert counts.count_range(60, 0.95, 2) == pytest.approx((2 * low, 2 * high))
    assert counts.count_range(60, 0.95, 2, exposure=4) == pytest.approx((low / 2, high / 2))


def test_the_ratio_of_two_counts_by_hand():
    # score range of r: (y − r·x)² = z²·r·(x + y) with x = 100, y = 150, so r² − (3 + z²/40)·r + 2.25 = 0
    half = (3 + 1.959964**2 / 40) / 2
    root = (half**2 - 2.25) ** 0.5
    assert counts.count_ratio(100, 150, 0.95, 1) == (
        pytest.approx(half - root, abs=1e-6),
        pytest.approx(half + root, abs=1e-6),
    )


def test_the_ratio_of_two_rates_agrees_with_another_implementation_of_the_score_range():
    low, high = confint_poisson_2indep(30, 2.5, 20, 1.5, method="score", compare="ratio")
    assert counts.count_ratio(40, 60, 0.95, 2, 1.5, 2.5) == pytest.approx((low, high), rel=1e-5)


def test_a_count_of_none_has_a_ratio_on_one_side():
    # none of y later: r·x = z² makes (0 − r·x)² = z²·r·x, so the upper end is z²/x = 3.841459/5
    assert counts.count_ratio(5, 0, 0.95, 1) == (0.0, pytest.approx(3.841459 / 5, abs=1e-6))
    low, high = counts.count_ratio(0, 5, 0.95, 1)
    assert (low, high) == (pytest.approx(5 / 3.841459, abs=1e-6), float("inf"))


@pytest.mark.parametrize("pair", [(0, 0), (-1, 4)])
def test_a_ratio_of_nothing_is_refused(pair):
    with pytest.raises(ValueError, match="not both 0"):
        counts.count_ratio(*pair, 0.95, 1)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="not -1 and 1"):
        counts.count_range(-1, 0.95, 1)
    with pytest.raises(ValueError, match="use 1"):
        counts.count_range(5, 0.95, 0.5)


def test_dispersion_of_section_47_enquiries_by_hand():
    # mean of 1084, 1290, 1426, 1205, 1306 is 1262.2; squared distances 31755.24 + 772.84 + 26830.44 + 3271.84 + 1918.44
    # = 64548.8; over 1262.2 and 4 degrees of freedom: 12.785
    assert counts.dispersion(pd.Series([1084, 1290, 1426, 1205, 1306])) == pytest.approx(12.785, abs=0.001)
    with pytest.raises(ValueError, match="two counts"):
        counts.dispersion([5])


def test_an_estimated_dispersion_reaches_as_far_as_student():
    # t(4) = 2.7764 against 1.95996: 12.785 · 2.7764²/1.95996² = 25.66
    found = design_effect.from_dispersion(12.785, 4, 0.95)
    assert found == pytest.approx(25.66, abs=0.02)
    assert design_effect.from_dispersion(0.2, 4, 0.95) == pytest.approx(
        (stats.t.ppf(0.975, 4) / stats.norm.ppf(0.975)) ** 2
    )


def test_smallest_change_of_counts_is_seen_four_times_in_five():
    """Truth by simulation, with the exact conditional test of two Poisson counts as a second method."""
    rise = counts.smallest_count_change(60, confidence=0.95, design_effect=1)
    fall = counts.smallest_count_change(60, rise=False, confidence=0.95, design_effect=1)
    # (√60 + 2.8016/√2)² − 60 = 2 · 7.7460 · 1.9810 + 3.9244 = 34.61, and the fall 30.69 − 3.92 = 26.77
    assert (rise, fall) == (pytest.approx(34.61, abs=0.01), pytest.approx(26.77, abs=0.01))
    rng = np.random.default_rng(5)
    before, after = rng.poisson(60, 4000), rng.poisson(60 + rise, 4000)
    z = (after - before) / np.sqrt(after + before)  # score test
    assert np.mean(np.abs(z) > 1.96) == pytest.approx(0.8, abs=0.03)


def test_no_fall_from_a_few_can_be_seen():
    assert counts.smallest_count_change(3, rise=False, confidence=0.95, design_effect=1) == float("inf")
