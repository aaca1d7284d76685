"""Where children are referred from, and looked-after children who went missing: rates of districts, counts of years."""

import pandas as pd

from analysis import words
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Share
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.children_and_referrals.groups import division
from analysis.investigations.children_and_referrals.referrals import STEEP

RATE = "referral_rate"
WHO, TIMES, AGAIN, ALL = (
    "lac_missing_children",
    "lac_missing_episodes",
    "lac_missing_repeat_children",
    "looked_after_children",
)
MISSING = [WHO, TIMES, AGAIN, ALL]


class Districts:
    """Referrals per 10,000 children by district and year.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of ``referral_rate``.
    areas : sequence of str
        The districts.
    policy : Policy
    children : float
        Children assumed in a district, fewer than any has, so that chance is overstated.
    whole : str
        The area that the districts make up, for the table.
    """

    def __init__(self, rows: pd.DataFrame, areas: list[str], policy: Policy, children: float, whole: str = "") -> None:
        self.policy, self.children, self.given, self.whole = policy, children, rows, whole
        self.printed = {area: division(rows[rows["area"].eq(area)], RATE, "") for area in areas}
        self.rates = pd.DataFrame({area: held.numbers.iloc[0] for area, held in self.printed.items()}).T

    @property
    def last(self) -> str:
        """The last year."""
        return str(self.rates.columns[-1])

    def _rate(self, area: str, year: str) -> Number:
        held = self.printed[area]
        return Number(
            key=key(RATE, area, year), value=float(self.rates.loc[area, year]), unit="rate", digits=0, rows=held.all_of(year),
            label=f"referrals per 10,000 children, {area}, {year}", of={"area": area, "period": year},
        )  # fmt: skip

    @property
    def highest(self) -> Number:
        """The highest rate of the last year."""
        return self._rate(str(self.rates[self.last].idxmax()), self.last)

    @property
    def lowest(self) -> Number:
        """The lowest rate of the last year."""
        return self._rate(str(self.rates[self.last].idxmin()), self.last)

    @property
    def by_chance(self) -> Number:
        """Where the lowest rate could lie by chance, in a district of so few children."""
        return self.policy.count(
            key(RATE, "chance", self.last), self.lowest.value * self.children / 1e4, per=self.children / 1e4, unit="rate", digits=0,
            rows=self.lowest.rows, label="lowest rate, with chance", about=True,
        )  # fmt: skip

    @property
    def finding(self) -> str:
        """Which districts are highest and lowest in the last year, as a title."""
        rates = self.rates[self.last]
        return f"Highest in {rates.idxmax()}, lowest in {rates.idxmin()}"

    @property
    def apart(self) -> str:
        """Whether chance could explain the distance, as a sentence without its full stop."""
        beyond = self.highest.value > float(self.by_chance.high or 0)
        return "Chance cannot explain that" if beyond else "Chance could explain that"

    @property
    def recorded(self) -> str:
        """The largest step of a district, and what it points to when it is steeper than need can be, in a sentence."""
        steps = self.rates / self.rates.shift(axis=1)
        if steps.max().max() < STEEP:
            return f"The largest step from one year to the next: {self.jump}."
        return f"But {self.jump}, a jump that points to recording: each district may have changed its practice at its own time."

    @property
    def jump(self) -> str:
        """The largest step of a district from a year to the next, in words."""
        steps = self.rates / self.rates.shift(axis=1)
        year = str(steps.max().idxmax())
        area = str(steps[year].idxmax())
        before = str(self.rates.columns[list(self.rates.columns).index(year) - 1])
        return f"{area} went from {self._rate(area, before)} in {before} to {self._rate(area, year)} in {year}"

    @property
    def table(self) -> Table:
        """The rates by year, with the highest over the lowest."""
        ratio = (self.rates.max() / self.rates.min()).round(1)
        rates = self.rates.round().astype(int).astype(object)
        if self.whole and self.given["area"].eq(self.whole).any():
            whole = division(self.given[self.given["area"].eq(self.whole)], RATE, "").numbers.iloc[0]
            rates.loc[f"{self.whole}, with countywide teams"] = (
                whole.reindex(rates.columns).round().astype(int).astype(object)
            )
        frame = pd.concat([rates, ratio.rename("Highest / lowest district").to_frame().T.astype(object)])
        return Table(frame=frame.rename_axis("District"), source=sources.line(self.given))


