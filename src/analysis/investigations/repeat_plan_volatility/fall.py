"""A fall that a report welcomed, from a whole year to a part of the next: whether it is more than chance, and could be seen."""

from contextlib import suppress
from dataclasses import dataclass

import pandas as pd

from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.repeat_plan_volatility.assumed import SHARE, Starts, share, starts

PICKED = (
    "The year before is the highest of the {years} that are printed, and a high year is mostly followed by a lower one."
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Fall:
    """The last printed year, the part of a year after it, and the change between them."""

    area: str
    starts: Starts
    earlier: Printed
    now: Share
    change: Change
    against_known: Number | Unknown
    against_year: Number | Unknown
    picked: str

    @property
    def caution(self) -> str:
        """Why the change may be more or less than it seems, in sentences."""
        return f"{self.picked}{self.starts.months} months are set against twelve. Starts of the earlier year are not printed."


def fall(figures: Figures, area: str, policy: Policy) -> Fall:
    """Return the fall from the last year to the printed part of the next, its starts at the pace of that part.

    Raises
    ------
    MissingFigureError
        If the figures are not printed.
    """
    found = starts(figures, area)
    year = [name for name in found.table.index if name != found.part][-1]
    earlier, size = figures.printed(SHARE, area, year), found.middle.value
    before, now = (share(found, area, name, policy) for name in (year, found.part))
    years = [figures.printed(SHARE, area, name).value for name in found.table.index if name != found.part]
    told = {"rise": False, "label": "fall that is seen four times in five", "rows": now.rows}
    return Fall(
        area=area, starts=found, earlier=earlier, now=now,
        change=policy.change(key(SHARE, "fall", area), before, now, label=f"Repeat plans, {area}, {year} to {found.part}"),
        against_known=policy.smallest(key(SHARE, area, "visible known"), earlier.value, (float("inf"), size), **told),  # type: ignore[arg-type]
        against_year=policy.smallest(key(SHARE, area, "visible year"), earlier.value, (found.pace.value, size), **told),  # type: ignore[arg-type]
        picked=f"{PICKED.format(years=len(years))} " if len(years) > 2 and earlier.value == max(years) else "",
    )  # fmt: skip


def welcomed(observations: pd.DataFrame, area: str, policy: Policy) -> list[Fall]:
    """Return the fall of an area of which a year and a part of the next are printed; none where they are not, or did not fall."""
    with suppress(MissingFigureError):
        found = fall(Figures(observations, policy), area, policy)
        return [found] if found.change.value < 0 else []
    return []
