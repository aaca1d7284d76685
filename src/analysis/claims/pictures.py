"""The small charts of the page for the committee."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.style import NAVY, ORANGE, TEAL, category_ticks, new

COLOURS = {"Statistical neighbours": ORANGE, "England": TEAL}


def small_charts(indicators: dict[str, pd.DataFrame]) -> Figure:
    """Return one small chart per indicator: values with intervals, neighbours and England.

    Parameters
    ----------
    indicators : dict
        Title to frame; index year, columns value, low, high and one per comparator.
    """
    columns = 3
    rows = -(-len(indicators) // columns)
    fig, axes = new(rows, columns, height=1.45 * rows)
    for ax, (title, frame) in zip(axes.flat, indicators.items(), strict=False):
        at = range(len(frame))
        ax.vlines(at, frame["low"], frame["high"], color=NAVY, alpha=0.7, linewidth=1.2)
        ax.plot(at, frame["value"], "o-", color=NAVY, linewidth=1, markersize=3.5)
        for name in (column for column in frame.columns if column in COLOURS):
            ax.plot(
                at, frame[name], color=COLOURS[name], linewidth=1.2, linestyle=(0, (4, 2)) if name == "England" else "-"
            )
        category_ticks(ax, [str(year)[2:] for year in frame.index])
        ax.set_title(title, fontsize=7.2)
        ax.tick_params(labelsize=6.5)
        ax.set_ylim(bottom=0)
    for ax in list(axes.flat)[len(indicators) :]:
        ax.axis("off")
    _key(list(axes.flat)[-1] if rows * columns > len(indicators) else axes.flat[0])
    return fig


def _key(ax: Axes) -> None:
    """Name the three lines once, in the panel that is left over, each beside a piece of its line."""
    for place, (name, color) in enumerate(
        {"Warwickshire, with its range": NAVY, "neighbours": ORANGE, "England": TEAL}.items()
    ):
        height = 0.75 - 0.22 * place
        style = (0, (4, 2)) if name == "England" else "-"
        ax.plot([0.02, 0.14], [height, height], color=color, linewidth=1.6, linestyle=style, transform=ax.transAxes)
        ax.text(
            0.18,
            height,
            name,
            color=color,
            va="center",
            fontsize=7.5,
            transform=ax.transAxes,
        )
