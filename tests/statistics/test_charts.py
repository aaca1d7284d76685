from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.statistics import charts

PUBLISHED = yaml.safe_load((Path(__file__).parents[1] / "expected" / "proportions.yml").read_text(encoding="utf-8"))
EVEN = pd.Series([100, 100, 100, 100], index=["Q1", "Q2", "Q3", "Q4"])


def test_p_chart_limits_by_hand():
    # pooled 20 of 100 each: 20 ± 3 · √(.2 · .8/100) = 20 ± 12 percent
    found = charts.p_chart([18, 22, 7, 33], EVEN)
    assert found["value"].tolist() == pytest.approx([18, 22, 7, 33])
    assert found["centre"].tolist() == pytest.approx([20] * 4)
    assert (found["low"].iloc[0], found["high"].iloc[0]) == (pytest.approx(8), pytest.approx(32))
    assert found["outside"].tolist() == [False, False, True, True]
    assert list(found.index) == list(EVEN.index)
    # 30% and 10% are 2.5 errors off and stay inside
    assert not charts.p_chart([20, 30, 10, 20], EVEN)["outside"].any()


def test_limits_follow_the_denominator_and_stay_within_0_and_100():
    found = charts.p_chart([1, 60], pd.Series([5, 300]))
    assert found["low"].iloc[0] == 0
    assert found["high"].iloc[0] > found["high"].iloc[1]


def test_laney_by_hand():
    # shares 16, 24, 16, 24 about 20: z = −1, 1, −1, 1; moving ranges 2, 2, 2; σz = 2/1.128; reach 12 · σz
    parts = [16, 24, 16, 24]
    assert charts.laney_sigma_z(parts, EVEN) == pytest.approx(2 / 1.128)
    assert charts.laney(parts, EVEN)["high"].iloc[0] == pytest.approx(20 + 12 * 2 / 1.128)


def test_xmr_limits_by_hand():
    # 10, 20, 10, 20: mean 15, moving ranges 10; 15 ± 3 · 10/1.128 = 15 ± 26.596
    found = charts.xmr(pd.Series([10, 20, 10, 20]))
    assert (found["low"].iloc[0], found["high"].iloc[0]) == (
        pytest.approx(-11.596, abs=1e-3),
        pytest.approx(41.596, abs=1e-3),
    )
    # 5, 5, 5, 5, 9: ranges 0, 0, 0, 4, mean 1: 5.8 ± 2.66 leaves 9 outside
    assert charts.xmr(pd.Series([5, 5, 5, 5, 9]))["outside"].tolist() == [False] * 4 + [True]


def test_a_series_without_variation_raises_no_alarm():
    for chart in (charts.p_chart([20] * 4, EVEN), charts.laney([20] * 4, EVEN), charts.xmr(pd.Series([20.0] * 4))):
        assert not chart["outside"].any()


@pytest.mark.parametrize(
    "call", [lambda: charts.xmr(pd.Series([1.0])), lambda: charts.laney_sigma_z([1], pd.Series([5]))]
)
def test_one_point_makes_no_chart(call):
    with pytest.raises(ValueError, match="two periods or more"):
        call()


@pytest.mark.parametrize(("n", "low", "high", "lower", "higher"), PUBLISHED["funnel"]["rows"])
def test_published_funnel_limits(n, low, high, lower, higher):
    target = PUBLISHED["funnel"]["target"]
    limits = [charts.funnel(target, [n], level).iloc[0].tolist() for level in (0.95, 0.998)]
    assert limits == [pytest.approx([low, high], abs=1e-4), pytest.approx([lower, higher], abs=1e-4)]


def test_siblings_widen_a_funnel():
    # 20% of 100, variance four times that of unrelated children: error √(0.2·0.8·4/100) = 8 points, 1.95996 errors
    assert charts.funnel(20, [100], 0.95, 4).iloc[0].tolist() == pytest.approx([4.320, 35.680], abs=0.001)


FABRIC = PUBLISHED["u_chart"]


