"""Pictures and tables of the time between plans."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CLEAR, INK, NARROW, SOFT, WIDTH, direct_label, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Number
from analysis.investigations.inter_plan_gap.forced import SAYS
from analysis.investigations.inter_plan_gap.simulated import Assumed
from analysis.investigations.inter_plan_gap.study import TimeBetweenPlans
from analysis.statistics.gaps.gap_bounds import TWO_YEARS


def by_quarter(gaps: TimeBetweenPlans) -> Picture:
    """Return each quarter's average on the band of what chance allows."""
    table = gaps.by_quarter
    told = {
        "average": gaps.average.value, "name": gaps.authority, "counts": [f"{count:.0f}" for count in table["repeats"]],
        "counted": "repeat plans", "said": "what chance allows if\nnothing changed", "digits": 0,
    }  # fmt: skip
    return Picture(
        fig=charts.on_chance(table, **told), narrow=charts.on_chance(table, narrow=True, **told), data=table.reset_index(),  # type: ignore[arg-type]
        source=gaps.source, numbers=(gaps.average, *gaps.means.values()),
        alt=f"{gaps.finding}. They run from {gaps.lowest} months in {gaps.lowest.of['period']} to {gaps.highest} in "
        f"{gaps.highest.of['period']}, about an average of {gaps.average}.",
        note="The bar is the range of each average. The grey band is where chance alone would put it if nothing changed; it is wider "
        "where fewer plans are repeats. A hollow point lies within it.",
    )  # fmt: skip


def forced(gaps: TimeBetweenPlans) -> Picture:
    """Return what the printed figures force, as bars from the least to the most that is possible."""
    limits: dict[str, Number] = {
        "Average, all repeat plans": gaps.forced.mean, "Middle one (median)": gaps.forced.median,
        "Average, within two years": gaps.forced.early, "Average, after two years": gaps.forced.late,
    }  # fmt: skip
    data = pd.DataFrame({name: {"low": one.low, "high": one.high} for name, one in limits.items()}).T
    told = "; ".join(f"{name.lower()} {one:range} months" for name, one in limits.items())
    return Picture(
        fig=_spans(data), narrow=_spans(data, narrow=True),
        data=data.rename_axis("what").reset_index(), source=gaps.source, numbers=tuple(limits.values()),
        alt=f"What is possible: {told}.", note="Nothing is assumed about the shape of the gaps; the bar holds every possibility.",
    )  # fmt: skip


def _spans(data: pd.DataFrame, *, narrow: bool = False) -> Figure:
    told = {"left": 4, "right": 24, "width": NARROW} if narrow else {"left": 46, "right": 30}
    fig, ax = panel(16 + (11 if narrow else 8) * len(data), top=5, bottom=11, **told)
    at = range(len(data))
    ax.barh(at, data["high"] - data["low"], left=data["low"], height=0.46, color=AUTHORITY)
    for y, (low, high) in zip(at, data[["low", "high"]].to_numpy(), strict=True):
        direct_label(ax, high, y, f"{low:.0f} to {high:.0f}", AUTHORITY, dx=5, fontweight="semibold")
    ax.axvline(TWO_YEARS, color=SOFT, linewidth=1)
    for y, name in enumerate(data.index if narrow else []):
        ax.text(0, y - 0.4, f" {name}", va="center", color=INK, fontsize=8.8, bbox=CLEAR)
    direct_label(ax, TWO_YEARS, -0.75 if narrow else -0.55, "two years", SOFT, dx=0, dy=5, ha="center")
    ax.set_yticks([] if narrow else list(at), [] if narrow else data.index)
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set(ylim=(len(data) - 0.5, -0.8 if narrow else -0.6), xlim=(0, None), xlabel="months")
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    return fig


def readings(gaps: TimeBetweenPlans) -> Table:
    """Return what each reading of the clocks allows."""
    columns = {"mean": "Average", "median": "Middle one", "late": "Average, after two years"}
    rows = {
        SAYS[clock]: {name: Cell(gaps.forced.limits(what, clock), "range") for what, name in columns.items()}
        for clock in gaps.forced.readings.index
    }
    used = [*gaps.rows, *(row for one in gaps.lengths for row in one.shortest.rows)]
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Reading"), source=sources.line(gaps.figures.rows, used))


def shapes(assumed: Assumed, source: str) -> Table:
    """Return the months that three assumed shapes make of the printed figures."""
    columns = {
        "median": "Middle one",
        "early_mean": "Average, within two years",
        "late_mean": "Average, after two years",
    }
    frame = assumed.shapes[list(columns)].rename(columns=columns).rename_axis("Assumed shape")
    return Table(frame=frame.round().astype(int), source=f"shapes assumed, through the average and share of {source}")


def curve(assumed: Assumed) -> Picture:
    """Return the SIMULATED share of children back on a plan by months since their last one ended."""
    data, seen, back = assumed.curve, assumed.seen, assumed.within_two_years
    return Picture(
        fig=_curve(assumed), narrow=_curve(assumed, narrow=True), data=data, simulated=True, numbers=(back, seen),
        source="children made up for the example; Kaplan-Meier estimate",
        alt=f"The curve rises to {data['value'].iloc[-1]:.0f}%; {back} are back within two years. The average of those seen to "
        f"return is {seen} months.",
    )  # fmt: skip


def _curve(assumed: Assumed, *, narrow: bool = False) -> Figure:
    data, seen, back = assumed.curve, assumed.seen, assumed.within_two_years
    fig, ax = panel(66, left=11, right=26 if narrow else 34, bottom=12, width=NARROW if narrow else WIDTH)
    for column, width in (("value", 2.0), ("low", 0.7), ("high", 0.7)):
        ax.step(data["month"], data[column], where="post", color=AUTHORITY, linewidth=width)
    last, top = data.iloc[-1], 1.15 * float(data["high"].max())
    direct_label(
        ax,
        last["month"],
        last["value"],
        f"{last['value']:.0f}% back,\nwith its range",
        AUTHORITY,
        fontweight="semibold",
    )
    ax.plot([TWO_YEARS], [back.value], "o", color=AUTHORITY, markersize=7)
    direct_label(ax, TWO_YEARS, back.value, f"{back.value:.0f}% within two years", AUTHORITY, dx=10, dy=-24)
    ax.axvline(seen.value, color=CHANCE, linewidth=1.1)
    told = f"average of those{chr(10) if narrow else ' '}seen to return: {seen.value:.0f} months"
    direct_label(ax, seen.value, top, told, CHANCE, dx=5, dy=-11 if narrow else -6, bbox=CLEAR)
    ax.set(xlim=(0, None), ylim=(0, top), xlabel="months since the last plan ended")
    charts.percent_axis(ax)
    return fig
