"""Pictures of a share with a small denominator: intervals, charts, funnels, and why it moved."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, PLUM, TEAL, category_ticks, direct_label, intervals, new


def _two_lines(labels: pd.Index) -> list[str]:
    """Return labels short enough for ten on a page: a quarter on two lines, a stretch of months by its end."""
    short = [label.split(" to ")[-1] for label in map(str, labels)]
    return [label.replace(" ", "\n", 1) for label in short]


def shares(periods: pd.DataFrame, pooled: float) -> Figure:
    """Return each period's share with its interval, on the band in which chance alone would keep it.

    Parameters
    ----------
    periods : pandas.DataFrame
        Index period; columns value, low, high, chance_low, chance_high (percent), repeats, starts (counts).
    pooled : float
        Share of all periods together, percent.
    """
    fig, ax = new(height=3.6)
    at = np.arange(len(periods))
    edges = np.append(at - 0.5, at[-1] + 0.5)
    ax.stairs(periods["chance_high"], edges, baseline=periods["chance_low"], fill=True, color=BAND, alpha=0.5)
    ax.axhline(pooled, color=GREY, linewidth=1)
    intervals(ax, periods)
    direct_label(ax, at[-1] + 0.5, pooled, f"all: {pooled:.1f}%", GREY, dx=2)
    counts = zip(_two_lines(periods.index), periods["repeats"], periods["starts"], strict=True)
    category_ticks(ax, [f"{label}\n{r:.0f} of {n:.0f}" for label, r, n in counts])
    ax.tick_params(axis="x", labelsize=7)
    ax.set(ylabel="Repeat plans, % of plans started", ylim=(0, None), xlim=(-0.5, at[-1] + 0.5))
    return fig


def trends(counts: pd.DataFrame) -> Figure:
    """Return repeats and starts by period with their fitted trends, each on its own scale from 0.

    Parameters
    ----------
    counts : pandas.DataFrame
        Index period; columns repeats, starts, repeats_fitted, starts_fitted (counts).
    """
    fig, axes = new(1, 2, height=2.6)
    titles = {"repeats": "Repeat plans", "starts": "Plans started"}
    for ax, (name, title), color in zip(axes, titles.items(), (NAVY, TEAL), strict=True):
        ax.plot(range(len(counts)), counts[name], "o", color=color)
        ax.plot(range(len(counts)), counts[f"{name}_fitted"], color=color, linewidth=1.2)
        ax.set(title=title, ylim=(0, counts[name].max() * 1.12))
        category_ticks(ax, _two_lines(counts.index))
        ax.tick_params(axis="x", labelsize=6)
    axes[0].set_ylabel("Number")
    return fig


def parts(changes: pd.DataFrame) -> Figure:
    """Return how many percentage points of each change came from repeats and how many from starts.

    Parameters
    ----------
    changes : pandas.DataFrame
        Index (before, after); columns from_repeats, from_starts, change (percentage points).
    """
    fig, ax = new(height=0.9 + 0.55 * len(changes))
    places = np.arange(len(changes))[::-1]
    colors = {
        "from_repeats": (NAVY, "more (or fewer) repeats", 0.17),
        "from_starts": (ORANGE, "fewer (or more) starts", -0.17),
    }
    for name, (color, words, shift) in colors.items():
        ax.barh(places + shift, changes[name], height=0.3, color=color, label=words)
        for place, value in zip(places, changes[name], strict=True):
            direct_label(
                ax, value, place + shift, f"{value:+.1f}".replace("-", "−"), color, dx=4 if value >= 0 else -22
            )
    names = zip(changes.index, changes["change"], strict=True)
    ax.set_yticks(places, [f"{a} to {b}: {c:+.1f}".replace("-", "−") for (a, b), c in names])
    ax.axvline(0, color=GREY, linewidth=1)
    ax.margins(x=0.12)
    ax.grid(visible=False, axis="y")
    ax.set_xlabel("Percentage points of the change")
    ax.legend(loc="upper center", bbox_to_anchor=(0.4, 1.22 if len(changes) < 4 else 1.13), ncols=2)
    return fig


def charts(by_chart: dict[str, pd.DataFrame]) -> Figure:
    """Return control charts side by side, points outside the limits marked.

    Parameters
    ----------
    by_chart : dict
        Title to a frame with columns value, centre, low, high (percent), outside.
    """
    fig, axes = new(1, len(by_chart), height=2.9, sharey=True)
    for ax, (title, chart) in zip(np.atleast_1d(axes), by_chart.items(), strict=True):
        _chart(ax, chart)
        ax.set_title(title)
    np.atleast_1d(axes)[0].set(ylabel="Repeat plans, % of plans started", ylim=(0, None))
    return fig


def _chart(ax: Axes, chart: pd.DataFrame) -> None:
    at = np.arange(len(chart))
    for limit in ("low", "high"):
        ax.step(at, chart[limit], where="mid", color=ORANGE, linewidth=1.1, linestyle=(0, (5, 3)))
    ax.plot(at, chart["centre"], color=GREY, linewidth=1)
    ax.plot(at, chart["value"], "o-", color=NAVY, linewidth=1, markersize=4)
    outside = chart["outside"].to_numpy()
    ax.plot(at[outside], chart["value"].to_numpy()[outside], "s", color=PLUM, markersize=8, fillstyle="none")
    labels = _two_lines(chart.index)
    ax.set_xticks([0, len(chart) - 1], [labels[0], labels[-1]])
    ax.tick_params(axis="x", labelsize=7)


def funnels(by_comparator: dict[str, pd.DataFrame]) -> Figure:
    """Return years against comparators: difference in percentage points by number of plans started.

    Parameters
    ----------
    by_comparator : dict
        Comparator to a frame as from `analysis.statistics.charts.funnel`, with the column starts.
    """
    fig, axes = new(1, len(by_comparator), height=3.1, sharey=True)
    for ax, (name, points) in zip(np.atleast_1d(axes), by_comparator.items(), strict=True):
        drawn = points.sort_values("starts")
        for limit, style in (("95", "-"), ("998", (0, (5, 3)))):
            for side in ("low", "high"):
                ax.plot(drawn["starts"], drawn[f"{side}_{limit}"], color=GREY, linewidth=0.9, linestyle=style)
        ax.axhline(0, color=GREY, linewidth=1)
        ax.plot(drawn["starts"], drawn["difference"], "o", color=NAVY)
        for place, (label, row) in enumerate(drawn.iterrows()):
            direct_label(ax, row["starts"], row["difference"], str(label), NAVY, dx=4, dy=5 if place % 2 else -6)
        ax.margins(x=0.18)
        ax.set(title=f"Against {name}", xlabel="Plans started in the year")
    np.atleast_1d(axes)[0].set_ylabel("Difference, percentage points")
    return fig


def shrinkage(shrunk: pd.DataFrame, pooled: float) -> Figure:
    """Return each period's printed share, and the share that it supports once the others are known.

    Parameters
    ----------
    shrunk : pandas.DataFrame
        Index period; columns observed, value, low, high (percent).
    pooled : float
        Percent.
    """
    fig, ax = new(height=3.0)
    at = np.arange(len(shrunk))
    ax.axhline(pooled, color=GREY, linewidth=1)
    intervals(ax, shrunk)
    ax.plot(at, shrunk["observed"], "x", color=ORANGE, markersize=6)
    last = shrunk.iloc[-1]
    direct_label(ax, at[-1], last["observed"], "as printed", ORANGE, dy=4)
    direct_label(ax, at[-1], last["value"], "pulled in", NAVY, dy=-4)
    category_ticks(ax, _two_lines(shrunk.index))
    ax.set(ylabel="Repeat plans, % of plans started", ylim=(0, None))
    return fig


def detectable(by_size: pd.DataFrame, marked: dict[str, float], share: float) -> Figure:
    """Return the smallest change that is seen four times in five, by number of plans in each period.

    Parameters
    ----------
    by_size : pandas.DataFrame
        Index n; columns rise, fall (percentage points between two periods of n), rise_from_known.
    marked : dict
        Words to a number of plans, drawn as a vertical line.
    share : float
        Share from which the change starts, percent.
    """
    fig, ax = new(height=3.1)
    lines = {
        "rise": (NAVY, "rise, two periods"),
        "fall": (ORANGE, "fall, two periods"),
        "rise_from_known": (TEAL, "rise, known average"),
    }
    for (name, (color, words)), dy in zip(lines.items(), (5, 0, -5), strict=True):
        ax.plot(by_size.index, by_size[name], color=color)
        direct_label(ax, by_size.index[-1], by_size[name].iloc[-1], words, color, dy=dy)
    for words, n in marked.items():
        ax.axvline(n, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
        ax.text(n, ax.get_ylim()[1] * 0.97, f" {words}", color=GREY, fontsize=7.5, va="top")
    ax.set(xlabel="Plans started in each period", ylabel=f"Percentage points from {share:.1f}%", ylim=(0, None))
    return fig


def coverage(table: pd.DataFrame) -> Figure:
    """Return the SIMULATED coverage of intervals by number of children, with and without the design effect.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns n, estimate, low, high (fractions), clustering, method; one row per setting.
    """
    groups = list(table.groupby(["clustering", "method"], sort=False))
    fig, axes = new(1, len(groups), height=2.6, sharey=True)
    for ax, ((clustering, method), part) in zip(np.atleast_1d(axes), groups, strict=True):
        sizes = sorted(part["n"].unique())
        ax.axhline(0.95, color=GREY, linewidth=1)
        ax.plot([sizes.index(n) for n in part["n"]], part["estimate"], "o", color=NAVY, alpha=0.7, markersize=4)
        category_ticks(ax, sizes)
        ax.set_title(f"{clustering}\n{method}", fontsize=7)
        ax.set_xlabel("Children (SIMULATED)")
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    np.atleast_1d(axes)[0].set_ylabel("Intervals that hold the truth")
    return fig
