"""Page one of a profile in one drawing: two ranks, neighbours, all authorities, and the two main indicators by year."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.charts import named_ends, percent_axis
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, DASHES, ENGLAND, INK, NEIGHBOURS, SOFT, WIDTH, panel
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Printed, Unknown
from analysis.investigations.authority_profile import neighbours, sentences, standing
from analysis.investigations.authority_profile.study import ENGLAND as NATION
from analysis.investigations.authority_profile.study import LISTS, Profile

HEIGHT, RIGHT = 133.0, 92.0  # millimetres: the drawing, and where its right half begins
SMALL: dict[str, Any] = {"fontsize": 8.6}
BOLD: dict[str, Any] = {"fontweight": "semibold"}


def page_one(profile: Profile) -> Picture | Unknown:
    """Return the drawing of page one; without a share and a rate in the latest year there is nothing to draw."""
    share, rate = (profile.estimate(measure, profile.latest) for measure in profile.drawn)
    if isinstance(share, Unknown) and isinstance(rate, Unknown):
        return Unknown("its figures are hidden because they are small")
    measure = profile.drawn[isinstance(share, Unknown)]
    fig, first = panel(HEIGHT, left=36, right=98, top=28, bottom=62)
    ranks = [_rank(fig, profile, each, left) for each, left in zip(profile.drawn, (0.0, RIGHT), strict=True)]
    _titles(fig, profile, measure)
    rows = _neighbours(first, profile, measure)
    points = _funnel(_beside(fig, 102, 26, 56, 43), profile)
    lines = [
        _by_year(_beside(fig, left, 92, 46, 28), profile, each)
        for each, left in zip(profile.drawn, (8, RIGHT + 6), strict=True)
    ]
    stated = [each for each in (share, rate, *ranks) if isinstance(each, Number)]
    return Picture(
        fig=fig, data=pd.concat([rows, points, *lines], ignore_index=True), alt=_alt(profile), source=profile.source,
        numbers=tuple(stated), note=_note(profile), fold=(RIGHT - 1) / WIDTH,
    )  # fmt: skip


def _beside(fig: Figure, left: float, top: float, width: float, height: float) -> Axes:
    ax = fig.add_axes((left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT))
    ax.patch.set_alpha(0)
    return ax


def _write(fig: Figure, left: float, top: float, text: str, **how: Any) -> None:
    fig.text(left / WIDTH, 1 - top / HEIGHT, text, va="top", **how)


def _rank(fig: Figure, profile: Profile, measure: str, left: float) -> Number | None:
    """Draw a strip from the highest to the lowest rank, the ranks that chance allows thick, the authority's own a point."""
    rank, name = profile.ranks.get(measure), sentences.called(measure)
    if rank is None:
        _write(fig, left, 2.5, f"{name}: no rank, since it has no figure", color=SOFT, **SMALL)
        return None
    last, low, high = float(rank.denominator or 0), float(rank.low or 0), float(rank.high or 0)
    ax = _beside(fig, left + 1, 4, 50, 3)
    ax.set_axis_off()
    ax.set(xlim=(1, last), ylim=(-1, 1))
    ax.plot([1, last], [0, 0], "|-", color=SOFT, linewidth=0.9, clip_on=False)
    ax.plot([low, high], [0, 0], color=AUTHORITY, linewidth=5)
    ax.plot([rank.value], [0], "o", color=AUTHORITY, markersize=8.5, mec="white", mew=1.3, clip_on=False)
    _write(fig, left, 0, f"{name}: rank among {last:.0f}", color=INK, **SMALL)
    _write(fig, left, 7.6, "1 highest", color=SOFT, fontsize=8.3)
    _write(fig, left + 52, 7.6, f"{last:.0f}", color=SOFT, ha="right", fontsize=8.3)
    said = f"rank {rank.value:.0f}, but any\nfrom {low:.0f} to {high:.0f} fits"
    _write(fig, left + 55, 2.4, said, color=AUTHORITY, linespacing=1.15, **SMALL, **BOLD)
    return rank


def _titles(fig: Figure, profile: Profile, measure: str) -> None:
    """Write above each of the four charts what it shows."""
    (share, rate), last, first = profile.drawn, profile.last_year, profile.last_year - len(profile.years) + 1
    said = {
        (0.0, 13.0): (
            sentences.beside(profile, measure),
            f"{indicator(measure).title}, neighbours most alike first, {last}",
        ),
        (RIGHT, 13.0): (sentences.among(profile), f"{sentences.DRAWN[share][0]}, England, {last}"),
        (0.0, 81.0): (
            sentences.over_years(profile, share),
            f"{sentences.DRAWN[share][0]}, years to March {first} to {last}",
        ),
        (RIGHT, 81.0): (
            sentences.over_years(profile, rate),
            f"{sentences.DRAWN[rate][0]}, {'31' if indicator(rate).stock else 'years to'} March {first} to {last}",
        ),
    }
    for (left, top), (title, under) in said.items():
        _write(fig, left, top, title, fontsize=11.5, fontweight="bold", color=INK)
        _write(fig, left, top + 5.2, under, fontsize=8.8, color=SOFT)


