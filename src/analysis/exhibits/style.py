"""The house style: one colour for one thing, type that keeps its size, figures drawn at their final width."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# One colour for one thing in every report; contrast on white at least 5.5, apart for colour-blind eyes. Shape and dash
# say the same again, so grey print works.
AUTHORITY, NEIGHBOURS, ENGLAND, CHANCE = "#12436D", "#9330C2", "#B2470B", "#5F6873"
INK, SOFT, RULE, CHANCE_BAND = "#1B2126", "#4B5661", "#C3CBD3", "#E6EAEE"
MARKS = {AUTHORITY: "o", NEIGHBOURS: "D", ENGLAND: "s", CHANCE: "o"}
DASHES: dict[str, Any] = {AUTHORITY: "-", NEIGHBOURS: "-", ENGLAND: (0, (5, 2)), CHANCE: (0, (5, 2))}
# behind a word that a line would cross; it stays text, which a halo does not
CLEAR: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
MOST_LINES = 6  # gridlines across a plot
WIDTH, NARROW = 174.0, 92.0  # millimetres: the measure of the page, and a telephone


def use_style() -> None:
    """Set the house style for every figure drawn from now on."""
    _add_fonts()
    plt.style.use(Path(str(files("analysis.exhibits") / "analysis.mplstyle")))


@cache
def _add_fonts() -> None:
    folder = Path(str(files("font_source_sans_pro") / "files"))
    for weight in ("Regular", "Semibold", "Bold", "It"):
        font_manager.fontManager.addfont(folder / f"SourceSansPro-{weight}.ttf")


def panel(
    height: float, *, left: float = 10, right: float = 30, top: float = 3, bottom: float = 12, width: float = WIDTH
) -> tuple[Figure, Axes]:
    """Return a figure with one plot, in the house style; every length in millimetres, margins hold the labels."""
    use_style()
    fig = plt.figure(figsize=(width / 25.4, height / 25.4))
    axes = fig.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height))
    axes.patch.set_alpha(0)
    axes.locator_params(axis="y", nbins=MOST_LINES)
    return fig, axes


def new(rows: int = 1, columns: int = 1, height: float = 3.4, width: float = 6.7, **options: Any) -> tuple[Figure, Any]:
    """Return a figure of several plots, in the house style; lengths in inches, options for `matplotlib.pyplot.subplots`."""
    use_style()
    return plt.subplots(rows, columns, figsize=(width, height), layout="constrained", **options)


def direct_label(
    ax: Axes, x: Any, y: float, text: str, color: str, dx: float = 6, dy: float = 0, **options: Any
) -> None:
    """Write a label beside a point instead of a legend; `dx` and `dy` are in points."""
    told: dict[str, Any] = {"va": "center", "annotation_clip": False, "color": color} | options
    ax.annotate(text, (x, y), xytext=(dx, dy), textcoords="offset points", **told)
