"""Pictures and tables of a series of one's own: each brings its data, description, source and numbers along."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, DASHES, ENGLAND, NARROW, SOFT, WIDTH, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators.estimate import Unknown
from analysis.investigations.your_own_series.limits import Limits
from analysis.investigations.your_own_series.study import MARKS, YourSeries

MANY = 10  # more periods than this are named every so often, and their counts stand in the table only


def control_chart(series: YourSeries) -> Picture:
    """Return each period on what chance allows, made anew where the process changed; filled points stand out."""
    made = series.limits.made
    return Picture(
        fig=_control(series, WIDTH), narrow=_control(series, NARROW), data=made.rename_axis(series.period).reset_index(),
        source=series.source, numbers=(*series.estimates.values(), *series.stretches, series.by_chance),
        alt=f"{len(made)} {series.period}s, the last at {series.last:value}, with limits from {series.by_chance:range}. "
        f"{series.finding}.",
        note="The grey band is where chance alone would put a process that did not change; its dashed middle is the average; all "
        "but about 3 in 1,000 points fall into it. A filled "
        "point is picked out by a limit or by a run of points, a hollow one is not.",
    )  # fmt: skip


def _control(series: YourSeries, width: float) -> Figure:
    made, narrow = series.limits.made, width == NARROW
    counts = not narrow and len(made) <= MANY and max(map(len, _counts(series))) <= MANY
    fig, ax = panel(
        84, left=11, right=5 if narrow else 36, top=24 if narrow else 3, bottom=13 if counts else 10, width=width
    )
    for _, part in made.groupby("stretch"):
        _band(ax, part, made.index.get_indexer(part.index))
    _points(ax, made)
    _axes(ax, series, made, narrow=narrow)
    last = made.iloc[-1]
    ends = {
        f"{series.last_period}: {series.last.said('value')}": (float(last["value"]), AUTHORITY),
        "what chance allows": (float(last["low"]), CHANCE),
        f"average {series.all_now.said('value')}": (float(last["centre"]), CHANCE),
    }
    if series.target is not None:
        ax.axhline(series.target.value, color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.3, zorder=2)
        ends[f"target {series.target.said('value')}"] = (series.target.value, ENGLAND)
    if counts:
        charts.counts_below(ax, _counts(series), "counted" if series.kind == "count" else "part of whole")
    if narrow:
        charts.named_above(ax, ends)
    else:
        charts.named_ends(ax, ends, len(made) - 0.5, gap=0.07 * ax.get_ylim()[1])
    return fig


def _band(ax: Axes, part: pd.DataFrame, at: Any) -> None:
    edges = np.array([*(at - 0.5), at[-1] + 0.5])
    ax.stairs(part["high"], edges, baseline=part["low"], fill=True, color=CHANCE_BAND, zorder=0)
    for side in ("low", "high"):
        ax.stairs(part[side], edges, baseline=None, color=CHANCE, linewidth=0.9, zorder=1)
    ax.plot(
        edges[[0, -1]], part["centre"].iloc[[0, -1]], color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2, zorder=1
    )
    if at[0] > 0:
        ax.axvline(edges[0], color=SOFT, linewidth=1, linestyle=(0, (1, 2)))


def _points(ax: Axes, made: pd.DataFrame) -> None:
    for place, (_, part) in zip(_starts(made), made.groupby("stretch"), strict=True):
        ax.plot(np.arange(len(part)) + place, part["value"], color=AUTHORITY, linewidth=1.2, zorder=3)
    for x, (value, cause) in enumerate(zip(made["value"], made["cause"], strict=True)):
        ax.plot([x], [value], "o", markersize=7, mfc=AUTHORITY if cause else "white", mec=AUTHORITY, mew=1.5, zorder=5)


def _starts(made: pd.DataFrame) -> list[int]:
    return [int(np.flatnonzero(made["stretch"].eq(each))[0]) for each in made["stretch"].unique()]


def _axes(ax: Axes, series: YourSeries, made: pd.DataFrame, *, narrow: bool = False) -> None:
    ax.set(xlim=(-0.5, len(made) - 0.5), ylim=(0, None))
    if series.kind == "share":
        charts.percent_axis(ax)
    every = 1 if len(made) <= MANY else int(np.ceil(len(made) / 6))
    named = [str(name) if place % every == 0 else "" for place, name in enumerate(made.index)]
    if narrow:
        named = charts.first_and_last(made.index)
    charts.periods_below(ax, named)


def _counts(series: YourSeries) -> list[str]:
    table = series.table
    if series.kind == "count":
        return [f"{count:,.0f}" for count in table["count"]]
    return [f"{count:,.0f} of {whole:,.0f}" for count, whole in zip(table["count"], table["whole"], strict=True)]


def run_chart(series: YourSeries) -> Picture:
    """Return the values about their median since the last change of the process."""
    made = series.limits.made
    now = made[made["stretch"].eq(made["stretch"].iloc[-1])]
    return Picture(
        fig=_run(series, now), narrow=_run(series, now, narrow=True),
        data=now[["value"]].assign(median=series.median).rename_axis(series.period).reset_index(), source=series.source,
        numbers=tuple(each for name, each in series.estimates.items() if name in now.index),
        alt=f"{series.runs_said}: of {len(now)} {series.period}s about their median the longest run on one side is "
        f"{series.runs.longest}, with {series.runs.crossings} crossings.",
        note="Half of the points lie above the median. A run chart draws no limits; it looks at how the points follow each other.",
    )  # fmt: skip


def _run(series: YourSeries, now: pd.DataFrame, *, narrow: bool = False) -> Figure:
    fig, ax = charts.plot(56, narrow=narrow, names=2, left=11, right=36, bottom=10 if narrow else 8)
    ax.axhline(series.median, color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2)
    ax.plot(range(len(now)), now["value"], "o-", color=AUTHORITY, linewidth=1.2)
    _axes(ax, series, now, narrow=narrow)
    ends = {"median": (series.median, CHANCE), series.last_period: (float(now["value"].iloc[-1]), AUTHORITY)}
    charts.named(ax, ends, len(now) - 0.5, gap=0.09 * ax.get_ylim()[1], narrow=narrow)
    return fig


def marks(series: YourSeries) -> Table:
    """Return the marks that users of Making Data Count know, in words."""
    said = {"Variation": series.variation, "Assurance": series.aim.mark}
    rows = {
        name: {"Mark": MARKS[mark][0], "In words": f"{mark.capitalize()}: {MARKS[mark][1]}"}
        if mark in MARKS
        else {
            "Mark": "",
            "In words": "It depends on brothers and sisters" if mark else "No target, or no better direction",
        }
        for name, mark in said.items()
    }
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("What is marked"), source=series.source,
        note="Variation speaks of the last period, assurance of the limits now. Marks are in words: no colour carries a meaning.",
    )  # fmt: skip


def alarms(series: YourSeries) -> Table:
    """Return how many points each usual chart puts outside of its limits."""
    rows = {
        name: {"Points outside": int(chart["outside"].sum()), "Of": len(chart)}
        for name, chart in series.limits.every.items()
    }
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Chart"), source=series.source)


def by_period(series: YourSeries) -> Table:
    """Return every period with its range and what it is picked out for."""
    made = series.limits.made
    rows = {
        name: {"Value, with its range": Cell(each, "full"), "Stands out": made.loc[name, "cause"] or "no"}
        for name, each in series.estimates.items()
    }
    return Table(frame=pd.DataFrame(rows).T.rename_axis(series.period.capitalize()), source=series.source)


def stretches(series: YourSeries) -> Table | Unknown:
    """Return each stretch between changes of the process, with the change from the one before."""
    if len(series.stretches) < 2:
        return Unknown("no day was given on which the process changed")
    changes = {each.now.of["period"]: each for each in series.changes}
    rows = {
        each.of["period"]: {
            "All together": Cell(each, "full"),
            "Against the stretch before": changes.get(each.of["period"], ""),
        }
        for each in series.stretches
    }
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Stretch"), source=series.source)


def funnel(series: YourSeries) -> Picture | Unknown:
    """Return the groups on what chance allows about all of them together, by size."""
    table = series.groups.table
    if isinstance(table, Unknown):
        return table
    fig, ax = panel(80, left=11, right=36, bottom=12)
    edge = 1.08 * float(table["whole"].max())
    sizes = pd.Series(np.linspace(edge / 60, edge, 120))
    low, high = _funnel_limits(series, table, sizes)
    ax.fill_between(sizes, low, high, color=CHANCE_BAND, zorder=0)
    for side in (low, high):
        ax.plot(sizes, side, color=CHANCE, linewidth=0.9, zorder=1)
    ax.axhline(float(table["centre"].iloc[0]), color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2, zorder=1)
    for name, row in table.iterrows():
        face = AUTHORITY if row["apart"] else "white"
        ax.plot([row["whole"]], [row["value"]], "o", markersize=7, mfc=face, mec=AUTHORITY, mew=1.5, zorder=4)
        if row["apart"] or len(table) <= MANY:
            ax.annotate(
                str(name),
                (row["whole"], row["value"]),
                xytext=(6, 5),
                textcoords="offset points",
                color=AUTHORITY,
                zorder=5,
            )
    ax.set(
        xlim=(0, edge),
        ylim=(0, 1.35 * max(table["value"].max(), table["high"].min())),
        xlabel="counted of, all periods",
    )
    if series.kind == "share":
        charts.percent_axis(ax)
    charts.named_ends(ax, {"all together": (float(table["centre"].iloc[0]), CHANCE), "what chance allows": (float(high[-1]), CHANCE)},
                      edge, gap=0.07 * ax.get_ylim()[1])  # fmt: skip
    return Picture(
        fig=fig, data=table.reset_index(), source=series.source, numbers=(series.all_now,), alt=f"{series.groups.said}.",
        note="The band is wide where little is counted. A filled point stands outside of it at every sibling effect that is tried.",
    )  # fmt: skip


def _funnel_limits(series: YourSeries, table: pd.DataFrame, sizes: pd.Series) -> tuple[Any, Any]:
    """Return the limits by size: those of groups of these sizes with the same share or rate as all together."""
    share = float(table["count"].sum() / table["whole"].sum())
    like = pd.DataFrame({"count": share * sizes, "whole": sizes, "stretch": 0})
    chart = Limits(like, series.kind, series.policy, series.per).chart(series.policy.siblings**0.5)
    return chart["low"].to_numpy(), chart["high"].to_numpy()


def groups(series: YourSeries) -> list[Table]:
    """Return, where the file has groups that can be compared, every group's count, whole and value, and whether it stands apart."""
    table = series.groups.table
    if isinstance(table, Unknown):
        return []
    said = {
        True: {True: "apart", False: "apart only if few brothers and sisters come together"},
        False: {False: "within what chance allows", True: "apart"},
    }
    rows = {
        str(name): {
            "Counted": row["count"], "Of": row["whole"], f"Value, {series.unit}": round(float(row["value"]), 1),
            "Against all together": said[bool(row["outside"])][bool(row["apart"])],
        }
        for name, row in table.iterrows()
    }  # fmt: skip
    return [Table(frame=pd.DataFrame(rows).T.rename_axis("Group"), source=series.source)]


def form(series: YourSeries) -> Table:
    """Return the first rows of the series in the form of an own file."""
    shown = series.series.head(3)
    held = [
        name for name in ("period", "count", "whole", "group") if shown[name].notna().all() and shown[name].ne("").all()
    ]
    return Table(
        frame=shown[held].set_index("period"), source=series.source, note="Columns whole and group may be left out."
    )
