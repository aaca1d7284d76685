"""The time between two plans of one authority: what quarterly averages, and a share within two years, can say of it."""

from contextlib import suppress

from analysis.indicators.estimate import Number, Share, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.investigations.inter_plan_gap import gaps
from analysis.investigations.inter_plan_gap.clocks import Quote, clocks, quote
from analysis.investigations.inter_plan_gap.forced import Forced, PlanLength
from analysis.investigations.inter_plan_gap.quarters import EARLY, GAP, REPEATS, Quarters
from analysis.investigations.inter_plan_gap.simulated import Assumed, ends_by_year

SHORT, LONG, ENDS = "short_plans_share", "long_plans_share", "cpp_ends"
MEASURES = [GAP, REPEATS, EARLY, SHORT, LONG, ENDS]
PERMUTATIONS = 20_000


class TimeBetweenPlans(Quarters):
    """What the printed figures say of the time between a plan and the next; parameters and errors as `Quarters`."""

    @lazy
    def quote(self) -> Quote:
        """The average that a document quotes without its period; where none does, that of the latest quarter."""
        return quote(
            self._given, self.authority, {name: row[GAP] for name, row in self.printed.items()}, self.quarters[REPEATS]
        )

    @lazy
    def quoted_by_chance(self) -> str:
        """Whether chance alone could take so many returns so far from the average of all, as a verb."""
        reach = gaps.reach(self.quarters, self.quote.repeats.value, self.policy.confidence)
        far = abs(self.quote.months.value - self.average.value) > reach
        return "would seldom take" if far else "can take"

    @lazy
    def quote_title(self) -> str:
        """Whether the quoted average stands for all, as a title."""
        alike = self.average.said("whole") == self.quote.months.said("whole")
        return (
            f"{self.quote.months} months is the average of all, too"
            if alike
            else f"Do not quote {self.quote.months} months alone"
        )

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence."""
        quote = self.quote
        months = f"“{quote.months} months”" if quote.printed else f"An average of {quote.months} months"
        return (
            f"{months} was printed for {quote.number} of {self.number_of_quarters} quarters; "
            f"all together average {self.average}"
        )

    @lazy
    def soon(self) -> Share:
        """Of all repeat plans, those within two years of the end of the last plan."""
        part, whole = (float(self.quarters[name].sum()) for name in (EARLY, REPEATS))
        return self.policy.share(
            key(EARLY, "of repeats", self.authority, self.dates), part, whole, rows=self.rows,
            label="repeat plans within two years, of all repeat plans", of={"area": self.authority, "period": self.dates},
        )  # fmt: skip

    @lazy
    def rounding(self) -> float:
        """Half of the last digit of the printed averages, in months."""
        return max(row[GAP].slack for row in self.printed.values())

    @lazy
    def _mixture(self) -> tuple[float, float]:
        early = self.quarters[EARLY] / self.quarters[REPEATS]
        return gaps.rank_correlation(self.quarters[GAP], early, PERMUTATIONS, self.policy.seed)

    @lazy
    def mixture(self) -> Number:
        """The rank correlation of a quarter's average with its share within two years."""
        told = {"unit": "", "digits": 2, "method": "Spearman’s rank correlation"}
        return self._number("mixture", self._mixture[0], "average and share within two years", **told)

    @lazy
    def mixture_p(self) -> Number:
        """How often chance alone orders the quarters so well."""
        told = {"unit": "p", "method": f"{PERMUTATIONS:,} random orders"}
        return self._number("mixture p", self._mixture[1], "average and share within two years: chance", **told)

    @lazy
    def mixing(self) -> str:
        """What the correlation says, as a sentence."""
        how = f"(rank correlation {self.mixture}, {self.mixture_p})"
        if self.mixture_p.value > 1 - self.policy.confidence:
            return f"Quarters with more early returns do not clearly have shorter averages {how}."
        if self.mixture.value > 0:
            return f"Quarters with more early returns have longer averages {how}."
        tells = "so an average also tells which mixture of early and late returns its quarter happened to have"
        return f"Quarters with more early returns have shorter averages {how}: {tells}."

    @lazy
    def length(self) -> PlanLength | Unknown:
        """How long a plan lasts at least, on average."""
        return PlanLength.of(self.figures, self.authority)

    @lazy
    def lengths(self) -> list[PlanLength]:
        """The same, as a list that is empty where it is not known."""
        return [self.length] if isinstance(self.length, PlanLength) else []

    @lazy
    def forced(self) -> Forced:
        """What the figures force on the gaps, whatever their shape."""
        return Forced(self.quarters, self.length, self.clock, self.rounding, self._number)

    @lazy
    def assumed(self) -> list[Assumed]:
        """What an assumed shape adds, SIMULATED; empty where no common shape has the printed average and share."""
        ends = ends_by_year(self.figures, self.authority)
        told = (self.average.value, self.soon.value / 100, ends, self.policy.confidence, self.policy.seed, self._number)
        with suppress(ValueError):
            return [Assumed(*told)]
        return []

    @lazy
    def moved_beside_chance(self) -> str:
        """How the movement that fewer plan ends alone make compares with that of chance, in a sentence."""
        moved = self.assumed[0].moved if self.assumed else None
        if not isinstance(moved, Number):
            return ""
        small = "That is small beside" if moved.value < self.reach.value / 4 else "Beside that stand"
        return f"{small} the {self.reach} months of chance in a quarter."

    @lazy
    def clocks(self) -> dict[str, str]:
        """From what to what each document counts, by where it is printed."""
        return clocks(self._given, self.authority)

    @lazy
    def clock_finding(self) -> str:
        """Whether the documents say one thing of their clock."""
        if not self.clocks:
            return "The figures do not say from which day they count"
        begins = {said.partition("from the ")[2].partition(" ")[0] for said in self.clocks.values()}
        return "The documents count from two different days" if len(begins) > 1 else "One clock is printed"

    @lazy
    def clocks_said(self) -> str:
        """What is printed of the clock, in a sentence; empty where nothing is."""
        told = {where: each.partition(", by ") for where, each in sorted(self.clocks.items())}
        said = "; ".join(
            f"{where} counts {clock}{f' (by {basis})' * bool(basis)}" for where, (clock, _, basis) in told.items()
        )
        return f"{said}. " if said else ""
