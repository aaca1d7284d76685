"""Pictures and tables of the gap between districts."""

import pandas as pd
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.rows import in_rows
from analysis.exhibits.style import AUTHORITY, CHANCE, CHANCE_BAND, NARROW, RULE, SOFT, WIDTH, direct_label, new, panel
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Unknown
from analysis.indicators.looks import SHORTLY
from analysis.investigations.district_convergence import district_rates
from analysis.investigations.district_convergence.study import Districts
from analysis.investigations.district_convergence.window import DRAWS
from analysis.statistics.spread import convergence

FEWEST = 3  # districts: of two, nothing is left to compare when one is left out, and a slope has no range


def gap(found: Districts) -> Picture:
    """Return the relative gap by date, on what chance alone makes."""
    data = pd.DataFrame(
        {
            "date": [f"{date:%Y-%m-%d}" for date in found.rates.index],
            "relative_gap_percent": [number.value for number in found.gaps.values()],
            "chance_up_to_percent": found.by_chance.to_list(),
            "chance": [SHORTLY[each] for each in found.standing.values()],
        }
    )
    clear = [words.day(date) for date, each in found.standing.items() if each == "clear"]
    return Picture(
        fig=_gap(found, data, WIDTH), narrow=_gap(found, data, NARROW), data=data, source=found.source, numbers=tuple(found.gaps.values()),
        alt=f"The relative gap went from {found.gaps[found.start]} on {words.day(found.start)} to {found.gaps[found.end]} on "
        f"{words.day(found.end)}. It is more than chance makes on {words.listed(clear or ['no date'])}.",
        note="Relative gap: how far a district typically lies from the average of the districts, in percent of that average. The grey "
        "area is what chance makes among districts that are alike, in 95 of 100 cases. A filled point is more than chance makes at "
        f"every number of brothers and sisters tried, although {len(found.rates)} dates were looked at (Holm).",
    )  # fmt: skip


