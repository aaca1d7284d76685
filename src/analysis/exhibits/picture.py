"""A drawn figure with all that belongs to it: data, description, source and the numbers that it shows."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.indicators.estimate import Number


@dataclass(frozen=True, eq=False, kw_only=True)
class Picture:
    """A figure.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        Drawn at its final width.
    data : pandas.DataFrame
        What is drawn, one row per mark.
    alt : str
        What the picture shows, for who cannot see it.
    source : str
        Read off the rows (`analysis.indicators.sources.line`).
    note : str
        How to read it, and what limits it.
    numbers : tuple of Number
        Drawn numbers; they count as stated.
    simulated : bool
    narrow : matplotlib.figure.Figure, optional
        The same for a telephone.
    fold : float
        Instead of it, for a drawing of two columns: where the right one begins, as a share of the width; a telephone
        shows it below the left one.
    """

    fig: Figure
    data: pd.DataFrame
    alt: str
    source: str
    note: str = ""
    numbers: tuple[Number, ...] = ()
    simulated: bool = False
    narrow: Figure | None = None
    fold: float = 0.0

    def __post_init__(self) -> None:
        if not self.alt.strip() or not self.source.strip():
            raise ValueError("A figure needs a description and a source.")
