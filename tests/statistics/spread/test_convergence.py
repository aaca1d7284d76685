"""Spread and the spread that chance alone makes, against hand-worked values and theory."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.statistics.spread import convergence

EQUAL = pd.Series(0.2, list("abcde"))


def rates(*rows):
    return pd.DataFrame(
        rows, columns=list("abcde"), index=pd.date_range("2013-03-31", periods=len(rows), freq="YE-MAR")
    )


def test_spread_of_five_rates_worked_by_hand():
    found = convergence.spread(rates((10, 20, 30, 40, 50)), EQUAL).iloc[0]
    assert found["sd"] == pytest.approx(200**0.5)  # (400 + 100 + 0 + 100 + 400) / 5
    assert found["cv"] == pytest.approx(200**0.5 / 30)
    assert (found["range"], found["ratio"]) == (40, 5)
    # ⅕·Σ x·ln x of x = ⅓, ⅔, 1, 4/3, 5/3: (−.366204 − .270310 + 0 + .383576 + .851376) / 5
    assert found["theil"] == pytest.approx(0.119688, abs=1e-6)
    assert found["dissimilarity"] == pytest.approx(0.2)  # ½·⅕·(20 + 10 + 0 + 10 + 20) / 30


def test_standard_deviation_of_31_march_2020_is_unweighted_and_of_the_population():
    # 000 Table 7: mean 23.2; squares 38.44 + 163.84 + 0.64 + 17.64 + 10.24 = 230.8; √(230.8 / 5)
    found = convergence.spread(rates((17, 36, 24, 19, 20)), pd.Series([0.5, 0.1, 0.1, 0.1, 0.2], EQUAL.index))
    assert found["sd"].iloc[0] == pytest.approx(6.7941, abs=1e-4)


def test_weights_are_joined_by_name_not_by_place():
    shares = pd.Series([0.6, 0.1, 0.1, 0.1, 0.1], list("abcde"))
    table = rates((10, 20, 30, 40, 50))
    assert convergence.common_rates(table, shares[::-1]).iloc[0] == pytest.approx(20)  # 6 + 2 + 3 + 4 + 5
    assert convergence.spread(table, shares[::-1]).equals(convergence.spread(table, shares))


@given(st.lists(st.floats(5, 100), min_size=5, max_size=5), st.floats(0.2, 5))
def test_relative_measures_do_not_change_when_all_rates_fall_together(row, factor):
    both = convergence.spread(rates(row, [factor * value for value in row]), EQUAL)
    for measure in ("cv", "ratio", "theil", "dissimilarity"):
        assert both[measure].iloc[1] == pytest.approx(both[measure].iloc[0], abs=1e-9)
    assert both["sd"].iloc[1] == pytest.approx(factor * both["sd"].iloc[0], abs=1e-9)


@pytest.mark.parametrize("design_effect", [1.0, 1.71, 3.0])
def test_counts_have_the_mean_and_the_variance_asked_for(design_effect):
    drawn = convergence.draw_counts(np.full(200_000, 50.0), design_effect, np.random.default_rng(2))
    assert drawn.mean() == pytest.approx(50, rel=0.003)
    assert drawn.var() == pytest.approx(50 * design_effect, rel=0.03)


def test_a_design_effect_below_one_is_refused():
    with pytest.raises(ValueError, match=r"design_effect is 0\.9"):
        convergence.draw_counts(np.ones(2), 0.9, np.random.default_rng(0))


@pytest.mark.parametrize("design_effect", [1.0, 2.0])
def test_chance_spread_agrees_with_the_chi_squared_distribution(design_effect):
    """Five areas of 10,000 children: counts are rates, so nothing is rounded, and cv² ≈ effect·χ²(4)/(5·mean)."""
    table, population = rates((5000, 5000, 5000, 5000, 5000)), pd.Series(50_000.0, [pd.Timestamp("2013-03-31")])
    found = convergence.noise(table, EQUAL, population, design_effect, 20_000, 3).iloc[0]
    expected = np.sqrt(design_effect * stats.chi2.ppf([0.5, 0.95], 4) / (5 * 5000))
    assert [found["median"], found["p95"]] == pytest.approx(expected, rel=0.03)
    assert found["p"] == 1


def test_p_says_how_often_chance_is_as_spread_as_the_print():
    """The print stands at the theoretical 95% point of the spread, so chance reaches it about once in twenty."""
    off = np.sqrt(stats.chi2.ppf(0.95, 4) * 5000 / 2)
    table = rates((5000 - off, 5000 + off, 5000, 5000, 5000))
    found = convergence.noise(table, EQUAL, pd.Series(50_000.0, table.index), 1.0, 20_000, 3).iloc[0]
    assert found["p"] == pytest.approx(0.05, abs=0.006)


def test_bands_hold_the_share_of_chance_that_they_claim():
    """A Poisson count of 100 in 10,000: 95% lies from 81 to 120 (exact quantiles)."""
    table = rates((100, 100, 100, 100, 100))
    found = convergence.bands(table, EQUAL, pd.Series(50_000.0, table.index), 1.0, 0.95, 20_000, 4)["c"].iloc[0]
    assert [found["low"], found["high"]] == pytest.approx(stats.poisson.ppf([0.025, 0.975], 100), abs=1)
    assert found["common"] == pytest.approx(100)
