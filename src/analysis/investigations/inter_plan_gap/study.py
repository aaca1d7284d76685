"""The time between two plans of one authority: what quarterly averages, and a share within two years, can say of it."""

from contextlib import suppress

import pandas as pd

from analysis.indicators import sources
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.inter_plan_gap import gaps
from analysis.investigations.inter_plan_gap.clocks import Quote, clocks, quote
from analysis.investigations.inter_plan_gap.forced import Forced, PlanLength
from analysis.investigations.inter_plan_gap.simulated import Assumed, ends_by_year

GAP, REPEATS, EARLY = "gap_between_plans_mean", "repeat_plans", "repeat_plans_within_2_years"
SHORT, LONG, ENDS = "short_plans_share", "long_plans_share", "cpp_ends"
MEASURES = [GAP, REPEATS, EARLY, SHORT, LONG, ENDS]
PERMUTATIONS = 20_000
NEEDED = (
    "The time between plans of {area} needs two quarters or more with repeat plans, those within two years and the average months "
    "between plans. Add a line for each to data/own/quarters.csv, whose columns are area,quarter,cpp_starts,repeat_plans,"
    "repeat_plans_within_2_years,gap_between_plans_mean."
)


class TimeBetweenPlans:
    """What the printed figures say of the time between a plan and the next.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority, quoted averages without a period among them.
    authority : str
    first, last : str
        First and last quarter used; the first that is printed when empty, the last when ``latest``.
    policy : Policy
    clock : str
        Reading of the clocks for what the figures force: ``one clock`` or ``two clocks``.

    Raises
    ------
    MissingFigureError
        If fewer than two quarters have all that is needed.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        first: str,
        last: str,
        policy: Policy,
        clock: str = "one clock",
    ) -> None:
        self.authority, self.policy, self.clock, self._given = authority, policy, clock, observations
        self.figures = Figures(observations, policy)
        self.printed = self._printed(first, last)
        if len(self.printed) < 2:
            raise MissingFigureError(NEEDED.format(area=authority))

    def _printed(self, first: str, last: str) -> dict[str, dict[str, Printed]]:
        """Return what is printed of each quarter that has all of it, by quarter and measure."""
        every = [
            name
            for name in self.figures.periods(GAP, self.authority, "quarter")
            if all(self.figures.has(measure, self.authority, name) for measure in (REPEATS, EARLY))
        ]
        if len(every) < 2:
            return {}
        begin, end = first or every[0], every[-1] if last == "latest" else last
        for name in (begin, end):
            if name not in every:
                raise ValueError(f"The quarter '{name}' has no figures; there are {', '.join(every)}.")
        return {
            name: {measure: self.figures.printed(measure, self.authority, name) for measure in (GAP, REPEATS, EARLY)}
            for name in every[every.index(begin) : every.index(end) + 1]
        }

    @lazy
    def quarters(self) -> pd.DataFrame:
        """One row per quarter: the printed average (months), repeat plans, and those within two years."""
        return pd.DataFrame(
            {name: {measure: one.value for measure, one in row.items()} for name, row in self.printed.items()}
        ).T.rename_axis("quarter")

    @lazy
    def rows(self) -> tuple[str, ...]:
        """Every observation behind the quarters."""
        return tuple(row for quarter in self.printed.values() for one in quarter.values() for row in one.rows)

    @lazy
    def source(self) -> str:
        """Where the quarters come from."""
        return sources.line(self.figures.rows, self.rows)

    @lazy
    def dates(self) -> str:
        """From which day to which day."""
        first, last = (self.figures.order(list(self.printed)[place]) for place in (0, -1))
        return f"{first[1]:%-d %B %Y} to {last[0]:%-d %B %Y}"

    def _number(self, name: str, value: float, label: str, **more: object) -> Number:
        told = {
            "label": label,
            "unit": "months",
            "rows": self.rows,
            "of": {"area": self.authority, "period": self.dates},
        }
        level = {"level": self.policy.confidence} if "low" in more else {}
        return Number(key=key(GAP, self.authority, self.dates, name), value=value, **(told | level | more))  # type: ignore[arg-type]

    @lazy
    def by_quarter(self) -> pd.DataFrame:
        """One row per quarter: value, low, high, chance_low, chance_high (months), repeats (plans)."""
        found = gaps.mean_intervals(self.quarters, self.policy.confidence)
        reach = found["high"] - found["value"]
        band = {"chance_low": (self.average.value - reach).clip(lower=0), "chance_high": self.average.value + reach}
        return found.assign(**band, repeats=self.quarters[REPEATS])

    @lazy
    def means(self) -> dict[str, Number]:
        """Each quarter's average with the range that the movement of all quarters gives it."""
        return {
            str(name): self.policy.number(
                key(GAP, self.authority, name), row["value"], low=row["low"], high=row["high"], unit="months", digits=0,
                label=f"Average months between plans, {self.authority}, {name}", of={"area": self.authority, "period": str(name)},
                rows=self.printed[str(name)][GAP].rows, method=gaps.METHOD,
            )
            for name, row in self.by_quarter.iterrows()
        }  # fmt: skip

    @lazy
    def average(self) -> Number:
        """The average of every repeat plan of all quarters, in months."""
        value, low, high = gaps.pooled_interval(self.quarters, self.policy.confidence)
        return self._number(
            "average", value, "average months between plans, all quarters", low=low, high=high, method=gaps.METHOD
        )

    @lazy
    def lowest(self) -> Number:
        """The shortest average of a quarter."""
        return min(self.means.values(), key=lambda one: one.value)

    @lazy
    def highest(self) -> Number:
        """The longest average of a quarter."""
        return max(self.means.values(), key=lambda one: one.value)

    def _count(self, name: str, value: float, label: str) -> Number:
        return self._number(name, value, label, unit="count", digits=0)

    @lazy
    def returns(self) -> Number:
        """How many repeat plans the quarters hold."""
        return self._count("returns", self.quarters[REPEATS].sum(), "repeat plans, all quarters")

    @lazy
    def typical(self) -> Number:
        """How many repeat plans a typical quarter holds."""
        return self._count("typical", float(round(self.quarters[REPEATS].mean())), "repeat plans in a typical quarter")

    @lazy
    def number_of_quarters(self) -> Number:
        """How many quarters there are."""
        return self._count("quarters", len(self.quarters), "number of quarters")

    @lazy
    def spread(self) -> Number:
        """The typical distance of a single gap from the average that the movement of the quarters implies, in months."""
        value = gaps.implied_child_sd(self.quarters[GAP], self.quarters[REPEATS])
        return self._number(
            "spread", value, "standard deviation of single gaps", digits=0, method="√(Σ n(m − m̄)²/(k − 1))"
        )

    @lazy
    def reach(self) -> Number:
        """How far a typical quarter misses the average by chance, in months."""
        value = gaps.reach(self.quarters, self.typical.value, self.policy.confidence)
        # one month is no plural, and too coarse for so short a reach
        digits = 0 if value >= 2 else 1
        return self._number("reach", value, "how far chance moves a typical quarter", digits=digits, method=gaps.METHOD)

    @lazy
    def outside(self) -> list[str]:
        """The quarters whose average lies outside of what chance allows about the average of all."""
        table = self.by_quarter
        return list(table.index[(table["value"] < table["chance_low"]) | (table["value"] > table["chance_high"])])

    @lazy
    def finding(self) -> str:
        """The picture's title: how many quarters lie within what chance allows."""
        if not self.outside:
            return f"All {self.number_of_quarters} quarterly averages are within what chance allows"
        within = self._count("within", len(self.quarters) - len(self.outside), "quarters within what chance allows")
        return f"{within} of {self.number_of_quarters} quarterly averages are within what chance allows"

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
