"""Pictures of the strategy-meeting report: dated figures, the register of events, a monthly series, and its power."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits import style as figures
from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, PLUM, TEAL


def children_on_plans(stocks: pd.DataFrame, pace: pd.DataFrame, event: pd.Timestamp) -> Figure:
    """Draw the printed counts of children on a plan against what the earlier pace alone would have given.

    Parameters
    ----------
    stocks : pandas.DataFrame
        Index: dates; columns value (children), implied (True when worked out from a printed rate).
    pace : pandas.DataFrame
        Index: dates from the last count before the event on; columns expected, low, high.
    event : pandas.Timestamp
    """
    fig, ax = figures.new(height=3.3)
    ax.fill_between(pace.index, pace["low"], pace["high"], color=BAND, alpha=0.45, linewidth=0)
    ax.plot(pace.index, pace["expected"], color=GREY, linestyle="--", linewidth=1.2)
    printed = stocks[~stocks["implied"]]
    ax.plot(printed.index, printed["value"], "o", color=NAVY)
    ax.plot(stocks.index[stocks["implied"]], stocks["value"][stocks["implied"]], "o", mfc="white", color=NAVY)
    for day, row in stocks.iterrows():
        words = f"{row['value']:.0f}{' (from the rate)' if row['implied'] else ''}"
        ax.annotate(words, (day, row["value"]), (0, 8), textcoords="offset points", ha="center", color=NAVY)
    _event_line(ax, event, ax.get_ylim()[0])
    figures.direct_label(ax, pace.index[-1], pace["expected"].iloc[-1] - 12, "pace of 2020/21\nand its range", GREY)
    ax.set_ylabel("Children on a plan")
    _month_axis(ax, stocks.index[0], pace.index[-1], 3)
    return fig


def timeliness(months: pd.DataFrame, inspection: tuple[pd.Timestamp, pd.Timestamp]) -> Figure:
    """Draw conference timeliness by month with both intervals; the months that the inspection touched are shaded.

    Parameters
    ----------
    months : pandas.DataFrame
        Index: first days of months; columns value, low, high, widest_low, widest_high (percent), n.
    inspection : tuple
        First and last day.
    """
    fig, ax = figures.new(height=3.0)
    at = list(range(len(months)))
    touched = [place for place, day in enumerate(months.index) if day <= inspection[1] and inspection[0] < _next(day)]
    ax.axvspan(touched[0] - 0.45, touched[-1] + 0.45, color=BAND, alpha=0.35, linewidth=0)
    ax.annotate("inspection", (sum(touched) / len(touched), 4), ha="center", color=GREY)
    ax.vlines(at, months["widest_low"], months["widest_high"], color=NAVY, linewidth=0.8, linestyle=":")
    figures.intervals(ax, months, x=at)
    for place, value in zip(at, months["value"], strict=True):
        figures.direct_label(ax, place, value, f"{value:g}%", NAVY, dx=7)
    figures.category_ticks(ax, [f"{day:%b %Y}" for day in months.index])
    ax.set(ylim=(0, 104), xlim=(-0.5, len(at) - 0.5), ylabel="Conferences within 15 working days (%)")
    return fig


def register(events: pd.DataFrame, event: pd.Timestamp) -> Figure:
    """Draw dated events as bars, one line each; those from outside the documents are marked by colour.

    Parameters
    ----------
    events : pandas.DataFrame
        Columns start, end (dates), event (words), outside (bool), in order of time.
    event : pandas.Timestamp
    """
    fig, ax = figures.new(height=0.55 + 0.27 * len(events))
    span = events["end"].max() - events["start"].min()
    shortest = span / 160
    for place, row in enumerate(events.itertuples(index=False)):
        width = max(row.end - row.start + pd.Timedelta(days=1), shortest)
        ax.barh(place, width, left=row.start, height=0.5, color=ORANGE if row.outside else NAVY)
    ax.axvline(event, color=PLUM, linewidth=1, linestyle="--")
    ax.set_yticks(range(len(events)), events["event"])
    ax.set_ylim(len(events) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    _month_axis(ax, events["start"].min(), events["end"].max(), 1)
    return fig


def monthly(months: pd.DataFrame, event: pd.Timestamp, outcome: str, *, simulated: bool = False) -> Figure:
    """Draw a monthly series with what the model expects with and without the event.

    Parameters
    ----------
    months : pandas.DataFrame
        Index: months; columns count, without_event, with_event.
    event : pandas.Timestamp
    outcome : str
        What is counted, for the axis.
    simulated : bool
        True writes SIMULATED across the picture.
    """
    fig, ax = figures.new(height=3.1)
    ax.plot(months.index, months["count"], "o-", color=NAVY, linewidth=0.8, markersize=3.5)
    after = months[months.index >= event.replace(day=1)]
    ax.plot(months.index, months["without_event"], color=GREY, linestyle="--", linewidth=1.2)
    ax.plot(after.index, after["with_event"], color=ORANGE)
    last = months.iloc[-1]
    figures.direct_label(ax, months.index[-1], last["without_event"], "without\nthe event", GREY)
    apart = abs(last["with_event"] - last["without_event"]) > 0.08 * months["count"].max()
    figures.direct_label(ax, months.index[-1], last["with_event"], "fitted", ORANGE, dy=0 if apart else 14)
    ax.set_ylim(0, 1.15 * months.to_numpy().max())
    _event_line(ax, event, 0)
    ax.set_ylabel(outcome[:1].upper() + outcome[1:])
    _month_axis(ax, months.index[0], months.index[-1], 3)
    if simulated:
        stamp(ax)
    return fig


def power(table: pd.DataFrame) -> Figure:
    """Draw the smallest rise that so many SIMULATED months detect, one line for each duration.

    Parameters
    ----------
    table : pandas.DataFrame
        Index: months of data; columns: durations; values: percent (missing when no rise tried is large enough).
    """
    fig, ax = figures.new(height=3.1)
    for column, color in zip(table.columns, [PLUM, ORANGE, TEAL, NAVY], strict=True):
        line = table[column].dropna()
        ax.plot(line.index, line, "o-", color=color)
    _spread_labels(ax, table.dropna(how="all", axis=1).ffill().iloc[-1], table.index[-1], 0.065 * table.max().max())
    ax.set(xticks=list(table.index), xlabel="Months of data, the last 6 of them from the event on")
    ax.set(ylabel="Smallest rise found in 4 of 5 series (%)", ylim=(0, None))
    stamp(ax)
    return fig


def stamp(ax: Axes) -> None:
    """Write SIMULATED across a picture, so that it cannot be cut out as a finding."""
    ax.text(0.5, 0.93, "SIMULATED – not evidence", transform=ax.transAxes, ha="center", color=PLUM, weight="bold")


def _spread_labels(ax: Axes, ends: "pd.Series[float]", x: float, gap: float) -> None:
    last = -gap
    colors = dict(zip(ends.index, [PLUM, ORANGE, TEAL, NAVY], strict=False))
    for name, value in ends.sort_values(kind="stable").items():
        last = max(float(value), last + gap)
        figures.direct_label(ax, x, last, str(name), colors[str(name)])


def _event_line(ax: Axes, event: pd.Timestamp, y: float) -> None:
    ax.axvline(event, color=PLUM, linewidth=1, linestyle="--")
    ax.annotate("event", (event, y), (-4, 4), textcoords="offset points", ha="right", color=PLUM)


def _month_axis(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, every: int) -> None:
    months = pd.date_range(first.replace(day=1), last, freq=f"{every}MS")
    labels = [f"{day:%b}\n{day:%Y}" if not at or day.month <= every else f"{day:%b}" for at, day in enumerate(months)]
    ax.set_xticks(months, labels)


def _next(month: pd.Timestamp) -> pd.Timestamp:
    return month + pd.offsets.MonthBegin(1)