def test_published_u_chart():
    found = charts.u_chart(FABRIC["defects"], pd.Series(FABRIC["square_metres"]))
    assert found["centre"].iloc[0] == pytest.approx(FABRIC["centre"], abs=5e-6)
    # limits by hand for the first piece, 30 m²: 0.28805 ± 3 √(0.28805/30) = 0.28805 ± 0.29397; below 0 is cut
    assert (found["low"].iloc[0], found["high"].iloc[0]) == (0, pytest.approx(0.58202, abs=1e-5))
    # piece 14, 9 in 30 m²: (0.3 − 0.28805) / √(0.28805/30) = 0.122
    assert found["z"].iloc[13] == pytest.approx(0.122, abs=1e-3)


def test_a_u_chart_refuses_what_is_no_count():
    for count, n in (([1, -1], [1, 1]), ([1, 1], [1, 0])):
        with pytest.raises(ValueError, match="0 or more"):
            charts.u_chart(count, pd.Series(n))


def test_laneys_chart_of_plain_counts_is_an_xmr_chart():
    counts = pd.Series([30.0, 42, 25, 51, 38, 44])
    ours, theirs = charts.laney(counts, pd.Series([1.0] * 6), charts.u_chart), charts.xmr(counts)
    assert ours["high"].tolist() == pytest.approx(theirs["high"].tolist())
    assert ours["low"].tolist() == pytest.approx(theirs["low"].clip(lower=0).tolist())


def test_a_rebased_chart_has_a_centre_line_for_each_stretch():
    # 10 and 20 of 100 each, then 40 and 50: centres 15 and 45; limits 15 ± 3 √(.15 · .85/100) = 15 ± 10.712
    found = charts.rebased(charts.p_chart, [10, 20, 40, 50], EVEN, [0, 0, 1, 1])
    assert found["centre"].tolist() == pytest.approx([15, 15, 45, 45])
    assert found["high"].iloc[0] == pytest.approx(25.712, abs=1e-3)
    assert found["stretch"].tolist() == [0, 0, 1, 1]


def test_restless_by_hand():
    # 2, −2, 2, −2, 2 without the second: steps 0, −4, 4, half the mean square 5⅓; (5⅓ − 1) · 3 / √8 = 4.596 sigmas
    assert charts.restless([2, -2, 2, -2, 2]) == pytest.approx(2.15e-6, rel=0.01)
    # 1, 0, 1, 0, 1 without the second: half of ⅔ is ⅓; (⅓ − 1) · 3 / √8 = −0.707, p = .760
    assert charts.restless([1, 0, 1, 0, 1]) == pytest.approx(0.760, abs=1e-3)
    assert charts.restless([0, 9, 0]) == 1


@pytest.mark.slow
def test_restless_speaks_seldom_by_chance_and_mostly_when_every_point_jumps():
    drawn = np.random.default_rng(1).normal(size=(2000, 12))
    assert np.mean([charts.restless(z) < 0.05 for z in drawn]) < 0.05
    assert np.mean([charts.restless(2.5 * z) < 0.05 for z in drawn]) > 0.75


def test_one_point_far_away_is_no_restlessness():
    drawn = np.random.default_rng(3).normal(size=(500, 12))
    drawn[:, 6] += 6
    plain = (np.diff(drawn) ** 2).mean(axis=1) / 2  # the same statistic with every point in it
    assert np.mean((plain - 1) * 11 / np.sqrt(32) > 1.645) > 0.9
    assert np.mean([charts.restless(z) < 0.05 for z in drawn]) < 0.1


def test_a_lasting_shift_is_no_restlessness():
    drawn = np.random.default_rng(2).normal(size=(2000, 12)) + 2 * (np.arange(12) >= 6)
    about_the_mean = ((drawn - drawn.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    seen = np.mean(about_the_mean > 19.675)  # the 95% point of chi-squared with 11 degrees of freedom
    assert np.mean([charts.restless(z) < 0.05 for z in drawn]) < seen / 3
