"""Whether the districts of an authority have become more alike, and what chance alone would print."""

from typing import Any

import numpy as np
import pandas as pd

from analysis import words
from analysis.indicators.change import chance
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import Standing, from_p, tallies
from analysis.investigations.district_convergence import district_rates, population_shares
from analysis.investigations.district_convergence.adding_up import AddingUp
from analysis.investigations.district_convergence.audits import Audits
from analysis.investigations.district_convergence.narrowing import Narrowing
from analysis.investigations.district_convergence.window import DRAWS, Window
from analysis.observations import series
from analysis.statistics.spread import beta_convergence, between_areas, convergence, convergence_timing

MEASURES = ["cpp_rate", "cpp_children", "referral_rate"]


class Districts(Window):
    """What the printed rates of districts say of the gap between them; parameters and errors as `Window`."""

    @lazy
    def whole(self) -> AddingUp:
        """Whether the districts add up to the authority."""
        return AddingUp(self)

    @lazy
    def audits(self) -> Audits:
        """What came before the audits."""
        return Audits(self, self.whole.people)

    def gap(self, date: pd.Timestamp) -> Number:
        """Return the relative gap on a date: the districts' distance from their average, in percent of it."""
        value = 100 * convergence.spread(self.rates.loc[[date]], self.whole.shares)["cv"].iloc[0]
        return self.number("cv", value, f"relative gap, {words.day(date)}", date, unit="percent", digits=0)

    def distance(self, date: pd.Timestamp) -> Number:
        """Return the standard deviation of the districts' rates on a date, per 10,000."""
        return self.number(
            "sd", float(self.rates.loc[date].std(ddof=0)), f"standard deviation, {words.day(date)}", date, digits=1
        )

    @lazy
    def gaps(self) -> dict[pd.Timestamp, Number]:
        """The relative gap on every date."""
        return {date: self.gap(date) for date in self.rates.index}

    def change(self, first: pd.Timestamp, last: pd.Timestamp) -> Narrowing:
        """Return the change of the relative gap between two dates, with what rounding and chance leave open."""

        def made(effect: float) -> tuple[float, float]:
            found = convergence_timing.change(
                self.rates, (first, last), self.whole.people, effect, self.policy.confidence, DRAWS, self.policy.seed
            )
            return 100 * found[1], 100 * found[2]

        low, high = made(self.policy.siblings)
        value = self.gaps[last].value - self.gaps[first].value
        number = self.number(
            "cv change", value, "change of the relative gap", first, last, low=low, high=high, unit="points", digits=0
        )
        return Narrowing(number, chance(self.policy.tried(made)))

    @lazy
    def since(self) -> list[Narrowing]:
        """The change since a year after the audits began; none where the figures end there."""
        return [self.change(self.after, self.end)] if self.after < self.end else []

    @lazy
    def narrowing(self) -> Narrowing:
        """The change from the first to the last date."""
        return self.change(self.start, self.end)

    @lazy
    def doubtful_ends(self) -> str:
        """To which earlier days, from the split on, chance could have made the change, as a clause; empty where to none."""
        days = [day for day in self.rates.index if self.split <= day < self.end]
        doubtful = [words.day(day) for day in days if self.change(self.start, day).chance != "no"]
        return f"measured to {words.listed(doubtful)} it could be chance" if doubtful else ""

    @lazy
    def noise(self) -> dict[float, pd.DataFrame]:
        """What chance makes of districts that are alike, by sibling effect: the tables of `convergence.noise`."""
        told = self.rates, self.whole.shares, self.population
        effects = (self.policy.siblings, *self.policy.tried_at)
        return {effect: convergence.noise(*told, effect, DRAWS, self.policy.seed) for effect in effects}

    @lazy
    def by_chance(self) -> "pd.Series[float]":
        """The largest relative gap that chance makes in 95 of 100 cases, by date, in percent."""
        return 100 * self.noise[self.policy.siblings]["p95"]

    @lazy
    def standing(self) -> dict[pd.Timestamp, Standing]:
        """How the gap of each date stands, all dates counted as one family (Holm)."""
        return self._standings(pd.DataFrame({effect: found["p"] for effect, found in self.noise.items()}))

    def _standings(self, p: pd.DataFrame) -> dict[Any, Standing]:
        """Return how the rows of a family stand, from their p-values by sibling effect."""
        return dict(zip(p.index, from_p(p, self.policy.confidence), strict=True))

    @lazy
    def most_by_chance(self) -> Number:
        """The largest gap that chance seldom exceeds on the first date."""
        value = float(self.by_chance.iloc[0])
        return self.number(
            "cv by chance", value, "gap that chance seldom exceeds", self.start, unit="percent", digits=0
        )

    @lazy
    def fell_together(self) -> list[str]:
        """How much of the fall in points came with the fall of the districts' average, as a clause; none where one did not fall.

        On the log scale the gap in points is the relative gap times the average, so that no order of the two is preferred.
        """
        both = self.rates.loc[[self.start, self.end]]
        points, average = (float(np.log(each.iloc[0] / each.iloc[1])) for each in (both.std(axis=1), both.mean(axis=1)))
        if min(points, average) <= 0:
            return []
        part = self.number(
            "sd with average", 100 * average / points, "part of the fall in points that came with the average’s",
            self.start, self.end, unit="percent", digits=0,
        )  # fmt: skip
        return [f"{part} of the fall in points per 10,000 came with the fall of the districts’ average"]

    @lazy
    def slopes(self) -> dict[str, beta_convergence.Beta]:
        """The slope of each change on its start, by stretch."""
        return self._slopes(self.policy.siblings)

    def _slopes(self, effect: float) -> dict[str, beta_convergence.Beta]:
        told = (self.whole.people, effect, self.policy.confidence, DRAWS, self.policy.seed)
        pairs = ((self.start, self.split), (self.split, self.end), (self.start, self.end))
        return {
            f"{words.day(a)} to {words.day(b)}": beta_convergence.beta(self.rates.loc[a], self.rates.loc[b], *told)
            for a, b in pairs
        }

    @lazy
    def slopes_standing(self) -> dict[str, Standing]:
        """How each slope stands, all stretches counted as one family (Holm)."""
        effects = (self.policy.siblings, *self.policy.tried_at)
        return self._standings(pd.DataFrame({effect: _p(self._slopes(effect)) for effect in effects}))

    @lazy
    def without(self) -> pd.DataFrame:
        """The relative gap when one district is left out, as fractions, by date; and its fall."""
        return convergence_timing.leave_one_out(
            self.rates, list(dict.fromkeys([self.start, self.split, self.after, self.end]))
        )

    @lazy
    def driver(self) -> str:
        """The district without which the gap falls least."""
        return str(self.without["fall"].drop("none").idxmin())

    @property
    def driver_title(self) -> str:
        """Without which district the gap falls least, as a title; where the gap of all rose, without which it rises most."""
        fell = self.without["fall"]
        return f"Without {self.driver} the gap {'falls least' if fell['none'] > 0 else 'rises most'}"

    @lazy
    def real_spread(self) -> pd.DataFrame:
        """The spread between districts beyond chance and rounding (τ², per 10,000 squared), by date, by two methods."""
        return between_areas.by_date(
            self.rates, self.whole.shares, self.population, self.policy.siblings, self.policy.confidence
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
        people = population_shares.nearest(self.population, rates.index)
        found = convergence.noise(rates, self.whole.shares, people, self.policy.siblings, DRAWS, self.policy.seed)
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
    def chance_title(self) -> str:
        """On which dates chance could make the gap, as a title."""
        clear = sum(each == "clear" for each in self.standing.values())
        counts = {"beyond chance": clear, "all": len(self.rates)}
        sure, every = tallies(
            "cpp_rate", "dates", label="dates", counts=counts, area=self.authority, rows=self.printed["id"]
        )
        return f"On {sure} of {every} dates the districts differ beyond chance"


def _p(slopes: dict[str, beta_convergence.Beta]) -> "pd.Series[float]":
    return pd.Series({name: slope.p for name, slope in slopes.items()})
