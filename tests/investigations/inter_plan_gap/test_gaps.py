import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from analysis.investigations.inter_plan_gap import gaps

# 000 Table 5, Q4 17/18 to Q1 20/21
REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
MEANS = pd.Series([30, 24, 54, 55, 23, 34, 23, 45, 42, 42])
QUARTERS = pd.DataFrame({"repeat_plans": REPEATS, "gap_between_plans_mean": MEANS})


def test_weighted_mean_of_the_ten_quarters_by_hand():
    # 780 + 456 + 1620 + 825 + 736 + 748 + 759 + 1035 + 1050 + 1596 = 9605 months over 263 returns
    assert gaps.weighted_mean(MEANS, REPEATS) == pytest.approx(9605 / 263)


def test_implied_spread_is_the_between_quarter_mean_square_of_a_second_method():
    weighted = DescrStatsW(MEANS, weights=REPEATS)
    assert gaps.implied_child_sd(MEANS, REPEATS) == pytest.approx(np.sqrt(weighted.sumsquares / 9))


def test_two_quarters_by_hand():
    # means 20 and 40 of 10 and 30 returns: m̄ = 35, Σ n(m − m̄)² = 10·225 + 30·25 = 3000, k − 1 = 1
    assert gaps.implied_child_sd(pd.Series([20, 40]), pd.Series([10, 30])) == pytest.approx(np.sqrt(3000))


def test_one_quarter_has_no_movement():
    with pytest.raises(ValueError, match="at least two quarters"):
        gaps.implied_child_sd(pd.Series([42]), pd.Series([38]))


def test_quarterly_interval_by_hand():
    # means 20 and 40 as above: the second is 40 ± 12.706·√3000/√30 = 40 ± 127.06, cut at 0
    found = gaps.mean_intervals(
        pd.DataFrame({"repeat_plans": [10, 30], "gap_between_plans_mean": [20, 40]}), confidence=0.95
    )
    assert found["high"].iloc[1] == pytest.approx(40 + 127.062, abs=1e-3)
    assert found["low"].tolist() == [0, 0]


def test_pooled_interval_shrinks_with_the_number_of_returns():
    value, low, high = gaps.pooled_interval(QUARTERS, confidence=0.95)
    # σ/√263 with 9 degrees of freedom: t = 2.262157
    reach = 2.262157 * gaps.implied_child_sd(MEANS, REPEATS) / np.sqrt(263)
    assert (low, high) == (pytest.approx(value - reach, abs=1e-4), pytest.approx(value + reach, abs=1e-4))


@pytest.mark.slow
def test_rank_correlation_agrees_with_scipys_permutation_test():
    share = pd.Series([17, 13, 4, 8, 18, 11, 22, 11, 12, 12]) / REPEATS
    found, p = gaps.rank_correlation(MEANS, share, permutations=20_000, seed=1)

    def statistic(x):
        return stats.spearmanr(x, share).statistic

    second = stats.permutation_test(
        (MEANS.to_numpy(),), statistic, permutation_type="pairings", n_resamples=3_000, rng=2
    )
    assert found == pytest.approx(second.statistic)
    assert p == pytest.approx(second.pvalue, abs=0.01)
