"""Pictures of who is in a population: changes of shares, sources of referrals, running totals."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import GREY, NAVY, ORANGE, PLUM, TEAL, direct_label, new


def share_changes(changes: pd.DataFrame) -> Figure:
    """Return the change of each group's share with its interval, in blocks.

    Parameters
    ----------
    changes : pandas.DataFrame
        Columns division, group, value, low, high (percentage points); rows of one division stand together.
    """
    fig, ax = new(height=0.9 + 0.19 * (len(changes) + 0.6 * changes["division"].nunique()))
    place, ticks = 0.0, []
    for (_, block), color in zip(
        changes.groupby("division", sort=False), (NAVY, PLUM, TEAL, NAVY, PLUM, TEAL), strict=False
    ):
        for row in block.itertuples():
            ax.hlines(place, row.low, row.high, color=color, linewidth=1.4)
            ax.plot(row.value, place, "o", color=color, markersize=4.5)
            ticks.append((place, f"{row.division}: {row.group}"))
            place += 1
        place += 0.6
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    ax.set_yticks([at for at, _ in ticks], [text for _, text in ticks])
    ax.set(ylim=(place - 0.8, -0.8), xlabel="Change of the share, percentage points")
    ax.grid(visible=False, axis="y")
    return fig


def sources(shares: pd.DataFrame, first: str, last: str) -> Figure:
    """Return each source's share of referrals in two years with intervals, a row for each source.

    Parameters
    ----------
    shares : pandas.DataFrame
        Index source; columns value, low, high (percent, first year) and value_last, low_last, high_last.
    first, last : str
        Names of the years.
    """
    fig, ax = new(height=0.9 + 0.22 * len(shares))
    for row, each in enumerate(shares.itertuples()):
        ax.hlines(row - 0.15, each.low, each.high, color=ORANGE, linewidth=1.4)
        ax.plot(each.value, row - 0.15, "s", color=ORANGE, markersize=4)
        ax.hlines(row + 0.15, each.low_last, each.high_last, color=NAVY, linewidth=1.4)
        ax.plot(each.value_last, row + 0.15, "o", color=NAVY, markersize=4)
    top = shares.iloc[0]
    reach = top[["high", "high_last"]].max()
    direct_label(ax, reach, -0.15, f"{first} (square)", ORANGE, dy=4)
    direct_label(ax, reach, 0.15, f"{last} (dot)", NAVY, dy=-5)
    ax.set_yticks(range(len(shares)), shares.index)
    ax.set(ylim=(len(shares) - 0.4, -0.8), xlim=(0, 1.3 * reach), xlabel="Percent of referrals")
    ax.grid(visible=False, axis="y")
    return fig


def running_totals(cumulative: pd.DataFrame, added: pd.DataFrame) -> Figure:
    """Return running totals of a year, and what each quarter added, a panel for each group.

    Parameters
    ----------
    cumulative, added : pandas.DataFrame
        Index group, a column for each quarter.
    """
    fig, axes = new(1, len(cumulative), height=2.7, squeeze=False)
    for ax, group, color in zip(axes[0], cumulative.index, (PLUM, TEAL, NAVY), strict=False):
        totals, steps = cumulative.loc[group], added.loc[group]
        ax.bar(range(len(steps)), steps, color=color, alpha=0.35, width=0.6)
        ax.plot(range(len(totals)), totals, "o-", color=color)
        for place, (total, step) in enumerate(zip(totals, steps, strict=True)):
            ax.annotate(f"{total:.0f}", (place, total), (0, 5), textcoords="offset points", ha="center", color=color)
            if step < 0:
                ax.annotate(
                    f"{step:.0f}".replace("-", "−"),
                    (place, step),
                    (0, -3),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                )
        ax.axhline(0, color=GREY, linewidth=0.8)
        low, high = min(0, 1.3 * steps.min()), 1.18 * totals.max()
        ax.set(ylim=(low, high), title=group)
        ax.set_xticks(range(len(totals)), [str(label).replace(" ", "\n") for label in totals.index])
    axes[0, 0].set_ylabel("Referrals")
    return fig
