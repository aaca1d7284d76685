"""A profile of one authority: each indicator's latest value, what changed, and whom it stands beside."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators import sources
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
    *INDICATORS, "repeat_plans", "cpp_starts", "cpp_children", "long_plans", "rereferrals", "referrals", "population_0_17",
]  # fmt: skip
RATES = (RATE, "s47_rate", "referral_rate")
YEARS = 5
ENGLAND = "England"
LISTS = ("2025", "2021")


@dataclass(frozen=True)
class Finding:
    """A finding of page one: its sentence, and a number said large with the words below it."""

    words: str
    big: Number | None = None
    of: str = ""


class Profile:
    """What the open data say of one authority.

    Parameters
    ----------
    near : pandas.DataFrame
        Rows of `MEASURES` for the authority, its neighbours by both lists, its region and England, every year.
    everyone : pandas.DataFrame
        Rows of `MEASURES` for every area in the latest year and the one before.
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
        codes: dict[str, str],
    ) -> None:
        self.authority, self.policy, self.codes = authority, policy, codes
        self.near = near
        year = everyone["period_end"].dt.year.max()
        # the population of a year's rates is that of the mid-year before
        people = everyone["measure"].eq("population_0_17") & everyone["period_end"].dt.year.eq(year - 1)
        self.everyone = everyone[
            everyone["period_end"].dt.year.eq(year) & everyone["measure"].ne("population_0_17") | people
        ]
        self.about = authorities.set_index("name").loc[authority]
        self.names = dict(zip(authorities["code"], authorities["name"], strict=True))
        self.lists = neighbours[neighbours["code"].eq(self.about["code"])].sort_values("rank", kind="stable")
        self.region = str(self.about["region"])
        own = [authority, self.region, ENGLAND]
        self.figures = Figures(near[near["area"].isin(own)], policy)
        self.last_year = int(near["period_end"].dt.year[near["measure"].eq("cpp_starts")].max())
        self.years = [_year(self.last_year - back) for back in reversed(range(YEARS + 1))]

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
        codes = self.lists.loc[self.lists["list"].eq(which), "neighbour_code"]
        return [self.names[code] for code in codes]

    def estimate(self, measure: str, year: str, area: str = "") -> Number | Unknown:
        """Return an indicator of a year with its range, or why there is none."""
        area = area or self.authority
        if area in (ENGLAND, self.region):
            return self._known(measure, area, year)
        if measure == LONG:
            return self._long(year)
        if measure in RATES:
            return self._rate(measure, year)
        if self._nobody(measure, year):
            return Unknown("none in the year")
        found = self.figures.try_estimate(measure, area, year)
        return self._missing(measure, year) if isinstance(found, Unknown) else found

    def _nobody(self, measure: str, year: str) -> bool:
        """Return whether the whole of a share is printed as 0."""
        whole = indicator(measure).denominator
        return (
            bool(whole)
            and self.figures.has(whole, self.authority, year)
            and not self.figures.row(whole, self.authority, year)["value"]
        )

    def _known(self, measure: str, area: str, year: str) -> Printed | Unknown:
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
        if not self.figures.has(measure, self.authority, when) or not self.figures.has(
            "population_0_17", self.authority, day
        ):
            return self._missing(measure, year)
        rate, people = (
            self.figures.row(measure, self.authority, when),
            self.figures.row("population_0_17", self.authority, day),
        )
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

    def change(self, measure: str, back: int) -> Change | Unknown:
        """Return the change over some years to the latest, or why there is none."""
        now, before = self.estimate(measure, self.latest), self.estimate(measure, self.years[-1 - back])
        if isinstance(now, Unknown):
            return now
        if isinstance(before, Unknown):
            return before
        if not before.value or not now.value:
            return Unknown("0 in one of the years")
        if now.low is None or before.low is None:
            return Unknown("no whole is published")
        return self.policy.change(
            key(measure, "change", self.authority, self.years[-1 - back], self.latest), before, now,
            label=f"change of {indicator(measure).words}, {self.authority}, {self.years[-1 - back]} to {self.latest}",
            of={"area": self.authority, "period": f"{self.years[-1 - back]} to {self.latest}"},
        )  # fmt: skip

    def average(self, measure: str, which: str, year: str) -> Number | Unknown:
        """Return the simple mean of ten neighbours' published figures, as the councils' reports print their line."""
        places = [(measure, name, int(year[:4]) + 1) for name in self.named(which)]
        held = [self._places[place] for place in places if place in self._places]
        if len(held) < 5:
            return Unknown("too few neighbours have a figure")
        what = indicator(measure)
        return Number(
            key=key(measure, "neighbours", which, year), value=sum(value for value, _ in held) / len(held), digits=1,
            unit="percent" if what.kind == "share" else "rate", rows=tuple(name for _, name in held), denominator=len(held),
            label=f"{what.title}, mean of {len(held)} neighbours ({which} list), {year}", of={"period": year, "list": which},
            method="simple mean of the published figures",
        )  # fmt: skip

    @lazy
    def _places(self) -> dict[tuple[str, str, int], tuple[float, str]]:
        """Value and row by measure, area and the year that it ends; of two readings the last, as in `Figures`."""
        held = self.near[
            self.near["group"].eq("") & self.near["value"].notna() & self.near["period_end"].dt.month.eq(3)
        ]
        held = held.sort_values("published", kind="stable")
        keys = zip(held["measure"], held["area"], held["period_end"].dt.year, strict=True)
        return dict(zip(keys, zip(held["value"], held["id"], strict=True), strict=True))

    @lazy
    def population(self) -> pd.Series:
        """Children aged 0 to 17 of every authority, by its name."""
        held = self.everyone[self.everyone["measure"].eq("population_0_17") & self.everyone["code"].ne("")]
        return held.set_index("area")["value"]

    @lazy
    def standing(self) -> dict[str, pd.DataFrame]:
        """Every authority's figure of the latest year by indicator: value, part, whole."""
        found = {measure: standing.latest(self.everyone, measure) for measure in INDICATORS}
        counts = standing.latest(self.everyone, "long_plans")["value"].reindex(found[LONG].index)
        whole = (100 * counts / found[LONG]["value"].where(found[LONG]["value"].gt(0))).round()
        return found | {LONG: found[LONG].assign(part=counts, whole=whole)}

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
    def headline(self) -> str:
        """What was found, in one sentence that follows from the numbers."""
        rate, share = (self._against_england(measure) for measure in (RATE, REPEATS))
        first = {"above": "More children on plans than in England", "below": "Fewer children on plans than in England",
                 "": "About as many children on plans as chance would give England's rate"}  # fmt: skip
        second = {
            "above": "repeat plans above England",
            "below": "repeat plans below England",
            "": "repeat plans much as elsewhere",
        }
        parts = [said for said in (first.get(rate or "", ""), second.get(share or "", "")) if said]
        if rate is None and share is None:
            return "Too few children for a comparison: most figures are hidden or small"
        if share is None:
            return f"{first[rate or '']}; too few new plans for a share"
        return "; ".join(parts)

    def _against_england(self, measure: str) -> str | None:
        """Return on which side of England an indicator lies beyond chance, nothing where chance could make it; None without one."""
        mine, other = self.estimate(measure, self.latest), self.estimate(measure, self.latest, ENGLAND)
        if isinstance(mine, Unknown) or not isinstance(other, Printed) or mine.low is None or not mine.value:
            return None
        gap = self.policy.gap(key(measure, "gap", self.authority), mine, other, ENGLAND)
        return ("above" if gap.value > 0 else "below") if gap.chance == "no" else ""

    def against(self, measure: str) -> str:
        """Return ``Above`` or ``Below`` where an indicator lies beyond chance from England, else nothing."""
        return (self._against_england(measure) or "").capitalize()

    @property
    def short_name(self) -> str:
        """The authority's name, short enough for the end of a line."""
        return self.authority if len(self.authority) <= 18 else "This authority"

    def neighbour_rows(self, measure: str) -> dict[str, Number]:
        """Return the latest figure of each neighbour, most alike first, with its range where its counts are published."""
        table = self.standing[measure]
        return {name: self._of_row(measure, table.loc[name]) for name in self.named(LISTS[0]) if name in table.index}

    def _of_row(self, measure: str, row: pd.Series) -> Number:
        name, rows = str(row.name), (str(row["id"]),)
        if measure in RATES:
            per = self.population.get(name, float("nan")) / 1e4
            return self.policy.count(
                key(measure, name, self.latest), row["value"] * per, per=per, unit="rate", rows=rows
            )
        if pd.notna(row["whole"]) and row["whole"] > 0:
            return self.policy.share(key(measure, name, self.latest), row["part"], row["whole"], rows=rows)
        return Number(key=key(measure, name, self.latest), value=row["value"], unit="percent", rows=rows)

    @lazy
    def findings(self) -> list["Finding"]:
        """The three findings of page one; the first two carry a number that is said large."""
        said = [
            self._finding(REPEATS, "of new plans were repeat plans"),
            self._finding(RATE, "children on a plan per 10,000"),
        ]
        return [*said, Finding(self._moved())]

    def _finding(self, measure: str, of: str) -> "Finding":
        now, england = self.estimate(measure, self.latest), self.estimate(measure, self.latest, ENGLAND)
        what = indicator(measure).words[0].upper() + indicator(measure).words[1:]
        if isinstance(now, Unknown):
            return Finding(f"**{what}: no figure.** It is {now.reason}; England has {england:value}.")
        side = {"above": "above England", "below": "below England"}.get(
            self._against_england(measure) or "", "no clear gap from England"
        )
        rank, count = self.ranks.get(measure), f"{now:full}" if now.low is not None else f"{now:value}"
        fits = f" Rank {rank:value} of {rank.denominator:.0f}; any from {rank:range} fits." if rank else ""
        return Finding(f"**{what}: {side}.** {count}; England {england:value}.{fits}", now, of)

    def _moved(self) -> str:
        """Return what changed beyond chance since the first of the years shown."""
        changes = {measure: self.change(measure, len(self.years) - 1) for measure in INDICATORS}
        clear = {measure: each for measure, each in changes.items() if isinstance(each, Change) and each.chance == "no"}
        known = [each for each in changes.values() if isinstance(each, Change)]
        if not known:
            return f"**Change since {self.years[0]}: cannot be told.** No indicator has a figure for both years."
        if not clear:
            every = f"each of {len(known)} changes" if len(known) > 1 else "the only change that can be told"
            return f"**No clear change since {self.years[0]}.** Chance could make {every}."
        first, *more = [f"{indicator(measure).words} {each:moved}" for measure, each in clear.items()]
        return f"**What changed since {self.years[0]} by more than chance makes:** {words.listed([first, *more])}."

    @lazy
    def yearly(self) -> str:
        """How many of the changes on the year are more than chance makes, as a title."""
        known = [each for each in (self.change(measure, 1) for measure in INDICATORS) if isinstance(each, Change)]
        clear = sum(each.chance == "no" for each in known)
        return f"{clear} of {len(known)} changes on the year are more than chance makes"

    @lazy
    def source(self) -> str:
        """Where the figures come from."""
        return sources.line(self.near)

    @lazy
    def shared_neighbours(self) -> str:
        """How many neighbours the two lists share, in words."""
        new, old = (set(self.named(which)) for which in LISTS)
        return f"{len(new & old)} of {len(new)}" if old else "none is listed for 2021"

    @lazy
    def coverage(self) -> list[str]:
        """What changed in boundaries or is missing, one sentence each."""
        found = [f"{self.about['note']}." if self.about["note"] else ""]
        starts = self.near[
            self.near["area"].eq(self.authority) & self.near["measure"].isin(["cpp_starts", "repeat_plans"])
        ]
        coded = starts[starts["as_printed"].isin(self.codes)]
        for code, rows in coded.groupby("as_printed"):
            years = words.listed(sorted({_year(day.year) for day in rows["period_end"]}))
            found.append(
                f"Plans started or repeat plans are {self.codes[str(code)]} for {years} (DfE prints “{code}”)."
            )
        return [sentence for sentence in found if sentence]


def _year(end: int) -> str:
    return f"{end - 1}/{end % 100:02d}"
