"""Page one of a profile in one drawing, and the tables behind it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.exhibits.charts import named_ends, percent_axis, ranges
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, DASHES, ENGLAND, INK, NEIGHBOURS, SOFT, WIDTH, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators.change import Change
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Printed, Unknown
from analysis.investigations.authority_profile import standing
from analysis.investigations.authority_profile.study import ENGLAND as NATION
from analysis.investigations.authority_profile.study import INDICATORS, LISTS, RATE, REPEATS, Profile

HEIGHT = 142.0
SHORT = {"no": "more than chance makes", "yes": "chance could make it", "depends": "depends on siblings"}


def page_one(profile: Profile) -> Picture | Unknown:
    """Return the four panels of page one: neighbours, funnel, and the two main indicators by year.

    Without a share and a rate in the latest year there is nothing to draw.
    """
    share, rate = (profile.estimate(measure, profile.latest) for measure in (REPEATS, RATE))
    if isinstance(share, Unknown) and isinstance(rate, Unknown):
        return Unknown("its figures are hidden because they are small")
    measure = RATE if isinstance(share, Unknown) else REPEATS
    fig, first = panel(HEIGHT, left=42, right=98, top=17, bottom=73)
    rows = _neighbours(first, profile, measure)
    points = _funnel(_beside(fig, 102, 17, 56, 49), profile)
    lines = [
        _by_year(_beside(fig, left, 93, 46, 34), profile, each) for each, left in ((REPEATS, 8), (RATE, 98))
    ]  # fmt: skip
    for left, top, (title, under) in zip((0, 92, 0, 92), (3, 3, 80, 80), _titles(profile, measure), strict=True):
        fig.text(left / WIDTH, 1 - top / HEIGHT, title, fontsize=11.5, fontweight="bold", va="top", color=INK)
        fig.text(left / WIDTH, 1 - (top + 5.4) / HEIGHT, under, fontsize=9, va="top", color=SOFT)
    numbers = [each for each in (share, rate) if isinstance(each, Number)]
    return Picture(
        fig=fig, data=pd.concat([rows, points, *lines], ignore_index=True), alt=_alt(profile), source=profile.source,
        numbers=tuple(numbers), note=_note(profile),
    )  # fmt: skip


def _beside(fig: Figure, left: float, top: float, width: float, height: float) -> Axes:
    ax = fig.add_axes((left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT))
    ax.patch.set_alpha(0)
    return ax


def _titles(profile: Profile, measure: str) -> list[tuple[str, str]]:
    what = indicator(measure)
    year = f"{profile.last_year}"
    first, last = profile.last_year - len(profile.years) + 1, year
    side = profile.against(measure)
    return [
        (
            f"{side} England" if side else "No clear gap from England",
            f"{what.title}, neighbours most alike first, {year}",
        ),
        ("Among all authorities", f"Repeat plans, % of plans started, England, {year}"),
        ("Repeat plans by year", f"% of plans started, years ending March {first} to {last}"),
        ("Children on a plan by year", f"per 10,000 aged 0 to 17, 31 March {first} to {last}"),
    ]


def _neighbours(ax: Axes, profile: Profile, measure: str) -> pd.DataFrame:
    """Draw the authority, the neighbours' average and the ten neighbours with their ranges, England as a line."""
    rows = profile.neighbour_rows(measure)
    mine, average = profile.estimate(measure, profile.latest), profile.average(measure, LISTS[0], profile.latest)
    table = [(profile.authority, mine, AUTHORITY), ("Neighbours’ average", average, NEIGHBOURS)]
    table += [(name, each, NEIGHBOURS) for name, each in rows.items()]
    shown = [(name, each, color) for name, each, color in table if isinstance(each, Number)]
    for y, (name, each, color) in enumerate(shown):
        main = y < 2
        if each.low is not None and each.high is not None:
            ax.plot([each.low, each.high], [y, y], color=color, linewidth=1.3)
        ax.plot(
            [each.value], [y], "o" if color == AUTHORITY else "D", color=color, markersize=8 if main else 5, zorder=4
        )
        weight = "semibold" if main else "normal"
        ax.text(-0.03, y, name, transform=ax.get_yaxis_transform(), ha="right", va="center", fontsize=8.6,
                color=color if main else INK, fontweight=weight)  # fmt: skip
        ax.text(1.14, y, f"{each.value:.1f}", transform=ax.get_yaxis_transform(), ha="right", va="center",
                fontsize=8.8, color=color, fontweight=weight)  # fmt: skip
    _england(ax, profile.estimate(measure, profile.latest, NATION), indicator(measure).kind == "share")
    ax.set(yticks=[], ylim=(len(shown) - 0.4, -0.9))
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    return pd.DataFrame(
        [{"panel": "neighbours", "name": name, "year": profile.latest, "value": each.value, "low": each.low, "high": each.high}
         for name, each, _ in shown]
    )  # fmt: skip


