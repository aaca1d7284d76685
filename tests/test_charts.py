import numpy as np
import pandas as pd
import pytest

from analysis import charts

EVEN = pd.Series([100, 100, 100, 100])


def test_p_chart_limits_by_hand():
    # pooled 20 of 100 each: 20 ± 3 · √(0.2 · 0.8 / 100) = 20 ± 12 percent
    found = charts.p_chart(pd.Series([18, 22, 7, 33]), EVEN)
    assert found["centre"].tolist() == pytest.approx([20] * 4)
    assert (found["low"].iloc[0], found["high"].iloc[0]) == (pytest.approx(8), pytest.approx(32))
    assert found["outside"].tolist() == [False, False, True, True]


def test_laney_sigma_z_by_hand():
    # shares 16, 24, 16, 24 percent about 20: z = −1, 1, −1, 1; moving ranges 2, 2, 2; 2 / 1.128
    assert charts.laney_sigma_z(pd.Series([16, 24, 16, 24]), EVEN) == pytest.approx(2 / 1.128)


def test_laney_limits_are_those_of_the_p_chart_times_sigma_z():
    parts = pd.Series([16, 24, 16, 24])
    plain, widened = charts.p_chart(parts, EVEN), charts.laney_chart(parts, EVEN)
    assert (widened["high"] - 20).tolist() == pytest.approx(((plain["high"] - 20) * 2 / 1.128).tolist())


def test_xmr_limits_by_hand():
    # values .10 .20 .10 .20: mean moving range .10, limits .15 ± 2.6596 · .10, cut at 0
    found = charts.xmr_chart(pd.Series([0.1, 0.2, 0.1, 0.2]))
    assert found["high"].iloc[0] == pytest.approx(15 + 26.596, abs=0.001)
    assert found["low"].iloc[0] == 0


@pytest.mark.parametrize(("values", "run"), [([1, 1, 1, 3, 3], 3), ([1, 3, 1, 3], 1), ([1, 2, 1, 1], 3), ([2, 2], 0)])
def test_runs_on_one_side_of_two(values, run):
    assert charts.longest_run(pd.Series(values), 2) == run


def test_funnel_by_hand():
    # target 20%, 100 plans, design effect 4: standard error √(4 · 0.16 / 100) = 0.08; z = (0.36 − 0.20) / 0.08 = 2
    found = charts.funnel(36, 100, 20, 0.95, 4)
    assert found["z"] == pytest.approx(2)
    assert found["high"] == pytest.approx(20 + 1.959964 * 8)
    # with a between-area deviation of 6 points the error is √(0.08² + 0.06²) = 0.10
    assert charts.funnel(36, 100, 20, 0.95, 4, between=6)["z"] == pytest.approx(1.6)


def test_charts_keep_the_order_and_index_of_the_periods():
    parts = pd.Series([18, 22], index=["Q1", "Q2"])
    for chart in (charts.p_chart(parts, pd.Series([100, 100], index=parts.index)), charts.xmr_chart(parts / 100)):
        assert chart.index.tolist() == ["Q1", "Q2"]
        assert np.isfinite(chart["high"]).all()
