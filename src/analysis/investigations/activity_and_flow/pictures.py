"""Pictures and tables of stocks and flows: one step to the next, plans started and ended, counts over the years."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits import beside, by_year, charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, NARROW, SOFT, WIDTH, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Number, Unknown
from analysis.investigations.activity_and_flow.chain import Chain
from analysis.investigations.activity_and_flow.levels import KINDS
from analysis.investigations.activity_and_flow.study import CONVERSION, ONWARD, OVERALL, Activity


def conversion(study: Activity) -> Picture | Unknown:
    """Return conferences per 100 enquiries by year beside the comparators."""
    found = study.conversion
    return by_year.picture(
        study.figures, found.measure, found.area, list(found.comparators), counted="of enquiries", names=found.periods
    )


def gaps(study: Activity) -> Table | Unknown:
    """Return how far each year lies from each comparator."""
    return beside.gaps(study.conversion)


def steps(study: Activity) -> Table:
    """Return the three steps of each year, and the plans that ended."""
    titles = {
        CONVERSION: "Conferences per enquiry",
        ONWARD: "Plans per child at conference",
        OVERALL: "Plans per enquiry",
    }
    rows: dict[str, dict[str, Any]] = {period: {} for period in study.conversion.periods}
    for measure, title in titles.items():
        for period, share in study.steps[measure].items():
            rows[period][title] = Cell(share)
    used = [row for held in study.steps.values() for share in held.values() for row in share.rows]
    frame = pd.DataFrame(rows).T.reindex(columns=list(titles.values())).rename_axis("Year")
    return Table(frame=frame.fillna(""), source=sources.line(study.figures.rows, used))


def book(study: Activity) -> Table | Unknown:
    """Return what the flows of each year leave, and what was counted."""
    if not study.book:
        return Unknown(
            "plans started, plans ended and the children on a plan at both ends are not printed for one year"
        )
    rows = {
        year.period: {
            "At the start": Cell(year.before), "Started": Cell(year.started), "Ended": Cell(year.ended),
            "That leaves": Cell(year.left), "Counted": Cell(year.counted), "Missing (−: too many)": Cell(year.missing),
        }
        for year in study.book
    }  # fmt: skip
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Year"), source=_source(study),
        note="The latest publication where documents differ; counts and plans started or ended can come from different documents.",
    )  # fmt: skip


def _source(study: Activity) -> str:
    return sources.line(study.figures.rows, [row for year in study.book for row in year.missing.rows])


def starts_and_ends(study: Activity) -> Picture | Unknown:
    """Return plans that started and ended in each year, over the children on a plan on its last day."""
    if len(study.book) < 2:
        return Unknown("plans started and ended are printed for fewer than two years")
    data = pd.DataFrame(
        {
            year.period: {
                "started": year.started.value,
                "ended": year.ended.value,
                "on_a_plan_at_the_end": year.counted.value,
            }
            for year in study.book
        }
    ).T
    last = study.book[-1]
    most = {name: data[name].idxmax() for name in ("started", "ended")}
    return Picture(
        fig=_starts_and_ends(data), narrow=_starts_and_ends(data, narrow=True), data=data.rename_axis("year").reset_index(),
        source=_source(study), numbers=tuple(n for year in study.book for n in (year.started, year.ended, year.counted)),
        alt=f"{study.flows_title}. Most started in {most['started']}, {data['started'].max():,.0f}, and most ended in {most['ended']}, "
        f"{data['ended'].max():,.0f}; {last.counted} children were on a plan at the end of {last.period}.",
        note="Counts as printed. Children on a plan are counted on 31 March.",
    )  # fmt: skip


def _starts_and_ends(data: pd.DataFrame, *, narrow: bool = False) -> Figure:
    fig, ax = panel(
        78, left=3, right=4 if narrow else 40, top=9 if narrow else 4, bottom=13, width=NARROW if narrow else WIDTH
    )
    at = list(range(len(data)))
    ax.bar(at, data["started"], width=0.62, color=AUTHORITY)
    ax.bar(at, -data["ended"], width=0.62, color=CHANCE_BAND, edgecolor=CHANCE, linewidth=0.9)
    for x, (started, ended) in zip(at, data[["started", "ended"]].to_numpy(), strict=True):
        for y, value, color, side in ((started, started, AUTHORITY, 1), (-ended, ended, CHANCE, -1)):
            ax.annotate(
                f"{value:,.0f}", (x, y), (0, 3 * side), textcoords="offset points", ha="center", va="bottom" if side > 0 else "top",
                color=color, fontweight="semibold",
            )  # fmt: skip
    ax.axhline(0, color=SOFT, linewidth=0.9)
    reach = 1.26 * data[["started", "ended"]].to_numpy().max()
    ax.set(ylim=(-reach, reach), xlim=(-0.5, len(data) - 0.5))
    ax.set_yticks([])
    ax.grid(visible=False)
    charts.periods_below(ax, [name[2:] if narrow else name for name in data.index])
    totals = [f"{count:,.0f}" for count in data["on_a_plan_at_the_end"]]
    if narrow:
        ax.text(0, 1.03, "Above: started. Below: ended.", color=SOFT, transform=ax.transAxes, fontsize=8.8)
        charts.counts_below(ax, totals, "")
        return fig
    for y, words, color in ((reach / 2, "plans started", AUTHORITY), (-reach / 2, "plans ended", CHANCE)):
        ax.text(len(data) - 0.4, y, words, color=color, va="center", fontweight="semibold")
    charts.counts_below(ax, totals, "on a plan on 31 March")
    return fig


def assessed(chain: Chain) -> Table:
    """Return contacts, referrals and assessments by year."""
    heads = dict(zip(chain.counts, ("Single assessments", "Core assessments", "New children in need"), strict=True))
    rows: dict[str, dict[str, Any]] = {}
    for name, share in chain.referred.items():
        row = rows.setdefault(name, {"Referrals per contact": Cell(share)})
        row["Went on to assessment"] = Cell(chain.assessed[name]) if name in chain.assessed else ""
        for measure, head in heads.items():
            row[head] = Cell(chain.counts[measure][name]) if name in chain.counts[measure] else ""
        row["Break"] = "break" if name in chain.broken else ""
    numbers = [
        *chain.referred.values(),
        *chain.assessed.values(),
        *(n for held in chain.counts.values() for n in held.values()),
    ]
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Year"), source=sources.line(chain.figures.rows, [row for n in numbers for row in n.rows]),
        note="Break: what is counted most likely changed since the year before.",
    )  # fmt: skip


def levels(study: Activity) -> Picture | Unknown:
    """Return children on printed days, one panel for each kind of support, each from zero."""
    data = study.levels.table
    if data.empty:
        return Unknown("no kind of support is printed for two days")
    numbers = [number for held in study.levels.counts.values() for number in held.values()]
    kinds = list(study.levels.counts)
    told = ". ".join(_first_to_last(KINDS[kind], held) for kind, held in study.levels.counts.items())
    return Picture(
        fig=_levels(data, kinds), narrow=_levels(data, kinds, narrow=True), data=data.assign(measure=data["measure"].map(KINDS)),
        source=sources.line(study.figures.rows, [row for number in numbers for row in number.rows]), numbers=tuple(numbers),
        alt=f"{study.levels.title}. {told}.",
        note="The bar is the range. Each scale starts at zero; the scales differ.",
    )  # fmt: skip


def _first_to_last(name: str, held: dict[str, Number]) -> str:
    (first, before), *_, (last, now) = held.items()
    low, high = (pick(held, key=lambda day: held[day].value) for pick in (min, max))
    ends = f"{held[low].said('whole')} on {low} at the lowest, {held[high].said('whole')} on {high} at the highest"
    return f"{name}: {before.said('whole')} on {first} and {now.said('whole')} on {last}; {ends}"


def _levels(data: pd.DataFrame, kinds: list[str], *, narrow: bool = False) -> Figure:
    width, each = NARROW if narrow else WIDTH, 40.0
    height = each * len(kinds) + 8
    fig, first = panel(height, left=12, right=10, top=8, bottom=height - each, width=width)
    box, span = first.get_position(), (data["day"].min(), data["day"].max())
    for place, kind in enumerate(kinds):
        ax = first if not place else fig.add_axes((box.x0, box.y0 - place * each / height, box.width, box.height))
        rows = data[data["measure"].eq(kind)].sort_values("day", kind="stable")
        _level(ax, rows, KINDS[kind], span, named=place == len(kinds) - 1, every=2 if narrow else 1)
        edge = pd.Timedelta(days=120 if narrow else 90)
        ax.set_xlim(span[0] - edge, span[1] + edge)
    return fig


def _level(
    ax: Axes, rows: pd.DataFrame, title: str, span: tuple[pd.Timestamp, pd.Timestamp], *, named: bool, every: int
) -> None:
    days = rows["day"].to_numpy()
    ax.plot(days, rows["value"], color=AUTHORITY, linewidth=1.2, zorder=2)
    charts.ranges(ax, list(days), rows[["value", "low", "high"]])
    least, last = rows["value"].min(), len(rows) - 1
    for spot in sorted({0, last, int(rows["value"].argmax()), int(rows["value"].argmin())}):
        row = rows.iloc[spot]
        low = row["value"] == least
        above = (row["low"] if low else row["high"], (0, -3 if low else 3), "center", "top" if low else "bottom")
        # the last one stands beside its point, where nothing follows
        y, away, ha, va = (row["value"], (6, 0), "left", "center") if spot == last else above
        ax.annotate(
            f"{row['value']:,.0f}", (row["day"], y), away, textcoords="offset points", ha=ha, va=va, color=AUTHORITY,
            fontweight="semibold", annotation_clip=False,
        )  # fmt: skip
    ax.set_title(title, loc="left", fontsize=9.5, fontweight="semibold")
    ax.set_ylim(0, 1.25 * rows["high"].max())
    ax.yaxis.set_major_formatter("{x:,.0f}")
    years = pd.date_range(f"{span[0].year + 1}", span[1], freq=f"{every}YS")
    ax.set_xticks(list(years), [f"{day:%Y}" if named else "" for day in years])
    ax.tick_params(axis="x", length=0)
