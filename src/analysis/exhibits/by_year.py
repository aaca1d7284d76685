"""One indicator of an authority by year, with its range, beside its comparators: the picture that most questions need."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import words
from analysis.exhibits import lines
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, ENGLAND, NARROW, NEIGHBOURS
from analysis.exhibits.table import Cell
from analysis.indicators import sources
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Share, Unknown
from analysis.indicators.figures import Figures

WIDEST = 3  # comparators with columns of their own
CUT = 40.0  # a share that never falls below may be drawn from above zero


def years(figures: Figures, measure: str, area: str) -> dict[str, Number]:
    """Return the estimate of each year for which an indicator, and the count behind it, are printed; a stock on 31 March."""
    stock = indicator(measure).stock
    names = figures.periods(measure, area, "as_at" if stock else "financial_year")
    found = {
        name: figures.try_estimate(measure, area, name) for name in names if not stock or name.startswith("31 March")
    }
    return {name: each for name, each in found.items() if isinstance(each, Number)}


def picture(
    figures: Figures,
    measure: str,
    area: str,
    comparators: list[str],
    *,
    counted: str = "children",
    names: Sequence[str] = (),
) -> Picture | Unknown:
    """Return the picture.

    Parameters
    ----------
    figures : Figures
    measure, area : str
    comparators : list of str
        Areas whose printed figures are drawn as lines.
    counted : str
        What part and whole of a share count, for the line below the years.
    names : sequence of str
        The years that are drawn; all where none is named.
    """
    what = indicator(measure)
    mine = {name: figures.estimate(measure, area, name) for name in names or years(figures, measure, area)}
    broken = [name for name in what.broken_in(area) if name in mine]
    if len(mine) < 2:
        return Unknown(f"{what.words} of {area} are printed with their counts for fewer than two years")
    table = pd.DataFrame(
        {name: {"value": each.value, "low": each.low, "high": each.high} for name, each in mine.items()}
    ).T
    others = {short(name): _printed(figures, measure, name, list(mine)) for name in comparators}
    drawn = {area: table} | {name: frame for name, frame in others.items() if frame["value"].notna().any()}
    start = _start(what.kind, drawn)
    told = {
        "colors": {name: ENGLAND if name == "England" else NEIGHBOURS for name in drawn} | {area: AUTHORITY},
        "percent": what.kind == "share", "start": start, "broken": broken,
    }  # fmt: skip
    counts = [f"{each.counts[0]:,.0f} of {each.counts[1]:,.0f}" for each in mine.values() if isinstance(each, Share)]
    held = figures.rows
    of = held["measure"].eq(measure) & held["area"].isin(comparators) & held["period"].isin(list(mine))
    return Picture(
        fig=lines.lines(drawn, counts=counts, counted=counted, **told),  # type: ignore[arg-type]
        narrow=lines.lines(drawn, width=NARROW, **told),  # type: ignore[arg-type]
        data=pd.concat(drawn, names=["area", "year"]).reset_index(),
        source=sources.line(held, [*held.loc[of, "id"], *(row for each in mine.values() for row in each.rows)]),
        numbers=tuple(mine.values()), note=_note(start, broken, list(drawn)), alt=_alt(area, mine, drawn, broken),
    )  # fmt: skip


def short(area: str) -> str:
    """Return the name of a comparator in a chart or heading."""
    return "Neighbours" if "neighbours" in area.lower() else area


def with_gaps(
    rows: Mapping[str, Mapping[str, Any]],
    gaps: Mapping[tuple[str, str], tuple[Cell, str]],
    head: str,
    column: Callable[[str], str] = short,
) -> pd.DataFrame:
    """Return rows with their gaps to comparators: two columns for each of a few, a row for each of many.

    Parameters
    ----------
    rows : mapping
        Row to its first cells by column.
    gaps : mapping
        Row and comparator to the cell, and to what chance makes of it.
    head : str
        What the rows are.
    column : callable
        From a comparator to the name of its column.
    """
    if len({other for _, other in gaps}) <= WIDEST:
        made = {row: dict(cells) for row, cells in rows.items()}
        for (row, other), (cell, verdict) in gaps.items():
            made[row] |= {column(other): cell, f"{short(other)}: chance?": verdict}
        return pd.DataFrame(made).T.fillna("").rename_axis(head)
    found = []
    for row, cells in rows.items():
        beside: list[tuple[Any, ...]] = [(short(other), *gap) for (of, other), gap in gaps.items() if of == row]
        found += [
            {head: row, **cells, "Beside": name, "Gap": cell, "Gap: chance?": verdict}
            for name, cell, verdict in beside or [("", "", "")]
        ]
    return pd.DataFrame(found).set_index(head)


def _printed(figures: Figures, measure: str, area: str, names: list[str]) -> pd.DataFrame:
    known = {name: figures.printed(measure, area, name).value for name in names if figures.has(measure, area, name)}
    return pd.DataFrame({"value": pd.Series(known, dtype=float).reindex(names)})


def _start(kind: str, drawn: dict[str, pd.DataFrame]) -> float:
    lowest = min(float(frame.min(numeric_only=True).min()) for frame in drawn.values())
    return 10 * (lowest // 10) if kind == "share" and lowest > CUT else 0.0


def _note(start: float, broken: list[str], names: list[str]) -> str:
    parts = ["The bar is the range of each figure."]
    parts += ["Neighbours: the printed average of similar authorities."] if "Neighbours" in names else []
    parts += [f"The scale starts at {start:.0f}%."] if start else []
    parts += [f"{words.listed(broken)} was recorded in another way."] if broken else []
    return " ".join(parts)


def _alt(area: str, mine: dict[str, Number], drawn: dict[str, pd.DataFrame], broken: list[str]) -> str:
    whole = {name: each for name, each in mine.items() if name not in broken} or mine
    first, *_, last = list(whole) * 2
    low, high = (pick(whole, key=lambda name: whole[name].value) for pick in (min, max))
    said = f"{area}: {whole[first]:value} in {first}, {whole[last]:value} in {last}; lowest {whole[low]:value} in {low}, highest "
    apart = "".join(f" {name}, at {mine[name]:value}, was recorded in another way and stands apart." for name in broken)
    beside = [_side(mine, name, frame["value"].dropna()) for name, frame in drawn.items() if name != area]
    return f"{said}{whole[high]:value} in {high}.{''.join(beside)}{apart}"


def _side(mine: dict[str, Number], name: str, values: "pd.Series[float]") -> str:
    """Return on which side of a comparator the last year lies that both have, and whether its range holds the comparator."""
    year, value = str(values.index[-1]), float(values.iloc[-1])
    apart = mine[year].value - value
    side = "above" if apart > 0 else "below" if apart < 0 else "level with"
    held = float(mine[year].low or 0) <= value <= float(mine[year].high or 0)
    return f" In {year} it lies {side} {name}, {value:.1f}, which its bar {'holds' if held else 'leaves out'}."
