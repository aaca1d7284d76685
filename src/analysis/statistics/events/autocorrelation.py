"""How far neighbouring months move together, and what that alone does to a test of an event."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Monthly counts of one service hardly move against their neighbours, and a few years cannot tell 0.8 from 1.
GRID = np.linspace(0.0, 0.8, 17)


@lru_cache(maxsize=8)
def _roots(positions: tuple[float, ...]) -> list[Array]:
    apart = np.abs(np.subtract.outer(positions, positions))
    return [np.linalg.cholesky(rho**apart) for rho in GRID]


def weights(residuals: Array, design: Array, positions: Array) -> Array:
    """Return how well each autocorrelation of `GRID` agrees with the residuals of a weighted regression.

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
        Weights that sum to 1: the restricted (REML) likelihood of a first-order autoregression with the scale
        integrated out and every value of `GRID` equally likely beforehand (Patterson and Thompson 1971). It does not
        share the downward bias of the plain residual autocorrelation in short series.
    """
    n, p = design.shape
    support = []
    for root in _roots(tuple(positions)):
        whitened = np.linalg.solve(root, np.column_stack([design, residuals]))
        q, r = np.linalg.qr(whitened[:, :p])
        left = whitened[:, p] - q @ (q.T @ whitened[:, p])
        determinants = np.log(np.diag(root)).sum() + np.log(np.abs(np.diag(r))).sum()
        support.append(-determinants - (n - p) / 2 * np.log(max(left @ left, 1e-12)))
    relative = np.exp(np.array(support) - max(support))
    found: Array = relative / relative.sum()
    return found


def noise(share: Array, positions: Array, draws: int, rng: np.random.Generator) -> Array:
    """Return series without any event: a row each, autocorrelated as drawn from the weights over `GRID`."""
    white = rng.standard_normal((draws, len(positions)))
    which = rng.choice(len(GRID), draws, p=share)
    found = np.empty_like(white)
    for index, root in enumerate(_roots(tuple(positions))):
        found[which == index] = white[which == index] @ root.T
    return found
