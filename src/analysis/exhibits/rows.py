"""One row per name: a value with its range against a line of no difference."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.style import AUTHORITY, CLEAR, INK, NARROW, SOFT, panel


def in_rows(
    table: pd.DataFrame, *, zero: float | None = 0.0, unit: str = "", left: float = 58, right: float = 34, row: float = 7.0,
    said: Sequence[str] = (), narrow: bool = False,
) -> Figure:  # fmt: skip
    """Return one row per name: its value with its range, against a line that means no difference.

    Parameters
    ----------
    table : pandas.DataFrame
        Index the names, from the top; columns value, low, high, and chance (``no``, ``yes``, ``depends``) where verdicts are
        shown: filled points are more than chance makes.
    zero : float, optional
        Where the line of no difference stands.
    unit : str
        Written under the axis.
    left, right, row : float
        Millimetres for names, for what is said at the right, and per row.
    said : sequence of str
        Written at the right of each row.
    narrow : bool
        For a telephone, each name above its row.
    """
    if narrow:
        fig, ax = panel(12 + 10 * len(table), left=4, right=4, top=1, bottom=10, width=NARROW)
    else:
        fig, ax = panel(12 + row * len(table), left=left, right=right, top=1, bottom=10)
    for y, (_, line) in enumerate(table.iterrows()):
        hollow = "chance" in table and line["chance"] != "no"
        ax.plot([line["low"], line["high"]], [y, y], color=AUTHORITY, linewidth=1.3, marker="|", markersize=5, zorder=3)
        ax.plot(
            [line["value"]],
            [y],
            "o",
            markersize=7,
            mfc="white" if hollow else AUTHORITY,
            mec=AUTHORITY,
            mew=1.5,
            zorder=4,
        )
    if zero is not None:
        ax.axvline(zero, color=SOFT, linewidth=1)
    ax.set_ylim(len(table) - 0.4, -0.8 if narrow else -0.6)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    ax.set_xlabel(unit)
    _named(ax, list(map(str, table.index)), list(said), narrow=narrow)
    return fig


def _named(ax: Axes, names: list[str], said: list[str], *, narrow: bool) -> None:
    across = ax.get_yaxis_transform()
    if narrow:
        ax.set_yticks([])
        for y, name in enumerate(names):
            words = f"{name} ({said[y]})" if said else name
            ax.text(0, y - 0.42, words, transform=across, va="center", color=INK, fontsize=8.8, bbox=CLEAR)
        return
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", labelcolor=INK)
    for y, words in enumerate(said):
        ax.text(1.02, y, words, transform=across, va="center", color=AUTHORITY, fontsize=8.8)
