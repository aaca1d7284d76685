"""Pictures and tables of an authority beside its comparators."""

from collections.abc import Sequence
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis import words
from analysis.exhibits import charts
from analysis.exhibits.beside import verdicts_note
from analysis.exhibits.by_year import WIDEST
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import (
    AUTHORITY,
    CLEAR,
    ENGLAND,
    INK,
    MARKS,
    NARROW,
    NEIGHBOURS,
    RULE,
    SOFT,
    WIDTH,
    direct_label,
    panel,
)
from analysis.exhibits.table import Cell, Table
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Share
from analysis.indicators.figures import called
from analysis.indicators.looks import SHORTLY
from analysis.investigations.against_the_comparators.looks import Look
from analysis.investigations.against_the_comparators.study import Comparison

FAINT = "#D5DEE8"
ROOM = 0.4  # of an axis: what the name of a comparator takes


def last_year(found: Comparison) -> Picture:
    """Return the gaps of the year of page one with their ranges, an indicator a row."""
    rows: dict[str, list[Look]] = {}
    for look in found.latest:
        rows.setdefault(look.measure, []).append(look)
    data = pd.DataFrame([_mark(look) for look in found.latest])
    shown = "; ".join(
        f"{look.title}: {look.gap:full} from {called(look.comparator)}, {look.verdict}" for look in found.latest
    )
    return Picture(
        fig=_gaps(rows, narrow=False), narrow=_gaps(rows, narrow=True), data=data, source=found.source(found.year),
        numbers=tuple(number for look in found.latest for number in (look.gap, look.gap.now)), alt=f"{found.finding}. {shown}.",
        note=f"The bar is the range. Filled: more than chance although {len(found.latest)} gaps were looked at; hollow: not. "
        "Children on a plan are per 10,000 children, all else in percentage points.",
    )  # fmt: skip


def _mark(look: Look) -> dict[str, object]:
    gap = look.gap
    return {
        "indicator": look.title, "comparator": look.comparator, "value": gap.now.value, "beside": gap.before.value, "gap": gap.value,
        "low": gap.low, "high": gap.high, "p": gap.p, "verdict": look.verdict,
    }  # fmt: skip


def _other(comparator: str) -> str:
    """Return what a comparator is called where the authority is not named beside it."""
    return called(comparator).removeprefix("its ")


def _color(comparator: str) -> str:
    return ENGLAND if comparator == "England" else NEIGHBOURS


def _gaps(rows: dict[str, list[Look]], *, narrow: bool) -> Figure:
    most = max(map(len, rows.values()))
    height, left = (16.5, 4.0) if narrow else (10.2, 54.0)
    height, reach = (height, 0.2) if most <= WIDEST else (3.8 * most, 0.38)
    fig, ax = panel(
        16 + height * len(rows),
        left=left,
        right=4 if narrow else 58,
        top=8 if narrow else 4,
        bottom=10,
        width=NARROW if narrow else WIDTH,
    )
    # one order in every row, since only the first names its marks
    order = list(
        dict.fromkeys(look.comparator for looks in rows.values() for look in looks if look.comparator != "England")
    )
    named: list[tuple[float, Look]] = []
    for place, looks in enumerate(rows.values()):
        for shift, look in zip(
            _shifts(len(looks), reach),
            sorted(looks, key=lambda each: [*order, "England"].index(each.comparator)),
            strict=True,
        ):
            _one_gap(ax, place + shift, look)
            named += [(place + shift, look)] * (place == 0)
        if narrow:
            ax.text(
                0.01, place - 0.46, looks[0].title, transform=ax.get_yaxis_transform(), color=INK, va="center", bbox=CLEAR
            )  # fmt: skip
        else:
            ax.text(
                1.03,
                place,
                _said(looks) if most <= WIDEST else fill(_said(looks), 34),
                transform=ax.get_yaxis_transform(),
                color=AUTHORITY,
                va="center",
                fontsize=8.8,
            )
    ax.axvline(0, color=SOFT, linewidth=1)
    ax.set_yticks(range(len(rows)), [] if narrow else [looks[0].title for looks in rows.values()])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set(ylim=(len(rows) - 0.5, -0.6), xlabel="below  ←  difference  →  above")
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    for y, look in named:
        _named(ax, y, look)
    return fig


def _named(ax: Axes, y: float, look: Look) -> None:
    """Write whom a gap is from, past the line of no difference, and make room for it there."""
    right, (low, high) = look.gap.value < 0, ax.get_xlim()
    told = {"dx": 5 if right else -5, "ha": "left" if right else "right", "path_effects": charts.HALO, "zorder": 6}
    at = max(float(look.gap.high or 0), 0.0) if right else min(float(look.gap.low or 0), 0.0)
    room = ROOM * (high - low)
    ax.set_xlim((low, max(high, at + room)) if right else (min(low, at - room), high))
    direct_label(ax, at, y, f"from {_other(look.comparator)}", _color(look.comparator), **told)  # type: ignore[arg-type]


def _shifts(number: int, reach: float) -> list[float]:
    return [0.0] if number == 1 else [reach * (2 * place / (number - 1) - 1) for place in range(number)]


