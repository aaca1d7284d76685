"""Pictures and tables of repeat plans: each brings its data, description, source and numbers along."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits import by_year, charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, DASHES, NARROW, SOFT, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.change import Trend
from analysis.indicators.estimate import Unknown
from analysis.indicators.over_time import SharesOverTime
from analysis.investigations.repeat_plan_volatility.study import SHARE, RepeatPlans


def by_period(plans: RepeatPlans) -> Picture:
    """Return each period's share on the band of what chance allows."""
    time = plans.over_time
    told = {"average": time.pooled.value, "name": plans.authority, "counted": "repeats, of starts"}
    outside = f" Outside of it: {', '.join(time.outside)}." if time.outside else " All of them lie inside of it."
    return Picture(
        fig=charts.share_by_period(time.by_period, **told), narrow=charts.share_by_period(time.by_period, narrow=True, **told),  # type: ignore[arg-type]
        data=time.by_period.reset_index(), source=plans.source, numbers=(time.pooled, *time.shares.values()),
        alt=f"Shares by {plans.period} from {time.lowest:value} to {time.highest:value}, about an average of {time.pooled:value}, on the "
        f"band of what chance allows.{outside}",
        note="The bar is the range of each share. The grey band is where chance alone would print a share that never changed; it is wider "
        "where fewer plans start, and allows for brothers and sisters. A hollow point lies within it.",
    )  # fmt: skip


def visible(plans: RepeatPlans) -> Picture | Unknown:
    """Return how large a step between two periods must be to be seen, beside the largest that is printed."""
    time = plans.over_time
    if isinstance(time.visible_rise, Unknown) or isinstance(time.visible_fall, Unknown):
        return Unknown("so few plans start that no change could be seen")
    value = time.by_period["value"]
    steps = value.diff().dropna()
    rows = [
        (f"Rise, one {plans.period} to the next", time.visible_rise, max(steps.max(), 0.0), str(steps.idxmax())),
        (f"Fall, one {plans.period} to the next", time.visible_fall, max(-steps.min(), 0.0), str(steps.idxmin())),
    ]
    data = pd.DataFrame(
        [(name, need.value, seen, when) for name, need, seen, when in rows],
        columns=["step", "needed", "largest", "when"],
    )
    largest = "; ".join(
        f"{row.step.split(',')[0].lower()} {row.largest:.1f} points, {row.when}" for row in data.itertuples()
    )
    return Picture(
        fig=_needed(data), narrow=_needed(data, narrow=True),
        data=data, source=plans.source, numbers=(time.visible_rise, time.visible_fall),
        alt=f"To be seen four times in five, a rise between two {plans.period}s needs {time.visible_rise:value} and a fall "
        f"{time.visible_fall:value}. The largest printed: {largest}.",
        note="Needed: seen four times in five. The dot is the largest step that is printed.",
    )  # fmt: skip


def _needed(data: pd.DataFrame, *, narrow: bool = False) -> Figure:
    told = {"left": 4, "right": 18, "width": NARROW} if narrow else {"left": 50, "right": 52}
    fig, ax = panel(14 + (14 if narrow else 9) * len(data), top=1, bottom=11, **told)
    for y, row in data.iterrows():
        ax.barh(y, row["needed"], height=0.56, color=CHANCE_BAND, edgecolor=CHANCE, linewidth=0.9, zorder=1)
        ax.plot([row["largest"]], [y], "o", color=AUTHORITY, markersize=7, zorder=3)
        ax.text(
            row["needed"] * 1.02, y, f"{row['needed']:.0f} needed", va="center", color=CHANCE, fontweight="semibold"
        )
        seen = f"largest: {row['largest']:.1f}, {row['when']}"
        x, above, words = (0, 0.42, f"{row['step']}; {seen}") if narrow else (1.15, 0, seen)
        ax.text(x, y - above, words, transform=ax.get_yaxis_transform(), va="center", color=AUTHORITY)
    ax.set_yticks([] if narrow else range(len(data)), [] if narrow else data["step"])
    ax.set(ylim=(len(data) - 0.4, -0.6), xlim=(0, 1.1 * data["needed"].max()), xlabel="points")
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    return fig


def splits(plans: RepeatPlans) -> Table | Unknown:
    """Return each change between years, and what of it came from repeats and from starts."""
    if not plans.by_year.splits:
        return Unknown("no counts of plans started are printed for two years that follow each other")
    rows = {
        f"{each.first} to {each.last}": {
            "Before": Cell(each.before), "After": Cell(each.now), "Change, points": Cell(each.change, "bare"),
            "From repeats": Cell(each.from_repeats, "value"), "From starts": Cell(each.from_starts, "value"),
        }
        for each in plans.by_year.splits
    }  # fmt: skip
    used = [row for each in plans.by_year.splits for row in (*each.before.rows, *each.now.rows)]
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Years"), source=sources.line(plans.figures.rows, used),
        note="What came from more or fewer repeats, and from more or fewer starts, adds to the change.",
    )  # fmt: skip


def trends(plans: RepeatPlans) -> Table | Unknown:
    """Return the trends of the share and, where both are printed, of repeats and starts."""
    time = plans.over_time
    found = {"Odds of a repeat": time.share_trend} | (
        {} if plans.assumed else {"Number of repeats": time.parts_trend, "Plans started": time.wholes_trend}
    )
    told = {name: each for name, each in found.items() if isinstance(each, Trend)}
    if not told:
        return Unknown(f"four {plans.period}s or more are needed")
    rows = {
        name: {
            f"Change a {plans.period}": Cell(each, "full"), "Could be chance?": each.said("short"),
            "Spread (by chance: 1)": Cell(each, "dispersion_factor"),
        }
        for name, each in told.items()
    }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("What"), source=plans.source)


