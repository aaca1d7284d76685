"""What is ordinary: a year's change of a share in every authority of England, split into chance, siblings and real change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Share, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.observations.series import preferred
from analysis.statistics import year_to_year as moves

SHARES = ("repeat_plans_share", "icpc_within_15_days", "rereferrals_share")
MAIN = SHARES[0]
# indicators whose whole is not published: how much they move is shown, what chance makes of it cannot be split
OTHERS = ("cpp_rate", "long_plans_share", "s47_rate", "referral_rate")
ABOVE = "above its neighbours"
LIST = "2025"  # of neighbours
DRIFT = ("left in", "taken out")
SEEDS = 24  # SIMULATED countries with the drift left in and taken out
DRAWS = 400
BANDS = [0.0, 150, 250, 350, 500, 700, 1000, 10000]
TRIED = (2.6, 1.5)  # siblings and real change of the simulated country


@dataclass(frozen=True)
class Rule:
    """A usual rule for an alarm: how often it speaks on England's figures, and would if nothing but chance moved them."""

    name: str
    real: Share
    by_chance: Number
    back: Share | Unknown


class Ordinary:
    """The year-to-year changes of one share in all authorities.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of the share for all areas and years, with `code`.
    measure : str
    policy : Policy
    near : mapping
        Each authority to the neighbours that one of the usual rules sets it beside (`neighbours`).
    draws : int
        SIMULATED countries for the range.
    """

    def __init__(
        self,
        rows: pd.DataFrame,
        measure: str,
        policy: Policy,
        near: Mapping[str, Sequence[str]] | None = None,
        draws: int = DRAWS,
    ) -> None:
        self.measure, self.policy, self.near, self.draws = measure, policy, near or {}, draws
        held = preferred(rows[rows["measure"].eq(measure) & rows["group"].eq("")])
        self.rows = held[held["code"].ne("") & held["numerator"].notna() & held["denominator"].gt(0)]
        self.counts = pd.DataFrame(
            {"area": self.rows["area"], "year": self.rows["period_end"].dt.year, "part": self.rows["numerator"],
             "whole": self.rows["denominator"]}
        )  # fmt: skip
        self.source = sources.line(self.rows)

    @property
    def title(self) -> str:
        """What is measured."""
        return indicator(self.measure).title

    @lazy
    def changes(self) -> pd.DataFrame:
        """Every change from one year to the next, England's own movement still in it."""
        return moves.changes(self.counts)

    @lazy
    def own(self) -> pd.DataFrame:
        """Every change less what all authorities have in common in the year."""
        return moves.without_drift(self.changes)

    def _number(self, name: str, value: float, **more: object) -> Number:
        told = {"label": f"{self.title}: {name}", "rows": tuple(self.rows["id"]) if name == "siblings" else ()} | more
        return Number(key=key(self.measure, "year to year", name), value=value, **told)  # type: ignore[arg-type]

    @lazy
    def number(self) -> Number:
        """How many changes there are."""
        return self._number("changes", len(self.changes), digits=0, unit="count")

    @lazy
    def authorities(self) -> Number:
        """How many authorities they are of."""
        return self._number("authorities", self.changes["area"].nunique(), digits=0, unit="count")

    @lazy
    def estimates(self) -> pd.DataFrame:
        """The split by each estimator with its range: index estimator, columns siblings and real as numbers."""
        found = {}
        for name, estimator in moves.ESTIMATORS.items():
            split, drawn = estimator(self.own), moves.resampled(self.changes, estimator, self.draws, self.policy.seed)
            ends = drawn.quantile([(1 - self.policy.confidence) / 2, (1 + self.policy.confidence) / 2])
            found[name] = {
                side: self._number(
                    "siblings" if (name, side) == (self.best, "siblings") else f"{side}, {name}", getattr(split, side),
                    low=ends[side].iloc[0], high=ends[side].iloc[1], level=self.policy.confidence,
                    unit="points" if side == "real" else "", method=f"{name}; authorities resampled",
                )
                for side in ("siblings", "real")
            }  # fmt: skip
        return pd.DataFrame(found).T

    @lazy
    def three(self) -> str:
        """What each estimator says of the sibling effect, in words."""
        return words.listed(f"{each:value} by {name}" for name, each in self.estimates["siblings"].items())

    @property
    def best(self) -> str:
        """The estimator that is cited: it is the likeliest split were changes normal."""
        return "reweighted squares"

    @lazy
    def holds(self) -> str:
        """Whether the sibling effect at which this run draws its ranges lies within what is measured here, as a predicate."""
        low, high = float(self.siblings.low or 0), float(self.siblings.high or 0)
        return f"lies {'within' if low <= self.policy.siblings <= high else 'outside of'} this range"

    @lazy
    def split(self) -> moves.Split:
        """The split that is cited."""
        return moves.ESTIMATORS[self.best](self.own)

    @lazy
    def siblings(self) -> Number:
        """How many times the variance of unrelated children the changes have: the figure that this project cites."""
        return self.estimates.loc[self.best, "siblings"]  # type: ignore[no-any-return]

    @lazy
    def real(self) -> Number:
        """Standard deviation of the yearly real change of a single authority, points."""
        return self.estimates.loc[self.best, "real"]  # type: ignore[no-any-return]

    @lazy
    def bands(self) -> pd.DataFrame:
        """Observed and expected size of changes by band of size."""
        return moves.by_size(self.own, self.split, BANDS)

    @lazy
    def parts(self) -> pd.DataFrame:
        """What share of the variance of a change each part makes in each band, percent: unrelated children, siblings, real."""
        chance = self.bands["unrelated"] ** 2
        total = self.split.siblings * chance + self.split.real**2
        return pd.DataFrame(
            {"Unrelated children": 100 * chance / total, "Siblings": 100 * (self.split.siblings - 1) * chance / total,
             "Real change": 100 * self.split.real**2 / total}
        )  # fmt: skip

    @lazy
    def back(self) -> Share:
        """How many moves are followed by one in the other direction; by chance alone two in three."""
        part, whole = moves.moves_back(self.own)
        return Share(key=key(self.measure, "moves back"), value=100 * part / whole, numerator=part, denominator=whole,
                     label=f"{self.title}: moves followed by one back")  # fmt: skip

    def often(self, whole: float, points: list[float]) -> pd.DataFrame:
        """Return in how many years in a hundred a change of so many points or more happens: index points, column percent."""
        usual = 100 * self.counts["part"].sum() / self.counts["whole"].sum()
        found = moves.exceeded(self.own, self.split, whole, usual, points)
        return pd.DataFrame({"percent": found}, index=pd.Index(points, name="points"))

    def years_in_a_hundred(self, whole: int, points: int) -> Number:
        """Return how often a change of so many points or more happens with so many starts, percent of years."""
        value = float(self.often(whole, [float(points)])["percent"].iloc[0])
        return self._number(f"{points} points or more with {whole}", value, unit="percent", digits=0)

    def of(self, area: str) -> pd.DataFrame:
        """Return the changes of one authority with how unusual each is: columns year, whole, change, often (percent of years)."""
        mine = self.own[self.own["area"].eq(area)]
        sizes = np.abs(self.own["change"] / self.split.deviation(self.own["chance"])).to_numpy()
        own = np.abs(mine["change"] / self.split.deviation(mine["chance"])).to_numpy()
        often = [100 * float((sizes >= each).mean()) for each in own]
        return mine[["year", "whole", "change"]].assign(often=often).reset_index(drop=True)

    @lazy
    def drift_left_in(self) -> pd.DataFrame:
        """SIMULATED: what the estimators say with England's movement left in and taken out, beside the truth."""
        drift = self.own.groupby("year")["drift"].first().to_dict()
        wholes = self.counts[["area", "year", "whole"]]
        usual = 100 * self.counts["part"].sum() / self.counts["whole"].sum() - sum(drift.values()) / 2
        found = []
        for seed in range(SEEDS):
            seen = moves.changes(moves.simulated(wholes, usual, *TRIED, drift, self.policy.seed + seed))
            for name, estimator in moves.ESTIMATORS.items():
                for kept, changed in zip(DRIFT, (seen, moves.without_drift(seen)), strict=True):
                    split = estimator(changed)
                    found.append({"estimator": name, "drift": kept, "siblings": split.siblings, "real": split.real})
        return pd.DataFrame(found).groupby(["estimator", "drift"]).mean()

    def simulated_with(self, drift: str, side: str, estimator: str) -> Number:
        """Return SIMULATED what an estimator says of siblings or real change with the drift ``left in`` or ``taken out``."""
        return self._number(
            f"{side}, drift {drift}, {estimator}", float(self.drift_left_in.loc[(estimator, drift), side]), simulated=True,
            unit="points" if side == "real" else "",
        )  # fmt: skip

    @lazy
    def rules(self) -> list[Rule]:
        """Three usual rules: how often they speak, how often chance and siblings alone would make them, and what came next."""
        found = self._alarms(self.changes, self.counts)
        usual, wholes = float(self.changes["share"].mean()), self.counts[["area", "year", "whole"]]
        same = moves.simulated(wholes, usual, self.split.siblings, 0.0, {}, self.policy.seed)
        silent = self._alarms(moves.changes(same), same)
        following = self.changes.groupby("area")[["change", "year"]].shift(-1)
        next_year = following["year"].eq(self.changes["year"] + 1)
        rules = []
        for name in found:
            spoke = found[name] & next_year
            back = np.sign(following["change"]) != np.sign(self.changes["change"])
            rules.append(
                Rule(
                    name, self._share(f"alarms, {name}", int(found[name].sum()), len(found)),
                    self._number(f"alarms by chance, {name}", 100 * float(silent[name].mean()), unit="percent", simulated=True),
                    self._share(f"turned back, {name}", int((back & spoke).sum()), int(spoke.sum()))
                    if spoke.any() else Unknown("the rule never spoke"),
                )
            )  # fmt: skip
        return rules

    @lazy
    def above(self) -> str:
        """What the rule about neighbours says on England's figures and by chance, as a sentence."""
        found = [rule for rule in self.rules if rule.name == ABOVE]
        said = [
            f"“Above its neighbours” holds in {rule.real} years; chance would make it {rule.by_chance}."
            for rule in found
        ]
        return said[0] if said else "No list of neighbours is there, so no rule about them is counted."

    def _share(self, name: str, part: int, whole: int) -> Share:
        named, said = key(self.measure, name), f"{self.title}: {name}"
        return Share(key=named, label=said, value=100 * part / whole, numerator=part, denominator=whole)

    def _alarms(self, found: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
        """Return which changes each usual rule calls an alarm; without neighbours there is no rule about them."""
        spoken = pd.DataFrame(
            {
                "two sigma of unrelated children": found["change"].abs() > 2 * np.sqrt(found["chance"]),
                "red against last year: a tenth worse": found["share"] > 1.1 * found["before"],
            }
        )
        if self.near:
            places = pd.MultiIndex.from_frame(found[["area", "year"]])
            beside = neighbours_average(counts, self.near).reindex(places)
            spoken[ABOVE] = found["share"].to_numpy() > beside.to_numpy()
        return spoken


def neighbours(lists: pd.DataFrame, authorities: pd.DataFrame) -> dict[str, list[str]]:
    """Return each authority's neighbours by name, from the list of 2025."""
    names = authorities.set_index("code")["name"]
    held = lists[lists["list"].eq(LIST) & lists["code"].isin(names.index)]
    near = held["neighbour_code"].map(names)
    return {str(names[code]): list(near[rows.index]) for code, rows in held.groupby("code")}


def neighbours_average(counts: pd.DataFrame, near: Mapping[str, Sequence[str]]) -> pd.Series:
    """Return the simple mean of the neighbours' shares, percent; index area and year."""
    shares = (100 * counts["part"] / counts["whole"]).set_axis(pd.MultiIndex.from_frame(counts[["area", "year"]]))
    wide = shares.unstack("area")
    found = {area: wide.reindex(columns=list(names)).mean(axis=1) for area, names in near.items()}
    return pd.DataFrame(found).rename_axis(columns="area").unstack()


def movements(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return how much an indicator of each authority moved from one year to the next, beyond the middle authority.

    Returns
    -------
    pandas.DataFrame
        Columns area, year, change (in the unit of the indicator).
    """
    held = preferred(rows[rows["measure"].eq(measure) & rows["group"].eq("") & rows["code"].ne("")])
    held = held.assign(year=held["period_end"].dt.year).sort_values(["area", "year"], ignore_index=True)
    last = held.groupby("area")[["year", "value"]].shift()
    found = held.assign(change=held["value"] - last["value"])[held["year"].eq(last["year"] + 1)]
    found["change"] -= found.groupby("year")["change"].transform("median")
    return found[["area", "year", "change"]].reset_index(drop=True)