def _england(ax: Axes, england: Number | Unknown, percent: bool) -> None:
    if isinstance(england, Printed):
        ax.axvline(england.value, color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.5)
        sign = "%" if percent else ""
        ax.text(england.value, 1.01, f"England {england.value:.1f}{sign}", transform=ax.get_xaxis_transform(),
                ha="center", va="bottom", color=ENGLAND, fontweight="semibold", fontsize=8.8)  # fmt: skip


def _funnel(ax: Axes, profile: Profile) -> pd.DataFrame:
    """Draw every authority's share by its size on what chance allows about England, the authority and its neighbours marked."""
    table = profile.standing[REPEATS].dropna(subset=["whole"])
    england = profile.estimate(REPEATS, profile.latest, NATION)
    if not isinstance(england, Printed):
        return pd.DataFrame()
    edges = np.geomspace(10, table["whole"].max() * 1.05, 120)
    band = standing.funnel(england.value, edges, profile.policy)
    ax.fill_between(edges, band["low"], band["high"], color=CHANCE_BAND, zorder=0)
    for side in ("low", "high"):
        ax.plot(edges, band[side], color=CHANCE, linewidth=0.8, zorder=1)
    ax.axhline(england.value, color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.4, zorder=1)
    near, mine = table.index.isin(profile.named(LISTS[0])), table.index == profile.authority
    others = table[~near & ~mine]
    ax.plot(others["whole"], others["value"], "o", mfc="white", mec=SOFT, mew=0.9, markersize=3.6, linestyle="")
    ax.plot(table["whole"][near], table["value"][near], "D", color=NEIGHBOURS, markersize=4.6, linestyle="")
    ax.plot(table["whole"][mine], table["value"][mine], "o", color=AUTHORITY, markersize=8.5, linestyle="", zorder=5)
    for _, row in table[mine].iterrows():
        ax.annotate(f"{profile.authority} {row['value']:.1f}%", (row["whole"], row["value"]), xytext=(12, -34),
                    textcoords="offset points", color=AUTHORITY, fontweight="semibold", fontsize=8.8,
                    arrowprops={"arrowstyle": "-", "color": AUTHORITY, "linewidth": 0.8})  # fmt: skip
    ax.set(xlim=(0, edges[-1]), ylim=(0, max(50.0, float(table["value"].max()) * 1.05)))
    percent_axis(ax)
    ax.set_xlabel("plans started in the year", fontsize=8.6)
    ax.text(1.0, england.value, f" England\n {england.value:.1f}%", transform=ax.get_yaxis_transform(), color=ENGLAND,
            fontsize=8.6, fontweight="semibold", va="center", clip_on=False)  # fmt: skip
    found = table.reset_index(names="name")[["name", "value", "whole"]]
    return found.assign(panel="all authorities", year=profile.latest)


def _by_year(ax: Axes, profile: Profile, measure: str) -> pd.DataFrame:
    """Draw one indicator by year: the authority with its ranges, its neighbours' average, England."""
    at, ends, rows = np.arange(len(profile.years)), dict[str, tuple[float, str]](), []
    series = {
        "England": (ENGLAND, [profile.estimate(measure, year, NATION) for year in profile.years]),
        "Neighbours": (NEIGHBOURS, [profile.average(measure, LISTS[0], year) for year in profile.years]),
        profile.short_name: (AUTHORITY, [profile.estimate(measure, year) for year in profile.years]),
    }
    for name, (color, found) in series.items():
        values = [each.value if isinstance(each, Number) else np.nan for each in found]
        width = 2.2 if color == AUTHORITY else 1.5
        ax.plot(at, values, color=color, linestyle=DASHES.get(color, "-"), linewidth=width, zorder=2)
        if color == AUTHORITY:
            _ranges(ax, found)
        if not np.isnan(values[-1]):
            ends[f"{name} {values[-1]:.1f}"] = (values[-1], color)
        rows += [
            {"panel": f"{indicator(measure).title} by year", "name": name, "year": year, "value": value}
            for year, value in zip(profile.years, values, strict=True)
        ]
    ax.set(xlim=(-0.3, len(at) - 0.7), ylim=(0, None), xticks=at)
    ends_in = [profile.last_year - len(at) + 1 + place for place in at]
    ax.set_xticklabels([f"{end}\n{_counted(each)}" for end, each in zip(ends_in, series[profile.short_name][1], strict=True)],
                       fontsize=8, color=INK, linespacing=1.25)  # fmt: skip
    if indicator(measure).kind == "share":
        percent_axis(ax)
    named_ends(ax, ends, len(at) - 1, gap=0.09 * ax.get_ylim()[1])
    return pd.DataFrame(rows)


