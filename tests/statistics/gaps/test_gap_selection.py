import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.statistics.gaps import gap_selection


def test_steady_plan_numbers_leave_the_average_alone():
    steady = gap_selection.expected_means(pd.Series([50.0] * 48), stats.gamma(1, scale=30), 216)
    assert steady.max() - steady.min() < 1e-9


def test_the_average_rises_after_plan_numbers_fall():
    """Two cohorts by hand: 100 exits in every month but the last 24, 50 in those; returns only at 6 or at 60 months."""
    shape = stats.rv_discrete(values=([6, 60], [0.5, 0.5]))
    exits = pd.Series([100.0] * 100 + [50.0] * 24)
    found = gap_selection.expected_means(exits, shape, 216)
    # the mass of 6 falls in [5, 6) and that of 60 in [59, 60): gaps 5.5 and 59.5, still under 18 with 1 − g/216
    near, far = 1 - 5.5 / 216, 1 - 59.5 / 216
    before = (5.5 * near + 59.5 * far) / (near + far)
    after = (5.5 * near * 50 + 59.5 * far * 100) / (near * 50 + far * 100)
    assert found.iloc[90] == pytest.approx(before)
    assert found.iloc[-1] == pytest.approx(after)
    assert after - before > 8


def test_families_make_quarterly_averages_move_more():
    repeats = pd.Series([24, 24])
    shape = stats.gamma(1, scale=36)
    alone = gap_selection.simulated_quarters(36, shape, repeats, families=1, draws=4000, seed=3)
    together = gap_selection.simulated_quarters(36, shape, repeats, families=2, draws=4000, seed=3)
    # a mean of n exponential gaps has standard deviation 36/√n: 7.35 of 24 children, 10.39 of 12 families
    assert alone.std() == pytest.approx(36 / np.sqrt(24), rel=0.03)
    assert together.std() == pytest.approx(36 / np.sqrt(12), rel=0.03)


def test_the_survival_curve_finds_the_truth_that_the_average_hides():
    shape = stats.gamma(1, scale=40)
    children = gap_selection.simulated_children(20_000, shape, share_returning=0.4, years=6, seed=9)
    seen = children.loc[children["returned"], "followed"].mean()
    assert seen < 25  # the average over children seen to return is far below the true 40
    curve = gap_selection.survival(children, confidence=0.95)
    at_three_years = curve[curve["month"] <= 36].iloc[-1]
    # true share back within 36 months: 0.4 · (1 − exp(−0.9)) = 23.74%
    assert at_three_years["low"] < 100 * 0.4 * (1 - np.exp(-0.9)) < at_three_years["high"]
    assert at_three_years["value"] == pytest.approx(23.74, abs=1)


def test_survival_by_hand():
    # 4 children: back at 2 and 5 months, lost at 3, followed to 8: shares 1/4, then 1 − 3/4 · 1/2 = 5/8
    children = pd.DataFrame({"followed": [2.0, 3.0, 5.0, 8.0], "returned": [True, False, True, False]})
    curve = gap_selection.survival(children, confidence=0.95)
    assert dict(zip(curve["month"], curve["value"], strict=True)) == pytest.approx({2.0: 25.0, 5.0: 62.5})
    # Greenwood: √(1/(4·3)) = 0.28868, then √(1/12 + 1/(2·1)) = 0.76376; 0.75·exp(−1.96·0.28868) = 0.42596 and
    # 0.375·exp(−1.96·0.76376) = 0.08393 are still away; the other ends pass 1
    assert curve["high"].tolist() == pytest.approx([57.404, 91.607], abs=0.01)
    assert curve["low"].tolist() == [0, 0]
