"""What an event could do to a monthly count, stated before anything is fitted."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MODELS = {
    "step": "up at the event, and stays up",
    "pulse": "up for one month, then back",
    "decay": "up at the event, then half of the rise is gone after each half-life",
    "step_decay": "up at the event, falls part of the way back, and the rest stays",
}
HALF_LIVES = (0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 9.0)


def check(models: list[str]) -> None:
    """Raise an error if a model is not known.

    Raises
    ------
    ValueError
        If a name is not one of `MODELS`, stands twice, or none is given.
    """
    unknown = [name for name in models if name not in MODELS]
    if unknown or not models or len(set(models)) < len(models):
        fault = f"'{unknown[0]}' is not an impact model" if unknown else "impact_models needs each model once"
        raise ValueError(f"{fault}: choose from {', '.join(MODELS)}.")


def half_lives(model: str) -> tuple[float, ...]:
    """Return the half-lives in months that are tried for a model; ``(inf,)`` when it has none."""
    return HALF_LIVES if "decay" in model else (np.inf,)


def columns(model: str, since: Array, dose: float, half_life: float) -> Array:
    """Return the regressors of an impact model.

    Parameters
    ----------
    model : str
        One of `MODELS`.
    since : array of float
        Months since the month of the event: negative before it, 0 in it.
    dose : float
        Share of the month of the event that lies after the event, in working days.
    half_life : float
        Months in which half of a decaying rise disappears.

    Returns
    -------
    numpy.ndarray
        A row per month; one column, or two (step, then decay) for ``step_decay``. A coefficient is the logarithm of
        the rise in a full first month.
    """
    exposed = np.where(since > 0, 1.0, np.where(since == 0, dose, 0.0))
    decaying = exposed * 0.5 ** (np.maximum(since, 0.0) / half_life)
    pulse = np.where(since == 0, dose, np.where(since == 1, 1.0 - dose, 0.0))
    chosen = {"step": [exposed], "pulse": [pulse], "decay": [decaying], "step_decay": [exposed, decaying]}[model]
    return np.column_stack(chosen)
