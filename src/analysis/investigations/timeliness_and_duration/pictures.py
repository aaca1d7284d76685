"""Pictures of timeliness and of how long plans last."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, PLUM, TEAL, category_ticks, direct_label, intervals, new


def by_year(shares: pd.DataFrame, comparators: pd.DataFrame, apart: list[str]) -> Figure:
    """Return the percentage within the limit by year, with its interval, beside the comparators.

    Parameters
    ----------
    shares : pandas.DataFrame
        Index year; columns value, low, high (percent).
    comparators : pandas.DataFrame
        Index year; one column per area (percent).
    apart : list of str
        Years that were measured in another way; drawn hollow and not joined to the others.
    """
    fig, ax = new(height=3.4)
    places = {year: place for place, year in enumerate(shares.index)}
    for (name, line), color, dy in zip(comparators.items(), (TEAL, ORANGE), (4, -5), strict=False):
        printed = line.dropna()
        at = [places[year] for year in printed.index]
        ax.plot(at, printed, "s-", color=color, markersize=4)
        direct_label(ax, at[-1], printed.iloc[-1], str(name), color, dx=10, dy=dy)
    intervals(ax, shares)
    for year in apart:
        ax.plot(places[year], shares.loc[year, "value"], "o", color="white", markersize=3)
        direct_label(ax, places[year], shares.loc[year, "value"], "measured another way", GREY, dx=8)
    beside = comparators.mean(axis=1).reindex(shares.index)
    for place, (year, row) in enumerate(shares.iterrows()):
        if year not in apart:
            end, dy = ("high", 6) if row["value"] > beside[year] else ("low", -6)
            direct_label(ax, place, row[end], f"{row['value']:.1f}%", NAVY, dx=-12, dy=dy)
    category_ticks(ax, shares.index)
    ax.set(
        ylabel="Conferences within 15 working days, %",
        ylim=(min(50, shares["low"].min() - 5), 104),
        xlim=(-0.3, len(shares) + 0.5),
    )
    return fig


def by_month(months: pd.DataFrame, usual: float) -> Figure:
    """Return monthly percentages with the interval at a usual number of children, and at the smallest possible one.

    Parameters
    ----------
    months : pandas.DataFrame
        Index month; columns value, n, smallest_n, low, high, widest_low, widest_high: as from `dated_figures.timeliness`.
    usual : float
        Percentage of the last printed year.
    """
    fig, ax = new(height=3.4)
    ax.axhline(usual, color=GREY, linewidth=1)
    direct_label(ax, len(months) - 0.8, usual, f"last full year:\n{usual:.1f}%", GREY, dx=2, dy=11)
    ax.vlines(range(len(months)), months["widest_low"], months["widest_high"], color=BAND, linewidth=6)
    intervals(ax, months)
    for place, value in enumerate(months["value"]):
        text = f"{value:.0f}%" if value == 100 else f"{value:.1f}%"
        direct_label(ax, place, value, text, NAVY, dx=8)
    labels = [f"{month}\n{row.smallest_n:.0f} or more" for month, row in months.iterrows()]
    category_ticks(ax, labels)
    ax.set(ylabel="Conferences within 15 working days, %", ylim=(0, 104), xlim=(-0.5, len(months) - 0.1))
    return fig


def long_and_short(years: pd.DataFrame, comparators: pd.DataFrame) -> Figure:
    """Return the shares of long and of short plans among those that ended, in two panels, beside the comparators.

    Parameters
    ----------
    years : pandas.DataFrame
        Index year; columns as from `timeliness.durations`.
    comparators : pandas.DataFrame
        Index year; columns (measure, area) with measure ``long`` or ``short`` (percent).
    """
    fig, panels = new(1, 2, height=3.2)
    titles = {"long": "Two years or more", "short": "Three months or less"}
    for ax, (measure, title), color in zip(panels, titles.items(), (PLUM, NAVY), strict=True):
        names = {"value": measure, "low": f"{measure}_low", "high": f"{measure}_high"}
        for at, ((area, line), shade) in enumerate(zip(comparators[measure].items(), (TEAL, ORANGE), strict=False)):
            values = line.reindex(years.index)
            ax.plot(range(len(values)), values, "s-", color=shade, markersize=3, linewidth=1.1)
            ax.text(0.98, 0.98 - 0.07 * at, str(area), transform=ax.transAxes, ha="right", va="top", color=shade)
        intervals(ax, pd.DataFrame({name: years[column] for name, column in names.items()}), color=color)
        ax.set_title(title, color=color)
        category_ticks(ax, years.index, rotation=45)
        ax.set(ylabel="% of plans that ended", ylim=(0, 1.25 * years[names["high"]].max()))
    return fig
