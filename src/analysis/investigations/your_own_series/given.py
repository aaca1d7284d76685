"""What the analyst gives besides the series: a target, days when the process changed; and the printed example."""

from typing import Any

import pandas as pd

from analysis.indicators import sources
from analysis.indicators.definitions import indicator, needed
from analysis.indicators.estimate import Number
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.over_time import by_period
from analysis.observations import periods

SHARE = "repeat_plans_share"
MEASURES = needed(SHARE)
FEWEST = 4


def example(figures: Figures, area: str, yardstick: str = "England") -> dict[str, Any]:
    """Return an area's printed repeat plans as an own file would give them, by quarter where printed, else by year.

    Returns
    -------
    dict
        For `study.YourSeries`: series, counted, source, better, and as target the yardstick's latest printed share of the
        same time.

    Raises
    ------
    MissingFigureError
        If fewer than four periods are printed with counts.
    """
    found = {kind: by_period(figures, SHARE, area, kind) for kind in ("quarter", "financial_year")}
    kind = next((name for name, table in found.items() if len(table) >= FEWEST), "")
    if not kind:
        raise MissingFigureError(
            f"The example needs four periods of repeat plans for {area}; a line of data/own/quarters.csv is "
            f"'{area},Q1 21/22,120,30,,', and a series of another kind goes into a file of its own."
        )
    what, series = indicator(SHARE), _as_a_file(found[kind], kind)
    # a share of other years is no yardstick
    years = [
        name
        for name in figures.periods(SHARE, yardstick, "financial_year")
        if series["start"].min() < figures.order(name)[0] and figures.order(name)[1] < series["end"].max()
    ]
    return {
        "series": series, "counted": what.words, "better": what.better or "neither",
        "source": sources.line(figures.rows, [each for rows in found[kind]["rows"] for each in rows]),
        "target": figures.printed(SHARE, yardstick, years[-1]) if years else None,
    }  # fmt: skip


def _as_a_file(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    read = [periods.parse(str(name)) for name in table.index]
    dates = {"start": [each.start for each in read], "end": [each.end for each in read]}
    told = {name: pd.to_datetime(days) for name, days in dates.items()}
    return (
        table.rename(columns={"part": "count"}).rename_axis("period").reset_index().assign(**told, type=kind, group="")
    )


def target(text: str) -> Number | None:
    """Return a target as given, or None for nothing.

    Raises
    ------
    ValueError
        If the text is no number.
    """
    if not text.strip():
        return None
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        raise ValueError(f"target: '{text}' is no number; write it as 20 or 41.5, or leave it empty.") from None
    return Number(key="target", value=value, label="target, as given", digits=0 if value.is_integer() else 1)


def days(text: str) -> list[pd.Timestamp]:
    """Return the days that a parameter names, in order.

    Raises
    ------
    ValueError
        If one of them is not of the form 2019-04-01.
    """
    found = []
    for each in (part.strip() for part in text.split(",") if part.strip()):
        try:
            found.append(pd.to_datetime(each, format="%Y-%m-%d"))
        except ValueError:
            raise ValueError(f"changed: '{each}' is no day; write days as 2019-04-01, separated by commas.") from None
    return sorted(set(found))
