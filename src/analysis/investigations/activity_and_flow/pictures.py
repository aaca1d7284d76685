"""Pictures of stocks and flows: plans started and ended, one step to the next, counts over the years."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import GREY, NAVY, ORANGE, PLUM, TEAL, category_ticks, direct_label, intervals, new


def starts_and_ends(years: pd.DataFrame) -> Figure:
    """Return plans that started and ended in each year, over the children on a plan on its last day.

    Parameters
    ----------
    years : pandas.DataFrame
        Index year; columns cpp_starts, cpp_ends, cpp_children, and low, high: the interval of cpp_children.
    """
    fig, (above, below) = new(2, 1, height=4.6, sharex=True)
    places = range(len(years))
    above.bar(places, years["cpp_starts"], color=TEAL, width=0.6)
    above.bar(places, -years["cpp_ends"], color=PLUM, width=0.6)
    for place, (starts, ends) in zip(places, years[["cpp_starts", "cpp_ends"]].to_numpy(), strict=True):
        for text, height, color, dy in ((starts, starts, TEAL, 7), (ends, -ends, PLUM, -8)):
            above.annotate(
                f"{text:.0f}",
                (place, height),
                (0, dy),
                textcoords="offset points",
                ha="center",
                va="center",
                color=color,
            )
    above.axhline(0, color=GREY, linewidth=0.8)
    reach = 1.25 * years[["cpp_starts", "cpp_ends"]].to_numpy().max()
    above.set(ylabel="Plans in the year", ylim=(-reach, reach), xlim=(-0.6, len(years) - 0.1))
    above.set_yticks([])
    direct_label(above, len(years) - 0.6, reach / 2, "started", TEAL, dx=0)
    direct_label(above, len(years) - 0.6, -reach / 2, "ended", PLUM, dx=0)
    intervals(below, years.assign(value=years["cpp_children"]))
    for place, count in zip(places, years["cpp_children"], strict=True):
        direct_label(below, place, count, f"{count:.0f}", NAVY)
    below.set(ylabel="Children on a plan\non 31 March", ylim=(0, 1.15 * years["high"].max()))
    category_ticks(below, years.index)
    return fig


def conversion(shares: pd.DataFrame, comparators: pd.DataFrame) -> Figure:
    """Return the share of one step that goes on to the next by year, beside the comparators.

    Parameters
    ----------
    shares : pandas.DataFrame
        Index year; columns value, low, high (percent).
    comparators : pandas.DataFrame
        Index year; one column per area (percent).
    """
    fig, ax = new(height=3.0)
    places = {year: place for place, year in enumerate(shares.index)}
    for (name, line), color, dy in zip(comparators.items(), (TEAL, ORANGE), (5, -5), strict=False):
        printed = line.dropna()
        at = [places[year] for year in printed.index]
        ax.plot(at, printed, "-", color=color)
        ax.plot(at, printed, "s", color=color, markersize=4)
        direct_label(ax, at[-1], printed.iloc[-1], str(name), color, dx=14, dy=dy)
    intervals(ax, shares)
    beside = comparators.mean(axis=1).reindex(shares.index)
    for place, (year, row) in enumerate(shares.iterrows()):
        end, dy = ("low", -5) if row["value"] < beside[year] else ("high", 5)
        direct_label(ax, place, row[end], f"{row['value']:.0f}%", NAVY, dx=-7, dy=dy)
    category_ticks(ax, shares.index)
    ax.set(ylabel="Conferences per 100 enquiries", ylim=(0, 1.1 * shares["high"].max()), xlim=(-0.4, len(shares) + 0.5))
    return fig


def stocks(counts: pd.DataFrame, names: dict[str, str], height: float = 4.6) -> Figure:
    """Return counts of children on given days, a panel for each kind of support, with intervals.

    Parameters
    ----------
    counts : pandas.DataFrame
        Columns measure, day (date), value, low, high.
    names : dict of str
        Measure to its words, in order of the panels.
    """
    fig, axes = new(len(names), 1, height=height, sharex=True, squeeze=False)
    for ax, (measure, words), color in zip(axes[:, 0], names.items(), (NAVY, TEAL, PLUM), strict=False):
        rows = counts[counts["measure"].eq(measure)].sort_values("day", kind="stable")
        intervals(ax, rows, x=rows["day"], color=color)
        for spot in sorted({0, len(rows) - 1, int(rows["value"].argmax()), int(rows["value"].argmin())}):
            row = rows.iloc[spot]
            lowest = row["value"] == rows["value"].min()
            ax.annotate(
                f"{row['value']:,.0f}", (row["day"], row["low"] if lowest else row["high"]), color=color, ha="center",
                va="top" if lowest else "bottom", xytext=(0, -2 if lowest else 2), textcoords="offset points",
            )  # fmt: skip
        ax.set_title(words, color=color)
        ax.set_ylim(0.7 * rows["low"].min(), 1.12 * rows["high"].max())
    return fig
