"""Methods against known truth: one module per investigation, one table for all."""

from importlib import import_module

import pandas as pd

INVESTIGATIONS = ("proportions", "gaps", "convergence", "interruption")
COLUMNS = [
    "investigation", "estimator", "setting", "truth", "quantity", "estimate", "replications", "monte_carlo_error", "seed",
]  # fmt: skip


def run(replications: int, seed: int) -> pd.DataFrame:
    """Return the calibration of every investigation.

    Parameters
    ----------
    replications : int
        Simulations for each setting; a costly one may use fewer and says so.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`: what was simulated, the known truth, and how often the method did what it should.
    """
    modules = [import_module(f"analysis.calibration.{name}") for name in INVESTIGATIONS]
    return pd.concat([module.rows(replications, seed)[COLUMNS] for module in modules], ignore_index=True)
