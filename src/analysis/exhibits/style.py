"""The house style: palette, axes, direct labels and intervals, the same in every report."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# The accessible palette of the UK Government Analysis Function (guidance "Data visualisation: colours").
NAVY, TEAL, PLUM, ORANGE, GREY, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
BAND = "#BFBFBF"


def use_style() -> None:
    """Set the house style for every figure drawn from now on."""
    plt.style.use(Path(str(files("analysis.exhibits") / "analysis.mplstyle")))


def new(rows: int = 1, columns: int = 1, height: float = 3.4, width: float = 6.7, **options: Any) -> tuple[Figure, Any]:
    """Return a figure of A4 text width and its axes, in the house style.

    Parameters
    ----------
    rows, columns : int
        Panels.
    height, width : float
        Inches.
    **options
        For `matplotlib.pyplot.subplots`, for example ``sharey=True``.
    """
    use_style()
    return plt.subplots(rows, columns, figsize=(width, height), layout="constrained", **options)


def intervals(ax: Axes, frame: pd.DataFrame, *, x: Any = None, color: str = NAVY, label: str | None = None) -> None:
    """Draw points with their intervals.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    frame : pandas.DataFrame
        Columns ``value``, ``low``, ``high``, one row per point.
    x : sequence, optional
        Positions; 0, 1, 2 … without it.
    color : str
    label : str, optional
        Written beside the last point.
    """
    at = list(range(len(frame))) if x is None else list(x)
    ax.vlines(at, frame["low"], frame["high"], color=color, linewidth=1.3, alpha=0.75)
    ax.plot(at, frame["value"], "o", color=color)
    if label:
        direct_label(ax, at[-1], float(frame["value"].iloc[-1]), label, color)


def direct_label(ax: Axes, x: Any, y: float, text: str, color: str, dx: float = 6, dy: float = 0) -> None:
    """Write a label beside a point instead of a legend; `dx` and `dy` are in points."""
    ax.annotate(
        text,
        (x, y),
        xytext=(dx, dy),
        textcoords="offset points",
        color=color,
        va="center",
        annotation_clip=False,
    )


def category_ticks(ax: Axes, labels: Any, rotation: float = 0) -> None:
    """Label positions 0, 1, 2 … of the horizontal axis."""
    ax.set_xticks(range(len(labels)), [str(label) for label in labels], rotation=rotation)
