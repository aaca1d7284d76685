"""Children on a plan, looked after and in need on printed days, and what a comparison of two chosen days leaves out."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.change import Change
from analysis.indicators.estimate import Number
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key

STOCK = "cpp_children"
KINDS = {
    STOCK: "On a child protection plan",
    "looked_after_children": "Looked after",
    "children_in_need": "In need, without a plan and not looked after",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Turn:
    """The highest count, the lowest after it, and the latest: days and numbers."""

    highest: Number
    lowest: Number
    latest: Number
    high_day: str
    low_day: str
    last_day: str
    fall: Change
    rise: Change


class Levels:
    """Counts of children on printed days; days that only a sentence gives without a day are left out.

    Parameters
    ----------
    figures : Figures
    authority : str
    """

    def __init__(self, figures: Figures, authority: str) -> None:
        self.figures, self.authority = figures, authority

    @lazy
    def counts(self) -> dict[str, dict[str, Number]]:
        """Each kind of support: its count, with range, by day; only kinds with two days or more."""
        found = {
            measure: {day: self._count(measure, day) for day in self.figures.periods(measure, self.authority, "as_at")}
            for measure in KINDS
        }
        return {measure: held for measure, held in found.items() if len(held) > 1}

    def _count(self, measure: str, day: str) -> Number:
        value, rows = self.figures.counted(measure, self.authority, day)
        return self.figures.policy.count(
            key(measure, self.authority, day), value, label=f"{KINDS[measure]}, {day}", rows=rows,
            of={"area": self.authority, "period": day},
        )  # fmt: skip

    @lazy
    def table(self) -> pd.DataFrame:
        """Columns measure, day (date), value, low, high."""
        rows = [
            {
                "measure": measure,
                "day": pd.to_datetime(day, format="%d %B %Y"),
                "value": n.value,
                "low": n.low,
                "high": n.high,
            }
            for measure, held in self.counts.items()
            for day, n in held.items()
        ]
        return pd.DataFrame(rows)

    @lazy
    def turn(self) -> list[Turn]:
        """The highest count on a plan, the lowest after it and the latest; none when the lowest is the latest, or the first."""
        held = self.counts.get(STOCK, {})
        days = list(held)
        if len(days) < 3:
            return []
        high = max(days[:-2], key=lambda day: held[day].value)
        low = min(days[days.index(high) + 1 :], key=lambda day: held[day].value)
        if low == days[-1]:
            return []
        policy, of = self.figures.policy, {"area": self.authority}
        return [
            Turn(
                highest=held[high], lowest=held[low], latest=held[days[-1]], high_day=high, low_day=low, last_day=days[-1],
                fall=policy.change(key(STOCK, "fall", self.authority), held[high], held[low], of=of),
                rise=policy.change(key(STOCK, "rise", self.authority), held[low], held[days[-1]], of=of),
            )
        ]  # fmt: skip

    @lazy
    def title(self) -> str:
        """What the children on a plan did since the highest count, as a title."""
        if not self.turn:
            return "Children by kind of support"
        turn = self.turn[0]
        if turn.fall.chance != "no":
            return "Children by kind of support"
        return (
            f"Fewer on plans until {turn.low_day}, {'more since' if turn.rise.chance == 'no' else 'since then unclear'}"
        )

    @lazy
    def silent(self) -> str:
        """Which kinds of support are not printed up to the last day of children on a plan, in a sentence; empty when all are."""
        last = {measure: list(held)[-1] for measure, held in self.counts.items()}
        latest = max(last.values(), key=self.figures.order) if last else ""
        ended = [
            f"{KINDS[measure]}: no count is printed after {day}." for measure, day in last.items() if day != latest
        ]
        return f"{' '.join(ended)} What is said of later years cannot be checked." if ended else ""
