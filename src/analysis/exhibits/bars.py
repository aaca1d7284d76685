"""Bars of counts, each with its number."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from analysis.exhibits.style import NAVY, new


def bars(counts: pd.Series, xlabel: str) -> Figure:
    """Return a horizontal bar with its number for each count, in the given order.

    Parameters
    ----------
    counts : pandas.Series
        Index what is counted.
    xlabel : str
    """
    fig, ax = new(height=0.7 + 0.28 * len(counts))
    sns.barplot(x=counts.to_numpy(), y=counts.index.astype(str), color=NAVY, saturation=1, width=0.65, ax=ax)
    ax.bar_label(ax.containers[0], padding=4, fontsize=8)
    ax.set(xlabel=xlabel, ylabel="", xlim=(0, counts.max() * 1.1))
    ax.grid(visible=False, axis="y")
    return fig
