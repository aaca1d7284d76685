"""Bounds against brute force: every distribution of a small group on a grid of months."""

from itertools import combinations_with_replacement

import pandas as pd
import pytest

from analysis.statistics.gaps import gap_bounds


def quarters(*rows):
    names = ["repeat_plans", "repeat_plans_within_2_years", "gap_between_plans_mean"]
    return pd.DataFrame(rows, columns=names)


def every_group(n, early, total, step=4, top=96):
    """Return every multiset of n gaps on a grid with the given number below 24 months and the given total."""
    grid = range(0, top + 1, step)
    return [
        gaps for gaps in combinations_with_replacement(grid, n)
        if sum(gaps) == total and sum(gap < 24 for gap in gaps) == early
    ]  # fmt: skip


def lower_median(gaps):
    return sorted(gaps)[(len(gaps) + 1) // 2 - 1]


@pytest.mark.parametrize(("n", "early", "mean"), [(5, 2, 36), (5, 2, 24), (4, 1, 40), (5, 3, 20), (5, 1, 44)])
def test_no_distribution_escapes_the_bounds_and_the_grid_comes_near(n, early, mean):
    found = every_group(n, early, n * mean)
    rows = quarters((n, early, mean))
    low, high = gap_bounds.median(rows, rounding=0)
    medians = [lower_median(gaps) for gaps in found]
    assert min(medians) >= low
    assert max(medians) <= high + 1e-9
    assert high - max(medians) <= 4
    late_low, late_high = gap_bounds.late_mean(rows, rounding=0)
    late = [sum(g for g in gaps if g >= 24) / (n - early) for gaps in found]
    assert min(late) >= late_low - 1e-9
    assert max(late) == pytest.approx(min(late_high, max(late)))
    assert late_high - max(late) <= 4
    early_low, early_high = gap_bounds.early_mean(rows, rounding=0)
    soon = [sum(g for g in gaps if g < 24) / early for gaps in found]
    assert early_low - 1e-9 <= min(soon)
    assert max(soon) <= early_high


def test_two_quarters_bind_tighter_than_their_sum():
    """Brute force over both quarters: three returns at mean 24 with one early, three at mean 48 with one early."""
    rows = quarters((3, 1, 24), (3, 1, 48))
    pairs = [a + b for a in every_group(3, 1, 72) for b in every_group(3, 1, 144, top=120)]
    _, high = gap_bounds.median(rows, rounding=0)
    _, pooled = gap_bounds.median(quarters((6, 2, 36)), rounding=0)
    best = max(lower_median(gaps) for gaps in pairs)
    assert best <= high + 1e-9
    assert high - best <= 4
    assert high < pooled


def test_one_group_by_hand():
    # 10 returns, 4 early, mean 36: total 360; the 5th smallest is late; 6 must reach it: (360 − 0 − 0)/6 = 60
    assert gap_bounds.median(quarters((10, 4, 36)), rounding=0) == (24, pytest.approx(60))
    # the late mean lies between (360 − 4·24)/6 = 44 and 360/6 = 60
    assert gap_bounds.late_mean(quarters((10, 4, 36)), rounding=0) == (pytest.approx(44), pytest.approx(60))


def test_rounding_of_the_printed_mean_widens_the_bounds():
    # a mean printed as 36 may be 36.5, a total of 365
    assert gap_bounds.median(quarters((10, 4, 36)))[1] == pytest.approx(365 / 6)


def test_with_half_back_within_two_years_the_median_is_below_two_years():
    assert gap_bounds.median(quarters((10, 5, 36))) == (0, 24)


def test_more_early_returns_than_returns_is_refused():
    with pytest.raises(ValueError, match="More returns within two years than returns"):
        gap_bounds.median(quarters((10, 11, 36)))