def _gap(found: Districts, data: pd.DataFrame, width: float) -> Figure:
    fig, ax = panel(78, left=10, right=34 if width == WIDTH else 4, top=5, bottom=9, width=width)
    dates = found.rates.index
    ax.fill_between(dates, 0, data["chance_up_to_percent"], color=CHANCE_BAND, linewidth=0, zorder=0)
    ax.plot(dates, data["chance_up_to_percent"], color=CHANCE, linewidth=0.9)
    ax.plot(dates, data["relative_gap_percent"], color=AUTHORITY, linewidth=1.6, zorder=2)
    for date, value, doubt in zip(dates, data["relative_gap_percent"], data["chance"], strict=True):
        ax.plot(
            [date],
            [value],
            "o",
            markersize=7,
            mfc=AUTHORITY if doubt == SHORTLY["clear"] else "white",
            mec=AUTHORITY,
            mew=1.5,
            zorder=3,
        )
    ax.axvline(found.began, color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
    ax.set(ylim=(0, None), xlim=(dates[0] - pd.Timedelta(days=60), dates[-1] + pd.Timedelta(days=60)))
    direct_label(ax, found.began, ax.get_ylim()[1] * 0.97, "audits begin", SOFT, dx=4)
    charts.percent_axis(ax)
    if width == WIDTH:
        ends = {
            "relative gap": (float(data["relative_gap_percent"].iloc[-1]), AUTHORITY),
            "what chance makes\nin 95 of 100 cases": (float(data["chance_up_to_percent"].iloc[-1]) * 0.55, CHANCE),
        }
        charts.named_ends(ax, ends, dates[-1], gap=0.12 * ax.get_ylim()[1])
    return fig


def districts(found: Districts) -> Picture:
    """Return each district's rate on what chance makes when all share one rate."""
    told = (found.policy.siblings, found.policy.confidence, DRAWS, found.policy.seed)
    bands = convergence.bands(found.rates, found.whole.shares, found.population, *told)
    data = pd.concat(bands, names=["district", "date"]).reset_index()
    data["date"] = [f"{date:%Y-%m-%d}" for date in data["date"]]
    outside = (data["value"] < data["low"]) | (data["value"] > data["high"])
    far = outside.groupby(data["district"]).sum().reindex(found.districts)
    return Picture(
        fig=_districts(found, bands), narrow=_districts(found, bands, narrow=True), data=data, source=found.source, numbers=(),
        alt=f"On how many of {len(found.rates)} dates a district lies outside of what chance makes: "
        + ", ".join(f"{name} {count:.0f}" for name, count in far.items())
        + ".",
        note="Grey: what chance makes when all districts share the county’s common rate; the dotted line marks the audits.",
    )  # fmt: skip


def _districts(found: Districts, bands: dict[str, pd.DataFrame], *, narrow: bool = False) -> Figure:
    across, width = (2, NARROW) if narrow else (len(bands), WIDTH)
    down = -(-len(bands) // across)
    fig, axes = new(
        down, across, height=(2.0 if narrow else 1.5) * down + 0.6, width=width / 25.4, sharey=True, squeeze=False
    )
    for ax in axes.flat[len(bands) :]:
        ax.set_axis_off()
    for ax, (name, band) in zip(axes.flat, bands.items(), strict=False):
        ax.fill_between(band.index, band["low"], band["high"], color=CHANCE_BAND, linewidth=0)
        ax.plot(band.index, band["common"], color=CHANCE, linewidth=0.9)
        ax.plot(band.index, band["value"], "o-", color=AUTHORITY, linewidth=1.3, markersize=3.5)
        ax.axvline(found.began, color=SOFT, linewidth=0.8, linestyle=(0, (1, 2)))
        ax.set_title(name.replace(" and ", "\nand "), fontsize=9)
        ax.set_xticks([found.start, found.end], [f"{found.start:%Y}", f"{found.end:%Y}"])
        ax.grid(color=RULE, axis="y")
    axes[0, 0].set_ylim(0, 1.05 * max(band[["value", "high"]].to_numpy().max() for band in bands.values()))
    return fig


def spread(found: Districts) -> Table:
    """Return the gap by date in several measures."""
    every = convergence.spread(found.rates, found.whole.shares)
    rows = {
        words.day(date): {
            "Relative gap": Cell(found.gaps[date]), "Standard deviation": Cell(found.distance(date)),
            "Lowest": float(found.rates.loc[date].min()), "Highest": float(found.rates.loc[date].max()),
            "Would have to move": f"{100 * row['dissimilarity']:.0f}%", "Chance?": SHORTLY[found.standing[date]],
        }
        for date, row in every.iterrows()
    }  # fmt: skip
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Date"), source=found.source,
        note="Would have to move: the share of children on plans who would have to live in another district for all rates to be equal. "
        f"More than chance: although {len(found.rates)} dates were looked at (Holm).",
    )  # fmt: skip


def readings(found: Districts) -> Table:
    """Return the part of the fall that came before the audits, by when they began."""
    rows = {
        name: {"Part before": Cell(number), "Range": Cell(number, "range")} for name, number in found.audits.readings
    }
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Audits began"), source=found.source,
        note="More than 100% means that the gap was already smaller than at the end. The two dates share many children, so the range is "
        "too wide rather than too narrow.",
    )  # fmt: skip


def without(found: Districts) -> Table | Unknown:
    """Return the relative gap when one district is left out."""
    if len(found.districts) < FEWEST:
        return Unknown(f"{FEWEST} districts or more are needed")
    dates = [name for name in found.without.columns if name != "fall"]
    frame = found.without[dates].map(lambda each: f"{100 * each:.0f}%")
    frame.columns = [words.day(date) for date in dates]
    return Table(frame=frame.rename_axis("District left out"), source=found.source)


def slopes(found: Districts) -> Table | Unknown:
    """Return whether high districts fell more than low ones, beyond evening out by chance."""
    if len(found.districts) < FEWEST:
        return Unknown(f"{FEWEST} districts or more are needed")
    rows = {
        name: {
            "Slope": words.number(slope.value, 2), "Range": words.interval(slope.low, slope.high, decimals=2),
            "Chance makes, 95 of 100": f"{words.number(slope.null_p05, 2)} or above", "p": words.p_value(slope.p),
            "Chance?": SHORTLY[found.slopes_standing[name]],
        }
        for name, slope in found.slopes.items()
    }  # fmt: skip
    return Table(
        frame=pd.DataFrame(rows).T.rename_axis("Stretch"), source=found.source,
        note="0: all fell by the same percentage; −1: all ended at one rate. p is the largest over all lasting differences that the "
        "printed rates allow, at the sibling effect of every range. So few districts leave a slope uncertain.",
    )  # fmt: skip


