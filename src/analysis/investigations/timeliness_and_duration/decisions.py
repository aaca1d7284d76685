"""Decisions at the front door: how many a month would put the printed change beyond chance."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Number, Printed
from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.observations import periods
from analysis.statistics.shares.differences import fewest_to_see

DECISIONS, LIMIT, CONTACTS = "front_door_decision_in_time_share", "front_door_decision_limit", "contacts"


@dataclass(frozen=True, eq=False, kw_only=True)
class Decisions:
    """The first and last printed month, the days allowed, the fewest decisions that show the change, and contacts of a year."""

    first: str
    last: str
    before: Printed
    after: Printed
    allowed: Number
    enough: Number
    contacts: Number
    a_month: Number
    year: str

    @property
    def explained(self) -> str:
        """Whether chance explains the change, if decisions are as many as contacts, as a clause."""
        if self.a_month.value >= self.enough.value:
            return "so chance does not explain it"
        return "so chance could explain it"


def decisions(figures: Figures, observations: pd.DataFrame, area: str, policy: Policy) -> list[Decisions]:
    """Return what is printed of decisions in time; none without two months that differ, days allowed and a year of contacts."""
    months = figures.periods(DECISIONS, area, "month")
    limits = observations[observations["measure"].eq(LIMIT) & observations["area"].eq(area)]
    kinds = ("financial_year", "cumulative", "range")
    years = sorted(
        (name for kind in kinds for name in figures.periods(CONTACTS, area, kind) if _whole_year(name)),
        key=figures.order,
    )
    if len(months) < 2 or limits.empty or not years:
        return []
    before, after = (figures.printed(DECISIONS, area, month) for month in (months[0], months[-1]))
    if before.value == after.value:
        return []
    contacts, limit = figures.printed(CONTACTS, area, years[-1]), limits.iloc[0]
    enough = fewest_to_see(before.value, after.value, policy.confidence, policy.siblings)
    told = {"of": {"area": area}, "unit": "count", "digits": 0}

    def made(name: str, value: float, label: str, rows: tuple[str, ...]) -> Number:
        return Number(key=key(DECISIONS, area, name), value=value, label=label, rows=rows, **told)  # type: ignore[arg-type]

    begun = figures.order(years[-1])[1].year
    return [
        Decisions(
            first=months[0], last=months[-1], before=before, after=after, contacts=contacts,
            allowed=made("limit", float(limit["value"]), "working days allowed", (limit["id"],)),
            enough=made("enough", enough, "decisions a month that show the change", (*before.rows, *after.rows)),
            a_month=made("contacts a month", contacts.value / 12, "contacts a month", contacts.rows),
            year=periods.label(pd.Timestamp(begun, 4, 1), pd.Timestamp(begun + 1, 3, 31), "financial_year"),
        )
    ]  # fmt: skip


def _whole_year(name: str) -> bool:
    read = periods.parse(name)
    return bool(read.start and read.end and (read.end - read.start).days >= 364)
