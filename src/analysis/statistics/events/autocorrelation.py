"""How months hang together (neighbours that move alike, a level that wanders), and what that alone does to a test."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Neighbouring months: autocorrelations of a first-order autoregression; a few years cannot tell 0.8 from 1.
GRID = np.linspace(0.0, 0.8, 17)
# A level that wanders: variance of its monthly steps over that of a single month (a local level model).
WANDERING = np.array([0.01, 0.03, 0.1, 0.3])


@lru_cache(maxsize=8)
def _roots(positions: tuple[float, ...]) -> list[Array]:
    at = np.asarray(positions) - positions[0]
    apart = np.abs(np.subtract.outer(at, at))
    together = [rho**apart for rho in GRID]
    together += [np.eye(len(at)) + ratio * np.minimum.outer(at, at) for ratio in WANDERING]
    return [np.linalg.cholesky(each) for each in together]


def weights(residuals: Array, design: Array, positions: Array) -> Array:
    """Return how well each way of hanging together (`GRID`, then `WANDERING`) agrees with residuals of a weighted regression.

    Parameters
    ----------
    residuals : array of float
        Pearson residuals.
    design : array of float
        The design with each row multiplied by the root of its weight.
    positions : array of float
        Month numbers; gaps are allowed.

    Returns
    -------
    numpy.ndarray
        Weights that sum to 1: the restricted (REML) likelihood with the scale integrated out; autoregressions and wandering
        levels are equally likely beforehand, and so is each value of either (Patterson and Thompson 1971; Harvey 1989,
        *Forecasting, Structural Time Series Models and the Kalman Filter*, for the local level). It does not share the
        downward bias of the plain residual autocorrelation in short series.
    """
    n, p = design.shape
    support = []
    for root in _roots(tuple(positions)):
        whitened = np.linalg.solve(root, np.column_stack([design, residuals]))
        q, r = np.linalg.qr(whitened[:, :p])
        left = whitened[:, p] - q @ (q.T @ whitened[:, p])
        determinants = np.log(np.diag(root)).sum() + np.log(np.abs(np.diag(r))).sum()
        support.append(-determinants - (n - p) / 2 * np.log(max(left @ left, 1e-12)))
    beforehand = np.r_[np.full(len(GRID), 1 / len(GRID)), np.full(len(WANDERING), 1 / len(WANDERING))]
    relative = beforehand * np.exp(np.array(support) - max(support))
    found: Array = relative / relative.sum()
    return found


def noise(share: Array, positions: Array, draws: int, rng: np.random.Generator) -> Array:
    """Return series without any event: a row each, hanging together as drawn from the weights."""
    white = rng.standard_normal((draws, len(positions)))
    which = rng.choice(len(share), draws, p=share)
    found = np.empty_like(white)
    for index, root in enumerate(_roots(tuple(positions))):
        found[which == index] = white[which == index] @ root.T
    return found


def of_neighbours(share: Array) -> float:
    """Return the autocorrelation of neighbouring months, averaged over the autoregressions alone."""
    regressive = share[: len(GRID)]
    return float(regressive @ GRID / max(regressive.sum(), 1e-12))