def _one_gap(ax: Axes, y: float, look: Look) -> None:
    color = _color(look.comparator)
    ax.plot([float(look.gap.low or 0), float(look.gap.high or 0)], [y, y], color=color, linewidth=1.4, zorder=3)
    face = color if look.standing == "clear" else "white"
    ax.plot([look.gap.value], [y], MARKS[color], markersize=6.5, mfc=face, mec=color, mew=1.5, zorder=4)


def _said(looks: Sequence[Look]) -> str:
    """Return an indicator and its comparators' figures in words: ``69.6%; neighbours 85.5%, England 83.0%``."""
    others = ", ".join(
        f"{_other(each.comparator)} {each.gap.before.said()}"
        for each in sorted(looks, key=lambda look: look.comparator == "England")
    )
    return f"{looks[0].gap.now.said('value')}; {others}"


def every_year(found: Comparison) -> Picture:
    """Return every gap by year as a table of differences, dark where they are more than chance."""
    lines = list(dict.fromkeys((measure, other) for measure, other, _ in found.gaps))
    data = pd.DataFrame(
        [
            {"indicator": indicator(measure).title, "comparator": other, "year": year, "gap": gap.value, "low": gap.low, "high": gap.high,
             "verdict": found.looks[measure, other, year].verdict if (measure, other, year) in found.looks else "measured another way"}
            for (measure, other, year), gap in found.gaps.items()
        ]
    )  # fmt: skip
    firm = [look for look in found.looks.values() if look.standing == "clear"]
    told = ", ".join(
        f"{look.title.lower()} from {called(look.comparator)} in {look.year} ({look.gap.said('value')})"
        for look in firm
    )
    return Picture(
        fig=_heat(found, lines, narrow=False), narrow=_heat(found, lines, narrow=True), data=data, source=found.source(),
        numbers=tuple(found.gaps.values()), alt=f"{found.steady}. More than chance, although all of a year were looked at: "
        f"{told or 'none'}.",
        note="Full colour: more than chance although all gaps of that year were looked at. Faint: only if looked at alone, or if few "
        "brothers and sisters come together. No colour: could be chance."
        + (" In brackets: measured another way, not compared." if found.broken else ""),
    )  # fmt: skip


def _heat(found: Comparison, lines: list[tuple[str, str]], *, narrow: bool) -> Figure:
    places, heads = _places(lines)
    bottom = max(places) + 0.5
    fig, ax = panel(10 + 5.6 * (bottom + 0.5), left=22, right=1, top=8, bottom=2, width=NARROW if narrow else WIDTH)
    for y, measure in heads.items():
        ax.text(-0.47, y + 0.12, indicator(measure).title, va="center", color=INK, fontsize=8.8, fontweight="semibold")
    for y, name in zip(places, lines, strict=True):
        for x, year in enumerate(found.years):
            if (*name, year) in found.gaps:
                _cell(ax, x, y, found, (*name, year), narrow=narrow)
    ax.set(xlim=(-0.5, len(found.years) - 0.5), ylim=(bottom, -0.5))
    ax.set_xticks(range(len(found.years)), [year[2:] if narrow else year for year in found.years])
    ax.set_yticks(places, [_other(other) for _, other in lines])
    for label, (_, other) in zip(ax.get_yticklabels(), lines, strict=True):
        label.set_color(_color(other))
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=False)
    return fig


def _places(lines: list[tuple[str, str]]) -> tuple[list[float], dict[float, str]]:
    """Return the height of each line, and of the title above the lines of each indicator."""
    at, heads, places = -1.0, {}, []
    for place, (measure, _) in enumerate(lines):
        if place == 0 or lines[place - 1][0] != measure:
            at += 1.0
            heads[at] = measure
        at += 1.0
        places.append(at)
    return places, heads


def _cell(ax: Axes, x: int, y: float, found: Comparison, name: tuple[str, str, str], *, narrow: bool) -> None:
    look, gap = found.looks.get(name), found.gaps[name]
    firm = look is not None and look.standing == "clear"
    pale = look is not None and look.standing in ("alone", "depends")
    face = AUTHORITY if firm else FAINT if pale else "white"
    ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=face, edgecolor=RULE, linewidth=0.6))
    said = words.signed(gap.value)
    told = {
        "color": "white" if firm else INK,
        "fontweight": "semibold" if firm else "normal",
        "fontsize": 8 if narrow else 9,
    }
    ax.text(x, y, said if look else f"({said})", ha="center", va="center", **told)  # type: ignore[arg-type]


def gaps_table(found: Comparison) -> Table:
    """Return the gaps of the year of page one, the surest first."""
    frame = pd.DataFrame(
        [
            {
                "Indicator": words.capital(look.name), found.authority: Cell(look.gap.now, _face(look)), "Beside": _other(look.comparator),
                "Printed": Cell(look.gap.before), "Difference": Cell(look.gap, "bare"), "Evidence": SHORTLY[look.standing],
            }
            for look in found.latest
        ]
    ).set_index("Indicator")  # fmt: skip
    return Table(frame=frame, source=found.source(found.year), note=verdicts_note(len(found.latest)))


def _face(look: Look) -> str:
    return "count" if isinstance(look.gap.now, Share) else "value"
