"""What the open data say of one authority: each indicator by year, its changes, and whom it stands beside."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.indicators import looks, sources
from analysis.indicators.change import Change
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Printed, Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.authority_profile import standing

REPEATS, RATE, LONG = "repeat_plans_share", "cpp_rate", "long_plans_share"
INDICATORS = (REPEATS, RATE, "icpc_within_15_days", LONG, "s47_rate", "rereferrals_share", "referral_rate")
# what is asked of the open data: the indicators, and what counts them
MEASURES = [
    *INDICATORS, "repeat_plans", "cpp_starts", "cpp_children", "long_plans", "rereferrals", "referrals", "icpc_children",
    "population_0_17",
]  # fmt: skip
RATES = (RATE, "s47_rate", "referral_rate")
INSTEAD = ("rereferrals_share", "referral_rate")  # what page one draws where both main indicators are hidden
# what counts a share whose own row has no counts of its own measures: one row for each part
PARTS = {"icpc_within_15_days": "icpc_children"}
BACK = 5  # years before the latest
ENGLAND = "England"
LISTS = ("2025", "2021")


class Profile:
    """What the open data say of one authority.

    Parameters
    ----------
    near : pandas.DataFrame
        Rows of `MEASURES` for the authority, its neighbours by both lists, its region and England.
    everyone : pandas.DataFrame
        Rows of `MEASURES` for every area in the latest year, with the populations that belong to it.
    authorities : pandas.DataFrame
        Every authority: code, name, region, first_year, last_year, note.
    neighbours : pandas.DataFrame
        Columns list, code, rank, neighbour_code.
    authority : str
    policy : Policy
    codes : mapping
        What a code means that stands where a number would.
    """

    def __init__(
        self,
        near: pd.DataFrame,
        everyone: pd.DataFrame,
        authorities: pd.DataFrame,
        neighbours: pd.DataFrame,
        authority: str,
        policy: Policy,
        codes: Mapping[str, str],
    ) -> None:
        self.authority, self.policy, self.codes = authority, policy, codes
        self.near, self.everyone = near, everyone
        self.about = authorities.set_index("name").loc[authority]
        self.region = str(self.about["region"])
        names = dict(zip(authorities["code"], authorities["name"], strict=True))
        lists = neighbours[neighbours["code"].eq(self.about["code"])].sort_values("rank", kind="stable")
        self._named = {
            which: [names[code] for code in lists.loc[lists["list"].eq(which), "neighbour_code"]] for which in LISTS
        }
        self.figures = Figures(near[near["area"].isin([authority, self.region, ENGLAND])], policy)
        self.last_year = int(near["period_end"].dt.year[near["measure"].eq("cpp_starts")].max())
        ended = authorities[authorities["last_year"].lt(self.last_year)]
        self.ended = dict(zip(ended["name"], ended["last_year"], strict=True))
        self.years = [_year(self.last_year - back) for back in reversed(range(BACK + 1))]
        self._made: dict[tuple[str, str, str], Number | Unknown] = {}

    @property
    def latest(self) -> str:
        """The latest year."""
        return self.years[-1]

    @property
    def day(self) -> str:
        """The last day of the latest year, in words."""
        return f"year ending 31 March {self.last_year}"

    def named(self, which: str) -> list[str]:
        """Return the neighbours of a list, most alike first; those that have ended stay in it."""
        return self._named[which]

    def estimate(self, measure: str, year: str, area: str = "") -> Number | Unknown:
        """Return an indicator of a year with its range, or why there is none."""
        place = (measure, year, area or self.authority)
        if place not in self._made:
            self._made[place] = self._own(measure, year) if place[2] == self.authority else self._known(*place)
        return self._made[place]

    def _own(self, measure: str, year: str) -> Number | Unknown:
        if measure == LONG:
            return self._long(year)
        if measure in RATES:
            return self._rate(measure, year)
        if self._nobody(measure, year):
            return Unknown("none in the year")
        found = self.figures.try_estimate(measure, self.authority, year)
        if isinstance(found, Unknown):
            return self._missing(measure, year)
        return replace(found, rows=(*found.rows, *self._counted[measure, year]))

    @lazy
    def _counted(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The rows that hold the part and the whole of the authority's shares, by measure and year."""
        found = defaultdict[tuple[str, str], tuple[str, ...]](tuple)
        mine = self.figures.rows[self.figures.rows["area"].eq(self.authority)]
        for measure in INDICATORS:
            what = indicator(measure)
            counts = [PARTS[measure]] if measure in PARTS else [what.numerator, what.denominator]
            held = mine[mine["measure"].isin(counts) & mine["group"].ne("").eq(measure in PARTS)]
            for period, rows in held.groupby("period"):
                found[measure, str(period)] = tuple(rows["id"])
        return found

    def _nobody(self, measure: str, year: str) -> bool:
        """Return whether the whole of a share is printed as 0."""
        whole = indicator(measure).denominator
        return (
            bool(whole)
            and self.figures.has(whole, self.authority, year)
            and not self.figures.row(whole, self.authority, year)["value"]
        )

    def _known(self, measure: str, year: str, area: str) -> Printed | Unknown:
        when = self._when(measure, year)
        if not self.figures.has(measure, area, when):
            return Unknown("not published")
        return self.figures.printed(measure, area, when)

    def _when(self, measure: str, year: str) -> str:
        return f"31 March {int(year[:4]) + 1}" if indicator(measure).stock else year

    def _missing(self, measure: str, year: str) -> Unknown:
        """Return why there is no figure: the authority began later, a code stands there, or nothing does."""
        end = int(year[:4]) + 1
        if end < self.about["first_year"]:
            return Unknown(f"the authority began on 1 April {self.about['first_year'] - 1}")
        held = self.near[self.near["area"].eq(self.authority) & self.near["period_end"].eq(f"{end}-03-31")]
        counts = [measure, indicator(measure).numerator, indicator(measure).denominator]
        printed = held.loc[held["measure"].isin(counts) & held["group"].eq(""), "as_printed"]
        said = [self.codes[text] for text in printed if text in self.codes]
        return Unknown(said[0] if said else "not published")

    def _long(self, year: str) -> Number | Unknown:
        """Return the share of long plans; its whole is not published and follows from count and share."""
        if not all(self.figures.has(name, self.authority, year) for name in (LONG, "long_plans")):
            return self._missing(LONG, year)
        share, count = (self.figures.row(name, self.authority, year) for name in (LONG, "long_plans"))
        if not share["value"]:
            return self.figures.printed(LONG, self.authority, year)
        whole = round(100 * count["value"] / share["value"])
        return self.policy.share(
            key(LONG, self.authority, year), count["value"], whole, about=True, rows=(share["id"], count["id"]),
            label=f"{indicator(LONG).title}, {self.authority}, {year}", of={"area": self.authority, "period": year},
            method="Wilson's range; the whole follows from the published count and share",
        )  # fmt: skip

    def _rate(self, measure: str, year: str) -> Number | Unknown:
        """Return a rate on the population of the mid-year before, as DfE makes it; where no number is printed it follows."""
        when, day = self._when(measure, year), f"30 June {year[:4]}"
        of = ((measure, when), ("population_0_17", day))
        if not all(self.figures.has(name, self.authority, at) for name, at in of):
            return self._missing(measure, year)
        rate, people = (self.figures.row(name, self.authority, at) for name, at in of)
        counted, per = indicator(measure).numerator, people["value"] / 1e4
        behind: tuple[str, ...] = ()
        if counted and self.figures.has(counted, self.authority, when):
            row = self.figures.row(counted, self.authority, when)
            count, behind, how = float(row["value"]), (str(row["id"]),), ""
        else:
            count, how = float(round(rate["value"] * per)), "; the number follows from the rate"
        return self.policy.count(
            key(measure, self.authority, year), count, per=per, unit="rate", rows=(rate["id"], *behind, people["id"]),
            label=f"{indicator(measure).title}, {self.authority}, {year}", of={"area": self.authority, "period": year},
            method=f"exact Poisson range, siblings {self.policy.siblings:.2g}{how}",
        )  # fmt: skip

    @lazy
    def changes(self) -> dict[tuple[str, int], Change | Unknown]:
        """The change of each indicator to the latest year, over one year and over all that are shown, or why there is none."""
        return {(measure, back): self._change(measure, back) for measure in INDICATORS for back in (1, BACK)}

    def _change(self, measure: str, back: int) -> Change | Unknown:
        first = self.years[-1 - back]
        now, before = self.estimate(measure, self.latest), self.estimate(measure, first)
        if isinstance(now, Unknown):
            return now
        if isinstance(before, Unknown):
            return before
        if not before.value or not now.value:
            return Unknown("0 in one of the years")
        if now.low is None or before.low is None:
            return Unknown("no whole is published")
        return self.policy.change(
            key(measure, "change", self.authority, first, self.latest), before, now,
            label=f"change of {indicator(measure).words}, {self.authority}, {first} to {self.latest}",
            of={"area": self.authority, "period": f"{first} to {self.latest}"},
        )  # fmt: skip

    @lazy
    def verdicts(self) -> dict[tuple[str, int], looks.Standing]:
        """How each change stands although all changes over the same years are looked at."""
        found = dict[tuple[str, int], looks.Standing]()
        for back in (1, BACK):
            family = {
                (measure, back): each
                for measure in INDICATORS
                if isinstance(each := self.changes[measure, back], Change)
            }
            found |= zip(family, looks.standings(list(family.values()), self.policy), strict=True)
        return found

    def side(self, measure: str, year: str = "", against: str = ENGLAND) -> str | None:
        """Return on which side of England, or of the neighbours of a list, an indicator lies beyond chance.

        Returns
        -------
        str or None
            ``above`` or ``below``; nothing where chance could make the gap; None where one of the two has no figure.
        """
        year = year or self.latest
        mine = self.estimate(measure, year)
        other = self.average(measure, against, year) if against in LISTS else self.estimate(measure, year, against)
        if not isinstance(mine, Number) or not isinstance(other, Printed) or mine.low is None or not mine.value:
            return None
        gap = self.policy.gap(key(measure, "gap", self.authority, year), mine, other, against)
        return ("above" if gap.value > 0 else "below") if gap.chance == "no" else ""

    def average(self, measure: str, which: str, year: str) -> Printed | Unknown:
        """Return the simple mean of ten neighbours' published figures, as the councils' reports print their line."""
        places = [(measure, name, int(year[:4]) + 1) for name in self.named(which)]
        held = [self._places[place] for place in places if place in self._places]
        if len(held) < 5:
            return Unknown("too few neighbours have a figure")
        what = indicator(measure)
        return Printed(
            key=key(measure, "neighbours", which, year), value=sum(value for value, _ in held) / len(held), digits=1,
            unit="percent" if what.kind == "share" else "rate", rows=tuple(name for _, name in held), denominator=len(held),
            label=f"{what.title}, mean of {len(held)} neighbours ({which} list), {year}", of={"period": year, "list": which},
            method="simple mean of the published figures", slack=0.05,
        )  # fmt: skip

    @lazy
    def _places(self) -> dict[tuple[str, str, int], tuple[float, str]]:
        """Value and row by measure, area and the year that it ends; of two readings the last, as in `Figures`."""
        held = self.near[self.near["measure"].isin(INDICATORS) & self.near["group"].eq("") & self.near["value"].notna()]
        held = held.sort_values("published", kind="stable")
        keys = zip(held["measure"], held["area"], held["period_end"].dt.year, strict=True)
        return dict(zip(keys, zip(held["value"], held["id"], strict=True), strict=True))

    @lazy
    def standing(self) -> dict[str, pd.DataFrame]:
        """Every authority's figure of the latest year by indicator: value, part, whole."""
        found = dict.fromkeys((*INDICATORS, "long_plans", "population_0_17"), standing.NONE)
        found |= standing.latest(self.everyone)
        counts = found["long_plans"]["value"].reindex(found[LONG].index)
        whole = (100 * counts / found[LONG]["value"].where(found[LONG]["value"].gt(0))).round()
        return found | {LONG: found[LONG].assign(part=counts, whole=whole)}

    @lazy
    def population(self) -> pd.Series:
        """Children aged 0 to 17 of every authority, by its name."""
        return self.standing["population_0_17"]["value"]

    @lazy
    def ranks(self) -> dict[str, Number]:
        """The rank in each indicator for which the authority has a figure."""
        found = {}
        for measure in INDICATORS:
            table = self.standing[measure]
            tried = standing.drawn(table, self.policy, self.population if measure in RATES else None)
            rank = standing.rank(table, tried, self.authority, self.policy, measure)
            if rank is not None:
                found[measure] = rank
        return found

    @lazy
    def drawn(self) -> tuple[str, str]:
        """The share and the rate that page one draws: others where both main indicators are hidden."""
        hidden = all(isinstance(self.estimate(measure, self.latest), Unknown) for measure in (REPEATS, RATE))
        return INSTEAD if hidden else (REPEATS, RATE)

    @lazy
    def outside(self) -> pd.Series:
        """Whether each authority's drawn share lies outside of what chance allows about England's; index area."""
        share = self.drawn[0]
        table, england = self.standing[share].dropna(subset=["whole"]), self.estimate(share, self.latest, ENGLAND)
        if isinstance(england, Unknown):
            return pd.Series(dtype=bool)
        band = standing.funnel(england.value, table["whole"].to_numpy(), self.policy)
        return ~table["value"].between(band["low"].set_axis(table.index), band["high"].set_axis(table.index))

    @lazy
    def outside_england(self) -> Number | Unknown:
        """How many authorities lie outside of what chance allows about England's share."""
        share, england = self.drawn[0], self.estimate(self.drawn[0], self.latest, ENGLAND)
        if isinstance(england, Unknown) or self.outside.empty:
            return Unknown("not published")
        return Number(
            key=key(share, "outside", self.latest), value=int(self.outside.sum()), digits=0, denominator=len(self.outside),
            label=f"authorities outside of what chance allows about England, {indicator(share).words}, {self.latest}", unit="count",
            of={"period": self.latest}, rows=england.rows,
            method=f"England's share ± the normal quantile times its binomial error, siblings {self.policy.siblings:.2g}; every "
            "authority and its row stand in the figure's data",
        )  # fmt: skip

    @property
    def short_name(self) -> str:
        """The authority's name, short enough for the end of a line."""
        return self.authority if len(self.authority) <= 18 else "This authority"

    @lazy
    def source(self) -> str:
        """Where the figures come from."""
        return sources.line(self.near)


def _year(end: int) -> str:
    return f"{end - 1}/{end % 100:02d}"
