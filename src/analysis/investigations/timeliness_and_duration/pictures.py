"""Pictures and tables of timeliness and of how long plans last."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits import beside, charts, lines
from analysis.exhibits import by_year as by_years
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, DASHES, ENGLAND, NARROW, NEIGHBOURS, RULE, WIDTH, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Unknown
from analysis.investigations.timeliness_and_duration.durations import Durations
from analysis.investigations.timeliness_and_duration.months import Months
from analysis.investigations.timeliness_and_duration.study import VISITS, Timeliness


def by_year(study: Timeliness) -> Picture | Unknown:
    """Return conferences in time by year beside the comparators."""
    on_time = study.on_time
    return by_years.picture(
        study.figures,
        on_time.measure,
        on_time.area,
        list(on_time.comparators),
        counted="on time, of children",
        names=on_time.periods,
    )


def gaps(study: Timeliness) -> Table | Unknown:
    """Return how far each year lies from each comparator."""
    return beside.gaps(study.on_time)


def by_month(months: Months) -> Picture:
    """Return monthly percentages with the range at a usual number of children, and at the fewest possible."""
    policy, rows = months.figures.policy, months.figures.rows
    fewest = {
        name: policy.share("fewest", round(each.value * months.fewest[name] / 100), months.fewest[name])
        for name, each in months.printed.items()
    }
    data = pd.DataFrame(
        {
            name: {
                "value": months.printed[name].value, "low": share.low, "high": share.high, "children_assumed": share.counts[1],
                "fewest_children": months.fewest[name], "widest_low": fewest[name].low, "widest_high": fewest[name].high,
            }
            for name, share in months.shares.items()
        }
    ).T.astype(float)  # fmt: skip
    used = [row for share in months.shares.values() for row in share.rows]
    told = {"average": months.year_share.value, "year": months.year, "name": months.authority}
    return Picture(
        fig=_by_month(data, **told), narrow=_by_month(data, narrow=True, **told),  # type: ignore[arg-type]
        data=data.rename_axis("month").reset_index(), source=sources.line(rows, used),
        numbers=(*months.printed.values(), *months.shares.values(), months.year_share),
        alt=f"{months.finding}: from {months.lowest} in {months.lowest.of['period']} to {months.highest} in "
        f"{months.highest.of['period']}; the whole year {months.year} had {months.year_share:value}.",
        note=f"No number of children is printed. The dark bar is the range if about {months.usual} children stand behind a month, a "
        "twelfth of the last year; the pale bar is the range with the fewest children that can give the printed percentage.",
    )  # fmt: skip


def _by_month(data: pd.DataFrame, *, average: float, year: str, name: str, narrow: bool = False) -> Figure:
    fig, ax = panel(
        74,
        left=9,
        right=4 if narrow else 36,
        top=9 if narrow else 3,
        bottom=9 if narrow else 13,
        width=NARROW if narrow else WIDTH,
    )
    at = list(range(len(data)))
    ax.vlines(at, data["widest_low"], data["widest_high"], color=RULE, linewidth=7, zorder=1)
    ax.axhline(average, color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2, zorder=0)
    charts.ranges(ax, at, data)
    ax.set(ylim=(0, 104), xlim=(-0.5, len(data) - 0.5))
    ax.set_yticks(range(0, 101, 20))
    charts.percent_axis(ax)
    for x, value in zip(at, data["value"], strict=True):
        text = f"{value:.1f}".removesuffix(".0")
        ax.text(
            x + 0.12,
            value,
            text,
            color=AUTHORITY,
            fontweight="semibold",
            va="center",
            path_effects=charts.HALO,
            zorder=6,
        )
    names = [_short_month(each) if narrow else each for each in data.index]
    charts.periods_below(ax, names)
    if narrow:
        charts.named_above(ax, {f"whole year {year}: {average:.1f}% (dashed)": (average, CHANCE)})
        return fig
    charts.counts_below(ax, [f"{n:.0f} or more" for n in data["fewest_children"]], "children, at the fewest")
    last = float(data["value"].iloc[-1])
    ends = {name: (last, AUTHORITY), f"whole year {year}\n{average:.1f}%": (average, CHANCE)}
    charts.named_ends(ax, ends, len(data) - 0.5, gap=12)
    return fig


def _short_month(name: str) -> str:
    month, _, year = name.partition(" ")
    return f"{month[:3]} {year[2:]}"


def possible(months: Months) -> Table:
    """Return what each printed monthly percentage can be made of."""
    low, high = months.fewest_considered, months.most_considered
    rows: dict[str, dict[str, Any]] = {
        name: {
            "Printed": each, f"Possible counts, {low} to {high} children": months.possible(name), "Fewest children": months.fewest[name],
            "Range in a usual month": Cell(months.shares[name], "range"),
        }
        for name, each in months.printed.items()
    }  # fmt: skip
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Month"),
        source=sources.line(months.figures.rows, [*months.rows, *months.year_share.rows]),
        note="Counts are worked out from the printed percentage.",
    )


def long_and_short(durations: Durations) -> Picture:
    """Return long and short plans among those that ended, one panel each, on one scale."""
    frames = {name: beside.frames_of(each) for name, each in (("short", durations.short), ("long", durations.long))}
    data = pd.concat({kind: pd.concat(held) for kind, held in frames.items()}, names=["kind", "area", "year"])
    numbers = [share for pair in durations.shares.values() for share in pair]
    long, short = durations.long, durations.short
    return Picture(
        fig=_long_and_short(frames, long.area), narrow=_long_and_short(frames, long.area, narrow=True), data=data.reset_index(),
        source=sources.line(durations.figures.rows, [*long.rows, *short.rows]), numbers=tuple(numbers),
        alt=f"{durations.finding}. Long plans: {durations.long_before:value} in {long.periods[0]}, {long.latest:value} in "
        f"{long.periods[-1]}. Short plans: {durations.short_before:value} and {short.latest:value}.",
        note="The bar is the range; the comparators are taken as printed.",
    )  # fmt: skip


TITLES = {"short": "Three months or less", "long": "Two years or more"}


def _long_and_short(frames: dict[str, dict[str, pd.DataFrame]], mine: str, *, narrow: bool = False) -> Figure:
    names = list(next(iter(frames.values())))
    colors = {name: AUTHORITY if name == mine else ENGLAND if name == "England" else NEIGHBOURS for name in names}
    top = 1.06 * max(frame.max().max() for held in frames.values() for frame in held.values())
    if narrow:
        fig, first = panel(172, left=9, right=3, top=25, bottom=94, width=NARROW)
        box = first.get_position()
        second = fig.add_axes((box.x0, 9 / 172, box.width, box.height))
    else:
        fig, first = panel(60, left=9, right=117, top=8, bottom=9, width=WIDTH)
        box = first.get_position()
        second = fig.add_axes((98 / WIDTH, box.y0, 46 / WIDTH, box.height))
    for ax, (kind, title) in zip((first, second), TITLES.items(), strict=True):
        _panel(ax, frames[kind], colors, top, narrow=narrow)
        ax.set_title(title, loc="left", fontsize=9.5, fontweight="semibold", pad=19 * 72 / 25.4 if narrow else None)
    return fig


def _panel(ax: Axes, held: dict[str, pd.DataFrame], colors: dict[str, str], top: float, *, narrow: bool) -> None:
    ends: dict[str, tuple[float, str]] = {}
    for name, frame in held.items():
        ends |= lines.line(ax, name, frame, colors[name])
    names = [each[2:] for each in next(iter(held.values())).index]
    ax.set(ylim=(0, top), xlim=(-0.4, len(names) - 0.6))
    ax.patch.set_alpha(0)
    charts.percent_axis(ax)
    charts.periods_below(ax, names)
    if narrow:
        charts.named_above(ax, ends)
    else:
        charts.named_ends(ax, ends, len(names) - 1, gap=0.08 * top)


def durations_by_year(durations: Durations) -> Table:
    """Return how long the plans that ended had lasted, by year."""
    rows = {
        period: {
            "Three months or less": Cell(short),
            "Between": Cell(durations.between[period]),
            "Two years or more": Cell(long),
        }
        for period, (short, long) in durations.shares.items()
    }
    used = [row for pair in durations.shares.values() for share in pair for row in share.rows]
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Year"), source=sources.line(durations.figures.rows, used),
        note="Each count is the whole number nearest to the printed percentage.",
    )  # fmt: skip


def visits(study: Timeliness) -> Table | Unknown:
    """Return what is printed of visits, as it is printed."""
    rows = study.visits
    if rows.empty:
        return Unknown("nothing is printed of visits")
    frame = pd.DataFrame(
        {
            "As printed": rows["as_printed"].to_list(),
            "Published": [words.day(pd.Timestamp(each)) for each in rows["published"]],
            "Note": rows["note"].str.partition("; ")[2].map(words.capital).to_list(),
        },
        index=pd.Index([VISITS[name] for name in rows["measure"]], name="Figure"),
    )  # fmt: skip
    return Table(frame=frame, source=sources.line(rows))
