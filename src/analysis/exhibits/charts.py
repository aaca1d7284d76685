"""The charts that several questions draw: a share by period on what chance allows, and what stands around a plot."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.style import (
    AUTHORITY,
    CHANCE,
    CHANCE_BAND,
    DASHES,
    INK,
    MARKS,
    NARROW,
    RULE,
    SOFT,
    WIDTH,
    direct_label,
    panel,
)

HALO = [patheffects.withStroke(linewidth=2.4, foreground="white")]
LINE, LETTER = 3.9, 1.42  # millimetres from one line of labels to the next, and a letter of a count


def ranges(
    ax: Axes, at: Sequence[float], frame: pd.DataFrame, color: str = AUTHORITY, *, hollow: Sequence[bool] = ()
) -> None:
    """Draw points (column value) with their ranges (low, high) as thin bars; hollow ones lie within chance."""
    empty = list(hollow) or [False] * len(frame)
    for x, (_, row), light in zip(at, frame.iterrows(), empty, strict=True):
        ax.plot([x, x], [row["low"], row["high"]], color=color, linewidth=1.3, marker="_", markersize=5, zorder=3)
        face = "white" if light else color
        ax.plot([x], [row["value"]], MARKS.get(color, "o"), markersize=7, mfc=face, mec=color, mew=1.5, zorder=5)


def named_ends(ax: Axes, ends: Mapping[str, tuple[float, str]], x: Any, *, gap: float) -> None:
    """Write names at the ends of lines, moved apart in the order of the lines; `gap` is the least distance in axis units."""
    order = sorted(ends, key=lambda name: ends[name][0])
    places: list[float] = []
    for name in order:
        places.append(max([ends[name][0], *([places[-1] + gap] if places else [])]))
    shift = np.mean([place - ends[name][0] for place, name in zip(places, order, strict=True)]) if places else 0
    for place, name in zip(places, order, strict=True):
        direct_label(ax, x, float(place - shift), name, ends[name][1], dx=8, fontweight="semibold")


def counts_below(ax: Axes, texts: Sequence[str], words: str, *, line: int = 2, color: str = AUTHORITY) -> None:
    """Write one count below each period, on the given line under the axis, named at the right end."""
    told: dict[str, Any] = {"transform": ax.get_xaxis_transform(), "va": "top", "color": color, "fontsize": 8.5}
    y = -((line - 0.4) * LINE) / millimetres(ax)
    for x, text in enumerate(texts):
        ax.text(x, y, text, ha="center", linespacing=1.05, **told)
    ax.text(len(texts) - 0.4, y, f"  {words}", **told)


def fitting(counts: Sequence[str], room: float) -> list[str]:
    """Return counts on two lines where they would meet within so many millimetres."""
    meet = max(map(len, counts), default=0) * LETTER > room / max(len(counts), 1)
    return [count.replace(" of ", "\nof ") if meet else count for count in counts]


def periods_below(ax: Axes, labels: Sequence[str]) -> None:
    """Write the names of the periods under the axis."""
    height = millimetres(ax)
    ax.set_xticks([])
    for x, label in enumerate(labels):
        ax.text(
            x,
            -LINE / height,
            label,
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="center",
            color=INK,
            fontsize=8.8,
        )


def share_by_period(table: pd.DataFrame, *, average: float, name: str, counted: str, narrow: bool = False) -> Figure:
    """Return each period's share with its range, on the stepped band of what chance allows about the average.

    Parameters
    ----------
    table : pandas.DataFrame
        Index period; columns part, whole, value, low, high, chance_low, chance_high (percent).
    average : float
        Percent.
    name, counted : str
        Whose share, and what part and whole count: ``repeats, of starts``.
    narrow : bool
        For a telephone.
    """
    counts = [f"{part:,.0f} of {whole:,.0f}" for part, whole in zip(table["part"], table["whole"], strict=True)]
    said = "what chance allows\nif the share never\nchanged"
    return on_chance(
        table, average=average, name=name, counts=counts, counted=counted, said=said, narrow=narrow, percent=True
    )


def on_chance(
    table: pd.DataFrame, *, average: float, name: str, counts: Sequence[str], counted: str, said: str, percent: bool = False,
    digits: int = 1, narrow: bool = False,
) -> Figure:  # fmt: skip
    """Return each period's value with its range, on the stepped band of what chance allows about the average.

    Parameters
    ----------
    table : pandas.DataFrame
        Index period; columns value, low, high, chance_low, chance_high.
    average : float
    name : str
        Whose values.
    counts, counted : sequence of str, str
        Written under the periods, and what they count.
    said : str
        What the band is.
    percent : bool
    digits : int
        Decimals of the values.
    narrow : bool
        For a telephone.
    """
    width, right = (NARROW, 4.0) if narrow else (WIDTH, 33.0)
    fig, ax = panel(84, left=9, right=right, top=3, bottom=8 if narrow else 13, width=width)
    at, edges = np.arange(len(table)), np.arange(len(table) + 1) - 0.5
    _band(ax, table, edges, average)
    inside = table["value"].between(table["chance_low"], table["chance_high"])
    ranges(ax, list(at), table, hollow=list(inside))
    ax.set(xlim=(edges[0], edges[-1]), ylim=(0, None))
    if percent:
        percent_axis(ax)
    labels = list(map(str, table.index))
    if narrow:
        periods_below(ax, first_and_last(labels))
        return fig
    periods_below(ax, labels)
    counts_below(ax, counts, counted)
    near = 0.025 * ax.get_ylim()[1]
    crowded = abs(table["value"].diff().iloc[-1]) < 2.5 * near
    for x, value in zip(at, table["value"], strict=True):
        told: dict[str, Any] = {"color": AUTHORITY, "fontweight": "semibold", "path_effects": HALO, "zorder": 6}
        # the last one on its left, where no name of a line stands
        side = -1 if x == at[-1] else 1
        told["ha"] = "right" if side < 0 else "left"
        # off the average's line; the last one, which the one before it would touch, below both
        told["va"] = "top" if side < 0 and crowded else "bottom" if abs(value - average) < near else "center"
        ax.text(x + side * 0.17, value, f"{value:.{digits}f}", **told)
    last = table.iloc[-1]
    ends = {
        f"{name},\nwith its range": (float(last["value"]), AUTHORITY),
        f"average {average:.1f}{'%' if percent else ''}": (average, CHANCE),
        said: (float(last["chance_low"]), CHANCE),
    }
    named_ends(ax, ends, float(edges[-1]), gap=0.13 * ax.get_ylim()[1])
    return fig


def _band(ax: Axes, table: pd.DataFrame, edges: Any, average: float) -> None:
    ax.stairs(table["chance_high"], edges, baseline=table["chance_low"], fill=True, color=CHANCE_BAND, zorder=0)
    for side in ("chance_low", "chance_high"):
        ax.stairs(table[side], edges, color=CHANCE, linewidth=0.9, baseline=None, zorder=1)
    ax.plot(edges[[0, -1]], [average, average], color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2, zorder=1)


def plot(height: float, *, narrow: bool, names: int = 0, **margins: float) -> tuple[Figure, Axes]:
    """Return a figure whose lines are named at their ends; on a telephone above the plot, where `names` lines need room."""
    if narrow:
        margins |= {"right": 4, "top": 5 + 1.2 * LINE * names, "width": NARROW}
    return panel(height, **margins)


def named(ax: Axes, ends: Mapping[str, tuple[float, str]], x: Any, *, gap: float, narrow: bool) -> None:
    """Write names at the ends of lines, or on a telephone above the plot."""
    if narrow:
        named_above(ax, {name.replace("\n", " "): end for name, end in ends.items()})
    else:
        named_ends(ax, ends, x, gap=gap)


def first_and_last(labels: Sequence[Any]) -> list[str]:
    """Return the names of periods for a telephone: the first and the last, each on two lines."""
    first, *between, last = map(str, labels)
    return [first.replace(" ", "\n", 1), *[""] * len(between), last.replace(" ", "\n", 1)]


def named_above(ax: Axes, ends: Mapping[str, tuple[float, str]]) -> None:
    """Write names with their marks above the plot, one below the other, for a telephone."""
    height = millimetres(ax)
    for place, (name, (_, color)) in enumerate(list(ends.items())[::-1]):
        y = 1 + (0.9 + 1.2 * place) * LINE / height
        ax.plot([0.02], [y], MARKS.get(color, "o"), color=color, markersize=6, transform=ax.transAxes, clip_on=False)
        ax.text(0.06, y, name, color=color, transform=ax.transAxes, va="center", fontweight="semibold")


def percent_axis(ax: Axes) -> None:
    """Write percent at the highest tick only."""
    ticks = [tick for tick in ax.get_yticks() if ax.get_ylim()[0] <= tick <= ax.get_ylim()[1]]
    ax.set_yticks(ticks, [f"{tick:g}{'%' if tick == ticks[-1] else ''}" for tick in ticks])
    ax.spines["bottom"].set_color(SOFT)
    ax.grid(color=RULE, axis="y")


def millimetres(ax: Axes, side: str = "height") -> float:
    """Return how high a plot is, or how wide."""
    return float(getattr(ax.get_window_extent(), side) / ax.figure.dpi * 25.4)
