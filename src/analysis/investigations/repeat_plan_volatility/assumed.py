"""Years whose number of plans started is not printed: what a count and a percentage printed for part of a year imply."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.observations import periods
from analysis.statistics.shares.implied import implied_denominators

SHARE, REPEATS = "repeat_plans_share", "repeat_plans"


@dataclass(frozen=True, eq=False, kw_only=True)
class Starts:
    """Plan starts implied for a part of a year, and the years at the same pace.

    ``table`` has the index period and columns part, whole, rows; ``fewest``, ``most`` and ``middle`` bound the starts of the
    part; ``pace`` is the starts of a year at its pace, ``months`` its length.
    """

    table: pd.DataFrame
    part: str
    repeats: Printed
    share: Printed
    fewest: Number
    most: Number
    middle: Number
    pace: Number
    months: Number


def starts(figures: Figures, area: str) -> Starts:
    """Return what a count of repeats and its percentage for part of a year imply for the starts of whole years.

    Raises
    ------
    MissingFigureError
        If no such part, or fewer than two years, are printed.
    """
    parts = [
        name
        for kind in ("cumulative", "range")
        for name in figures.periods(REPEATS, area, kind)
        if figures.has(SHARE, area, name)
    ]
    years = figures.periods(SHARE, area, "financial_year")
    if not parts or len(years) < 2:
        raise MissingFigureError(
            f"repeat plans and plans started of {area} are needed for two periods or more: by quarter in quarters.csv "
            f"(`{area},Q1 20/21,120,38,,`), or the share and the plans started by year in figures.csv."
        )
    part = parts[-1]
    repeats, share = figures.printed(REPEATS, area, part), figures.printed(SHARE, area, part)
    possible = implied_denominators(repeats.value, share.value)
    read = periods.parse(part)
    months = round((read.end - read.start).days / 30.4375) if read.start and read.end else 12
    middle = (possible[0] + possible[-1]) // 2
    pace = round(middle * 12 / months)
    named = {"of": {"area": area, "period": part}, "rows": (*repeats.rows, *share.rows), "digits": 0, "unit": "count"}

    def made(what: str, value: float, words: str) -> Number:
        return Number(key=key("cpp_starts", what, area, part), value=value, label=words, **named)  # type: ignore[arg-type]

    printed = {year: figures.printed(SHARE, area, year) for year in years}
    counted = {
        year: {
            "part": float(round(one.value * pace / 100)),
            "whole": float(pace),
            "rows": (*one.rows, *repeats.rows, *share.rows),
        }
        for year, one in printed.items()
    } | {part: {"part": repeats.value, "whole": float(middle), "rows": (*repeats.rows, *share.rows)}}
    table = pd.DataFrame.from_dict(counted, orient="index").astype({"part": float, "whole": float})
    return Starts(
        table=table, part=part, repeats=repeats, share=share, fewest=made("fewest", possible[0], "fewest plans started"),
        most=made("most", possible[-1], "most plans started"), middle=made("middle", middle, "plans started, implied"),
        pace=made("pace", pace, "plans started in a year at the same pace"), months=made("months", months, "months"),
    )  # fmt: skip


def share(found: Starts, area: str, period: str, policy: Policy) -> Share:
    """Return the share of a year, or of the part, under the assumption."""
    row = found.table.loc[period]
    return policy.share(
        key(SHARE, area, period, "assumed"), float(row["part"]), float(row["whole"]), label=f"Repeat plans, {area}, {period}",
        rows=tuple(row["rows"]), about=True, of={"area": area, "period": period},
    )  # fmt: skip
