"""What came later, as pictures and tables."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from analysis.exhibits.lines import lines
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CLEAR, ENGLAND, NARROW, SOFT, WIDTH
from analysis.exhibits.table import Table
from analysis.indicators import sources
from analysis.indicators.estimate import Share
from analysis.investigations.what_happened_next.study import OUTCOMES, WhatHappenedNext


def repeat_plans(study: WhatHappenedNext, area: str, mark: str, words: str) -> Picture:
    """Return the official share of repeat plans by year with its range beside England, a dotted line after the year of a claim."""
    years = study.later.periods("repeat_plans_share", area, "financial_year")
    shares = [each for each in (study.share(area, year) for year in years) if isinstance(each, Share)]
    england = [study.official("England", year) for year in years]
    table = pd.DataFrame([{"value": each.value, "low": each.low, "high": each.high} for each in shares])
    drawn = {
        area: table.set_axis(years),
        "England": pd.DataFrame({"value": [each.value for each in england]}, index=years),
    }
    counts = [each.said().split(" (")[0] for each in shares]
    rows = tuple(row for each in (*shares, *england) for row in each.rows)
    others = pd.DataFrame({"area": "England", "year": years, "value": [each.value for each in england]})
    data = pd.concat([table.assign(area=area, year=years), others], ignore_index=True)
    low, high = (pick(shares, key=lambda each: each.value) for pick in (min, max))
    after = drawn[area]["value"].iloc[years.index(mark) + 1]
    return Picture(
        fig=_by_year(drawn, mark, words, counts), narrow=_by_year(drawn, mark, words), data=data,
        numbers=(*shares, *england), source=sources.line(study.later.rows, rows),
        alt=f"Repeat plans in {area}: {drawn[area]['value'][mark]:.1f}% in {mark}, before the dotted line, and {after:.1f}% a year later. "
        f"From {years[0]} to {years[-1]} they run from {low:value} to {high:value}; England goes from {england[0]:value} to "
        f"{england[-1]:value}.",
        note="Bars: the range of each year. Counts of England are rounded to ten.",
    )  # fmt: skip


def _by_year(drawn: dict[str, pd.DataFrame], mark: str, words: str, counts: Sequence[str] = ()) -> Figure:
    """Return both lines; without counts for a telephone."""
    narrow, colors = not counts, dict(zip(drawn, (AUTHORITY, ENGLAND), strict=True))
    width, height = (NARROW, 84) if narrow else (WIDTH, 80)
    fig = lines(drawn, colors, counts=counts, counted="repeats, of starts", height=height, width=width)
    ax, years = fig.axes[0], list(next(iter(drawn.values())).index)
    cut = years.index(mark) + 0.5
    ax.axvline(cut, color=SOFT, linewidth=1, linestyle=(0, (1, 2)))
    told = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points", "bbox": CLEAR}
    ax.annotate(f"after {words}", (cut, 1), (5, -2), va="top", color=SOFT, fontsize=8.6, **told)  # type: ignore[arg-type]
    return fig


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
    return Table(frame=pd.DataFrame(rows).set_index("Claim"), source=study.settled_by)
