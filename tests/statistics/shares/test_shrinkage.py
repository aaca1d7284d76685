import numpy as np
import pandas as pd
import pytest

from analysis.statistics.shares import shrinkage


def test_pull_by_hand():
    # 10, 20, 30, 20 of 100: p = .2, within .0016; Q = (.01 + .01)/.0016 = 12.5; weights 625 each: 2500 − 625 = 1875
    # τ² = (12.5 − 3)/1875 = .0050667; pull = 1/3 · .0016/(.0016 + .0050667) = .08; 10% becomes .92 · 10 + .08 · 20 = 10.8
    found = shrinkage.shrunk([10, 20, 30, 20], pd.Series([100] * 4, index=list("abcd")), 0.95, 1)
    assert found["weight"].tolist() == pytest.approx([0.92] * 4, abs=1e-4)
    assert found["value"].tolist() == pytest.approx([10.8, 20, 29.2, 20], abs=1e-2)
    assert list(found.index) == list("abcd")
    # variance .0016 · (1 − .75 · .08) + 2 · .08² · (.10)² = .001504 + .000128 for the first, .001504 for the second
    reach = 1.959964 * np.sqrt([0.001632, 0.001504]) * 100
    assert (found["high"] - found["value"]).iloc[:2].tolist() == pytest.approx(reach.tolist(), abs=0.02)


def test_siblings_pull_further():
    alone, together = (shrinkage.shrunk([10, 20, 30, 20], pd.Series([100] * 4), 0.95, d) for d in (1, 2))
    assert (together["weight"] < alone["weight"]).all()


def test_simulated_shares_with_a_known_spread_are_recovered_and_covered():
    rng = np.random.default_rng(4)
    truth = rng.normal(0.2, 0.06, 4000).clip(0.01, 0.99)
    n = pd.Series(rng.integers(60, 200, 4000))
    events = rng.binomial(n, truth)
    found = shrinkage.shrunk(events, n, 0.95, 1)
    held = found["low"].le(100 * truth) & found["high"].ge(100 * truth)
    assert held.mean() == pytest.approx(0.95, abs=0.015)
    assert ((found["value"] - 100 * truth) ** 2).mean() < ((found["observed"] - 100 * truth) ** 2).mean()


def test_three_periods_are_too_few():
    with pytest.raises(ValueError, match="4 periods or more, not 3"):
        shrinkage.shrunk([1, 2, 3], pd.Series([9, 9, 9]), 0.95, 1)


def test_shares_on_a_rising_line_are_pulled_to_the_line():
    # 10, 14, 18 … 38% of 200 lie on a line: nothing is left between them, so each stands where the line does
    rising = shrinkage.shrunk(np.arange(20, 84, 8), pd.Series([200] * 8), 0.95, 1)
    assert rising["centre"].tolist() == pytest.approx([10, 14, 18, 22, 26, 30, 34, 38])
    assert rising["value"].tolist() == pytest.approx(rising["observed"].tolist())
    # pull (8 − 2 − 2)/(8 − 2): two thirds the line's, one third its own
    assert rising["weight"].tolist() == pytest.approx([1 / 3] * 8)


def test_without_a_trend_there_is_one_centre():
    found = shrinkage.shrunk([30, 34, 28, 33, 29, 31], pd.Series([100] * 6), 0.95, 1)
    assert np.ptp(found["centre"]) == 0


@pytest.mark.slow
def test_true_shares_on_a_line_are_covered_with_siblings_about_them():
    rng = np.random.default_rng(5)
    n, held = pd.Series([120] * 10), []
    for _ in range(300):
        truth = np.linspace(14, 30, 10) + rng.normal(0, 4, 10)
        events = 2 * rng.binomial(60, truth / 100)
        found = shrinkage.shrunk(events, n, 0.95, 2.0)
        held.append(found["low"].le(truth) & found["high"].ge(truth))
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)
