"""The slope of change on start, and what regression to the mean alone makes of it."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.spread import beta_convergence

AREAS = list("abcde")
START = pd.Series([61.0, 86.0, 40.0, 15.0, 45.0], AREAS)


def beta(start, end, people, draws=2000):
    return beta_convergence.beta(start, end, pd.Series(float(people), AREAS), 1.0, 0.95, draws, 1)


def test_the_same_percentage_everywhere_is_no_convergence():
    assert beta(START, START / 2, 20_000).value == pytest.approx(0, abs=1e-12)


def test_one_rate_for_all_at_the_end_is_complete_convergence():
    assert beta(START, START * 0 + 30, 20_000).value == pytest.approx(-1)


def test_slope_and_interval_agree_with_numpy():
    end = pd.Series([47.0, 67.0, 36.0, 43.0, 51.0], AREAS)
    found = beta(START, end[::-1], 20_000)  # joined by name
    x, y = np.log(START), np.log(end / START)
    (slope, _), covariance = np.polyfit(x, y, 1, cov=True)
    assert found.value == pytest.approx(slope)
    # t of 3 degrees of freedom at 97.5% is 3.182446
    assert found.high - found.value == pytest.approx(3.182446 * covariance[0, 0] ** 0.5, rel=1e-5)


def test_without_chance_the_null_stands_at_zero():
    found = beta(START * 100, START * 30, 1e7)
    assert (found.null_median, found.null_p05) == pytest.approx((0, 0), abs=0.01)


def test_rates_that_differ_by_chance_alone_regress_wholly():
    """Start and end are independent draws around one rate, so the slope of end − start on start is about −1."""
    chance = pd.Series([49.0, 51.0, 50.0, 52.0, 48.0], AREAS)
    null = beta_convergence.null_slopes(chance.to_numpy(), chance.to_numpy(), np.full(5, 20_000.0), 1.0, 4000, 2)
    assert np.median(null[0]) == pytest.approx(-1, abs=0.05)


def test_plausible_rates_go_from_none_to_all_of_the_printed_differences():
    start = START.to_numpy()
    # chance variance 400 of a printed 657: lasting differences may be nothing or everything
    truths = beta_convergence.plausible_truths(start, np.full(5, 400.0))
    assert truths.mean(axis=1) == pytest.approx(np.full(len(truths), start.mean()))
    assert np.ptp(truths[0]) == 0
    assert truths[-1] == pytest.approx(start)
    # next to no chance: they are what is printed
    sure = beta_convergence.plausible_truths(start, np.full(5, 0.01))
    assert sure[-1] == pytest.approx(start)
    assert np.var(sure[0], ddof=1) > 0.15 * np.var(start, ddof=1)


def test_the_worst_plausible_spread_decides():
    """Size, by simulation: areas that keep places which differ little are said to converge in at most 5 of 100 cases."""
    rng, people, hits = np.random.default_rng(4), np.full(5, 23_000.0), []
    for _ in range(150):
        lasting = np.clip(rng.normal(49, 6, 5), 15, None)
        first, last = (
            np.round(10_000 * rng.poisson(rates * people / 10_000) / people) for rates in (lasting, 0.6 * lasting)
        )
        hits.append(beta(pd.Series(first, AREAS), pd.Series(last, AREAS).clip(lower=1), 23_000, 200).p <= 0.05)
    assert np.mean(hits) <= 0.09  # 5% of 150 is 7.5 ± 2.7


def test_equal_starts_have_no_slope_and_a_rate_of_nought_is_no_fault():
    flat = np.full((1, 5), 30.0)
    assert beta_convergence._slopes(flat, flat * 0).tolist() == [0]


def test_a_fall_that_luck_explains_is_not_called_convergence():
    lucky = pd.Series([40.0, 60.0, 52.0, 48.0, 50.0], AREAS)
    assert beta(lucky, lucky * 0 + 50, 10_000).p > 0.2
    assert beta(START * 10, START * 0 + 500, 100_000).p < 0.01


def test_the_null_falls_with_the_county_so_that_lower_rates_are_noisier():
    people, start = np.full(5, 20_000.0), START.to_numpy()
    steady, fallen = (beta_convergence.null_slopes(start, start * by, people, 1.0, 4000, 3) for by in (1.0, 0.1))
    assert fallen[-1].std() > 1.5 * steady[-1].std()
