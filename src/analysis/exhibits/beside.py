"""A share beside its comparators: what is drawn of it, and the table of gaps."""

import pandas as pd

from analysis.exhibits.by_year import short, with_gaps
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.beside import Beside
from analysis.indicators.estimate import Unknown
from analysis.indicators.looks import SHORTLY


def _middle(area: str) -> str:
    return "neighbours" if "neighbours" in area.lower() else area


def frames_of(beside: Beside) -> dict[str, pd.DataFrame]:
    """Return a frame by name for `lines.lines`: value, low, high (percent) of the area, value of each comparator."""
    mine = {name: {"value": each.value, "low": each.low, "high": each.high} for name, each in beside.estimates.items()}
    frames = {beside.area: pd.DataFrame(mine).T.astype(float)}
    for name, held in beside.others.items():
        values = pd.Series({period: each.value for period, each in held.items()}, dtype=float)
        frames[short(name)] = pd.DataFrame({"value": values.reindex(beside.periods)})
    return frames


def gaps(beside: Beside) -> Table | Unknown:
    """Return how far each year lies from each comparator, and what chance makes of it."""
    if not beside.gaps:
        return Unknown("no comparator is printed for these years")
    years = {period: {beside.area: Cell(beside.estimates[period])} for _, period in beside.gaps}
    gaps = {
        (period, name): (Cell(gap, "bare"), SHORTLY[beside.verdicts[name, period]])
        for (name, period), gap in beside.gaps.items()
    }
    return Table(
        frame=with_gaps(years, gaps, "Year", lambda name: f"Less {_middle(name)}, points"),
        source=sources.line(beside.figures.rows, beside.rows),
        note=verdicts_note(len(beside.gaps)),
    )


def verdicts_note(number: int) -> str:
    """Return what the verdicts of a table of so many gaps mean."""
    return (
        f"More than chance: although {number} gaps were looked at (Holm). Only if looked at alone: not by that rule. Depends on siblings: "
        "more than chance only if few brothers and sisters come together."
    )
