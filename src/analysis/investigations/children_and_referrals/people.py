"""Who is on a plan: the shares of groups on two days, and whether they differ by more than chance."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Printed, Share, Unknown, tally
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.children_and_referrals import composition
from analysis.investigations.children_and_referrals.groups import Division, division
from analysis.statistics.many_looks import holm

COUNTED, PRINTED = ("age", "sex", "category"), ("ethnicity", "language", "disability")
COUNT, SHARE = "cpp_children", "cpp_children_share"
UNKNOWN = {name: ("not recorded",) if name == "age" else ("unborn", "not recorded") for name in (*COUNTED, *PRINTED)}
REST = "none recorded"
CALLED = {"multiple": "several kinds of harm"}  # as registered under more than one category
FEWEST = 6  # children of a group that is shown in a table
NEEDED = (
    "Who is on a plan in {area} needs the children by age, sex and category on two days, which only a transcribed report brings: rows "
    "of the measure 'cpp_children' with groups such as 'age: 1 to 4' in a printed table. No line of data/own carries groups."
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Test:
    """Whether one division of the children changed."""

    name: str
    moved: Number
    clear: bool
    p: Number


class People:
    """The children on a plan in one authority, by group.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of ``cpp_children`` and ``cpp_children_share`` with groups such as ``age: 1 to 4``.
    authority : str
    first, last : str
        The two days compared, for example ``31 March 2018``.
    policy : Policy

    Raises
    ------
    MissingFigureError
        If the children are not printed by group on both days.
    """

    def __init__(self, rows: pd.DataFrame, authority: str, first: str, last: str, policy: Policy) -> None:
        self.authority, self.first, self.last, self.policy = authority, first, last, policy
        self.given = rows[rows["area"].eq(authority) & rows["group"].ne("")]
        self.divisions = {
            name: found
            for measure, names in ((COUNT, COUNTED), (SHARE, PRINTED))
            for name in names
            if {first, last} <= set((found := division(self.given, measure, name)).numbers.columns)
        }
        if not set(COUNTED) & set(self.divisions):
            raise MissingFigureError(NEEDED.format(area=authority))

    @lazy
    def source(self) -> str:
        """Where the figures come from."""
        return sources.line(self.given, [row for each in self.divisions.values() for row in each.every])

    def total(self, day: str) -> Number:
        """Return all children on a plan on a day, as the groups of the first division add up."""
        name = next(each for each in COUNTED if each in self.divisions)
        counted = self.divisions[name]
        told = {"label": f"children on a plan, {self.authority}, {day}", "of": {"area": self.authority, "period": day}}
        rows = counted.ids(list(counted.numbers.index), day)
        value = float(counted.numbers[day].sum())
        name = key(COUNT, self.authority, day, "groups")
        return Number(key=name, value=value, unit="count", digits=0, rows=rows, **told)  # type: ignore[arg-type]

    @property
    def last_total(self) -> Number:
        """All children on a plan on the last day."""
        return self.total(self.last)

    def share(self, name: str, group: str, day: str) -> Share:
        """Return a group's share of the children of a day, for a division that is printed in numbers."""
        counted = self.divisions[name]
        return self.policy.share(
            key(COUNT, name, group, self.authority, day), float(counted.numbers.loc[group, day]), float(counted.numbers[day].sum()),
            rows=counted.ids([group], day), label=f"{name}: {group}, {day}", of={"area": self.authority, "period": day, "group": group},
        )  # fmt: skip

    def printed(self, name: str, group: str, day: str) -> Printed:
        """Return a group's share as printed, for a division without numbers."""
        held = self.divisions[name]
        return Printed(
            key=key(SHARE, name, group, self.authority, day), value=float(held.numbers.loc[group, day]), unit="percent",
            label=f"{name}: {group}, {day}", method="as printed", rows=held.ids([group], day), of={"area": self.authority, "period": day},
            slack=0.05,
        )  # fmt: skip

    @lazy
    def categories(self) -> list[tuple[str, Share]]:
        """The categories of harm on the last day, the most frequent first; empty where they are not printed."""
        held: Division | None = self.divisions.get("category")
        if held is None:
            return []
        names = held.numbers[self.last].sort_values(ascending=False, kind="stable").index
        return [(str(name), self.share("category", str(name), self.last)) for name in names]

    @lazy
    def top(self) -> Share | Unknown:
        """The two most frequent categories together."""
        if len(self.categories) < 2:
            return Unknown("categories are not printed")
        names, parts = zip(*self.categories[:2], strict=True)
        rows = tuple(row for part in parts for row in part.rows)
        name = key(COUNT, "top categories", self.authority, self.last)
        label = f"children on a plan for {words.listed(names)}, {self.last}"
        return self.policy.share(
            name, sum(part.counts[0] for part in parts), parts[0].counts[1], rows=rows, label=label
        )

    @lazy
    def finding(self) -> str:
        """For what most children are on a plan, as a title."""
        names = " or ".join(CALLED.get(name, name) for name, _ in self.categories[:2])
        most = isinstance(self.top, Share) and self.top.value > 50
        return f"Most are on a plan for {names}" if most else f"The most frequent categories are {names}"

    @lazy
    def said(self) -> str:
        """The two categories and the largest group by age on the last day, as a clause."""
        parts = [f"{CALLED.get(name, name)} {share}" for name, share in self.categories[:2]]
        ages = self.divisions["age"].numbers[self.last] if "age" in self.divisions else pd.Series(dtype=float)
        if len(ages):
            most = str(ages.idxmax())
            parts.append(f"of the printed ages most are {most}, {self.share('age', most, self.last)}")
        return "; ".join(parts)

    @lazy
    def compared(self) -> dict[str, pd.DataFrame]:
        """Numbers by group on the two days, those without a record left out; printed shares serve as weights only.

        A division of which one group only has a record cannot be compared.
        """
        found = {}
        for name, held in self.divisions.items():
            numbers = held.numbers[[self.first, self.last]]
            if name in PRINTED:
                totals = pd.Series({day: self.total(day).value for day in numbers.columns})
                numbers = numbers * totals / 100
                if len(numbers) == 1:
                    numbers = pd.concat([numbers, (totals - numbers.sum()).rename(REST).to_frame().T])
            known = numbers.drop([group for group in UNKNOWN[name] if group in numbers.index])
            if len(known) > 1:
                found[name] = known
        return found

    @lazy
    def tests(self) -> list[Test]:
        """Whether each division changed, allowing for all of them (Holm) at every sibling effect tried."""
        adjusted = [self._adjusted(effect) for effect in (self.policy.siblings, *self.policy.tried_at)]
        level = 1 - self.policy.confidence
        return [
            Test(
                name=name, moved=self._moved(name), clear=all(found[name] <= level for found in adjusted),
                p=self._number(name, "p", float(adjusted[0][name]), "p", "Pearson X² divided by the sibling effect; Holm"),
            )
            for name in self.compared
        ]  # fmt: skip

    def _adjusted(self, effect: float) -> "pd.Series[float]":
        """Return the p-value of each division, all of them counted, at a sibling effect."""
        found = {
            name: composition.change(each[self.first], each[self.last], effect).p_design_effect
            for name, each in self.compared.items()
        }
        return holm(pd.Series(found))["adjusted"]

    def _moved(self, name: str) -> Number:
        numbers = self.compared[name]
        value = composition.moved(numbers[self.first], numbers[self.last])
        return self._number(name, "moved", value, "percent", "index of dissimilarity")

    def _number(self, name: str, what: str, value: float, unit: str, method: str) -> Number:
        label = f"children on a plan by {name}, {self.first} to {self.last}: {what}"
        rows = self.divisions[name].all_of(self.first, self.last)
        return Number(
            key=key(COUNT, name, what, self.authority), value=value, unit=unit, method=method, rows=rows, label=label
        )

    @lazy
    def changed(self) -> str:
        """In which respects the children changed, as a title."""
        clear = [test.name for test in self.tests if test.clear]
        return (
            f"Clear change in {words.listed(clear)}"
            if clear
            else f"No clear change in any of {self._respects} respects"
        )

    @property
    def _respects(self) -> Number:
        rows = [row for test in self.tests for row in test.p.rows]
        return tally(
            key(COUNT, "respects", self.authority), len(self.tests), "divisions of the children compared", rows
        )

    @property
    def hint(self) -> str:
        """The division with the strongest sign of a change, as a title."""
        first = min(self.tests, key=lambda test: test.p.value)
        return f"The strongest sign of a change: {first.name}" + ("" if first.clear else ", and it could be chance")

    @property
    def recording(self) -> str:
        """How much more is recorded of languages, in a sentence; empty where it is not printed."""
        if "language" not in self.divisions or "not recorded" not in self.divisions["language"].numbers.index:
            return ""
        before, now = (self.printed("language", "not recorded", day) for day in (self.first, self.last))
        return f"No language was recorded for {before} of children on {self.first}, and for {now} on {self.last}."

    @property
    def headline(self) -> str:
        """The same, ready for the middle of a sentence."""
        clear = [test.name for test in self.tests if test.clear]
        return f"children on plans changed in {words.listed(clear)}" if clear else "no clear change in who is on a plan"

    @lazy
    def changes(self) -> dict[tuple[str, str], Change]:
        """The change of each group's share in points; of two groups, which mirror each other, the smaller one only."""
        found = {}
        for name, numbers in self.compared.items():
            shown = (
                [numbers[self.last].idxmin()]
                if len(numbers) == 2
                else [each for each in numbers.index if numbers.loc[each].sum() > 0]
            )
            for group in shown:
                found[name, str(group)] = self._change(name, str(group), numbers)
        return found

    def _change(self, name: str, group: str, numbers: pd.DataFrame) -> Change:
        before, now = (
            self.policy.share(
                key(COUNT, name, group, self.authority, day, "compared"), float(numbers.loc[group, day]), float(numbers[day].sum()),
                rows=self.divisions[name].all_of(day), label=f"{name}: {group}, {day}",
            )
            for day in (self.first, self.last)
        )  # fmt: skip
        return self.policy.change(
            key(COUNT, "change", name, group, self.authority), before, now, label=f"{name}: {group}"
        )

    @lazy
    def visible(self) -> Number | Unknown:
        """By how much the share of a group that is a quarter must change to be seen four times in five."""
        sizes = (self.total(self.first).value, self.total(self.last).value)
        return self.policy.smallest(
            key(COUNT, "visible", self.authority), 25.0, sizes, digits=0, label="change that is seen four times in five"
        )
