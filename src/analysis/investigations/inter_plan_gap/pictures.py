"""Pictures of the time between plans."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, PLUM, TEAL, category_ticks, direct_label, intervals, new


def quarterly_means(quarters: pd.DataFrame, pooled: tuple[float, float, float], quoted: float) -> Figure:
    """Return each quarter's average gap with its interval, beside the average of all returns.

    Parameters
    ----------
    quarters : pandas.DataFrame
        Index quarter; columns value, low, high (months), repeats (count).
    pooled : tuple of float
        Average over all returns with its interval.
    quoted : float
        The average that the report quotes, months.
    """
    fig, ax = new(height=3.4)
    value, low, high = pooled
    ax.axhspan(low, high, color=BAND, alpha=0.45, linewidth=0)
    ax.axhline(value, color=GREY, linewidth=1)
    ax.axhline(quoted, color=ORANGE, linewidth=1.2, linestyle=(0, (5, 3)))
    intervals(ax, quarters)
    end = len(quarters) - 0.5
    direct_label(ax, end, value, f"all returns: {value:.1f}", GREY, dx=2, dy=-5)
    direct_label(ax, end, quoted, f"quoted: {quoted:.0f}", ORANGE, dx=2, dy=5)
    category_ticks(
        ax, [f"{label}\n{int(n)} back" for label, n in zip(quarters.index, quarters["repeats"], strict=True)]
    )
    ax.tick_params(axis="x", labelsize=7)
    ax.set(ylabel="Average months between plans", ylim=(0, None), xlim=(-0.5, end))
    return fig


def bounds(ranges: pd.DataFrame) -> Figure:
    """Return what the printed figures force, as bars from lowest to highest.

    Parameters
    ----------
    ranges : pandas.DataFrame
        Index what is bounded; columns low, high (months).
    """
    fig, ax = new(height=0.7 + 0.42 * len(ranges))
    places = range(len(ranges))[::-1]
    ax.barh(places, ranges["high"] - ranges["low"], left=ranges["low"], height=0.5, color=NAVY, alpha=0.85)
    for place, (low, high) in zip(places, ranges[["low", "high"]].to_numpy(), strict=True):
        direct_label(ax, high, place, f"{low:.0f} to {high:.0f}", GREY, dx=4)
    ax.axvline(24, color=ORANGE, linewidth=1.2, linestyle=(0, (5, 3)))
    direct_label(ax, 24, len(ranges) - 0.45, "two years", ORANGE, dx=-18, dy=5)
    ax.set_yticks(list(places), ranges.index)
    ax.set(xlabel="Months", xlim=(0, ranges["high"].max() * 1.15), ylim=(-0.5, len(ranges) - 0.2))
    ax.grid(visible=False, axis="y")
    return fig


def selection(expected: pd.Series, steady: float) -> Figure:
    """Return the SIMULATED average gap by year when no child's gap changes and only plan numbers do.

    Parameters
    ----------
    expected : pandas.Series
        Months by year.
    steady : float
        The average with steady plan numbers, months.
    """
    fig, ax = new(height=2.8)
    ax.axhline(steady, color=GREY, linewidth=1)
    direct_label(ax, len(expected) - 0.6, steady, "steady plan numbers", GREY, dx=2, dy=7)
    ax.plot(range(len(expected)), expected, "o-", color=PLUM)
    for place, value in enumerate(expected):
        direct_label(ax, place, value, f"{value:.1f}", PLUM, dx=-8, dy=-11)
    category_ticks(ax, expected.index)
    ax.set(ylabel="Average months between plans\n(SIMULATED)", ylim=(0, expected.max() * 1.3))
    return fig


def returns(curve: pd.DataFrame, naive: float) -> Figure:
    """Return the SIMULATED share of children back on a plan by months since their last one ended.

    Parameters
    ----------
    curve : pandas.DataFrame
        Columns month, value, low, high (percent).
    naive : float
        Average gap of the children seen to return, months.
    """
    fig, ax = new(height=3.0)
    ax.fill_between(curve["month"], curve["low"], curve["high"], step="post", color=TEAL, alpha=0.25, linewidth=0)
    ax.step(curve["month"], curve["value"], where="post", color=TEAL)
    last = curve.iloc[-1]
    direct_label(ax, last["month"], last["value"], f"{last['value']:.0f}%", TEAL)
    ax.axvline(naive, color=ORANGE, linewidth=1.2, linestyle=(0, (5, 3)))
    direct_label(ax, naive, last["high"], f"average of those seen\nto return: {naive:.0f} months", ORANGE, dy=-6)
    ax.set(
        xlabel="Months since the last plan ended",
        ylabel="Back on a plan, %\n(SIMULATED)",
        xlim=(0, None),
        ylim=(0, None),
    )
    return fig
