"""One line of the calibration table."""

from typing import Any

import numpy as np

from analysis.indicators.policy import SIBLINGS, TRIED_AT

# how far siblings widen chance: what ranges are drawn at stands between what verdicts are tried at
EFFECTS = (TRIED_AT[0], SIBLINGS, TRIED_AT[1])
MIXED = f"families of random size, {EFFECTS[0]:.2f} children on average"


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
