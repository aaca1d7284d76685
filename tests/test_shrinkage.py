import numpy as np
import pandas as pd
import pytest

from analysis import shrinkage


def test_equal_shares_are_drawn_wholly_together():
    found = shrinkage.shrunk(pd.Series([20, 21, 20]), pd.Series([100, 100, 100]), 0.95, 1)
    assert found["weight"].tolist() == [0, 0, 0]
    assert found["value"].tolist() == pytest.approx([61 / 3] * 3)


def test_variance_between_periods_by_hand():
    # 10, 20, 30 of 100: p = 0.2, Σ n(p̂ − p)² = 2; (2 − 2 · 0.16) / (300 − 100 − 2) = 1.68 / 198
    assert shrinkage.between_variance(pd.Series([10, 20, 30]), pd.Series([100, 100, 100]), 1) == pytest.approx(
        1.68 / 198
    )


def test_simulated_shares_with_a_known_spread_are_recovered():
    random = np.random.default_rng(4)
    strength = 0.2 * 0.8 / 0.06**2 - 1
    truth = random.beta(0.2 * strength, 0.8 * strength, 4000)
    wholes = random.integers(60, 200, 4000)
    parts = pd.Series(random.binomial(wholes, truth))
    assert np.sqrt(shrinkage.between_variance(parts, pd.Series(wholes), 1)) == pytest.approx(0.06, rel=0.05)
    found = shrinkage.shrunk(parts, pd.Series(wholes), 0.95, 1)
    held = found["low"].le(100 * truth) & found["high"].ge(100 * truth)
    assert held.mean() == pytest.approx(0.95, abs=0.012)
    assert ((found["value"] - 100 * truth) ** 2).mean() < ((100 * parts / wholes - 100 * truth) ** 2).mean()
