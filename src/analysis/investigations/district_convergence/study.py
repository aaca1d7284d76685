"""Whether the districts of an authority have become more alike, when, and whether they add up to it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import DOUBT, PREDICATE, Chance, chance
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.district_convergence import district_rates
from analysis.investigations.district_convergence import population_shares as parts
from analysis.observations import series
from analysis.statistics.spread import beta_convergence, between_areas, convergence
from analysis.statistics.spread import convergence_timing as timing

MEASURES = ["cpp_rate", "cpp_children", "referral_rate"]
DRAWS = 4000
# 000, 5.1 and 002, 5.1
BEGINNINGS = {"Warwickshire": [("early 2018, from 1 January", "2017-12-31"), ("June 2018", "2018-06-01")]}
NEEDED = (
    "Whether the districts of {area} became more alike needs the names of two or more in data/own/areas.yml "
    "(`{area}: {{districts: [{district}, …]}}`), "
    "and on three days or more the rates of each district and of {area} and the number of children on a plan in {area}. Lines of "
    "data/own/figures.csv are `{district},31 March 2024,cpp_rate,41,,,Committee report` and "
    "`{area},31 March 2024,cpp_children,349,,,Committee report`."
)
BEGAN = (
    "Whether the districts of {area} became more alike before or after its audits began needs the day before they began: "
    "`python -m analysis own 04_district_convergence -p audits_began=2023-03-31`."
)


class Districts:
    """What the printed rates of districts say of the gap between them.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its districts.
    authority : str
    districts : sequence of str
    first, last, audits_began : str
        ISO dates: the window (from the first day with figures when empty, to the last when ``latest``), and the last day
        before the audits.
    policy : Policy

    Raises
    ------
    MissingFigureError
        If districts, three days with figures, or the beginning of the audits are missing.
    ValueError
        If a date is none, or fewer than three days are left between them.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        districts: Sequence[str],
        first: str,
        last: str,
        audits_began: str,
        policy: Policy,
    ) -> None:
        self.authority, self.districts, self.policy = authority, list(districts), policy
        self.observations = observations
        self.every = observations[observations["measure"].eq("cpp_rate") & observations["period_type"].eq("as_at")]
        self.printed = series.preferred(self.every)
        there = self._there()
        window = first or f"{there.index[0]:%Y-%m-%d}", f"{there.index[-1]:%Y-%m-%d}" if last == "latest" else last
        table = district_rates.between(
            there, *(_day(*each) for each in zip(("first_date", "last_date"), window, strict=True))
        )
        self.rates, self.county = table[self.districts], table[authority]
        if not audits_began:
            raise MissingFigureError(BEGAN.format(area=authority))
        self.began = _day("audits_began", audits_began)

    def _there(self) -> pd.DataFrame:
        """Return the rates of the districts and the authority on each day that has all of them, a column per area."""
        needed = NEEDED.format(area=self.authority, district=[*self.districts, "North District"][0])
        if len(self.districts) < 2 or self._children.empty:
            raise MissingFigureError(needed)
        try:
            rates = district_rates.by_date(self.printed, [*self.districts, self.authority])
        except ValueError:
            raise MissingFigureError(needed) from None
        if len(rates) < 3:
            raise MissingFigureError(needed)
        return rates

    @lazy
    def start(self) -> pd.Timestamp:
        """The first date."""
        return self.rates.index[0]

    @lazy
    def end(self) -> pd.Timestamp:
        """The last date."""
        return self.rates.index[-1]

    @lazy
    def split(self) -> pd.Timestamp:
        """The last date before the audits."""
        return timing.last_before(self.rates.index[:-1], self.began)

    @lazy
    def after(self) -> pd.Timestamp:
        """The first date a year or more after the last before the audits."""
        later = self.rates.index[self.rates.index >= self.split + pd.DateOffset(years=1)]
        return later[0] if len(later) else self.end

    @lazy
    def population(self) -> pd.Series:
        """Children aged 0 to 17 by date, from the number and the rate of children on plans."""
        children = series.preferred(self._children).set_index("period_end")["value"]
        return parts.nearest(parts.implied_population(children, self.county), self.rates.index)

    @lazy
    def _children(self) -> pd.DataFrame:
        """The numbers of children on a plan in the authority on a day."""
        held = self.observations[self.observations["area"].eq(self.authority) & self.observations["group"].eq("")]
        return held[held["measure"].eq("cpp_children") & held["period_type"].eq("as_at")]

    @lazy
    def tolerance(self) -> pd.Series:
        """How far rounding alone can part the county from its districts, per 10,000, by date."""
        rows = self.printed[self.printed["area"].eq(self.authority) & self.printed["period_end"].isin(self.rates.index)]
        return parts.tolerances(rows)

    @lazy
    def run(self) -> pd.DatetimeIndex:
        """The dates, from the first, at which one set of population shares re-adds to the county."""
        return parts.re_adding(self.rates, self.county, self.tolerance)

    @lazy
    def shares(self) -> pd.Series:
        """The districts' shares of the children that re-add best over `run`."""
        return parts.fit(self.rates.loc[self.run], self.county)

    @lazy
    def people(self) -> pd.Series:
        """Children aged 0 to 17 by district at the split."""
        return self.shares * self.population[self.split]

    def rows_of(self, *dates: pd.Timestamp) -> tuple[str, ...]:
        """Return the observations of the districts on some dates."""
        of = self.printed["period_end"].isin(dates) & self.printed["area"].isin(self.districts)
        return tuple(self.printed.loc[of, "id"])

    @lazy
    def source(self) -> str:
        """Where the district rates come from."""
        return sources.line(self.printed, self.rows_of(*self.rates.index))

    def _number(self, what: str, value: float, label: str, *dates: pd.Timestamp, **more: Any) -> Number:
        of = {"area": self.authority, "period": " to ".join(words.day(date) for date in dates)}
        name = key("cpp_rate", what, self.authority, *(f"{date:%Y-%m-%d}" for date in dates))
        return self.policy.number(name, value, label=label, of=of, rows=self.rows_of(*dates), **more)

    def gap(self, date: pd.Timestamp) -> Number:
        """Return the relative gap on a date: the districts' distance from their average, in percent of it."""
        value = 100 * convergence.spread(self.rates.loc[[date]], self.shares)["cv"].iloc[0]
        return self._number("cv", value, f"relative gap, {words.day(date)}", date, unit="percent", digits=0)

    def distance(self, date: pd.Timestamp) -> Number:
        """Return the standard deviation of the districts' rates on a date, per 10,000."""
        return self._number(
            "sd", float(self.rates.loc[date].std(ddof=0)), f"standard deviation, {words.day(date)}", date, digits=1
        )

    @lazy
    def gaps(self) -> dict[pd.Timestamp, Number]:
        """The relative gap on every date."""
        return {date: self.gap(date) for date in self.rates.index}

    def change(self, first: pd.Timestamp, last: pd.Timestamp) -> "Narrowing":
        """Return the change of the relative gap between two dates, with what rounding and chance leave open."""

        def made(effect: float) -> tuple[float, float]:
            found = timing.change(
                self.rates, (first, last), self.people, effect, self.policy.confidence, DRAWS, self.policy.seed
            )
            return 100 * found[1], 100 * found[2]

        low, high = made(self.policy.siblings)
        value = self.gaps[last].value - self.gaps[first].value
        number = self._number(
            "cv change", value, "change of the relative gap", first, last, low=low, high=high, unit="points", digits=0
        )
        return Narrowing(number, chance(self.policy.tried(made)))

    @lazy
    def since(self) -> "list[Narrowing]":
        """The change since a year after the audits began; none where the figures end there."""
        return [self.change(self.after, self.end)] if self.after < self.end else []

    @lazy
    def narrowing(self) -> "Narrowing":
        """The change from the first to the last date."""
        return self.change(self.start, self.end)

    @lazy
    def doubtful_ends(self) -> str:
        """To which earlier days, from the split on, chance could have made the change, as a clause; empty where to none."""
        days = [day for day in self.rates.index if self.split <= day < self.end]
        doubtful = [words.day(day) for day in days if self.change(self.start, day).chance != "no"]
        return f"measured to {words.listed(doubtful)} it could be chance" if doubtful else ""

    @lazy
    def by_chance(self) -> pd.DataFrame:
        """The largest relative gap that chance makes in 95 of 100 cases, by date and sibling effect, in percent."""
        tried = {effect: self._noise(effect) for effect in (self.policy.siblings, *self.policy.tried_at)}
        return pd.DataFrame({effect: 100 * found["p95"] for effect, found in tried.items()})

    def _noise(self, effect: float) -> pd.DataFrame:
        return convergence.noise(self.rates, self.shares, self.population, effect, DRAWS, self.policy.seed)

    @lazy
    def by_chance_alone(self) -> dict[pd.Timestamp, Chance]:
        """Whether chance could make the gap of each date."""
        seen = pd.Series({date: each.value for date, each in self.gaps.items()})
        beyond = self.by_chance.lt(seen, axis=0)
        return {date: "no" if row.all() else "depends" if row.any() else "yes" for date, row in beyond.iterrows()}

    @lazy
    def most_by_chance(self) -> Number:
        """The largest gap that chance seldom exceeds on the first date."""
        value = float(self.by_chance[self.policy.siblings].iloc[0])
        return self._number(
            "cv by chance", value, "gap that chance seldom exceeds", self.start, unit="percent", digits=0
        )

    @lazy
    def before(self) -> Number:
        """The part of the fall of the relative gap, to a year after the audits began, that came before them."""
        return self._before("cv", "part of the fall that came before the audits")

    @lazy
    def before_in_points(self) -> Number:
        """The same of the standard deviation."""
        return self._before("sd", "part of the fall in points that came before the audits")

    def _before(self, measure: str, label: str) -> Number:
        dates = (self.start, self.split, self.after)
        told = (self.policy.confidence, DRAWS, self.policy.seed, self.people, self.policy.siblings)
        value, low, high = timing.share_before(self.rates, dates, *told, measure=measure)
        return self._number(f"{measure} before", value, label, *dates, low=low, high=high, unit="percent", digits=0)

    @lazy
    def fell_together(self) -> list[str]:
        """How much of the fall in points came with the fall of the districts' average, as a clause; none where one did not fall.

        On the log scale the gap in points is the relative gap times the average, so that no order of the two is preferred.
        """
        both = self.rates.loc[[self.start, self.end]]
        points, average = (float(np.log(each.iloc[0] / each.iloc[1])) for each in (both.std(axis=1), both.mean(axis=1)))
        if min(points, average) <= 0:
            return []
        part = self._number(
            "sd with average", 100 * average / points, "part of the fall in points that came with the average’s",
            self.start, self.end, unit="percent", digits=0,
        )  # fmt: skip
        return [f"{part} of the fall in points per 10,000 came with the fall of the districts’ average"]

    @lazy
    def slopes(self) -> dict[str, beta_convergence.Beta]:
        """The slope of each change on its start, by stretch."""
        told = (self.people, self.policy.siblings, self.policy.confidence, DRAWS, self.policy.seed)
        pairs = ((self.start, self.split), (self.split, self.end), (self.start, self.end))
        return {
            f"{words.day(a)} to {words.day(b)}": beta_convergence.beta(self.rates.loc[a], self.rates.loc[b], *told)
            for a, b in pairs
        }

    @lazy
    def without(self) -> pd.DataFrame:
        """The relative gap when one district is left out, as fractions, by date; and its fall."""
        return timing.leave_one_out(self.rates, list(dict.fromkeys([self.start, self.split, self.after, self.end])))

    @lazy
    def driver(self) -> str:
        """The district without which the gap falls least."""
        return str(self.without["fall"].drop("none").idxmin())

    @lazy
    def left_over(self) -> pd.DataFrame:
        """Children in the county's figure and in no district's: value, low, high, by date."""
        best = parts.left_over(self.rates, self.county, self.tolerance, self.shares)
        reach = parts.gap_bounds(self.rates, self.county, self.tolerance, self.run)
        return reach.assign(value=best["value"]).mul(self.population / 10_000, axis=0)[["value", "low", "high"]]

    @lazy
    def missing(self) -> dict[str, Number]:
        """The least number of children in no district, by date, where there must be some."""
        found = self.left_over["low"][self.left_over["low"] > 0.5]
        return {
            words.day(date): self._number(
                "no district", round(value), "least number of children in no district", date, digits=0, unit="count"
            )
            for date, value in found.items()
        }

    @property
    def left_title(self) -> str:
        """Whether some children are in no district’s figure, as a title."""
        return (
            "Some children are in no district’s figure" if self.missing else "Every child can be in a district’s figure"
        )

    @lazy
    def adding_up(self) -> str:
        """Whether the districts add up to the county, as a sentence."""
        if not self.missing:
            return "The districts add up to the county within rounding"
        listed = words.listed(f"{number} on {day}" for day, number in self.missing.items())
        return (
            f"After {words.day(self.run[-1])} the districts’ figures leave children out: at least {listed}. Gaps at these dates rest on "
            "figures that are not whole"
        )

    @lazy
    def rises(self) -> pd.DataFrame:
        """Each district's percentage rise over the year before the split: start, end, value, low, high; largest first."""
        earlier = self.rates.index[self.rates.index <= self.split - pd.DateOffset(years=1)]
        if not len(earlier):
            return pd.DataFrame(columns=["start", "end", "value", "low", "high"])
        return timing.rises(self.rates, earlier[-1], self.split)

    @lazy
    def real_spread(self) -> pd.DataFrame:
        """The spread between districts beyond chance and rounding (τ², per 10,000 squared), by date, by two methods."""
        return between_areas.by_date(
            self.rates, self.shares, self.population, self.policy.siblings, self.policy.confidence
        )

    @lazy
    def referrals(self) -> pd.DataFrame | Unknown:
        """Referral rates by year: lowest, highest, observed and p95 relative gap."""
        held = self.observations[
            self.observations["measure"].eq("referral_rate") & self.observations["area"].isin(self.districts)
        ]
        held = held[held["period_type"].isin(["financial_year", "cumulative"]) & held["period_end"].dt.month.eq(3)]
        if held.empty:
            return Unknown("no referral rates by district are printed")
        rates = district_rates.by_date(series.preferred(held), self.districts)
        people = parts.nearest(self.population, rates.index)
        found = convergence.noise(rates, self.shares, people, self.policy.siblings, DRAWS, self.policy.seed)
        return found.assign(lowest=rates.min(axis=1), highest=rates.max(axis=1))

    @lazy
    def referral_rows(self) -> tuple[str, ...]:
        """The observations of the referral rates."""
        held = self.observations
        return tuple(held.loc[held["measure"].eq("referral_rate") & held["area"].isin(self.districts), "id"])

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence."""
        narrowed = self.narrowing
        if narrowed.number.value >= 0:
            return "The gap between the districts has not narrowed"
        if narrowed.chance == "no":
            sure = "The gap between the districts has narrowed by more than chance makes"
            return f"{sure}; {self.doubtful_ends}" if self.doubtful_ends else sure
        return "The gap between the districts is smaller, which chance could have made"

    @lazy
    def timing_title(self) -> str:
        """When the fall came, as far as its range allows, as a title."""
        low, high = float(self.before.low or 0), float(self.before.high or 0)
        if low > 50:
            return "Most of the narrowing came before the audits"
        if high < 50:
            return "Most of the narrowing came after the audits began"
        return "How much of the narrowing came before the audits is not certain"

    @lazy
    def chance_title(self) -> str:
        """On which dates chance could make the gap, as a title."""
        clear = sum(each == "no" for each in self.by_chance_alone.values())
        return f"On {clear} of {len(self.rates)} dates the districts differ beyond chance"

    @lazy
    def rise_title(self) -> str:
        """Which district rose most, as a title."""
        if self.rises.empty:
            return "No year before the audits is printed"
        sure = self.rises["low"].iloc[0] > self.rises["high"].iloc[1:].max()
        return f"{self.rises.index[0]} rose most" + ("" if sure else ", but rounding could hide another")

    @property
    def in_print(self) -> list[tuple[str, str]]:
        """When the audits began by what the documents say, and the last day before; none where they do not."""
        return BEGINNINGS.get(self.authority, [])

    @lazy
    def readings(self) -> list[tuple[str, Number]]:
        """The part that came before the audits under each reading of when they began."""
        dates = self.rates.index[self.rates.index < self.after]
        told = (self.policy.confidence, DRAWS, self.policy.seed, self.people, self.policy.siblings)
        tried = [("chosen here", self.began), *((said, pd.Timestamp(day)) for said, day in self.in_print)]
        found = []
        for said, day in sorted(tried, key=lambda each: each[1]):
            last = timing.last_before(dates, day)
            value, low, high = timing.share_before(self.rates, (self.start, last, self.after), *told)
            more = {"low": low, "high": high, "unit": "percent", "digits": 0}
            number = self._number(
                f"before {said}", value, f"part before, audits from {said}", self.start, last, self.after, **more
            )
            found.append((f"{said} (last figure before: {words.day(last)})", number))
        return found


class Narrowing:
    """A change of the gap, which says itself as a predicate, and whether chance could make it."""

    def __init__(self, number: Number, doubt: Chance) -> None:
        self.number, self.chance = number, doubt

    def __format__(self, face: str) -> str:
        if face == "doubt":
            return PREDICATE[self.chance]
        if face:
            return format(self.number, face)
        verb = "fell" if self.number.value < 0 else "rose"
        return f"{verb} by {self.number:size} ({self.number:range}), {DOUBT[self.chance]}"

    def __str__(self) -> str:
        return format(self)


def _day(name: str, text: str) -> pd.Timestamp:
    try:
        return pd.to_datetime(text, format="%Y-%m-%d")
    except ValueError:
        raise ValueError(f"{name} is '{text}': write the day as year-month-day, for example 2018-03-31.") from None
