"""How months hang together: the restricted likelihood by its definition, from error contrasts (Patterson and Thompson 1971)."""

import numpy as np
import pytest
from scipy.linalg import null_space

from analysis.statistics.events import autocorrelation

POSITIONS = np.array([0.0, 1, 2, 3, 5, 6, 7, 9, 10, 11])  # two months are not known
DESIGN = np.column_stack([np.ones(10), POSITIONS / 12]) * np.array([1, 1.1, 1, 0.9, 1, 1.2, 1, 1, 0.8, 1])[:, None]
RESIDUALS = np.array([1.2, 0.8, 1.1, -0.3, -0.9, -1.4, -0.2, 0.1, 0.6, -0.8])


def support(covariance):
    """Return the log density of the contrasts that no coefficient can touch, the scale integrated out."""
    contrasts = null_space(DESIGN.T)
    seen, inner = contrasts.T @ RESIDUALS, contrasts.T @ covariance @ contrasts
    return -np.linalg.slogdet(inner)[1] / 2 - len(seen) / 2 * np.log(seen @ np.linalg.solve(inner, seen))


def test_the_weights_are_the_restricted_likelihood_by_error_contrasts():
    apart = np.abs(np.subtract.outer(POSITIONS, POSITIONS))
    levels = [np.eye(10) + ratio * np.minimum.outer(POSITIONS, POSITIONS) for ratio in autocorrelation.WANDERING]
    supports = [support(rho**apart) for rho in autocorrelation.GRID] + [support(level) for level in levels]
    # a half for the 17 autoregressions, a half for the 4 wandering levels
    expected = np.exp(supports) * np.r_[np.full(17, 1 / 34), np.full(4, 1 / 8)]
    found = autocorrelation.weights(RESIDUALS, DESIGN, POSITIONS)
    assert found == pytest.approx(expected / expected.sum(), rel=1e-9)
    assert found.max() < 0.5, "several are likely, so the test tells one likelihood from another"


@pytest.mark.parametrize(
    ("place", "covariance"),
    [
        (12, [[1, 0.6, 0.6**3], [0.6, 1, 0.6**2], [0.6**3, 0.6**2, 1]]),
        # a month's own variance 1 and steps of 0.3: the level has moved by 0, 1 and 3 steps since the first month
        (20, [[1, 0, 0], [0, 1.3, 0.3], [0, 0.3, 1.9]]),
    ],
)
def test_drawn_months_hang_together_as_asked(place, covariance):
    share = np.zeros(21)
    share[place] = 1
    drawn = autocorrelation.noise(share, np.array([4.0, 5, 7]), 40_000, np.random.default_rng(3))
    # 40,000 draws: the error of a covariance of 1 is √(2/40,000) = 0.007
    assert drawn.T @ drawn / 40_000 == pytest.approx(np.array(covariance), abs=0.04)


def test_the_autocorrelation_is_that_of_the_autoregressions_alone():
    share = np.zeros(21)
    share[[4, 8, 20]] = 0.1, 0.3, 0.6  # 0.2 and 0.4 of neighbours, one to three; the wandering level has none
    assert autocorrelation.of_neighbours(share) == pytest.approx(0.35)