def districts(rows: pd.DataFrame, areas: list[str], policy: Policy, children: float, whole: str) -> list[Districts]:
    """Return the districts, as a list that is empty where fewer than two are printed."""
    there = [area for area in areas if rows["area"].eq(area).any()]
    return [Districts(rows, there, policy, children, whole)] if len(there) > 1 else []


class Missing:
    """Looked-after children missing or away without authorisation, by year."""

    def __init__(self, rows: pd.DataFrame, policy: Policy) -> None:
        self.policy, self.given = policy, rows
        self.printed = {name: division(rows, name, "") for name in MISSING if rows["measure"].eq(name).any()}
        self.counts = pd.DataFrame({name: held.numbers.iloc[0] for name, held in self.printed.items()})
        self.years = [str(year) for year in self.printed[WHO].numbers.columns]

    def _number(self, name: str, year: str) -> Number:
        held = self.printed[name]
        return self.policy.count(
            key(name, year), float(self.counts.loc[year, name]), rows=held.ids(list(held.numbers.index), year),
            label=f"{words.measure(name)}, {year}", of={"period": year},
        )  # fmt: skip

    def again(self, year: str) -> Share:
        """Return the children missing more than once, of those missing."""
        part, whole = self._number(AGAIN, year), self._number(WHO, year)
        return self.policy.share(
            key(AGAIN, "share", year),
            part.value,
            whole.value,
            rows=(*part.rows, *whole.rows),
            label=f"missing more than once, {year}",
        )

    @lazy
    def change(self) -> Change:
        """The change of the children counted as missing from the first year to the last."""
        first, last = (self._number(WHO, self.years[place]) for place in (0, -1))
        return self.policy.change(key(WHO, "change"), first, last)

    @property
    def title(self) -> str:
        """Whether the children counted as missing rose or fell by more than chance makes, as a title."""
        clear = self.change.chance == "no"
        return (
            f"Children counted as missing {self.change:verb}"
            if clear
            else "No clear change in children counted as missing"
        )

    @lazy
    def rise(self) -> str:
        """The children of the first and of the last year, and how many times as many, as a predicate."""
        low, high = (1 + float(each or 0) / 100 for each in (self.change.low, self.change.high))
        times = Number(
            key=key(WHO, "times"), value=1 + self.change.value / 100, low=low, high=high, level=self.policy.confidence,
            label="children counted as missing, last year over first", rows=self.change.rows, method=self.change.method,
        )  # fmt: skip
        first, last = self.years[0], self.years[-1]
        return f"went from {self.change.before} in {first} to {self.change.now} in {last}, {times} times as many ({times:range})"

    @lazy
    def before_and_after(self) -> str:
        """The episodes, and the looked-after children where they are printed, of the first and the last time, as a clause."""
        first, last = (self._number(TIMES, self.years[place]) for place in (0, -1))
        said = f"episodes went from {first} to {last}"
        if ALL not in self.counts:
            return said
        held = self.printed[ALL]
        days = [str(held.numbers.columns[place]) for place in (0, -1)]
        one, other = (self._number(ALL, day) for day in days)
        return f"{said}, and looked-after children from {one} on {days[0]} to {other} on {days[1]}"

    @property
    def table(self) -> Table:
        """One row per year."""
        rows = {
            year: {
                "Children": Cell(self._number(WHO, year)), "Episodes": Cell(self._number(TIMES, year)),
                "Episodes per child": float(round(self.counts.loc[year, TIMES] / self.counts.loc[year, WHO], 1)),
                "More than once": Cell(self.again(year), "full"),
            }
            for year in self.years
        }  # fmt: skip
        return Table(
            frame=pd.DataFrame(rows).T.rename_axis("Year"),
            source=sources.line(self.given[self.given["measure"].ne(ALL)]),
        )


def missing(rows: pd.DataFrame, policy: Policy) -> list[Missing]:
    """Return the children missing, as a list that is empty where fewer than two years are printed."""
    there = all(len(division(rows, name, "").numbers.columns) > 1 for name in (WHO, TIMES, AGAIN))
    return [Missing(rows, policy)] if there else []
