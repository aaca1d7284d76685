"""Pictures and tables of who refers, and of who is on a plan."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.rows import in_rows
from analysis.exhibits.style import AUTHORITY, CHANCE, CLEAR, INK, NARROW, WIDTH, direct_label, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Share
from analysis.investigations.children_and_referrals.people import CALLED, COUNTED, FEWEST, People
from analysis.investigations.children_and_referrals.referrals import Fall, Referrals

SHOWN = 8


def who_refers(found: Referrals) -> Picture:
    """Return the share of the largest sources in both years, joined."""
    names = list(found.changes)[:SHOWN]
    pairs = {name: (found.share(name, found.first), found.share(name, found.last)) for name in names}
    data = pd.DataFrame(
        [
            {"source": name, "year": year, "value": share.value, "low": share.low, "high": share.high}
            for name, pair in pairs.items()
            for year, share in zip((found.first, found.last), pair, strict=True)
        ]
    )
    told = "; ".join(f"{name} {before:value} to {now:value}" for name, (before, now) in pairs.items())
    return Picture(
        fig=_joined(pairs, found, narrow=False), narrow=_joined(pairs, found, narrow=True), data=data, source=found.source,
        numbers=tuple(share for pair in pairs.values() for share in pair), alt=f"{found.finding}. {found.first} to {found.last}: {told}.",
        note=f"The {len(names)} largest of {len(found.changes)} sources. The bar is the range of each share.",
    )  # fmt: skip


def _joined(pairs: dict[str, tuple[Share, Share]], found: Referrals, *, narrow: bool) -> Figure:
    row = 11.0 if narrow else 8.5
    fig, ax = panel(
        14 + row * len(pairs),
        left=4 if narrow else 50,
        right=4 if narrow else 26,
        top=5,
        bottom=8,
        width=NARROW if narrow else WIDTH,
    )
    for y, (name, (before, now)) in enumerate(pairs.items()):
        ax.plot([before.value, now.value], [y, y], color=CHANCE, linewidth=1, zorder=1)
        for share, color, shift in ((before, CHANCE, -0.16), (now, AUTHORITY, 0.16)):
            ax.plot(
                [float(share.low or 0), float(share.high or 0)],
                [y + shift, y + shift],
                color=color,
                linewidth=1.2,
                zorder=2,
            )
            ax.plot([share.value], [y], "o" if color == AUTHORITY else "s", color=color, markersize=6, zorder=3)
        if narrow:
            ax.text(0.0, y - 0.4, name, transform=ax.get_yaxis_transform(), color=INK, va="center", bbox=CLEAR)
        else:
            said = f"{before.said('value')} to {now.said('value')}"
            ax.text(1.02, y, said, transform=ax.get_yaxis_transform(), color=AUTHORITY, va="center", fontsize=8.8)
    first, last = next(iter(pairs.values()))
    for share, year, color in ((first, found.first, CHANCE), (last, found.last, AUTHORITY)):
        direct_label(
            ax, share.value, 0, year, color, dx=0, dy=11, ha="center", fontweight="semibold", path_effects=charts.HALO
        )
    ax.set_yticks(range(len(pairs)), [] if narrow else list(pairs))
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set(ylim=(len(pairs) - 0.5, -0.8), xlim=(0, None))
    ax.xaxis.set_major_formatter("{x:.0f}%")
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x")
    return fig


def changed_shares(people: People) -> Picture:
    """Return the change of each group's share with its range."""
    rows = {
        f"{name}: {CALLED.get(group, group)}" if group != name else f"{name} recorded": {
            "value": change.value, "low": change.low, "high": change.high, "chance": change.chance,
        }
        for (name, group), change in people.changes.items()
    }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("group")
    ends = (table["value"].idxmin(), table["value"].idxmax())
    least, most = (f"{words.signed(table.loc[name, 'value'])} ({name})" for name in ends)
    apart = [name for name, row in table.iterrows() if row["chance"] == "no"]
    return Picture(
        fig=in_rows(table, unit="points", left=62, right=4, row=6.0), narrow=in_rows(table, unit="points", narrow=True),
        data=table.reset_index(), source=people.source,
        numbers=tuple(people.changes.values()),
        alt=f"{people.changed}. Changes run from {least} to {most} points; more than chance if looked at alone: "
        f"{', '.join(map(str, apart)) or 'none'}.",
        note="Filled: more than chance if looked at alone. Of two groups that mirror each other the smaller is drawn. Unborn children and "
        "those without record are left out, save by age.",
    )  # fmt: skip


def tests(people: People) -> Table:
    """Return whether each division changed."""
    rows = {
        test.name.capitalize(): {
            "Would have to change group": Cell(test.moved), "Chance, all divisions counted": Cell(test.p),
            "Verdict": "clear change" if test.clear else "no clear change",
        }
        for test in people.tests
    }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Division"), source=people.source)


def on_both_days(people: People) -> Table:
    """Return every group on both days, in numbers or, where none are printed, as a share; the smallest groups are left out."""
    days = (people.first, people.last)
    rows: dict[str, dict[str, Cell]] = {}
    for name, held in people.divisions.items():
        counted = name in COUNTED
        for group in held.numbers.index:
            if counted and held.numbers.loc[group, list(days)].min() < FEWEST:
                continue
            made = people.share if counted else people.printed
            rows[f"{name}: {CALLED.get(str(group), group)}" if group != name else name] = {
                day: Cell(made(name, str(group), day)) for day in days
            }
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("Group")
    return Table(
        frame=frame, source=people.source, note=f"Groups of fewer than {FEWEST} children on either day are left out."
    )


def fall(found: Fall, referrals: Referrals) -> Table:
    """Return the two lines of a running total that falls, as printed."""
    given = referrals.given[referrals.given["group"].isin([f"source: {found.name}", f"source: {found.taker}"])]
    return Table(frame=found.table.astype(int).rename_axis("Referrals since April, by"), source=sources.line(given))