def left_over(found: Districts) -> Picture:
    """Return the children who are in the county's figure and in no district's."""
    data = found.whole.left_over.assign(date=[words.day(date) for date in found.whole.left_over.index])
    unit = "children in the county’s figure and in no district’s"
    table = data.set_index("date")[["value", "low", "high"]].assign(
        chance=["no" if low > 0 else "yes" for low in data["low"]]
    )
    return Picture(
        fig=in_rows(table, unit=unit, left=34, right=6, row=4.8), narrow=in_rows(table, unit=unit, narrow=True),
        data=data[["date", "value", "low", "high"]], source=sources.line(found.printed), numbers=tuple(found.whole.missing.values()),
        alt=f"{found.whole.title}. {found.whole.said}. What is possible, by date: "
        + "; ".join(f"{row.date} {words.interval(row.low, row.high, decimals=0)}" for row in data.itertuples()) + ".",
        note="The bar holds every number that is possible with population shares that add up at the earlier dates. A filled point cannot "
        "be 0.",
    )  # fmt: skip


def rises(found: Districts) -> Table | Unknown:
    """Return each district's rise over the year before the audits."""
    rises_of = found.audits.rises
    if rises_of.empty:
        return Unknown("no year before the audits is printed")
    frame = pd.DataFrame(
        {
            "From": rises_of["start"], "To": rises_of["end"], "Rise": [words.percent(value, 0) for value in rises_of["value"]],
            "Rounding allows": [words.interval(row.low, row.high, "%", 0) for row in rises_of.itertuples()],
        }
    ).rename_axis("District")  # fmt: skip
    return Table(
        frame=frame, source=found.source,
        note="Rounding is allowed for, chance is not: where few children are on a plan it can put another first.",
    )  # fmt: skip


def referrals(found: Districts) -> Table | Unknown:
    """Return the gap in referrals by year."""
    held = found.referrals
    if isinstance(held, Unknown):
        return held
    frame = pd.DataFrame(
        {
            "Lowest": held["lowest"], "Highest": held["highest"],
            "Relative gap": [words.percent(100 * each, 0) for each in held["observed"]],
            "Chance makes up to": [words.percent(100 * each, 0) for each in held["p95"]],
        }
    ).set_axis([f"year to {words.day(date)}" for date in held.index])  # fmt: skip
    return Table(frame=frame.rename_axis("Year"), source=sources.line(found.observations, found.referral_rows))


def real_spread(found: Districts) -> Table:
    """Return the spread beyond chance and rounding, by two methods."""
    tau = found.real_spread
    frame = pd.DataFrame(
        {
            "By moments": [f"{value**0.5:.1f}" for value in tau["value"]],
            "Range": [words.interval(a**0.5, b**0.5) for a, b in zip(tau["low"], tau["high"], strict=True)],
            "By likelihood": [f"{value**0.5:.1f}" for value in tau["likelihood"]],
            "Range, likelihood": [
                words.interval(a**0.5, b**0.5)
                for a, b in zip(tau["likelihood_low"], tau["likelihood_high"], strict=True)
            ],
        },
        index=pd.Index([words.day(date) for date in tau.index], name="Date"),
    )
    return Table(frame=frame, source=found.source)


def disagreements(found: Districts) -> Table | Unknown:
    """Return the figures that two documents print differently beyond rounding."""
    differ = district_rates.disagreements(found.every[found.every["period_end"].isin(found.rates.index)])
    beyond = differ[differ["beyond_rounding"]]
    if beyond.empty:
        return Unknown("no two documents differ beyond rounding")
    frame = pd.DataFrame(
        {"Area": beyond["area"], "Earlier document": beyond["earlier"], "Later document": beyond["later"]}
    )
    frame.index = pd.Index([words.day(date) for date in beyond["date"]], name="Date")
    return Table(frame=frame, source=sources.line(found.every), note="The later document is used.")
