"""Pictures and tables of the strategy-meeting report."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import (
    AUTHORITY,
    CHANCE,
    CHANCE_BAND,
    CLEAR,
    DASHES,
    INK,
    NARROW,
    SOFT,
    direct_label,
    panel,
)
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Unknown
from analysis.investigations.strategy_meeting_spikes import concurrent_events, dated_figures
from analysis.investigations.strategy_meeting_spikes.study import Around
from analysis.statistics.shares import implied

CLOSE = pd.Timedelta(days=60)  # two points nearer than that cannot both be named above


def children_on_plans(around: Around) -> Picture | Unknown:
    """Return the printed counts on what the pace of the year before would have given by chance."""
    if not around.both_sides:
        return Unknown(
            f"a number on a day before the event and on one after it is not given; a line of data/own/figures.csv is "
            f"`{around.authority},31 March 2021,cpp_children,349,,,Committee report`"
        )
    if not around.paces:
        return Unknown("plans started and ended in a year before the event are not given")
    pace = around.paces[0]
    data = pd.DataFrame(
        {
            "day": [f"{day:%Y-%m-%d}" for day in around.stocks],
            "children": [each.value for each in around.stocks.values()],
        }
    )
    said = ", ".join(f"{each:value} on {words.day(day)}" for day, each in around.stocks.items())
    return Picture(
        fig=_on_plans(around), narrow=_on_plans(around, narrow=True), data=data, source=around.source,
        numbers=tuple(around.stocks.values()), alt=f"{around.plans_title}. Children on a plan: {said}.",
        note=f"The grey area is where plans starting and ending at the pace of {pace.year} would take the number by chance. A hollow point "
        "lies within it, or before it begins.",
    )  # fmt: skip


def _on_plans(around: Around, *, narrow: bool = False) -> Figure:
    pace = around.paces[0]
    flows, _ = around.flows(pace.year)
    days, first = pd.date_range(around.before, max(around.stocks)), around.stocks[around.before].value
    band = dated_figures.pace_band(first, days, flows, around.policy.confidence, around.policy.siblings)
    fig, ax = charts.plot(78, narrow=narrow, names=1, left=11, right=36, bottom=10)
    ax.fill_between(band.index, band["low"], band["high"], color=CHANCE_BAND, linewidth=0)
    ax.plot(band.index, band["expected"], color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2)
    later = dict(zip(around.stocks, list(around.stocks)[1:], strict=False))
    for day, each in around.stocks.items():
        inside = day <= around.before or bool(band.loc[day, "low"] <= each.value <= band.loc[day, "high"])
        ax.plot([day], [each.value], "o", markersize=7, mfc="white" if inside else AUTHORITY, mec=AUTHORITY, mew=1.5)
        # a point close before another is named on its left
        beside: dict[str, Any] = (
            {"dx": -7, "ha": "right"}
            if day in later and later[day] - day < CLOSE
            else {"dx": 0, "dy": 9, "ha": "center"}
        )
        direct_label(
            ax,
            day,
            each.value,
            f"{each.value:.0f}",
            AUTHORITY,
            fontweight="semibold",
            path_effects=charts.HALO,
            **beside,
        )
    _event_line(ax, around.event)
    ax.set_ylim(0, max(1.1 * band["high"].max(), *(1.25 * each.value for each in around.stocks.values())))
    _month_axis(ax, min(around.stocks), max(around.stocks), 6)
    ends = {f"pace of {pace.year},\nwith what chance\nadds or takes": (float(band["expected"].iloc[-1]), CHANCE)}
    charts.named(ax, ends, band.index[-1], gap=1, narrow=narrow)
    return fig


def timeliness(around: Around) -> Table | Unknown:
    """Return the monthly percentages of conferences in time, with the numbers of children that can lie behind them."""
    if not around.timely:
        return Unknown("no monthly percentages are printed")
    years = around.figures.periods("icpc_children", around.authority, "financial_year")
    if not years:
        return Unknown("the children of a usual month follow from a year’s first conferences, which are not given")
    usual = around.figures.estimate("icpc_children", around.authority, years[-1])
    rows = {
        name: {
            "Printed": Cell(each),
            "Could be": _possible(each.value, usual.value / 12),
            "Nearest to a usual month": Cell(around.assumed(name, usual), "full"),
        }
        for name, each in around.timely.items()
    }
    used = [row for each in around.timely.values() for row in each.rows]
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Month"), source=sources.line(around.figures.rows, used),
        note="No number of children is printed by month: up to six that give the printed percentage are listed.",
    )  # fmt: skip


def _possible(percent: float, usual: float) -> str:
    """Return up to six numbers of children, a quarter to twice the usual, that give a printed percentage."""
    found = implied.pairs(percent, round(usual / 4), round(2 * usual))["n"][:6]
    return words.listed(f"{n:g}" for n in found) + " children"


def register(around: Around) -> Picture | Unknown:
    """Return the dated events around the event, those from outside of the documents in another colour."""
    if around.dated.empty:
        return Unknown("no dated event is known around that day")
    said = "; ".join(f"{row['event']}: {concurrent_events.when(row)}" for _, row in around.dated.iterrows())
    data = around.dated.assign(**{name: around.dated[name].dt.strftime("%Y-%m-%d") for name in ("start", "end")})
    return Picture(
        fig=_register(around), narrow=_register(around, narrow=True), data=data[["start", "end", "event", "certainty"]],
        source=_sources(around), alt=f"Within a month of the event: {around.same_weeks} of these. {said}.",
        note=("Filled: dated in the documents; hollow: public knowledge from elsewhere. " if around.documents else "")
        + "A bar over a whole month: only the month is printed.",
    )  # fmt: skip


def _register(around: Around, *, narrow: bool = False) -> Figure:
    events = around.dated.assign(event=around.dated["event"].str.wrap(52))
    told = {"left": 4, "width": NARROW} if narrow else {"left": 78}
    fig, ax = panel(16 + (13 if narrow else 8.5) * len(events), right=4, top=7, bottom=9, **told)
    shortest = (events["end"].max() - events["start"].min()) / 120
    for place, row in enumerate(events.itertuples(index=False)):
        width = max(row.end - row.start + pd.Timedelta(days=1), shortest)
        face = "white" if row.outside else AUTHORITY
        ax.barh(
            place, width, left=row.start, height=0.3 if narrow else 0.5, color=face, edgecolor=AUTHORITY, linewidth=1.2
        )
        if narrow:
            ax.text(
                0,
                place - 0.22,
                row.event,
                transform=ax.get_yaxis_transform(),
                va="bottom",
                color=INK,
                fontsize=8.5,
                bbox=CLEAR,
            )
    _event_line(ax, around.event, above=True)
    ax.use_sticky_edges = False  # so that no bar touches the names on the left
    ax.margins(x=0.02)
    ax.set_yticks([] if narrow else range(len(events)), [] if narrow else events["event"], fontsize=8.5)
    ax.set_ylim(len(events) - 0.4, -1.0 if narrow else -0.6)
    ax.grid(visible=False, axis="y")
    _month_axis(ax, events["start"].min(), events["end"].max(), 3 if narrow else 1)
    return fig


def listing(around: Around) -> Table:
    """Return the whole register."""
    rows = [row for _, row in around.register.iterrows()]
    columns = {
        "What": around.register["event"],
        "Where": [concurrent_events.where(row) for row in rows],
        "How sure": around.register["certainty"],
    }
    frame = pd.DataFrame({name: list(cells) for name, cells in columns.items()})
    frame.index = pd.Index([concurrent_events.when(row) for row in rows], name="When")
    return Table(frame=frame, source=_sources(around))


def _sources(around: Around) -> str:
    """Return the documents of the register by number and name, as far as figures of theirs are read."""
    rows = around.figures.rows
    names = dict(zip(rows["source"].astype(str), rows["document"].astype(str), strict=True))
    inside = sorted({str(name) for name in around.register["document"] if str(name) not in ("", "nan")})
    told = "".join(f"{name}, {names[name]}; " if name in names else f"document {name}; " for name in inside)
    return f"register of events: {told}the public sources named in it"


def monthly(
    months: pd.DataFrame, event: pd.Timestamp, outcome: str, source: str, *, simulated: bool = False
) -> Picture:
    """Return a monthly series with what the model expects with and without the event."""
    last = months.iloc[-1]
    data = months.assign(month=[f"{month:%Y-%m}" for month in months.index])
    return Picture(
        fig=_monthly(months, event, simulated=simulated), narrow=_monthly(months, event, simulated=simulated, narrow=True),
        data=data, source=source, simulated=simulated,
        note="Blue: as counted. The dashed line is what the months before led to expect.",
        alt=f"{len(months)} months of {outcome}, from {months['count'].min():.0f} to {months['count'].max():.0f} a month. In the last one, "
        f"{last['count']:.0f} beside {last['without_event']:.0f} expected without the event.",
    )  # fmt: skip


def _monthly(months: pd.DataFrame, event: pd.Timestamp, *, simulated: bool, narrow: bool = False) -> Figure:
    fig, ax = charts.plot(74, narrow=narrow, names=2, left=11, right=30, bottom=10)
    after = months[months.index >= event.replace(day=1)]
    ax.plot(months.index, months["count"], "o-", color=AUTHORITY, linewidth=1, markersize=3.5)
    ax.plot(months.index, months["without_event"], color=CHANCE, linestyle=DASHES[CHANCE], linewidth=1.2)
    ax.plot(after.index, after["with_event"], color=INK)
    ax.set_ylim(0, 1.15 * months[["count", "with_event", "without_event"]].to_numpy().max())
    last = months.iloc[-1]
    ends = {"without the event": (float(last["without_event"]), CHANCE), "fitted": (float(last["with_event"]), INK)}
    charts.named(ax, ends, months.index[-1], gap=0.08 * ax.get_ylim()[1], narrow=narrow)
    _event_line(ax, event)
    _month_axis(ax, months.index[0], months.index[-1], 6)
    if simulated:
        ax.text(0.5, 0.93, "SIMULATED – not evidence", transform=ax.transAxes, ha="center", color=SOFT, weight="bold")
    return fig


def detectable(calibration: pd.DataFrame) -> Table | Unknown:
    """Return the smallest rise that so many SIMULATED months show, by how long it lasts."""
    found = calibration[calibration["quantity"].eq("minimum_detectable_rise")]
    if found.empty:
        return Unknown("the method has not been measured: run `make calibrate`")
    months = found["setting"].str.split(" months, ", expand=True)
    power = found.assign(months=months[0].astype(int), lasts=months[1].str.capitalize()).pivot(
        index="months", columns="lasts", values="estimate"
    )
    frame = power.map(
        lambda value: "more than any tried" if value == float("inf") or pd.isna(value) else words.percent(value, 0)
    )
    frame = frame.set_axis([f"{n} months" for n in power.index]).rename_axis(index="Data", columns=None)
    return Table(
        frame=frame,
        source="computed on SIMULATED series",
        simulated=True,
        note="Found in 4 of 5 series; the last 6 months are from the event on.",
    )


def _event_line(ax: Axes, event: pd.Timestamp, *, above: bool = False) -> None:
    """Draw the day of the event, named beside its line, or above the plot where bars stand."""
    ax.axvline(event, color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
    told: dict[str, Any] = {"va": "bottom", "ha": "center"} if above else {"va": "top"}
    places: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    ax.annotate("event", (event, 1), (0, 3) if above else (4, -3), color=SOFT, **places, **told)


def _month_axis(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, every: int) -> None:
    months = pd.date_range(first.replace(day=1), last, freq=f"{every}MS")
    ax.set_xticks(
        months,
        [f"{day:%b}\n{day:%Y}" if not at or day.month <= every else f"{day:%b}" for at, day in enumerate(months)],
    )
    ax.tick_params(axis="x", pad=6)  # clear of the 0 of the other axis