def _neighbours(ax: Axes, profile: Profile, measure: str) -> pd.DataFrame:
    """Draw the authority, the neighbours' average and the ten neighbours with their ranges, England as a line."""
    mine, average = profile.estimate(measure, profile.latest), profile.average(measure, LISTS[0], profile.latest)
    table = [(profile.short_name, mine, AUTHORITY), ("Neighbours’ average", average, NEIGHBOURS)]
    table += [(name, each, NEIGHBOURS) for name, each in neighbours.each(profile, measure).items()]
    shown = [(name, each, color) for name, each, color in table if isinstance(each, Number)]
    for color in (AUTHORITY, NEIGHBOURS):
        rows = [(y, each) for y, (_, each, of) in enumerate(shown) if of == color]
        ranged = [(y, each.low, each.high) for y, each in rows if each.low is not None]
        ax.hlines(*np.array(ranged, float).reshape(-1, 3).T, color=color, linewidth=1.3)
        ax.plot([each.value for _, each in rows], [y for y, _ in rows], "o" if color == AUTHORITY else "D", color=color,
                markersize=8 if color == AUTHORITY else 5, linestyle="", zorder=4)  # fmt: skip
    for y, (name, each, color) in enumerate(shown):
        told: dict[str, Any] = {
            "transform": ax.get_yaxis_transform(),
            "ha": "right",
            "va": "center",
            "clip_on": False,
        } | SMALL
        weight = "semibold" if y < 2 else "normal"
        ax.text(-0.03, y, _fitting(name), color=color if y < 2 else INK, fontweight=weight, **told)
        ax.text(1.2, y, f"{each.value:.1f}", color=color, fontweight=weight, **told)
    _england(ax, profile.estimate(measure, profile.latest, NATION), indicator(measure).kind == "share")
    ax.set(yticks=[], ylim=(len(shown) - 0.4, -0.8))
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    return pd.DataFrame(
        [{"panel": "neighbours", "name": name, "year": profile.latest, "value": each.value, "low": each.low, "high": each.high,
          "rows": ";".join(each.rows)} for name, each, _ in shown]
    )  # fmt: skip


def _fitting(name: str) -> str:
    return name if len(name) <= 24 else name[:23].rstrip(" ,") + "…"


def _england(ax: Axes, england: Number | Unknown, percent: bool) -> None:
    if isinstance(england, Printed):
        ax.axvline(england.value, color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.5)
        ax.text(england.value, 1.01, f"England {england.value:.1f}{'%' if percent else ''}", color=ENGLAND, ha="center",
                transform=ax.get_xaxis_transform(), va="bottom", **SMALL, **BOLD)  # fmt: skip


def _funnel(ax: Axes, profile: Profile) -> pd.DataFrame:
    """Draw every authority's share by its size on what chance allows about England, the authority and its neighbours marked."""
    share = profile.drawn[0]
    table, england = profile.standing[share].dropna(subset=["whole"]), profile.estimate(share, profile.latest, NATION)
    if not isinstance(england, Printed):
        return pd.DataFrame()
    edges = np.geomspace(10, table["whole"].max() * 1.1, 120)
    band = standing.funnel(england.value, edges, profile.policy)
    ax.fill_between(edges, band["low"], band["high"], color=CHANCE_BAND, zorder=0)
    ax.plot(edges, band, color=CHANCE, linewidth=0.8, zorder=1)
    ax.axhline(england.value, color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.4, zorder=1)
    near, mine = table.index.isin(profile.named(LISTS[0])), table.index == profile.authority
    others = table[~near & ~mine]
    ax.plot(others["whole"], others["value"], "o", mfc="white", mec=SOFT, mew=0.9, markersize=3.4, linestyle="")
    ax.plot(table["whole"][near], table["value"][near], "D", color=NEIGHBOURS, markersize=4.4, linestyle="")
    ax.plot(table["whole"][mine], table["value"][mine], "o", color=AUTHORITY, markersize=8.5, mec="white", zorder=5)
    top = max(50.0, float(table["value"].max()) * 1.05)
    ax.set(xlim=(0, edges[-1]), ylim=(0, top))
    for _, row in table[mine].iterrows():  # its name stands where no authority of its size is
        ax.annotate(f"{profile.short_name}\n{row['value']:.1f}%", (row["whole"], row["value"]), (0.5, 0.13), color=AUTHORITY,
                    textcoords="axes fraction", arrowprops={"arrowstyle": "-", "color": AUTHORITY, "linewidth": 0.8},
                    linespacing=1.05, **SMALL, **BOLD)  # fmt: skip
    percent_axis(ax)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_xlabel(sentences.DRAWN[share][1], fontsize=8.6, labelpad=1)
    ax.text(1.0, england.value, f" England\n {england.value:.1f}%", transform=ax.get_yaxis_transform(), color=ENGLAND,
            va="center", clip_on=False, linespacing=1.05, **SMALL, **BOLD)  # fmt: skip
    ax.text(edges[-1], band["high"].iloc[-1] + 4, "what chance allows", color=CHANCE, ha="right", **SMALL, **BOLD)
    ax.text(0.98, 0.97, "◆ neighbours", transform=ax.transAxes, color=NEIGHBOURS, ha="right", va="top", **SMALL, **BOLD)
    found = table.reset_index(names="name")[["name", "value", "whole", "id"]].rename(columns={"id": "rows"})
    return found.assign(panel="all authorities", year=profile.latest)


