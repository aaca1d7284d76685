"""Lines by period, each named at its end, the values of those with ranges beside their points."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.charts import (
    LETTER,
    LINE,
    counts_below,
    fitting,
    millimetres,
    named_ends,
    percent_axis,
    periods_below,
    ranges,
)
from analysis.exhibits.style import AUTHORITY, CLEAR, DASHES, MARKS, SOFT, WIDTH, panel

SMALL: dict[str, Any] = {"fontsize": 8.5, "linespacing": 1.05}
# Where a value may stand: left or right of its point, and so many lines of type above it; the nearest places come first.
PLACES = sorted(product((-1, 1), (0.6, -0.6, 1.3, -1.3)), key=lambda place: (abs(place[1]), place[0]))


def lines(
    by_name: Mapping[str, pd.DataFrame], colors: Mapping[str, str], *, counts: Sequence[str] = (), counted: str = "",
    percent: bool = True, start: float = 0.0, broken: Sequence[str] = (), height: float = 76,
    width: float = WIDTH,
) -> Figure:  # fmt: skip
    """Return one line per name over the same periods, each named at its end with its last value.

    Parameters
    ----------
    by_name : mapping
        Name to a frame with the same index of periods and the column value; low and high draw a range. Missing values break
        a line.
    colors : mapping
        Name to colour.
    counts : sequence of str
        Written under the periods, with `counted` at the right end.
    percent : bool
        Whether the axis is in percent.
    start : float
        Where the scale starts; say so in the note when it is not 0.
    broken : sequence of str
        Periods measured in another way: drawn hollow, cut off by a dotted line, never joined.
    height, width : float
        Millimetres; on a telephone's width only the first and last period are named.
    """
    right = 36 if width == WIDTH else 32
    counts = fitting(counts, width - 10 - right)
    below = 18 if "\n" in "".join(counts) else 14 if counts else 9
    fig, ax = panel(height, left=10, right=right, bottom=below, width=width)
    index = next(iter(by_name.values())).index
    cut = [place for place, period in enumerate(index) if period in broken]
    ends: dict[str, tuple[float, str]] = {}
    for name, frame in by_name.items():
        ends |= line(ax, name, frame, colors[name], cut)
    for place in cut:
        ax.axvline(place + 0.5, color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
    ax.set(xlim=(-0.4, len(index) - 0.6), ylim=(start, None))
    if percent:
        percent_axis(ax)
    if width == WIDTH:
        _values(ax, by_name, colors, cut)
    names = list(map(str, index))
    periods_below(ax, names if width == WIDTH else [names[0], *[""] * (len(names) - 2), names[-1]])
    if counts:
        counts_below(ax, counts, counted)
    bottom, top = ax.get_ylim()
    named_ends(ax, ends, len(index) - 1, gap=0.07 * (top - bottom))
    return fig


def line(ax: Axes, name: str, frame: pd.DataFrame, color: str, cut: Sequence[int] = ()) -> dict[str, tuple[float, str]]:
    """Draw one line, with ranges where it has them, and return what to write at its end; `cut` places are not joined."""
    values = frame["value"].astype(float).to_numpy(copy=True)
    at = np.arange(len(values))
    if "low" in frame:
        whole = np.flatnonzero(frame["low"].notna().to_numpy())
        ranges(ax, list(whole), frame.iloc[whole], color, hollow=[place in cut for place in whole])
        values[list(cut)] = np.nan
    ax.plot(
        at,
        values,
        color=color,
        linestyle=DASHES.get(color, "-"),
        linewidth=2.2 if color == AUTHORITY else 1.5,
        zorder=2,
    )
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return {}
    last = int(known[-1])
    if "low" not in frame:
        ax.plot([last], [values[last]], MARKS.get(color, "o"), color=color, markersize=6, zorder=4)
    return {f"{name} {_short(values[last])}": (float(values[last]), color)}


def _values(ax: Axes, by_name: Mapping[str, pd.DataFrame], colors: Mapping[str, str], cut: Sequence[int]) -> None:
    """Write each value that has a range beside its point, but the last, which stands at the end; say which are of another kind."""
    step = LINE * float(np.ptp(ax.get_ylim())) / millimetres(ax)
    drawn = [frame["value"].to_numpy(dtype=float) for frame in by_name.values()]
    for name, frame in ((name, frame) for name, frame in by_name.items() if "low" in frame):
        told = SMALL | {"color": colors[name]}
        for x, (value, low) in enumerate(frame[["value", "low"]].iloc[:-1].to_numpy(dtype=float)):
            if x in cut:
                said = f"{_short(value)}, recorded\nin another way"
                ax.text(x, low - 0.4 * step, said, ha="center", va="top", **told)
            elif not np.isnan(value):
                side, up = _free(ax, x, value, step, drawn)
                side_of = "right" if side < 0 else "left"
                told |= {"ha": side_of, "va": "center", "fontweight": "semibold", "zorder": 6, "bbox": CLEAR}
                ax.text(x + 0.12 * side, value + up * step, _short(value), **told)


def _free(ax: Axes, x: int, value: float, step: float, drawn: Sequence[Any]) -> tuple[int, float]:
    """Return the nearest of `PLACES` inside the plot that no line crosses, or the one farthest from all lines."""
    wide = 4 * LETTER / (millimetres(ax, "width") / float(np.ptp(ax.get_xlim())))

    def clear(place: tuple[int, float]) -> float:
        side, up = place
        along = x + side * (0.12 + wide * np.linspace(0, 1, 5))
        if min(along) < ax.get_xlim()[0]:
            return 0.0
        crossed = np.concatenate([np.interp(along, np.arange(len(line)), line) for line in drawn])
        return min(1.0, float(np.nanmin(abs(value + up * step - crossed))) / (0.5 * step))

    return max(PLACES, key=clear)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or (float(value).is_integer() and value > 100) else f"{value:.1f}"
