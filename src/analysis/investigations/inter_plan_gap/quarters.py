"""The quarters that print an average between plans: each, all together, and how far chance moves one of them."""

import pandas as pd

from analysis.indicators import sources
from analysis.indicators.estimate import Number, Printed
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.inter_plan_gap import gaps

GAP, REPEATS, EARLY = "gap_between_plans_mean", "repeat_plans", "repeat_plans_within_2_years"
NEEDED = (
    "The time between plans of {area} needs two quarters or more with repeat plans, those within two years and the average months "
    "between plans. Add a line for each to data/own/quarters.csv, whose columns are area,quarter,cpp_starts,repeat_plans,"
    "repeat_plans_within_2_years,gap_between_plans_mean."
)


class Quarters:
    """The quarters of one authority that print repeat plans, those within two years, and the average months between plans.

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
