"""Pictures of an authority against its comparators."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.style import BAND, GREY, NAVY, ORANGE, TEAL, category_ticks, direct_label, new


def ratios(rows: pd.DataFrame, colors: dict[str, str] | None = None) -> Figure:
    """Return each indicator as a percentage of its comparators', with intervals; filled where beyond noise.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns words (what is compared), other, ratio, ratio_low, ratio_high (percent), clear (bool); strongest evidence
        first.
    colors : dict of str, optional
        Colour by comparator.
    """
    shades = colors or dict(zip(dict.fromkeys(rows["other"]), (TEAL, ORANGE), strict=False))
    fig, ax = new(height=0.6 + 0.235 * len(rows))
    ax.axvline(100, color=GREY, linewidth=1)
    for place, row in zip(range(len(rows))[::-1], rows.itertuples(), strict=True):
        color = shades[row.other]
        ax.hlines(place, row.ratio_low, row.ratio_high, color=color, linewidth=1.6)
        ax.plot(row.ratio, place, "o", color=color, markerfacecolor=color if row.clear else "white")
        direct_label(ax, rows["ratio_high"].max() * 1.02, place, row.other, color, dx=0)
    ax.set_yticks(range(len(rows))[::-1], rows["words"])
    ax.set_xscale("log")
    ticks = [tick for tick in (25, 50, 67, 80, 100, 125, 150, 200) if rows["ratio_low"].min() < tick]
    ax.set_xticks(ticks, [f"{tick}%" for tick in ticks])
    ax.minorticks_off()
    ax.set(xlabel="Authority as a percentage of the comparator (100% = the same)", ylim=(-0.7, len(rows) - 0.3))
    ax.grid(visible=False, axis="y")
    return fig


def evidence_by_year(z: pd.DataFrame, reach: float) -> Figure:
    """Return the strength of evidence for a gap, by indicator and year, as dots whose area grows with it.

    Parameters
    ----------
    z : pandas.DataFrame
        Index what is compared; columns years; differences in standard errors, missing where nothing is printed.
    reach : float
        Standard errors within which a difference is noise.
    """
    fig, ax = new(height=0.9 + 0.33 * len(z))
    for place, (_, row) in zip(range(len(z))[::-1], z.iterrows(), strict=True):
        for at, value in enumerate(row):
            if pd.isna(value):
                continue
            color = BAND if abs(value) < reach else (ORANGE if value > 0 else NAVY)
            ax.scatter(at, place, s=28 * max(abs(value), 0.4), color=color, linewidth=0)
            if abs(value) >= reach:
                direct_label(ax, at, place, "higher" if value > 0 else "lower", color, dx=12)
    category_ticks(ax, z.columns)
    ax.set_yticks(range(len(z))[::-1], z.index)
    ax.set(xlim=(-0.5, len(z.columns) - 0.2), ylim=(-0.7, len(z) - 0.3))
    return fig
