"""Pictures of audits: which denominators fit, findings with their ranges, what a repeat would see."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.rows import in_rows
from analysis.exhibits.style import AUTHORITY, CHANCE, CLEAR, INK, NARROW, WIDTH, panel
from analysis.indicators import sources
from analysis.indicators.estimate import Unknown
from analysis.investigations.audit_evidence.study import Audits


def denominators(study: Audits) -> Picture:
    """Return a dot for each number of cases that can give a printed percentage, a row for each percentage."""
    rows = [(f"{each.text}  {each.name}", n, each.fits) for each in study.percentages for n in each.allowed]
    data = pd.DataFrame(rows, columns=["finding", "cases", "fits"])
    names = [f"{each.text}  {each.name}" for each in study.percentages]
    marks = {f"{study.sample.value:.0f} drawn": study.sample.value} | {
        f"{n.value:.0f} fits “not started”": n.value for n in study.not_started.base
    }
    used = [row for each in study.percentages for row in (*each.printed.rows, *each.sample.rows)]
    return Picture(
        fig=_denominators(data, names, marks, study.largest), narrow=_denominators(data, names, marks, study.largest, narrow=True),
        data=data, source=sources.line(study.mine, used), numbers=(study.sample, *study.not_started.base),
        alt=f"{study.number_of_misfits} of {study.number_of_percentages} rows have no dot at {study.sample} cases: {study.misfits_listed}.",
        note="Each dot is a number of cases at which the printed percentage is possible (a half rounded up or down). Hollow: percentages "
        "that are not possible at the number drawn.",
    )  # fmt: skip


def _denominators(
    data: pd.DataFrame, names: list[str], marks: dict[str, float], largest: int, *, narrow: bool = False
) -> Figure:
    step = 10.0 if narrow else 7.0
    fig, ax = panel(
        18 + step * len(names), left=4 if narrow else 78, right=4, top=7, bottom=11, width=NARROW if narrow else WIDTH
    )
    for y, name in enumerate(names):
        held = data[data["finding"].eq(name)]
        face = AUTHORITY if held["fits"].any() else "white"
        ax.plot(
            held["cases"],
            [y] * len(held),
            "o",
            markersize=4,
            mfc=face,
            mec=AUTHORITY,
            mew=1,
            linestyle="none",
            zorder=3,
        )
        if narrow:
            ax.text(0, y - 0.36, name, va="center", fontsize=8.5, bbox=CLEAR)
    ax.set(ylim=(len(names) - 0.4, -0.8), xlim=(0, largest + 1), xlabel="possible number of cases")
    ax.set_yticks([] if narrow else range(len(names)), [] if narrow else names)
    for text, at in marks.items():
        if at <= largest:
            ax.axvline(at, color=CHANCE, linewidth=1.2, zorder=1)
            ax.annotate(text, (at, 1), xycoords=("data", "axes fraction"), xytext=(0, 3), textcoords="offset points", ha="center",
                        color=CHANCE, fontweight="semibold")  # fmt: skip
    ax.grid(visible=False)
    return fig


def findings(study: Audits) -> Picture:
    """Return the findings with their ranges, one row each."""
    held = study.findings
    data = pd.DataFrame({name: {"value": s.value, "low": s.low, "high": s.high} for name, s in held.items()}).T.astype(
        float
    )
    data["chance"] = ["yes" if name in study.not_started.deduced else "no" for name in held]
    counts = [share.said().removeprefix("about ").partition(" (")[0] for share in held.values()]
    told = {"zero": None, "said": counts, "unit": "percent of cases"}
    return Picture(
        fig=in_rows(data, left=72, right=24, **told), data=data.drop(columns="chance").rename_axis("finding").reset_index(),  # type: ignore[arg-type]
        narrow=in_rows(data, narrow=True, **told),  # type: ignore[arg-type]
        source=sources.line(study.mine, [row for share in held.values() for row in share.rows]), numbers=tuple(held.values()),
        alt=f"{study.ranges_title}. {'; '.join(f'{name}: {share.said()}' for name, share in held.items())}.",
        note="The bar is the range. Hollow: the number of cases is deduced, not printed.",
    )  # fmt: skip


def detectable(study: Audits) -> Picture | Unknown:
    """Return the smallest fall that a repeat sees, by number of cases, a line for each starting percentage."""
    data = study.repeats.falls
    if data.empty:
        return Unknown("no percentage is printed from which a fall could be seen")
    used = [row for each in study.starts.values() for row in each.rows]
    return Picture(
        fig=_detectable(data), narrow=_detectable(data, narrow=True), data=data.reset_index(), source=sources.line(study.mine, used),
        numbers=tuple(study.starts.values()), alt=f"With {study.sample} cases in each audit a repeat sees {study.repeats.listed}.",
        note=f"Seen with a chance of {100 * study.power:.0f}%, in samples of one child a family.",
    )  # fmt: skip


def _detectable(data: pd.DataFrame, *, narrow: bool = False) -> Figure:
    fig, ax = panel(
        74, left=9, right=4 if narrow else 30, top=18 if narrow else 3, bottom=12, width=NARROW if narrow else WIDTH
    )
    ends: dict[str, tuple[float, str]] = {}
    for (name, line), color, dash in zip(
        data.items(), (AUTHORITY, CHANCE, INK), ("-", (0, (1, 1)), (0, (5, 2))), strict=False
    ):
        ax.plot(data.index, line, color=color, linewidth=1.8, linestyle=dash)
        ends[str(name)] = (float(line.dropna().iloc[-1]), color)
    ax.set(xlim=(0, data.index[-1]), ylim=(0, None), xlabel="cases in each of the two audits", ylabel="points")
    if narrow:
        charts.named_above(ax, ends)
    else:
        charts.named_ends(ax, ends, float(data.index[-1]), gap=0.07 * ax.get_ylim()[1])
    return fig
