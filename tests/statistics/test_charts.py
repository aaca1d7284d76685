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


@pytest.mark.parametrize(
    ("values", "longest", "crossings"),
    [([1, 1, 1, 3, 3], 3, 1), ([1, 3, 1, 3], 1, 3), ([1, 2, 1, 1], 3, 0), ([2, 2], 0, 0)],
)
def test_runs_about_two(values, longest, crossings):
    found = charts.runs(values, 2)
    assert (found.longest, found.crossings) == (longest, crossings)


def test_run_limits_by_hand():
    # 13 points: log2 13 + 3 = 6.70, so 7; binomial(12, ½): P(X ≤ 2) = 79/4096 = .019, P(X ≤ 3) = 299/4096 = .073, so 3
    found = charts.runs([1, 3] * 6 + [1], 2)
    assert (found.longest_allowed, found.crossings_needed) == (7, 3)
    assert not found.signal


@pytest.mark.parametrize(
    ("values", "rule"),
    [([3] * 7 + [1, 3, 1, 3, 1], "shift"), ([1, 2.1, 3.2, 4.3, 5.4, 6.5, 1, 3, 1, 9, 1, 5], "trend")],
)
def test_seven_on_a_side_and_six_in_a_direction_are_signals(values, rule):
    found = charts.runs(values, 2.5)
    assert getattr(found, rule)
    assert found.signal


@pytest.mark.parametrize(("n", "low", "high", "lower", "higher"), PUBLISHED["funnel"]["rows"])
def test_published_funnel_limits(n, low, high, lower, higher):
    target = PUBLISHED["funnel"]["target"]
    found = charts.funnel([0], pd.Series([n]), target).iloc[0]
    limits = [target + found[name] for name in ("low_95", "high_95", "low_998", "high_998")]
    assert limits == pytest.approx([low, high, lower, higher], abs=1e-4)


def test_funnel_alarms_by_hand():
    # target 20%, 100 plans, factor 4: error √(4 · .16/100) = 8 points; 36% is z = 2, 48% is z = 3.5
    found = charts.funnel([36, 48, 20], pd.Series([100, 100, 100]), 20, 4)
    assert found["z"].tolist() == pytest.approx([2, 3.5, 0])
    assert found["alarm"].tolist() == ["95%", "99.8%", ""]


def test_a_funnel_by_hand():
    # 36 of 100 against 20%, variance four times that of unrelated children: error √(0.2·0.8·4/100) = 8 points, z = 2
    found = charts.funnel([36], pd.Series([100], index=["a"]), 20, 4).loc["a"]
    assert found[["value", "target", "difference", "z"]].tolist() == pytest.approx([36, 20, 16, 2])
    # 1.95996 and 3.09023 errors
    assert found[["low_95", "high_95"]].tolist() == pytest.approx([-15.680, 15.680], abs=0.001)
    assert found[["low_998", "high_998"]].tolist() == pytest.approx([-24.722, 24.722], abs=0.001)


def test_overdispersion_pulls_in_the_outlier_and_never_narrows():
    # z = −2, 2 … with one of 50: winsorised at 10% and 90%, the outlier counts as 2: mean square 4
    assert charts.overdispersion([-2, 2] * 10 + [50]) == pytest.approx(4)
    assert charts.overdispersion(np.zeros(5)) == 1
