"""Pictures of audits: which denominators fit, findings with their intervals, what a repeat would see."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import GREY, NAVY, ORANGE, PLUM, TEAL, direct_label, new


def denominators(possible: pd.DataFrame, names: "pd.Series[str]", sample: int, common: int | None) -> Figure:
    """Return a dot for each denominator that a printed percentage can have, a row for each percentage.

    Parameters
    ----------
    possible : pandas.DataFrame
        As from `possible_denominators.table`.
    names : pandas.Series
        Printed percentage by finding, in order from above.
    sample : int
        Cases that the report names.
    common : int or None
        Smallest denominator that fits all.
    """
    fig, ax = new(height=0.8 + 0.3 * len(names))
    for row, name in enumerate(names.index):
        fits = possible.loc[possible["finding"].eq(name), "n"]
        ax.scatter(fits, [row] * len(fits), s=16, color=NAVY, linewidths=0)
    top, reach = -0.9, possible["n"].max() + 1
    for at, text, color in ((sample, f"{sample} cases drawn", PLUM), (common, f"{common} fits all", TEAL)):
        if at is not None and at <= reach:
            ax.axvline(at, color=color, linewidth=1.2, zorder=0)
            ax.annotate(text, (at, top), color=color, ha="center", va="center", annotation_clip=False)
    ax.set_yticks(range(len(names)), [f"{text}  {name}" for name, text in names.items()])
    ax.set(ylim=(len(names) - 0.5, -0.5), xlim=(0, reach), xlabel="Possible number of cases")
    ax.grid(visible=False)
    return fig


def findings(found: pd.DataFrame) -> Figure:
    """Return audit findings with their intervals, one row each.

    Parameters
    ----------
    found : pandas.DataFrame
        Index finding; columns part, whole (cases), value, low, high (percent), assumed (whether the denominator was inferred).
    """
    fig, ax = new(height=0.7 + 0.3 * len(found))
    for row, each in enumerate(found.itertuples()):
        color = ORANGE if each.assumed else NAVY
        ax.hlines(row, each.low, each.high, color=color, linewidth=1.5)
        ax.plot(each.value, row, "o", color=color)
        direct_label(ax, each.high, row, f"{each.part:.0f} of {each.whole:.0f}", color)
    ax.set_yticks(range(len(found)), found.index)
    ax.set(ylim=(len(found) - 0.5, -0.6), xlim=(0, 112), xlabel="Percent of cases")
    ax.set_xticks(range(0, 101, 20))
    ax.grid(visible=False, axis="y")
    return fig


def detectable(falls: pd.DataFrame, marks: dict[str, int]) -> Figure:
    """Return the smallest fall that a repeat of an audit sees, by number of cases, a line for each starting share.

    Parameters
    ----------
    falls : pandas.DataFrame
        Columns finding, n, fall (percentage points; infinite values are left out).
    marks : dict of int
        Sizes of audits to mark, by label.
    """
    fig, ax = new(height=3.2)
    seen = falls[falls["fall"].ne(float("inf"))]
    ends = seen.groupby("finding", sort=False)["fall"].last().sort_values(kind="stable")
    apart = {name: 10 * place for place, name in enumerate(ends.index)}
    for (name, line), color in zip(seen.groupby("finding", sort=False), (NAVY, TEAL, ORANGE, GREY), strict=False):
        ax.plot(line["n"], line["fall"], color=color)
        direct_label(ax, line["n"].iloc[-1], line["fall"].iloc[-1], str(name), color, dy=apart[name] - 8)
    top = 1.05 * seen["fall"].max()
    for text, n in marks.items():
        ax.axvline(n, color=PLUM, linewidth=0.9, zorder=0)
        ax.annotate(text, (n, top), (2, -1), textcoords="offset points", color=PLUM, va="top", rotation=90)
    ax.set(ylim=(0, top), xlim=(0, 1.28 * falls["n"].max()), xlabel="Cases in each of the two audits")
    ax.set(ylabel="Smallest fall seen (points)")
    return fig
