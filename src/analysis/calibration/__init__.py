"""How well the methods do, by simulation with known truth: one table that every investigation adds to."""

from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = [
    "investigation",
    "estimator",
    "setting",
    "truth",
    "quantity",
    "estimate",
    "replications",
    "monte_carlo_error",
    "seed",
]
INVESTIGATIONS = ["proportions", "gaps", "interruption"]


def share_row(
    investigation: str, estimator: str, setting: str, truth: float, quantity: str, hits: Any, seed: int
) -> dict[str, Any]:
    """Return one row of the table for a share of simulations in which something held.

    Parameters
    ----------
    investigation, estimator, setting, quantity : str
        Who, which method, on what, and what the share is: coverage, size, power or false_alarm.
    truth : float
        The value that was simulated.
    hits : array-like of bool
        One per simulation.
    seed : int
    """
    held = np.asarray(hits, bool)
    share = float(held.mean())
    error = float(np.sqrt(share * (1 - share) / held.size))
    values = [investigation, estimator, setting, truth, quantity, share, held.size, error, seed]
    return dict(zip(COLUMNS, values, strict=True))


def run(replications: int, seed: int) -> pd.DataFrame:
    """Return the calibration of every investigation.

    Parameters
    ----------
    replications : int
        Simulations per setting.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`; shares are fractions.

    Raises
    ------
    ValueError
        If a module's rows have other columns, or name another investigation.
    """
    return pd.concat([_rows(name, replications, seed) for name in INVESTIGATIONS], ignore_index=True)


def _rows(name: str, replications: int, seed: int) -> pd.DataFrame:
    found: pd.DataFrame = import_module(f"analysis.calibration.{name}").rows(replications, seed)
    if set(found.columns) != set(COLUMNS):
        raise ValueError(f"calibration/{name}.py gives the columns {sorted(found.columns)}, not {sorted(COLUMNS)}.")
    if not found["investigation"].eq(name).all():
        raise ValueError(f"calibration/{name}.py names another investigation than {name}.")
    return found[COLUMNS]
