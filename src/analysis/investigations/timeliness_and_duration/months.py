"""Monthly percentages whose numbers of children are not printed: what each can be made of, and whether months differ."""

from collections.abc import Sequence

import pandas as pd
from scipy import stats

from analysis import words
from analysis.indicators.change import Difference, agreement
from analysis.indicators.estimate import Number, Printed, Share
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.statistics.shares import implied, second_opinion

ON_TIME = "icpc_within_15_days"


def months_differ(percents: "pd.Series[float]", number: float, design_effect: float) -> tuple[float, float]:
    """Return whether percentages of equal months differ by more than chance.

    Parameters
    ----------
    percents : pandas.Series
        By month.
    number : float
        Children behind each month, an assumption when none is printed.
    design_effect : float

    Returns
    -------
    ratio, p : float
        Pearson chi-square per degree of freedom after the design effect (1 is what chance gives), and its p-value.
    """
    mean = percents.mean()
    chance = mean * (100 - mean) / number * design_effect
    freedom = len(percents) - 1
    total = float(((percents - mean) ** 2).sum() / chance)
    return total / freedom, float(stats.chi2.sf(total, freedom))


class Months:
    """Printed percentages by month, each read as a number of children near a twelfth of the last year.

    Parameters
    ----------
    figures : Figures
    authority : str
    names : sequence of str
        The months, two or more.
    year_share : Share
        Of the last whole year; its children make the usual month.
    year : str
    """

    def __init__(self, figures: Figures, authority: str, names: Sequence[str], year_share: Share, year: str) -> None:
        self.figures, self.authority, self.year_share, self.year = figures, authority, year_share, year
        self.printed: dict[str, Printed] = {name: figures.printed(ON_TIME, authority, name) for name in names}

    def _number(self, statistic: str, value: float, label: str, **more: object) -> Number:
        told = {"of": {"area": self.authority}, "rows": self.year_share.rows, "digits": 0} | more
        return Number(key=key(ON_TIME, self.authority, statistic), value=value, label=label, **told)  # type: ignore[arg-type]

    @lazy
    def dates(self) -> str:
        """From which month to which."""
        names = list(self.printed)
        return f"{names[0]} to {names[-1]}"

    @lazy
    def usual(self) -> Number:
        """Children at a first conference in a usual month: a twelfth of the last year."""
        return self._number(
            "usual month", self.year_share.counts[1] / 12, "children in a usual month, assumed", unit="count"
        )

    @lazy
    def one_child(self) -> Number:
        """What one child is worth in a usual month, in points."""
        return self._number("one child", 100 / self.usual.value, "one child in a usual month", unit="points", digits=1)

    @lazy
    def one_family(self) -> Number:
        """What three brothers and sisters are worth in a usual month, in points."""
        return self._number(
            "family of three", 300 / self.usual.value, "a family of three in a usual month", unit="points"
        )

    @lazy
    def lowest(self) -> Printed:
        """The lowest month."""
        return min(self.printed.values(), key=lambda month: month.value)

    @lazy
    def highest(self) -> Printed:
        """The highest month."""
        return max(self.printed.values(), key=lambda month: month.value)

    @lazy
    def count(self) -> Number:
        """How many months there are."""
        return self._number("months", len(self.printed), "months printed", rows=self.rows, unit="count")

    @property
    def rows(self) -> tuple[str, ...]:
        """The observations of the months."""
        return tuple(row for month in self.printed.values() for row in month.rows)

    @lazy
    def fewest_considered(self) -> int:
        """The fewest children in a month that are thought possible: half of a usual one."""
        return round(self.usual.value / 2)

    @lazy
    def most_considered(self) -> int:
        """The most children in a month that are thought possible: twice a usual one."""
        return round(self.usual.value * 2)

    @lazy
    def shares(self) -> dict[str, Share]:
        """Each month as the possible count nearest to a usual month, with its range."""
        return {
            name: self._share(name, implied.nearest(month.value, self.usual.value))
            for name, month in self.printed.items()
        }

    def _share(self, name: str, counts: tuple[float, float]) -> Share:
        return self.figures.policy.share(
            key(ON_TIME, self.authority, name, "assumed"), *counts, about=True, of={"area": self.authority, "period": name},
            label=f"first conferences on time, {name}, number of children assumed", rows=(*self.printed[name].rows, *self.year_share.rows),
        )  # fmt: skip

    @lazy
    def fewest(self) -> dict[str, int]:
        """The fewest children that give each printed percentage."""
        most = round(3 * self.usual.value)
        return {name: _smallest(month, most) for name, month in self.printed.items()}

    def possible(self, name: str) -> str:
        """Return the counts that a printed month can have, between half and twice a usual month, in words."""
        low, high = self.fewest_considered, self.most_considered
        pairs = implied.pairs(self.printed[name].value, low, high)
        if len(pairs) == high - low + 1:
            return f"any number from {low} to {high}"
        return "; ".join(f"{count} of {n}" for count, n in pairs[["count", "n"]].to_numpy()) or "none"

    @lazy
    def differ(self) -> Difference:
        """Whether the months differ beyond chance at a usual number of children."""
        return self._differ("usual", self.usual.value)

    @lazy
    def differ_if_half(self) -> Difference:
        """The same with half as many children a month."""
        return self._differ("half", self.usual.value / 2)

    def _differ(self, name: str, number: float) -> Difference:
        policy = self.figures.policy
        percents = pd.Series({each: month.value for each, month in self.printed.items()})
        return policy.difference(
            key(ON_TIME, self.authority, "months differ", name),
            lambda effect: months_differ(percents, number, effect)[1],
            rows=(*self.rows, *self.year_share.rows),
            of={"area": self.authority},
            method="Pearson X² at a stated number of children, divided by the sibling effect",
            label=f"do the months differ, about {words.number(number)} children in each?",
        )

    @lazy
    def differ_again(self) -> Difference:
        """The same by likelihood of beta-binomial counts, those of `shares`: the second opinion."""
        counts, sizes = zip(*(share.counts for share in self.shares.values()), strict=True)
        return self.figures.policy.difference(
            key(ON_TIME, self.authority, "months differ", "again"),
            lambda effect: second_opinion.homogeneity(counts, sizes, effect),
            rows=(*self.rows, *self.year_share.rows),
            of={"area": self.authority},
            method="likelihood ratio of beta-binomial counts, each nearest to a usual month",
            label="do the months differ, by a second method?",
        )

    @lazy
    def second_method(self) -> str:
        """Whether beta-binomial counts say the same, as a predicate."""
        return agreement([("the months", self.differ.chance == self.differ_again.chance, self.differ_again)])

    @lazy
    def ratio(self) -> Number:
        """How much the months vary, relative to chance with siblings: 1 is what chance gives."""
        percents = pd.Series({each: month.value for each, month in self.printed.items()})
        found, _ = months_differ(percents, self.usual.value, self.figures.policy.siblings)
        return self._number("month spread", found, "spread of the months, relative to chance", rows=self.rows, digits=1)

    @lazy
    def finding(self) -> str:
        """Whether the months differ, as a title."""
        if self.differ.chance == "no":
            sure = self.differ_if_half.chance == "no"
            return f"Months {'' if sure else 'of usual size '}differ by more than chance"
        return {
            "yes": "Months differ by no more than chance makes",
            "depends": "Months differ, but many siblings could explain it",
        }[self.differ.chance]


def _smallest(month: Printed, most: int) -> int:
    return int(implied.pairs(month.value, 1, most)["n"].min())
