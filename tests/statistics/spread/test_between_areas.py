"""Between-area variance: equal chance variances have a closed form, unequal ones a second implementation."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from analysis.statistics.spread import between_areas

RATES, SAME = np.array([10.0, 20.0, 30.0]), np.full(3, 4.0)


def test_moments_and_likelihood_by_hand_when_all_variances_are_equal():
    # Σ(r − 20)² = 200: both give 200/2 − 4 = 96; Q-profile 200/χ² − 4
    value, low, high = between_areas.by_moments(RATES, SAME, 0.95)
    assert value == pytest.approx(96)
    assert [low, high] == pytest.approx(200 / stats.chi2.ppf([0.975, 0.025], 2) - 4)
    assert between_areas.by_likelihood(RATES, SAME, 0.95)[0] == pytest.approx(96, rel=1e-12)


def test_moments_agree_with_statsmodels():
    rates, variances = np.array([61.0, 86, 40, 15, 45]), np.array([68.0, 30, 35, 36, 31])
    expected = combine_effects(rates, variances, method_re="dl").tau2
    assert between_areas.by_moments(rates, variances, 0.95)[0] == pytest.approx(expected)


def test_profile_interval_ends_where_the_likelihood_has_fallen_by_the_limit():
    """Equal variances: −2·log L = 2·ln(4 + τ²) + 200/(4 + τ²) + constant, lowest at τ² = 96."""
    _, low, high = between_areas.by_likelihood(RATES, SAME, 0.95)
    for end in (low, high):
        rise = 2 * np.log(4 + end) + 200 / (4 + end) - (2 * np.log(100) + 2)
        assert rise == pytest.approx(stats.chi2.ppf(0.95, 1), abs=1e-3)


def test_less_spread_than_chance_gives_zero():
    near = np.array([20.0, 20.5, 19.5])
    assert between_areas.by_moments(near, SAME, 0.95)[:2] == (0, 0)
    assert between_areas.by_likelihood(near, SAME, 0.95)[:2] == (0, 0)


def test_chance_variance_of_a_printed_rate():
    # 10,000·50/20,000 = 25 for Poisson, twice that with design effect 2, and 1/12 for rounding
    assert between_areas.chance_variances(50, np.array([20_000.0]), 2.0)[0] == pytest.approx(50 + 1 / 12)


def test_by_date_joins_shares_by_name():
    dates = pd.DatetimeIndex(["2013-03-31"])
    table = pd.DataFrame([(61.0, 86.0, 40.0)], dates, list("abc"))
    shares, population = pd.Series({"c": 0.5, "b": 0.3, "a": 0.2}), pd.Series([100_000.0], dates)
    common = 0.2 * 61 + 0.3 * 86 + 0.5 * 40
    variances = 1e4 * common / np.array([20_000, 30_000, 50_000]) + 1 / 12
    found = between_areas.by_date(table, shares, population, 1.0, 0.9).iloc[0]
    expected = combine_effects(table.to_numpy()[0], variances, method_re="dl").tau2
    assert found["value"] == pytest.approx(expected)
    assert found["low"] < found["likelihood"] < found["high"]
