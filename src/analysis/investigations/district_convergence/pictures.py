"""Pictures of the spread between districts."""

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, PLUM, TEAL, direct_label, intervals, new


def _years(ax: Axes) -> None:
    ticks: Any = [date(year, 1, 1) for year in range(2013, 2022, 2)]
    limits: Any = (date(2012, 10, 1), date(2021, 2, 1))
    ax.set_xticks(ticks, [str(tick.year) for tick in ticks])
    ax.set_xlim(limits)


def _audits(ax: Axes, began: pd.Timestamp) -> None:
    ax.axvline(began, color=ORANGE, linewidth=1.1, linestyle=(0, (4, 3)))


def panels(by_area: dict[str, pd.DataFrame], began: pd.Timestamp) -> Figure:
    """Return a panel per district: its rates, and the band in which chance alone would hold them.

    Parameters
    ----------
    by_area : dict of str to pandas.DataFrame
        Index date; columns value, common, low, high (per 10,000).
    began : pandas.Timestamp
        Beginning of the audits.
    """
    fig, axes = new(2, 3, height=4.3, sharex=True, sharey=True)
    for ax, (area, frame) in zip(axes.flat, by_area.items(), strict=False):
        outside = (frame["value"] < frame["low"]) | (frame["value"] > frame["high"])
        ax.fill_between(frame.index, frame["low"], frame["high"], color=BAND, alpha=0.6, linewidth=0)
        ax.plot(frame.index, frame["common"], color=GREY, linewidth=1)
        _audits(ax, began)
        ax.plot(frame.index, frame["value"], color=NAVY, linewidth=1.2)
        ax.plot(frame.index, frame["value"], "o", color=NAVY, markersize=4, markerfacecolor="white")
        ax.plot(frame.index[outside], frame.loc[outside, "value"], "o", color=NAVY, markersize=4)
        ax.set_title(area)
        _years(ax)
    highest = max(frame[["value", "high"]].to_numpy().max() for frame in by_area.values())
    axes[0, 0].set_ylim(0, 1.05 * highest)
    axes[0, 2].tick_params(labelbottom=True)
    _key(axes.flat[-1])
    fig.supylabel("Children on a plan per 10,000", fontsize=8.5)
    return fig


def _key(ax: Axes) -> None:
    """Write what the marks of the panels mean into the panel that is left over."""
    ax.axis("off")
    at = ax.transAxes
    rows = (
        (0.88, "outside what chance\nwould make", "o", NAVY, NAVY),
        (0.66, "within it", "o", NAVY, "white"),
    )
    for y, words, marker, edge, face in rows:
        ax.plot(0.09, y, marker, color=edge, markerfacecolor=face, transform=at, clip_on=False)
        ax.text(0.22, y, words, transform=at, va="center")
    ax.fill_between([0.02, 0.16], 0.42, 0.52, color=BAND, alpha=0.6, linewidth=0, transform=at)
    ax.plot([0.02, 0.16], [0.47, 0.47], color=GREY, linewidth=1, transform=at)
    ax.text(0.22, 0.47, "rate of all districts,\nand reach of chance", transform=at, va="center")
    ax.plot([0.09, 0.09], [0.17, 0.31], color=ORANGE, linewidth=1.1, linestyle=(0, (4, 3)), transform=at)
    ax.text(0.22, 0.24, "audits began", transform=at, va="center")


def spreads(absolute: pd.DataFrame, relative: pd.DataFrame, noise: pd.DataFrame, began: pd.Timestamp) -> Figure:
    """Return absolute and relative spread side by side, the relative one beside what chance alone makes.

    Parameters
    ----------
    absolute, relative : pandas.DataFrame
        Index date; columns value, low, high: standard deviation per 10,000, and in percent of the average rate.
    noise : pandas.DataFrame
        Index date; columns poisson, clustered: percent that chance stays below in 95 of 100 cases.
    began : pandas.Timestamp
    """
    fig, (left, right) = new(1, 2, height=3.3)
    for ax, frame in ((left, absolute), (right, relative)):
        _audits(ax, began)
        ax.plot(frame.index, frame["value"], color=NAVY, linewidth=1)
        intervals(ax, frame, x=frame.index)
        _years(ax)
        ax.set_ylim(0, frame["high"].max() * 1.12)
    right.fill_between(noise.index, 0, noise["clustered"], color=BAND, alpha=0.6, linewidth=0)
    right.plot(noise.index, noise["clustered"], color=GREY, linewidth=1.1)
    right.plot(noise.index, noise["poisson"], color=PLUM, linewidth=1.1, linestyle=(0, (2, 2)))
    first = noise.iloc[0]
    direct_label(right, noise.index[0], first["clustered"], "chance, with siblings", GREY, dx=2, dy=14)
    direct_label(right, noise.index[0], first["poisson"], "chance, each child alone", PLUM, dx=2, dy=-7)
    top = left.get_ylim()[1]
    direct_label(left, began, top * 0.95, "audits began", ORANGE, dx=-64)
    left.set_title("Absolute: per 10,000")
    right.set_title("Relative: % of the average rate")
    left.set_ylabel("Typical distance from the average")
    return fig


def left_over(bounds: pd.DataFrame, compared: pd.DataFrame | None = None) -> Figure:
    """Return the children in the county's figure and in no district's, at each date.

    Parameters
    ----------
    bounds : pandas.DataFrame
        Index date; columns value, low, high (children): fitted shares, and all shares that re-add earlier.
    compared : pandas.DataFrame, optional
        The same with published populations.
    """
    fig, ax = new(height=3.0)
    places = list(range(len(bounds)))
    ax.axhline(0, color=GREY, linewidth=1)
    intervals(ax, bounds, x=places, color=NAVY)
    if compared is not None:
        intervals(ax, compared, x=[place + 0.22 for place in places], color=TEAL)
        for height, words, color in ((0.95, "shares that re-add", NAVY), (0.87, "ONS populations", TEAL)):
            ax.text(0.02, height, words, color=color, transform=ax.transAxes, va="center")
    ax.set_xticks(places, [f"{day.day} {day:%b}\n{day.year}" for day in bounds.index])
    ax.tick_params(axis="x", labelsize=7.5)
    ax.set_ylabel("Children in no district")
    return fig
