"""Children of Black and minority ethnic background: their share, how far missing records leave it open, and that of pupils."""

from dataclasses import dataclass

import pandas as pd

from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.estimate import Number, Printed
from analysis.indicators.stated import key
from analysis.investigations.children_and_referrals import composition
from analysis.investigations.children_and_referrals.groups import Division, division
from analysis.investigations.children_and_referrals.people import People
from analysis.statistics.shares.ranges import share_range

GROUP, MISSING = "BME", ("not recorded", "unborn")
REFERRED, PUPILS = "referrals_share", "school_age_children_share"
MEASURES = [REFERRED, PUPILS]


@dataclass(frozen=True, eq=False, kw_only=True)
class Line:
    """The share of one population, those without record, and what is possible; ``clear`` when below pupils with chance and all."""

    name: str
    share: Printed
    missing: Number
    limits: Number
    most: Number
    clear: bool


class Background:
    """The share of BME children on plans and among referrals, beside that of pupils.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of `MEASURES` with groups ``ethnicity: …``.
    people : People
    year : str
        Financial year of the referrals.
    """

    def __init__(self, rows: pd.DataFrame, people: People, year: str) -> None:
        self.people, self.year, self.given = people, year, rows
        self.referred = division(rows, REFERRED, "ethnicity")
        census = rows[rows["measure"].eq(PUPILS) & rows["group"].eq(f"ethnicity: {GROUP}")]
        self.pupils = _printed(
            "pupils", float(census["value"].iloc[0]), f"pupils who are {GROUP}", (str(census["id"].iloc[0]),)
        )
        self.plans = self._line(
            people.divisions["ethnicity"], people.last, f"On a plan, {people.last}", people.total(people.last).value
        )
        self.referrals = self._line(self.referred, year, f"Referred, {year}", None)

    def _line(self, held: Division, period: str, name: str, size: float | None) -> Line:
        """Return a population; with its size, chance widens what is possible, without it the limits alone are taken."""
        values = held.numbers[period]
        groups = [group for group in MISSING if group in values.index and pd.notna(values[group])]
        share = _printed(name, float(values[GROUP]), f"{name}: {GROUP}", held.ids([GROUP], period))
        none = float(values[groups].sum())
        low, high = composition.bounds(share.value, none)
        rows = held.ids([GROUP, *groups], period)
        most = Number(
            key=key("bme", name, "most"), value=self._most(high, size), unit="percent", rows=rows, label=f"{name}: {GROUP}, at most",
            method="none without record left out; the upper end of chance at every sibling effect tried",
        )  # fmt: skip
        return Line(
            name=name, share=share, most=most, clear=most.value < self.pupils.value,
            missing=Number(key=key("bme", name, "missing"), value=none, unit="percent", rows=rows, label=f"{name}: no ethnicity recorded"),
            limits=Number(
                key=key("bme", name, "limits"), value=share.value, low=low, high=high, level=1.0, label=f"{name}: {GROUP}, limits",
                method="none or all without record are BME", unit="percent", rows=rows,
            ),
        )  # fmt: skip

    def _most(self, high: float, size: float | None) -> float:
        """Return the highest share that is possible, with chance at every sibling effect tried where the size is known."""
        if size is None:
            return high
        level = self.people.policy.confidence
        return max(
            end
            for _, end in self.people.policy.tried(lambda effect: share_range(high * size / 100, size, level, effect))
        )

    @property
    def finding(self) -> str:
        """Whether they are fewer on plans than among pupils, as a title."""
        return (
            "Fewer minority ethnic children on plans than among pupils"
            if self.plans.clear
            else "No clear gap in ethnic background between plans and pupils"
        )

    @property
    def of_referrals(self) -> str:
        """What can be said of referrals, as the beginning of a sentence."""
        return "The same holds of referrals" if self.referrals.clear else "Of referrals it cannot be said"

    @property
    def table(self) -> Table:
        """Both populations beside pupils."""
        rows = {
            line.name: {
                "BME": Cell(line.share), "No record or unborn": Cell(line.missing), "Possible": Cell(line.limits, "range"),
                "Pupils": Cell(self.pupils),
            }
            for line in (self.plans, self.referrals)
        }  # fmt: skip
        used = [*self.plans.limits.rows, *self.referrals.limits.rows, *self.pupils.rows]
        every = pd.concat([self.given, self.people.given])
        return Table(frame=pd.DataFrame(rows).T.rename_axis("Children"), source=sources.line(every, used))


def background(rows: pd.DataFrame, people: People, year: str) -> list[Background]:
    """Return the question of ethnic background, as a list that is empty where a part of it is not printed."""
    there = "ethnicity" in people.divisions and GROUP in people.divisions["ethnicity"].numbers.index
    held = division(rows, REFERRED, "ethnicity").numbers
    census = rows["measure"].eq(PUPILS) & rows["group"].eq(f"ethnicity: {GROUP}")
    return [Background(rows, people, year)] if there and year in held.columns and census.any() else []


def _printed(name: str, value: float, label: str, rows: tuple[str, ...]) -> Printed:
    return Printed(
        key=key("bme", name), value=value, unit="percent", label=label, method="as printed", rows=rows, slack=0.05
    )
