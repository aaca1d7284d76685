"""Claims about a level or a direction, and what the official figures of later years made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import DOUBT, Change, Gap
from analysis.indicators.definitions import indicator, needed
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.observations import periods

MEASURES = ("repeat_plans_share", "cpp_rate", "cpp_children", "long_plans_share", "icpc_within_15_days")
READ = [*needed(*MEASURES), "long_plans"]
AREAS = ("Warwickshire", "Walsall")
COMPARATORS = ("England", "West Midlands")
SIDES = {"up": 1, "above": 1, "down": -1, "below": -1}
YEARS = 3
# Tests of a direction or a side. A claim about districts, causes or several measures at once is none that years can settle.
TESTS = ("change", "change_later", "compare", "compare_later", "implied_fall", "implied_rise")
GAP = pd.Timedelta(days=400)  # the first year that followed must be the next one
HELD, TURNED, MIXED = "it held", "it turned round", "some years this way, some the other"
OUTCOMES = (HELD, MIXED, TURNED)


@dataclass(frozen=True, eq=False)
class Later:
    """A claim, what was said of it at the time, and the years that followed.

    `at_issue` is what later years are held against: the figure before a claimed change, or the comparator of each year.
    """

    claim: str
    paraphrase: str
    verdict: str
    chance: str
    side: int
    after: tuple[tuple[str, Number, Number], ...]

    @property
    def outcome(self) -> str:
        """Whether the years that followed stayed on the claimed side: all of them, some, or none."""
        kept = [self.side * (now.value - other.value) > 0 for _, now, other in self.after]
        return HELD if all(kept) else MIXED if any(kept) else TURNED

    @property
    def said(self) -> str:
        """The years that followed, each with what it is held against; once where that is one figure."""
        if len({other.key for _, _, other in self.after}) == 1:
            years = words.listed(f"{now:value} {_when(year)}" for year, now, _ in self.after)
            return f"{years}, against {self.after[0][2]:value}"
        return words.listed(f"{now:value} {_when(year)} against {other:value}" for year, now, other in self.after)


@dataclass(frozen=True, eq=False)
class Settled:
    """A claim that could not be tested at the time, and the figure of that very time, published since."""

    claim: str
    paraphrase: str
    because: str
    now: Number
    other: Number
    agrees: bool
    difference: Change | Unknown

    @property
    def said(self) -> str:
        """What the figure says and whether chance could make it, in a predicate."""
        doubt = f"whether chance could make it {self.difference}"
        if isinstance(self.difference, Change):
            doubt = DOUBT[self.difference.chance]
        way = "agrees" if self.agrees else "points the other way"
        return f"{way}: {self.now:value} against {self.other:value}, {doubt}"


class WhatHappenedNext:
    """The claims of the documents that official figures of later years can be held against.

    Parameters
    ----------
    printed, later : pandas.DataFrame
        Rows of `READ`: the documents', and the official ones that came after.
    claims : sequence of mapping
        Rows of ``claims.csv`` (what a claim is about).
    ledger : pandas.DataFrame
        Rows of the ledger: verdict and chance of each claim.
    settled : sequence of mapping
        Rows of ``settled.csv``: claims without a figure at the time, as comparisons of figures published since.
    policy : Policy
    """

    def __init__(
        self,
        printed: pd.DataFrame,
        later: pd.DataFrame,
        claims: Sequence[Mapping[str, str]],
        ledger: pd.DataFrame,
        settled: Sequence[Mapping[str, str]],
        policy: Policy,
    ) -> None:
        self.policy, self.claims, self.to_settle = policy, list(claims), list(settled)
        self.ledger = ledger.set_index("claim")
        self.later = Figures(later, policy)
        self.then = Figures(printed, policy)
        self.rows = pd.concat([printed, later], ignore_index=True)

    @lazy
    def followed(self) -> list[Later]:
        """Every claim of a direction, or of a side of England or the region, with the years that followed."""
        found = [self._followed(claim) for claim in self.claims]
        return [each for each in found if each is not None]

    def _followed(self, claim: Mapping[str, str]) -> Later | None:
        of = (claim["measure"], claim["area"])
        side, other = SIDES.get(claim["direction"], 0), claim["comparator"]
        testable = claim["test"] in TESTS and claim["measure"] in MEASURES and claim["area"] in AREAS
        if not testable or not side or other not in ("", *COMPARATORS):
            return None
        before = None if other else self._before(*of, claim["first"])
        after = [(year, self._official(*of, year), before or self._beside(of[0], other, year))
                 for year in self._years_after(*of, claim["last"])]  # fmt: skip
        whole = tuple((year, now, held) for year, now, held in after if held is not None)
        if not whole or (not other and before is None):
            return None
        row = self.ledger.loc[claim["claim"]]
        chance = str(row["chance_could_make_it"]) if pd.notna(row["chance_could_make_it"]) else ""
        return Later(claim["claim"], claim["paraphrase"], str(row["verdict"]), chance, side, whole)

    def _before(self, measure: str, area: str, period: str) -> Printed | None:
        if period and self.then.has(measure, area, period):
            return self.then.printed(measure, area, period)
        return self._official(measure, area, period) if period and self.later.has(measure, area, period) else None

    def _official(self, measure: str, area: str, year: str) -> Printed:
        """Return an official figure; its name tells it from the figure of the same year in a document."""
        found = self.later.printed(measure, area, year)
        return replace(found, key=f"later.{found.key}")

    def _beside(self, measure: str, area: str, year: str) -> Printed | None:
        return self._official(measure, area, year) if area and self.later.has(measure, area, year) else None

    def _years_after(self, measure: str, area: str, period: str) -> list[str]:
        """Return up to three years of official figures that end after a period."""
        end = Figures.order(period)[0]
        names = self.later.periods(measure, area, "as_at" if indicator(measure).stock else "financial_year")
        after = [name for name in names if Figures.order(name)[0] > end][:YEARS]
        return after if after and Figures.order(after[0])[0] - end <= GAP else []

    @lazy
    def settled(self) -> list[Settled]:
        """Claims without a figure at the time, and the figure of that time that has been published since."""
        found, said = [], {claim["claim"]: claim["paraphrase"] for claim in self.claims}
        for row in self.to_settle:
            of = (row["measure"], row["area"])
            now = self._official(*of, row["last"])
            other = self._official(of[0], row["comparator"] or of[1], row["first"] or row["last"])
            agrees = SIDES[row["direction"]] * (now.value - other.value) > 0
            difference = self._difference(row)
            found.append(Settled(row["claim"], said[row["claim"]], row["because"], now, other, agrees, difference))
        return found

    def _difference(self, row: Mapping[str, str]) -> Change | Unknown:
        """Return the gap or change behind a settled claim, or why its chance is not known."""
        try:
            if row["comparator"]:
                return self.later.gap(row["measure"], row["area"], row["comparator"], row["last"])
            return self.later.change(row["measure"], row["area"], row["first"], row["last"])
        except MissingFigureError:
            return Unknown("its counts are not all published")

    @lazy
    def source(self) -> str:
        """Where the figures of the claims and of the years that followed come from."""
        used = [row for each in self.followed for _, now, other in each.after for row in (*now.rows, *other.rows)]
        return sources.line(self.rows, used)

    @lazy
    def settled_by(self) -> str:
        """Where the figures come from that settled what could not be told."""
        return sources.line(self.rows, [row for each in self.settled for row in (*each.now.rows, *each.other.rows)])

    @lazy
    def foretold(self) -> pd.DataFrame:
        """How many claims of each verdict at the time went which way: index verdict, columns the outcomes."""
        rows = pd.DataFrame([{"verdict": each.verdict, "outcome": each.outcome} for each in self.followed])
        table = pd.crosstab(rows["verdict"], rows["outcome"])
        return table.reindex(columns=list(OUTCOMES), fill_value=0)

    def share(self, area: str, year: str) -> Share | Number:
        """Return the repeat plans of an official year with counts and range."""
        return self.later.estimate("repeat_plans_share", area, year)

    def official(self, area: str, year: str, measure: str = MEASURES[0]) -> Printed:
        """Return an official figure as it is printed: the share of repeat plans, unless another measure is named."""
        return self._official(measure, area, year)

    def change(self, area: str, first: str, last: str, measure: str = MEASURES[0]) -> Change:
        """Return the change of an official figure between two years: of the share of repeat plans, unless another is named."""
        return self.later.change(measure, area, first, last)

    def gap(self, comparator: str, year: str) -> Gap:
        """Return how far Warwickshire's official share of repeat plans lies from a comparator's in a year."""
        return self.later.gap("repeat_plans_share", "Warwickshire", comparator, year)

    def written_before(self, year: str) -> str:
        """Return what was printed of a year that is below both comparators when “now below all averages” was written."""
        beside = [self.then.printed("repeat_plans_share", name, year).value
                  for name in ("England", "Statistical neighbours") if self.then.has("repeat_plans_share", name, year)]  # fmt: skip
        mine = self.then.printed("repeat_plans_share", "Warwickshire", year).value
        below = f"when the last printed year, {year}, was below the averages printed beside it"
        return below if beside and mine < min(beside) else "before any figure of such a year was there"

    @lazy
    def lasting(self) -> Number:
        """How many claims that chance could have made held in every year that followed, of so many."""
        of = [each for each in self.followed if each.chance in ("yes", "depends on siblings")]
        kept = sum(each.outcome == HELD for each in of)
        return Share(key="claims.lasting", value=100 * kept / len(of), numerator=kept, denominator=len(of), digits=0,
                     label="claims that chance could have made, and that held in every year that followed")  # fmt: skip

    def counted(self, outcome: str) -> Number:
        """Return how many claims went one way, of all that were followed."""
        number = sum(each.outcome == outcome for each in self.followed)
        return Number(key=f"claims.{OUTCOMES.index(outcome)}", value=number, denominator=len(self.followed), digits=0, unit="count",
                      label=f"claims: {outcome}", numerator=number)  # fmt: skip

    @lazy
    def outcomes(self) -> str:
        """How many claims held in some years only, and how many turned round, as a clause."""
        mixed, turned = self.counted(MIXED), self.counted(TURNED)
        return f"{mixed} in some years only; {turned if turned.value else 'none'} turned round"

    @lazy
    def every(self) -> Number:
        """How many claims were followed."""
        return Number(
            key="claims.followed", value=len(self.followed), digits=0, unit="count", label="claims that years followed"
        )

    @property
    def years(self) -> str:
        """From which to which official year."""
        names = self.later.periods("repeat_plans_share", "Warwickshire", "financial_year")
        return f"{periods.parse(names[0]).end:%Y} to {periods.parse(names[-1]).end:%Y}"


def _when(period: str) -> str:
    return f"in {period.removeprefix('31 ')}"
