"""What is ordinary, as pictures and tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from scipy import stats

from analysis import words
from analysis.exhibits import charts
from analysis.exhibits.charts import percent_axis
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CLEAR, DASHES, ENGLAND, INK, SOFT, direct_label
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Share
from analysis.investigations.what_is_ordinary.study import OTHERS, Ordinary, movements
from analysis.statistics.year_to_year import moves_back

SIZES = (150, 300, 480, 1000)
MAIN = 480  # about what Warwickshire starts in a year
POINTS = np.arange(0, 15.5, 0.5)


def to_read_off(study: Ordinary, area: str) -> Picture:
    """Return in how many years in a hundred a change of so many points happens, a curve per size, an authority's years on it."""
    curves = pd.concat([study.often(size, list(POINTS)).reset_index().assign(starts=size) for size in SIZES])
    mine = study.of(area)
    return Picture(
        fig=_to_read_off(curves, mine, area), narrow=_to_read_off(curves, mine, area, narrow=True),
        data=pd.concat([curves, mine.assign(area=area)], ignore_index=True), source=study.source,
        alt=f"Curves that fall from 100% at no change: with 480 starts {study.years_in_a_hundred(480, 5).said()} of years see 5 points or "
        f"more. The changes of {area} lie along them.",
        note="Each curve has the shape of all authorities’ changes, which have more large ones than a normal curve.",
    )  # fmt: skip


def _to_read_off(curves: pd.DataFrame, mine: pd.DataFrame, area: str, *, narrow: bool = False) -> Figure:
    fig, ax = charts.plot(92, narrow=narrow, names=2, left=10, right=34, bottom=12)
    colors = {size: ENGLAND if size == MAIN else CHANCE for size in SIZES}
    widths = {size: 2.2 if size == MAIN else 1.1 for size in SIZES}
    looks = {"hue": "starts", "palette": colors, "size": "starts", "sizes": widths}
    sns.lineplot(curves, x="points", y="percent", estimator=None, legend=False, ax=ax, **looks)
    for place, (size, curve) in enumerate(curves.groupby("starts")):
        point = curve.loc[(curve["percent"] - (30 - 4 * place)).abs().idxmin()]
        color = ENGLAND if size == MAIN else SOFT
        direct_label(ax, point["points"], point["percent"], f"{size:,}", color, dx=4, dy=6, bbox=CLEAR)
    ax.plot(
        mine["change"].abs(),
        mine["often"],
        "o",
        mfc="white",
        mec=AUTHORITY,
        mew=1.3,
        markersize=6,
        linestyle="",
        zorder=5,
    )
    for _, row in mine.nlargest(2, "change", keep="all").iterrows():
        direct_label(ax, abs(row["change"]), row["often"], f"{row['year']:.0f}", AUTHORITY, dx=6, dy=7)
    for _, row in mine.nsmallest(1, "change").iterrows():
        name = f"{'' if narrow else area} {row['year']:.0f}".strip()
        direct_label(ax, abs(row["change"]), row["often"], name, AUTHORITY, dx=6, dy=9)
    ax.set(xlim=(0, POINTS[-1]), ylim=(0, 100), ylabel="")
    ax.set_xlabel(f"a change of so many points or more{'' if narrow else ', up or down, apart from England’s own'}")
    percent_axis(ax)
    ends = {
        "curves: plans\nstarted in the year": (60.0, SOFT),
        f"circles: {area},\neach year since {mine['year'].min():.0f}": (40.0, AUTHORITY),
    }
    charts.named(ax, ends, POINTS[-1], gap=14, narrow=narrow)
    return fig


def by_size(study: Ordinary) -> Picture:
    """Return the typical change by size as seen, as the split says, and as unrelated children alone would make it."""
    bands = study.bands
    first, last = bands.iloc[0], bands.iloc[-1]
    return Picture(
        fig=_by_size(bands), narrow=_by_size(bands, narrow=True),
        data=bands.rename_axis("band").reset_index().astype({"band": "str"}), source=study.source,
        alt=f"The typical change goes from {first['observed']:.1f} points where fewest plans start to {last['observed']:.1f} where most "
        f"do; the split says {first['expected']:.1f} and {last['expected']:.1f}, unrelated children alone would make "
        f"{first['unrelated']:.1f} and {last['unrelated']:.1f}.",
        note="Typical: the standard deviation, points. The number of plans is on a logarithmic scale.",
    )  # fmt: skip