def _counted(each: Number | Unknown) -> str:
    """Return the counts behind a figure, for below its year."""
    if isinstance(each, Unknown) or each.numerator is None:
        return "–"
    return f"{each.numerator:,.0f}" + (f"\nof {each.denominator:,.0f}" if each.denominator else "")


def _ranges(ax: Axes, found: Sequence[Number | Unknown]) -> None:
    known = {place: each for place, each in enumerate(found) if isinstance(each, Number) and each.low is not None}
    frame = pd.DataFrame(
        {place: {"value": each.value, "low": each.low, "high": each.high} for place, each in known.items()}
    ).T
    if len(frame):
        ranges(ax, list(frame.index), frame)


def _alt(profile: Profile) -> str:
    """Describe the four panels."""
    said = [
        f"{indicator(measure).words} in {profile.authority}: {_said(profile, measure)}" for measure in (REPEATS, RATE)
    ]
    return f"Four charts. {'; '.join(said)}. Its neighbours, all authorities by size, and both indicators over {len(profile.years)} years."


def _said(profile: Profile, measure: str) -> str:
    mine, other = profile.estimate(measure, profile.latest), profile.estimate(measure, profile.latest, NATION)
    england = f", England {other.said('value')}" if isinstance(other, Printed) else ""
    return (mine.said("full" if mine.low is not None else "") if isinstance(mine, Number) else str(mine)) + england


def _note(profile: Profile) -> str:
    return (
        f"Neighbours: the ten authorities most like this one ({LISTS[0]} list), simple average. Bars: the range of each figure. "
        "Grey: what chance allows about England’s share. No blame follows from a place in these pictures."
    )


def latest(profile: Profile) -> Table:
    """Return each indicator's latest figure, and its change on the year and over five years."""
    rows = {}
    for measure in INDICATORS:
        now = profile.estimate(measure, profile.latest)
        rows[indicator(measure).title] = {
            profile.latest: _full(now), "On the year": _changed(profile.change(measure, 1)),
            f"Since {profile.years[0]}": _changed(profile.change(measure, len(profile.years) - 1)),
        }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Indicator"), source=profile.source)


def beside(profile: Profile) -> Table:
    """Return each indicator beside both lists of neighbours, region and England, with its rank."""
    rows = {}
    for measure in INDICATORS:
        others = {f"Neighbours {which}": profile.average(measure, which, profile.latest) for which in LISTS}
        others |= {name: profile.estimate(measure, profile.latest, name) for name in (profile.region, NATION)}
        rank = profile.ranks.get(measure)
        rows[indicator(measure).title] = {
            profile.short_name: _value(profile.estimate(measure, profile.latest)),
            **{name: _value(each) for name, each in others.items()},
            "Rank, and ranks that chance allows": f"{rank:full} of {int(rank.denominator or 0)}" if rank else "–",
        }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Indicator"), source=profile.source)


def definitions() -> pd.DataFrame:
    """Return what each indicator counts, when, who defines it, and what it must not be compared with."""
    found = [indicator(measure) for measure in INDICATORS]
    return pd.DataFrame(
        {"Indicator": [each.title for each in found], "What it is": [each.words for each in found], "When": [each.clock for each in found],
         "Not to be compared with": [each.not_with for each in found]}
    ).set_index("Indicator")  # fmt: skip


def definition_table(profile: Profile) -> Table:
    """Return the definitions as a table."""
    return Table(frame=definitions(), source=profile.source)


def _full(each: Number | Unknown) -> Cell | str:
    return str(each.reason) if isinstance(each, Unknown) else Cell(each, "full" if each.low is not None else "value")


def _value(each: Number | Unknown) -> Cell | str:
    return "–" if isinstance(each, Unknown) else Cell(each, "value")


def _changed(change: Change | Unknown) -> str:
    if isinstance(change, Unknown):
        return str(change.reason)
    return f"{change:full}: {SHORT[change.chance]}"
