"""Pictures of the evidence itself: the population that printed numbers and rates imply."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import GREY, NAVY, ORANGE, TEAL, direct_label, new

COLOURS = {"000": NAVY, "001": ORANGE, "002": TEAL}


def implied_populations(populations: pd.DataFrame) -> Figure:
    """Return the child population that each printed count and rate imply, with what rounding allows.

    Parameters
    ----------
    populations : pandas.DataFrame
        Columns source, date, people, low, high.
    """
    fig, ax = new(height=3.0)
    for shift, (source, rows) in enumerate(populations.groupby("source")):
        at = rows["date"] + pd.Timedelta(days=25 * (shift - 1))
        color = COLOURS.get(str(source), GREY)
        ax.vlines(at, rows["low"] / 1e3, rows["high"] / 1e3, color=color, linewidth=2.5, alpha=0.5)
        ax.plot(at, rows["people"] / 1e3, "o", color=color, markersize=4)
        top = rows["high"].idxmax()
        direct_label(ax, at[top], rows["high"][top] / 1e3, f"Document {source}", color, dx=-4, dy=9)
    ax.set(ylabel="Implied children aged 0 to 17, thousands", xlabel="31 March")
    ax.margins(y=0.15)
    return fig