def _by_size(bands: pd.DataFrame, *, narrow: bool = False) -> Figure:
    fig, ax = charts.plot(80, narrow=narrow, names=3, left=10, right=40, bottom=12)
    lines = {
        "as seen": (bands["observed"], ENGLAND, "-"),
        "chance, siblings\nand real change": (bands["expected"], INK, "-"),
        "unrelated children": (bands["unrelated"], CHANCE, DASHES[CHANCE]),
    }
    for name, (values, color, dash) in lines.items():
        ax.plot(
            bands["whole"],
            values,
            color=color,
            linestyle=dash,
            linewidth=1.6,
            marker="o" if name == "as seen" else None,
            markersize=7,
        )
    ax.set(xscale="log", ylim=(0, None))
    ticks = [round(value, -1) for value in bands["whole"]]
    ax.set_xticks(bands["whole"], [f"{tick:,.0f}" for tick in ticks])
    ax.minorticks_off()
    ax.set_xlabel("plans started in the year (middle of each band)")
    last = bands.iloc[-1]
    ends = {"as seen": (last["observed"] * 1.1, ENGLAND), "chance, siblings,\nreal change": (last["expected"], INK),
            "unrelated children": (last["unrelated"], CHANCE)}  # fmt: skip
    charts.named(ax, ends, float(last["whole"]), gap=0.09 * ax.get_ylim()[1], narrow=narrow)
    return fig


def estimates(study: Ordinary) -> Table:
    """Return the split by each estimator."""
    frame = study.estimates.map(lambda each: Cell(each, "full"))
    frame.index = pd.Index([str(name).capitalize() for name in frame.index], name="Estimator")
    frame.columns = ["Times the variance of unrelated children", "Real change of one authority"]
    return Table(frame=frame, source=study.source)


def left_in(study: Ordinary) -> Table:
    """Return what happens when England's own movement is left in, on simulated data."""
    table = study.drift_left_in.unstack("drift")
    frame = pd.DataFrame(
        {f"{words}, drift {drift}": table[(side, drift)].map("{:.2f}".format)
         for side, words in (("siblings", "Siblings"), ("real", "Real, points")) for drift in ("taken out", "left in")}
    )  # fmt: skip
    frame.index = pd.Index([str(name).capitalize() for name in frame.index], name="Estimator")
    return Table(frame=frame, source=study.source, simulated=True)


def rules(study: Ordinary) -> Table:
    """Return how often usual rules speak."""
    columns = ["Speaks on England’s figures", "Would by chance and siblings alone", "Followed by a move back"]
    rows = {
        each.name.capitalize(): [Cell(each.real), Cell(each.by_chance), Cell(each.back) if isinstance(each.back, Share) else "–"]
        for each in study.rules
    }  # fmt: skip
    return Table(frame=pd.DataFrame(rows, index=columns).T.rename_axis("Rule"), source=study.source)


def others(studies: Sequence[Ordinary], rows: pd.DataFrame) -> Table:
    """Return how much every indicator moves, and, where its counts are published, how much of it unrelated children make."""
    found = {}
    for study in (each for each in studies if len(each.own)):
        unrelated = f"{float(np.sqrt(study.own['chance']).median() * stats.norm.ppf(0.75)):.1f} points"
        found[study.title] = [*_moved(study.own, "points"), unrelated, *_back(study.own)]
    for measure in OTHERS:
        own, what = movements(rows, measure), indicator(measure)
        if not len(own):
            continue
        found[what.title] = [*_moved(own, "points" if what.kind == "share" else "per 10,000"), "–", *_back(own)]
    columns = [
        "Changes",
        "Half are larger than",
        "One in ten is larger than",
        "Of unrelated children",
        "Followed by a move back",
    ]
    return Table(frame=pd.DataFrame(found, index=columns).T.rename_axis("Indicator"), source=sources.line(rows))


def _moved(own: pd.DataFrame, unit: str) -> list[str]:
    size = own["change"].abs()
    return [f"{len(own):,}", f"{size.median():.1f} {unit}", f"{size.quantile(0.9):.1f} {unit}"]


def _back(own: pd.DataFrame) -> list[str]:
    part, whole = moves_back(own)
    return [words.count_of(part, whole) if whole else "–"]
