import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis import proportions

# 000 Table 5, Q4 17/18 to Q1 20/21
REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe (1998), Stat Med 17:857, table I, method 3 (score)
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_wilsons_published_examples(part, whole, low, high):
    found = proportions.wilson(pd.Series([part]), pd.Series([whole]), 0.95, 1).iloc[0]
    assert (found["low"], found["high"]) == (pytest.approx(low, abs=0.01), pytest.approx(high, abs=0.01))


def test_a_design_effect_of_96_in_56_leaves_fewer_effective_children():
    # 169 children / (96/56) = 98.58
    found = proportions.wilson(REPEATS, STARTS, 0.95, 96 / 56)
    assert found["effective_n"].iloc[0] == pytest.approx(169 * 56 / 96)
    narrow = proportions.wilson(REPEATS, STARTS, 0.95, 1)
    assert (found["high"] - found["low"] > narrow["high"] - narrow["low"]).all()


@given(st.integers(0, 60), st.integers(1, 60), st.floats(1, 4))
def test_an_interval_holds_its_share_and_stays_in_range(part, more, effect):
    found = proportions.wilson(pd.Series([part]), pd.Series([part + more]), 0.95, effect).iloc[0]
    assert -1e-9 <= found["low"] <= found["value"] + 1e-9
    assert found["value"] - 1e-9 <= found["high"] <= 100 + 1e-9


@pytest.mark.parametrize(
    ("part", "whole", "effect", "words"), [(40, 38, 1, "between 0 and its whole"), (1, 2, 0.5, "give 1 or more")]
)
def test_impossible_counts_are_refused(part, whole, effect, words):
    with pytest.raises(ValueError, match=words):
        proportions.wilson(pd.Series([part]), pd.Series([whole]), 0.95, effect)


def test_byar_comes_within_a_thousandth_of_the_exact_limits_and_is_exact_below_ten():
    # second method: exact Poisson limits from chi-square quantiles
    for count in (3, 9, 10, 65, 349):
        exact = stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2
        _, low, high = proportions.byar(count, 10_000, 0.95)
        tolerance = 1e-9 if count < 10 else 0.004
        assert (low, high) == (pytest.approx(exact[0], rel=tolerance), pytest.approx(exact[1], rel=tolerance))


def test_a_rate_is_per_ten_thousand():
    # 349 children of 119,113 are 29.3 per 10,000
    assert proportions.byar(349, 119_113, 0.95)[0] == pytest.approx(29.3, abs=0.01)


def test_pearson_by_hand():
    # 10 of 100 and 20 of 100: p = 0.15; 2 · 5² / (100 · 0.15 · 0.85) = 3.9216 on 1 degree of freedom
    parts, wholes = pd.Series([10, 20]), pd.Series([100, 100])
    assert proportions.pearson(parts, wholes) == pytest.approx(3.92157, abs=1e-5)
    assert proportions.dispersion(parts, wholes) == pytest.approx(3.92157, abs=1e-5)


def test_homogeneity_is_the_chi_square_test_of_the_two_by_ten_table():
    table = np.array([REPEATS, STARTS - REPEATS])
    second = stats.chi2_contingency(table, correction=False)
    assert proportions.homogeneity(REPEATS, STARTS) == pytest.approx(second.pvalue)
    halved = stats.chi2.sf(second.statistic / 2, 9)
    assert proportions.homogeneity(REPEATS, STARTS, 2) == pytest.approx(halved)


def test_trend_of_the_share_agrees_with_a_binomial_model_widened_by_hand():
    """Second method: the two-column binomial model, its model standard error times the root of Pearson's dispersion."""
    design = sm.add_constant(np.arange(10.0))
    fit = sm.GLM(np.column_stack([REPEATS, STARTS - REPEATS]), design, family=sm.families.Binomial()).fit()
    expected = STARTS * fit.fittedvalues
    spread = ((REPEATS - expected) ** 2 / (expected * (1 - fit.fittedvalues))).sum() / 8
    reach = stats.t.ppf(0.975, 8) * fit.bse[1] * np.sqrt(spread)
    found = proportions.share_trend(REPEATS, STARTS, 0.95)
    assert found["value"] == pytest.approx(np.exp(fit.params[1]))
    assert found["low"] == pytest.approx(np.exp(fit.params[1] - reach))
    assert found["dispersion"] == pytest.approx(spread)


def test_trend_of_a_count_that_doubles_every_period():
    found = proportions.count_trend(pd.Series([100, 201, 399, 800]), 0.95)
    assert found["value"] == pytest.approx(2, abs=0.01)
    assert found["dispersion"] < 0.02
