"""One line of the calibration table."""

from typing import Any

import numpy as np

# How far siblings widen chance: the printed pair (96 children in 56 families), England's changes, and their upper end.
EFFECTS = (96 / 56, 2.6, 3.1)


def row(
    investigation: str,
    estimator: str,
    setting: str,
    truth: float,
    quantity: str,
    estimate: float,
    replications: int,
    seed: int,
) -> dict[str, Any]:
    """Return one result of a simulation with known truth.

    Parameters
    ----------
    investigation, estimator, setting : str
        What was tried, on what.
    truth : float
        The value that was simulated.
    quantity : str
        ``coverage``, ``size``, ``power`` or ``false alarm``.
    estimate : float
        Share of the simulations, 0 to 1; its Monte Carlo error is √(e(1 − e)/replications).
    replications, seed : int
    """
    return {
        "investigation": investigation,
        "estimator": estimator,
        "setting": setting,
        "truth": truth,
        "quantity": quantity,
        "estimate": float(estimate),
        "replications": replications,
        "monte_carlo_error": float(np.sqrt(estimate * (1 - estimate) / replications)),
        "seed": seed,
    }
