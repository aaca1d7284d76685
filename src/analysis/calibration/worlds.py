"""SIMULATED children who come in families: shares of several sizes, and counts."""

from typing import Any

import numpy as np

from analysis.calibration.rows import EFFECTS, MIXED
from analysis.statistics.shares.siblings import mixed, simulated


def shares(sizes: Any, share: float, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """Return events among children of one share (percent), by how brothers and sisters come together: draws × periods."""
    together = {
        f"siblings together, {each:.2f} times the variance": simulated(sizes, share, each, draws, rng)
        for each in EFFECTS
    }
    return together | {MIXED: mixed(sizes, share, EFFECTS[0], draws, rng)}


def family_counts(mean: Any, draws: Any, rng: np.random.Generator) -> Any:
    """Return counts of children who come in families of 1, 2, 3 … with geometric chances, 1.71 on average."""
    families = rng.poisson(np.asarray(mean) / EFFECTS[0], draws)
    return families + np.where(families > 0, rng.negative_binomial(np.maximum(families, 1), 1 / EFFECTS[0]), 0)
