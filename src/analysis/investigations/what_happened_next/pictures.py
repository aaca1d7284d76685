"""What came later, as pictures and tables."""

import pandas as pd

from analysis.exhibits.charts import counts_below, named_ends, percent_axis, periods_below, ranges
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, DASHES, ENGLAND, SOFT, panel
from analysis.exhibits.table import Table
from analysis.indicators import sources
from analysis.indicators.estimate import Share
from analysis.investigations.what_happened_next.study import OUTCOMES, WhatHappenedNext


def repeat_plans(study: WhatHappenedNext, area: str, mark: str, words: str) -> Picture:
    """Return the official share of repeat plans by year with its range beside England, a dotted line after the year of a claim."""
    years = study.later.periods("repeat_plans_share", area, "financial_year")
    shares = [each for each in (study.share(area, year) for year in years) if isinstance(each, Share)]
    england = [study.official("England", year) for year in years]
    fig, ax = panel(78, left=10, right=34, top=8, bottom=14)
    at = list(range(len(years)))
    table = pd.DataFrame([{"value": each.value, "low": each.low, "high": each.high} for each in shares])
    ax.plot(at, table["value"], color=AUTHORITY, linewidth=2.0, zorder=2)
    ranges(ax, at, table)
    ax.plot(at, [each.value for each in england], color=ENGLAND, linestyle=DASHES[ENGLAND], linewidth=1.5)
    cut = years.index(mark) + 0.5
    ax.axvline(cut, color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
    after = f"  after {words}"
    ax.text(cut, 1.02, after, transform=ax.get_xaxis_transform(), va="bottom", color=SOFT, fontsize=8.6)
    ax.set(xlim=(-0.4, len(years) - 0.6), ylim=(0, None))
    percent_axis(ax)
    periods_below(ax, years)
    counts_below(ax, [each.said().split(" (")[0] for each in shares], "repeats, of starts")
    ends = {
        f"{area} {shares[-1].value:.1f}": (shares[-1].value, AUTHORITY),
        f"England {england[-1].value:.1f}": (england[-1].value, ENGLAND),
    }
    named_ends(ax, ends, len(years) - 1, gap=0.08 * ax.get_ylim()[1])
    rows = tuple(row for each in (*shares, *england) for row in each.rows)
    others = pd.DataFrame({"area": "England", "year": years, "value": [each.value for each in england]})
    data = pd.concat([table.assign(area=area, year=years), others], ignore_index=True)
    return Picture(
        fig=fig, data=data, numbers=(*shares, *england), source=sources.line(study.later.rows, rows),
        alt=f"Repeat plans in {area} by year: {shares[0]:value} in {years[0]}, {shares[-1]:value} in {years[-1]}; England "
        f"{england[0]:value} and {england[-1]:value}. A dotted line stands after {mark}.",
        note="Bars: the range of each year. Counts of England are rounded to ten.",
    )  # fmt: skip


def foretold(study: WhatHappenedNext) -> Table:
    """Return how claims of each verdict fared."""
    frame = study.foretold.rename_axis("What was said of the claim").rename_axis(columns=None)
    frame.columns = [outcome.capitalize() for outcome in OUTCOMES]
    return Table(frame=frame, source=study.source)


def followed(study: WhatHappenedNext) -> Table:
    """Return each claim with what was said of it, and the years that followed."""
    rows = [
        {"Claim": f"{each.claim}: {each.paraphrase}", "Said at the time": each.verdict, "The years that followed": each.said,
         "So": each.outcome} for each in study.followed
    ]  # fmt: skip
    return Table(frame=pd.DataFrame(rows).set_index("Claim"), source=study.source)


def settled(study: WhatHappenedNext) -> Table:
    """Return each claim without a figure at the time, and what the figure of that time says."""
    rows = [
        {"Claim": f"{each.claim}: {each.paraphrase}", "Why it could not be told": each.because, "The figure published since": each.said}
        for each in study.settled
    ]  # fmt: skip
    return Table(frame=pd.DataFrame(rows).set_index("Claim"), source=study.source)
