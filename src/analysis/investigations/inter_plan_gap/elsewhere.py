"""The share of repeat plans within two years in another authority, for whatever period it prints."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Share
from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key

REPEATS, EARLY = "repeat_plans", "repeat_plans_within_2_years"
KINDS = ("financial_year", "cumulative", "range")


@dataclass(frozen=True, eq=False, kw_only=True)
class Elsewhere:
    """A period and, of its repeat plans, those within two years."""

    period: str
    share: Share


def shares(rows: pd.DataFrame, area: str, policy: Policy) -> list[Elsewhere]:
    """Return the last period of each kind for which an area prints both counts; none where it prints none."""
    figures = Figures(rows, policy)
    found = []
    for kind in KINDS:
        for period in figures.periods(EARLY, area, kind)[-1:]:
            if figures.has(REPEATS, area, period):
                (part, first), (whole, second) = (figures.counted(name, area, period) for name in (EARLY, REPEATS))
                name = key(EARLY, "of repeats", area, period)
                told = {
                    "label": f"repeat plans within two years, of all repeat plans, {area}",
                    "rows": (*first, *second),
                }
                share = policy.share(name, part, whole, of={"area": area, "period": period}, **told)
                found.append(Elsewhere(period=period, share=share))
    return found
