import numpy as np
import pytest

from analysis.statistics.gaps import gap_models


@pytest.mark.parametrize("family", list(gap_models.FAMILIES))
def test_each_family_keeps_the_mean_and_the_share_under_two_years(family):
    """Second method: one million draws."""
    shape = gap_models.fitted(family, 36.5, 128 / 263)
    drawn = shape.rvs(1_000_000, random_state=np.random.default_rng(5))
    assert drawn.mean() == pytest.approx(36.5, rel=0.005)
    assert (drawn < 24).mean() == pytest.approx(128 / 263, abs=0.002)


def test_an_exponential_gap_is_found_again():
    # mean 30: P(< 24) = 1 − exp(−0.8) = 0.550671; gamma and Weibull of shape 1 are exponential, median 30·ln 2
    share = 1 - np.exp(-0.8)
    found = gap_models.sensitivity(30, share)
    assert found.loc["gamma", "median"] == pytest.approx(30 * np.log(2), rel=1e-6)
    assert found.loc["Weibull", "sd"] == pytest.approx(30, rel=1e-6)
    # without memory, the mean beyond 24 months is 24 + 30
    assert found.loc["gamma", "late_mean"] == pytest.approx(54, rel=1e-5)


def test_a_mean_that_no_shape_can_have_is_refused():
    with pytest.raises(ValueError, match=r"No gamma gap has mean 200\.0 months and 100% below 24"):
        gap_models.fitted("gamma", 200, 0.999)
