import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools import add_constant

from analysis.statistics import trends

REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])


def test_trend_of_the_share_agrees_with_a_binomial_model_widened_by_hand():
    """Second method: two-column binomial, its model error times the root of Pearson's X²/8 worked from its formula."""
    design = add_constant(np.arange(10.0))
    fit = GLM(np.column_stack([REPEATS, STARTS - REPEATS]), design, family=families.Binomial()).fit()
    p = fit.fittedvalues
    spread = ((REPEATS - STARTS * p) ** 2 / (STARTS * p * (1 - p))).sum() / 8
    reach = stats.t.ppf(0.975, 8) * fit.bse[1] * np.sqrt(spread)
    found = trends.share_trend(REPEATS, STARTS)
    assert found.ratio == pytest.approx(np.exp(fit.params[1]))
    assert (found.low, found.high) == (
        pytest.approx(np.exp(fit.params[1] - reach)),
        pytest.approx(np.exp(fit.params[1] + reach)),
    )
    assert found.dispersion == pytest.approx(spread)
    assert found.p == pytest.approx(2 * stats.t.sf(abs(fit.params[1] / (fit.bse[1] * np.sqrt(spread))), 8))


def test_trend_of_a_count_agrees_with_a_likelihood_maximised_by_hand():
    time = np.arange(10)

    def minus_log_likelihood(b):
        return (np.exp(b[0] + b[1] * time) - STARTS * (b[0] + b[1] * time)).sum()

    best = optimize.minimize(
        minus_log_likelihood, [5.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9}
    )
    mean = np.exp(best.x[0] + best.x[1] * time)
    information = np.array([[mean.sum(), (mean * time).sum()], [(mean * time).sum(), (mean * time**2).sum()]])
    spread = ((STARTS - mean) ** 2 / mean).sum() / 8
    reach = stats.t.ppf(0.975, 8) * np.sqrt(np.linalg.inv(information)[1, 1] * spread)
    found = trends.count_trend(STARTS)
    assert found.ratio == pytest.approx(np.exp(best.x[1]), rel=1e-5)
    assert found.low == pytest.approx(np.exp(best.x[1] - reach), rel=1e-4)
    assert found.dispersion == pytest.approx(spread, rel=1e-4)


def test_a_share_whose_odds_double_is_found():
    odds = 0.1 * 2.0 ** np.arange(5)
    found = trends.share_trend(np.round(1000 * odds / (1 + odds)), np.full(5, 1000))
    assert found.ratio == pytest.approx(2, abs=0.01)
    assert found.df == 3


def test_a_wider_confidence_gives_a_wider_interval():
    narrow, wide = (trends.share_trend(REPEATS, STARTS, level) for level in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: trends.count_trend([1, 2, 3]), "4 periods or more, not 3"),
        (lambda: trends.count_trend([0, 0, 0, 0]), "some of them above 0"),
        (lambda: trends.count_trend([1, -1, 2, 3]), "0 or more"),
        (lambda: trends.share_trend([0, 0, 0, 0], [5, 5, 5, 5]), "some events and some without"),
        (lambda: trends.share_trend([9, 0, 0, 0], [5, 5, 5, 5]), "9 of 5 is no share"),
    ],
)
def test_what_has_no_trend_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_equal_numbers_have_no_trend_and_the_limits_of_chance():
    # the variance of the slope over 0 … 5 with mean 100 is 1/(100·17.5): e^(±t·√that), t = 2.776 on four degrees of freedom
    found = trends.count_trend([100.0] * 6, 0.95)
    assert (found.ratio, found.dispersion) == pytest.approx((1.0, 0.0))
    assert found.high == pytest.approx(np.exp(2.776 * (1 / 1750) ** 0.5), abs=1e-4)
