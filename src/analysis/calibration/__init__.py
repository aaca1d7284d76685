"""How well the methods do, by simulation with known truth: one table that every investigation adds to."""

from importlib import import_module

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
INVESTIGATIONS = ["proportions", "gaps", "convergence", "interruption", "verdicts"]


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
        Columns `COLUMNS`; shares are fractions; to six decimals, so that no digit depends on a processor.

    Raises
    ------
    ValueError
        If a module's rows have other columns, or name another investigation.
    """
    found = pd.concat([_rows(name, replications, seed) for name in INVESTIGATIONS], ignore_index=True)
    return found.round({"estimate": 6, "monte_carlo_error": 6})


def _rows(name: str, replications: int, seed: int) -> pd.DataFrame:
    found: pd.DataFrame = import_module(f"analysis.calibration.{name}").rows(replications, seed)
    if set(found.columns) != set(COLUMNS):
        raise ValueError(f"calibration/{name}.py gives the columns {sorted(found.columns)}, not {sorted(COLUMNS)}.")
    if not found["investigation"].eq(name).all():
        raise ValueError(f"calibration/{name}.py names another investigation than {name}.")
    return found[COLUMNS]
