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


def test_two_quarters_alike_by_hand():
    # 8 late returns, 144 months in each quarter: five of eight must reach the median, so three of one quarter, and
    # 3·40 + 24 = 144
    assert gap_bounds.median(quarters((4, 0, 36), (4, 0, 36)), rounding=0) == (24, pytest.approx(40))


def test_rounding_of_the_printed_mean_widens_the_bounds():
    # a mean printed as 36 may be 36.5, a total of 365
    assert gap_bounds.median(quarters((10, 4, 36)))[1] == pytest.approx(365 / 6)


def test_with_half_back_within_two_years_the_median_is_below_two_years():
    assert gap_bounds.median(quarters((10, 5, 36))) == (0, 24)


def test_more_early_returns_than_returns_is_refused():
    with pytest.raises(ValueError, match="More returns within two years than returns"):
        gap_bounds.median(quarters((10, 11, 36)))


def test_a_mean_too_short_for_its_late_returns_is_refused():
    # 6 late returns need 144 months, 10 returns at mean 10 give 100
    with pytest.raises(ValueError, match="they are on two clocks"):
        gap_bounds.median(quarters((10, 4, 10)), rounding=0)


def test_early_mean_by_hand():
    # total 160 less the least that 6 late gaps take, 144, leaves 16 for 4 early ones; none of it must be theirs
    assert gap_bounds.early_mean(quarters((10, 4, 16)), rounding=0) == (0, 4)
    # total 1,300 less the most that 6 late gaps of 18 years take, 1,296, leaves 4; at most 24 months each
    assert gap_bounds.early_mean(quarters((10, 4, 130)), rounding=0) == (1, 24)


def test_no_late_gap_is_longer_than_a_childhood():
    # 1,300 months in all: at least 1,300 − 4·24 = 1,204 of 6 late gaps, at most 6·216 = 1,296
    assert gap_bounds.late_mean(quarters((10, 4, 130)), rounding=0) == (pytest.approx(1204 / 6), 216)


def test_the_length_of_a_plan_by_hand():
    # 20% last 0 to 3 months, 70% 3 to 24, 10% 24 to 216:
    # at least 0.7·3 + 0.1·24 = 4.5, at most 0.2·3 + 0.7·24 + 0.1·216 = 39
    assert gap_bounds.plan_length(20, 10) == (pytest.approx(4.5), pytest.approx(39))


def test_two_clocks_by_hand():
    """Ten returns, 4 early, mean 36 from start to start, plans of 6 months or more."""
    found = gap_bounds.by_clock(quarters((10, 4, 36)), shortest_plan=6, rounding=0)
    assert found.loc["one clock"].tolist() == pytest.approx([36, 36, 24, 60, 44, 60])
    # from end to start: at least 6 of 10 take 24 months, 14.4 on average, and the mean is at most 36 − 6 = 30;
    # 300 months in all, so six reach at most 50; an early child's counted gap may be longer than 24
    assert found.loc["two clocks"].tolist() == pytest.approx([14.4, 30, 24, 50, 24, 50])


def test_rounding_widens_both_ends_of_the_mean():
    # a mean printed as 36 lies between 35.5 and 36.5
    found = gap_bounds.by_clock(quarters((10, 4, 36)), shortest_plan=6)
    assert found.loc["one clock", ["mean_low", "mean_high"]].tolist() == [35.5, 36.5]
    assert found.loc["two clocks", "mean_high"] == 30.5