def control_chart(plans: RepeatPlans) -> Picture:
    """Return one chart with the limits of the usual one and of the one for siblings."""
    data = pd.concat(plans.charts.every, names=["chart", plans.period]).reset_index()
    alarms = "; ".join(
        f"{name}: {int(chart['outside'].sum())} of {len(chart)}" for name, chart in plans.charts.every.items()
    )
    return Picture(
        fig=_control_chart(plans), narrow=_control_chart(plans, narrow=True), data=data, source=plans.source,
        numbers=tuple(plans.over_time.shares.values()),
        alt=f"{plans.charts.alarms}. Points outside of the limits, by chart: {alarms}.", note="A point outside of the limits is an alarm.",
    )  # fmt: skip


def _control_chart(plans: RepeatPlans, *, narrow: bool = False) -> Figure:
    usual, wide = plans.charts.every["p-chart"], plans.charts.every["p-chart for siblings"]
    fig, ax = charts.plot(66, narrow=narrow, names=3, left=10, right=36, bottom=9)
    at = list(range(len(usual)))
    for chart, color, style in ((usual, SOFT, DASHES[CHANCE]), (wide, CHANCE, "-")):
        for side in ("low", "high"):
            ax.step(at, chart[side], where="mid", color=color, linewidth=1.1, linestyle=style)
    ax.plot(at, usual["centre"], color=SOFT, linewidth=1)
    ax.plot(at, usual["value"], "o-", color=AUTHORITY, linewidth=1.2)
    ax.set(ylim=(0, None), xlim=(-0.4, at[-1] + 0.4))
    charts.percent_axis(ax)
    charts.periods_below(ax, charts.first_and_last(usual.index) if narrow else list(map(str, usual.index)))
    ends = {
        "p-chart’s limits (dashed)": (float(usual["high"].iloc[-1]), SOFT),
        "limits for siblings": (float(wide["high"].iloc[-1]), CHANCE),
        plans.authority: (float(usual["value"].iloc[-1]), AUTHORITY),
    }
    charts.named(ax, ends, at[-1], gap=0.07 * ax.get_ylim()[1], narrow=narrow)
    return fig


def against_others(plans: RepeatPlans) -> Picture | Unknown:
    """Return the authority's years beside its comparators."""
    return by_year.picture(plans.figures, SHARE, plans.authority, plans.comparators, counted="repeats, of starts")


def gaps(plans: RepeatPlans) -> Table | Unknown:
    """Return how far each year lies from each comparator."""
    gaps = {
        (year, other): plans.figures.gap(SHARE, plans.authority, other, year)
        for year in plans.by_year.shares
        for other in plans.comparators
        if plans.figures.has(SHARE, other, year)
    }
    if not gaps:
        return Unknown("no comparator is printed for these years")
    cells = {place: (Cell(gap, "full"), gap.said("short")) for place, gap in gaps.items()}
    frame = by_year.with_gaps(
        {year: {} for year, _ in gaps}, cells, "Year", lambda name: f"Against {by_year.short(name)}"
    )
    return Table(
        frame=frame, source=sources.line(plans.figures.rows, [row for gap in gaps.values() for row in gap.rows])
    )


def shrunk(plans: RepeatPlans) -> Picture | Unknown:
    """Return each printed share beside the one that it supports once the others are known."""
    table = plans.shrunk
    if isinstance(table, Unknown):
        return table
    moved = (table["value"] - table["observed"]).abs().idxmax()
    return Picture(
        fig=_shrunk(table), narrow=_shrunk(table, narrow=True), data=table.rename_axis(plans.period).reset_index(), source=plans.source,
        alt=f"Printed shares from {table['observed'].min():.1f}% to {table['observed'].max():.1f}% are pulled in to "
        f"{table['value'].min():.1f}% to {table['value'].max():.1f}%; {moved} moves most, from {table['observed'][moved]:.1f}% to "
        f"{table['value'][moved]:.1f}%.",
        note="The bar is the range of what the share supports.",
    )  # fmt: skip


def _shrunk(table: pd.DataFrame, *, narrow: bool = False) -> Figure:
    fig, ax = charts.plot(54, narrow=narrow, names=2, left=10, right=33, bottom=9)
    at = list(range(len(table)))
    charts.ranges(ax, at, table)
    ax.plot(at, table["observed"], "x", color=CHANCE, markersize=6, zorder=6)
    ax.set(ylim=(0, None), xlim=(-0.4, at[-1] + 0.4))
    charts.percent_axis(ax)
    charts.periods_below(ax, charts.first_and_last(table.index) if narrow else list(map(str, table.index)))
    last = table.iloc[-1]
    ends = {"as printed (×)": (float(last["observed"]), CHANCE), "what it supports": (float(last["value"]), AUTHORITY)}
    charts.named(ax, ends, at[-1], gap=0.08 * ax.get_ylim()[1], narrow=narrow)
    return fig


def early_series(time: SharesOverTime, source: str) -> Picture:
    """Return the share within two years by period."""
    told = {"average": time.pooled.value, "name": time.area, "counted": "so soon, of starts"}
    outside = words.listed(time.outside or ["no point"])
    return Picture(
        fig=charts.share_by_period(time.by_period, **told), narrow=charts.share_by_period(time.by_period, narrow=True, **told),  # type: ignore[arg-type]
        data=time.by_period.reset_index(), source=source,
        numbers=tuple(time.shares.values()),
        alt=f"Shares by {time.period} from {time.lowest:value} to {time.highest:value}, about an average of {time.pooled:value}. Outside "
        f"of the band of what chance allows: {outside}.",
        note="Bars, band and hollow points as in the first figure.",
    )  # fmt: skip