def _by_year(ax: Axes, profile: Profile, measure: str) -> pd.DataFrame:
    """Draw one indicator by year: the authority with its ranges, its neighbours' average, England."""
    at, ends, rows = np.arange(len(profile.years)), dict[str, tuple[float, str]](), []
    own = [profile.estimate(measure, year) for year in profile.years]
    series: dict[str, tuple[str, Sequence[Number | Unknown]]] = {
        "England": (ENGLAND, [profile.estimate(measure, year, NATION) for year in profile.years]),
        "Neighbours": (NEIGHBOURS, [profile.average(measure, LISTS[0], year) for year in profile.years]),
        profile.short_name: (AUTHORITY, own),
    }
    for name, (color, found) in series.items():
        values = [each.value if isinstance(each, Number) else np.nan for each in found]
        mark, width = ("o", 2.2) if color == AUTHORITY else ("", 1.5)
        ax.plot(at, values, marker=mark, color=color, linestyle=DASHES[color], linewidth=width, markersize=6, zorder=2)
        if not np.isnan(values[-1]):
            ends[f"{name} {values[-1]:.1f}"] = (values[-1], color)
        rows += [
            {
                "panel": f"{indicator(measure).title} by year",
                "name": name,
                "year": year,
                "value": value,
                "rows": ";".join(each.rows) if isinstance(each, Number) else "",
            }
            for year, value, each in zip(profile.years, values, found, strict=True)
        ]
    ranged = [
        (x, each.low, each.high) for x, each in enumerate(own) if isinstance(each, Number) and each.low is not None
    ]
    ax.vlines(*np.array(ranged, float).reshape(-1, 3).T, color=AUTHORITY, linewidth=1.3)
    ax.set(xlim=(-0.3, len(at) - 0.7), ylim=(0, None), xticks=at)
    ax.set_xticklabels([f"{year[:2]}{year[-2:]}\n{_counted(each)}" for year, each in zip(profile.years, own, strict=True)],
                       fontsize=8, color=INK, linespacing=1.2)  # fmt: skip
    if indicator(measure).kind == "share":
        percent_axis(ax)
        ax.annotate(
            "of", (0, 0), (-9, -31), xycoords="axes fraction", textcoords="offset points", ha="right", fontsize=8
        )
    named_ends(ax, ends, len(at) - 1, gap=0.14 * ax.get_ylim()[1])
    return pd.DataFrame(rows)


def _counted(each: Number | Unknown) -> str:
    """Return the counts behind a figure, for below its year."""
    if isinstance(each, Unknown) or each.numerator is None:
        return "–"
    return f"{each.numerator:,.0f}" + (f"\n{each.denominator:,.0f}" if each.denominator else "")


def _alt(profile: Profile) -> str:
    """Describe the drawing."""
    said = [
        f"{indicator(measure).words} in {profile.authority}: {_said(profile, measure)}" for measure in profile.drawn
    ]
    shown = (
        "Its rank with the ranks that chance allows, its neighbours, all authorities by size, and both indicators over "
    )
    return f"{'; '.join(said)}. {shown}{len(profile.years)} years."


def _said(profile: Profile, measure: str) -> str:
    mine, other = profile.estimate(measure, profile.latest), profile.estimate(measure, profile.latest, NATION)
    england = f", England {other.said('value')}" if isinstance(other, Printed) else ""
    rank = f", rank {each.said('full')} of {each.denominator:.0f}" if (each := profile.ranks.get(measure)) else ""
    return (
        (mine.said("full" if mine.low is not None else "") if isinstance(mine, Number) else str(mine)) + england + rank
    )


def _note(profile: Profile) -> str:
    said = (
        f"{sentences.DRAWN[profile.drawn[0]][2]} Neighbours: the ten authorities most like this one ({LISTS[0]} list), simple average. "
        "Bars: ranges. Rank 1 is the highest, not the worst."
    )
    outside = profile.outside_england
    if isinstance(outside, Unknown):
        return said
    by_chance = (outside.denominator or 0) * (1 - profile.policy.confidence)
    return (
        f"{said} Grey: what chance allows about England’s share; {outside:value} of {outside.denominator:.0f} lie outside, by chance "
        f"about {by_chance:.0f}. No blame follows."
    )
