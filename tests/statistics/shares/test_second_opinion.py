import numpy as np
import pytest
from scipy import stats

from analysis.statistics import trends
from analysis.statistics.shares import differences, second_opinion, siblings

REPEATS = [26, 19, 30, 15, 32, 22, 33, 23, 25, 38]  # 000 Table 5, Q4 17/18 to Q1 20/21
STARTS = [169, 157, 139, 97, 123, 129, 106, 87, 105, 120]


def test_without_siblings_it_is_the_likelihood_ratio_by_hand():
    # 10 and 20 of 100: 2·(10 ln(10/15) + 20 ln(20/15) + 90 ln(90/85) + 80 ln(80/85)) = 3.98652 on 1 degree of freedom
    assert second_opinion.homogeneity([10, 20], [100, 100], 1) == pytest.approx(stats.chi2.sf(3.98652, 1), rel=1e-4)


def test_the_beta_binomial_has_the_variance_of_its_design_effect():
    counts, n, effect = np.arange(101.0), np.full(101, 100.0), 2.6
    chance = np.exp(second_opinion.log_likelihood(counts, n, np.full(101, 0.2), np.full(101, (effect - 1) / 99)))
    assert chance.sum() == pytest.approx(1)
    # n·p·(1 − p)·D = 100 · .2 · .8 · 2.6 = 41.6
    assert ((counts - 20) ** 2 * chance).sum() == pytest.approx(41.6)


@pytest.mark.parametrize("correlation", [0.0, 0.03, 0.4])
def test_the_likelihood_is_that_of_scipy(correlation):
    counts, n, share = np.arange(31.0), np.full(31, 30.0), 0.27
    found = second_opinion.log_likelihood(counts, n, np.full(31, share), np.full(31, correlation))
    spread = 1 / correlation - 1 if correlation else 0
    law = stats.betabinom(30, share * spread, (1 - share) * spread) if correlation else stats.binom(30, share)
    assert found == pytest.approx(law.logpmf(counts))


@pytest.mark.parametrize("effect", [1.71, 2.6, 3.1])
def test_ten_quarters_are_judged_alike_by_both(effect):
    first = differences.homogeneity(REPEATS, STARTS, effect).p_design_effect
    second = second_opinion.homogeneity(REPEATS, STARTS, effect)
    assert second == pytest.approx(first, abs=0.03)
    assert second_opinion.agree(first, second, 0.95)


def test_a_trend_that_is_there_is_seen_by_both():
    first, second = trends.share_trend(REPEATS, STARTS).p, second_opinion.trend(REPEATS, STARTS)
    assert second_opinion.agree(first, second, 0.95)
    assert second == pytest.approx(first, abs=0.02)


@pytest.mark.slow
def test_false_alarms_of_a_trend_with_siblings_stay_near_five_percent():
    drawn = siblings.simulated(STARTS, 21, 2.6, 40, np.random.default_rng(3))
    hits = np.mean([second_opinion.trend(each, STARTS) <= 0.05 for each in drawn])
    assert hits <= 0.15  # 5% of 40 is 2 ± 1.4


def test_they_agree_on_either_side_of_the_level():
    assert second_opinion.agree(0.04, 0.01, 0.95)
    assert not second_opinion.agree(0.04, 0.06, 0.95)
    assert second_opinion.agree(0.06, 0.9, 0.95)


def test_nothing_to_compare_is_refused():
    with pytest.raises(ValueError, match="two periods"):
        second_opinion.homogeneity([0, 0], [9, 9], 2)
    with pytest.raises(ValueError, match="four periods"):
        second_opinion.trend([1, 2, 3], [9, 9, 9])
