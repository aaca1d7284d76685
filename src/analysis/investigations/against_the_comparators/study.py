"""An authority beside its neighbours and England: every printed gap, and which of them are more than chance."""

from collections.abc import Sequence
from math import sqrt

import pandas as pd
from scipy import stats

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import Gap
from analysis.indicators.definitions import INDICATORS, indicator, needed
from analysis.indicators.estimate import Number, Printed
from analysis.indicators.figures import Figures, MissingFigureError, called
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import standings
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.against_the_comparators.looks import Look, Subject, lower
from analysis.observations import periods

COMPARED = [measure for measure, what in INDICATORS.items() if what.kind != "count"]
HOW_MANY = "statistical_neighbours"
MEASURES = [*needed(*COMPARED), HOW_MANY]
NEEDED = (
    "No figure of {area} can be held against {others}: a share or rate of both is needed for one year, with the count behind "
    "that of {area}. Add lines to data/own/figures.csv, for example: `{other},2023/24,repeat_plans_share,22.1,,,where it is published` and "
    "`{area},2023/24,repeat_plans_share,24.1,103,427,where it is published`."
)


class Comparison:
    """Every gap between an authority and its comparators that the printed figures allow.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its comparators.
    authority : str
    comparators : sequence of str
    policy : Policy
    last_year : str
        Financial year of page one, or ``latest``.

    Raises
    ------
    MissingFigureError
        If there is no gap, or none in the year asked for.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        comparators: Sequence[str],
        policy: Policy,
        last_year: str = "latest",
    ) -> None:
        self.authority, self.comparators, self.policy = authority, list(comparators), policy
        self.figures = Figures(observations, policy)
        self.gaps = self._gaps()
        if not self.gaps:
            others = words.listed(called(name) for name in self.comparators) if self.comparators else "other areas"
            raise MissingFigureError(
                NEEDED.format(area=authority, others=others, other=[*self.comparators, "England"][0])
            )
        self.year = self.years[-1] if last_year == "latest" else last_year
        if self.year not in self.years:
            raise MissingFigureError(f"No gap is printed for {self.year}; there are {', '.join(self.years)}.")

    def _gaps(self) -> dict[tuple[str, str, str], Gap]:
        found = {}
        for measure in COMPARED:
            kind = "as_at" if indicator(measure).stock else "financial_year"
            for other in self.comparators:
                for period in self.figures.periods(measure, other, kind):
                    year = _year(period)
                    if year and not isinstance(gap := self._gap(measure, other, year), MissingFigureError):
                        found[measure, other, year] = gap
        return found

    def _gap(self, measure: str, other: str, year: str) -> Gap | MissingFigureError:
        try:
            return self.figures.gap(measure, self.authority, other, year)
        except MissingFigureError as missing:
            return missing

    @lazy
    def years(self) -> list[str]:
        """The financial years with a gap, in order of time."""
        return sorted({year for _, _, year in self.gaps}, key=Figures.order)

    @lazy
    def broken(self) -> list[tuple[str, str, str]]:
        """The gaps of periods that were measured in another way: shown apart, never compared."""
        return [name for name in self.gaps if name[2] in indicator(name[0]).broken_in(self.authority)]

    @lazy
    def looks(self) -> dict[tuple[str, str, str], Look]:
        """Every gap that may be compared, with how it stands among those of its year."""
        found = {}
        for year in self.years:
            names = [name for name in self.gaps if name[2] == year and name not in self.broken]
            stand = standings([self.gaps[name] for name in names], self.policy)
            for (measure, other, _), each in zip(names, stand, strict=True):
                gap = self.gaps[measure, other, year]
                found[measure, other, year] = Look(measure=measure, comparator=other, year=year, gap=gap, standing=each)
        return found

    @lazy
    def latest(self) -> list[Look]:
        """The gaps of the year of page one, the surest first."""
        return sorted((look for look in self.looks.values() if look.year == self.year), key=lambda look: look.gap.p)

    @lazy
    def firm(self) -> list[Look]:
        """Those of them that are more than chance although all were looked at."""
        return [look for look in self.latest if look.standing == "clear"]

    @lazy
    def dates(self) -> str:
        """From which year to which."""
        return f"{self.years[0]} to {self.years[-1]}"

    def source(self, year: str = "") -> str:
        """Return where the gaps come from, of one year or of all."""
        used = [row for name, gap in self.gaps.items() if not year or name[2] == year for row in gap.rows]
        return sources.line(self.figures.rows, used)

    def _count(self, name: str, value: float, label: str, looks: Sequence[Look]) -> Number:
        rows = tuple(dict.fromkeys(row for look in looks for row in look.gap.rows))
        told = {"unit": "count", "digits": 0, "of": {"area": self.authority, "period": self.year}}
        return Number(key=key("gaps", name, self.authority), value=value, label=label, rows=rows, **told)  # type: ignore[arg-type]

    @lazy
    def number(self) -> Number:
        """How many gaps page one looks at."""
        return self._count("all", len(self.latest), f"gaps in {self.year}", self.latest)

    @lazy
    def beyond(self) -> Number:
        """How many of them are more than chance although all were looked at."""
        return self._count("clear", len(self.firm), f"gaps in {self.year} that are more than chance", self.firm)

    @lazy
    def faded(self) -> list[Look]:
        """Those that would count if they were looked at alone, or if few brothers and sisters came together."""
        return [look for look in self.latest if look.standing in ("alone", "depends")]

    @lazy
    def by_chance(self) -> Number:
        """How many chance could make."""
        left = [look for look in self.latest if look.standing == "within"]
        return self._count("by chance", len(left), f"gaps in {self.year} that chance could make", left)

    @lazy
    def surest(self) -> list[Subject]:
        """The indicators with a gap that is more than chance, the surest first."""
        return [
            Subject([look for look in self.latest if look.measure == measure])
            for measure in dict.fromkeys(look.measure for look in self.firm)
        ]

    @lazy
    def finding(self) -> str:
        """The picture's title: the surest gap."""
        return f"The surest gap: {self.surest[0].side_words}" if self.surest else "No gap is more than chance"

    @lazy
    def questions(self) -> str:
        """The question that each of the two surest indicators leads to, and one about the rest, as a numbered list."""
        asked = [f"What explains {each.side_words} than elsewhere?" for each in self.surest[:2]]
        asked.append("How many children stand behind each neighbour’s figure?")
        return words.numbered(asked)

    @lazy
    def merit(self) -> str:
        """Which indicators have a better direction, in sentences."""
        shown = [indicator(measure) for measure in dict.fromkeys(look.measure for look in self.latest)]
        better = [lower(what.title.split(",")[0]) for what in shown if what.better]
        said = (
            f"one direction is better only for {words.listed(better)}"
            if better
            else "for none of these is one direction better"
        )
        return (
            f"The order is that of the evidence, not of merit: {said}. Elsewhere a low figure may be good practice or missed harm. "
            "A large gap of few children can be weaker evidence than a small gap of many."
        )

    @property
    def line(self) -> str:
        """What the line of the neighbours is, where one is among the comparators, as a sentence."""
        if not any(called(name) != name for name in self.comparators):
            return ""
        return "The neighbours are similar authorities; only their average is published. "

    @lazy
    def neighbours(self) -> list[Printed]:
        """How many authorities the line of the neighbours is a mean of; empty where that is not printed."""
        held = self.figures.rows[self.figures.rows["measure"].eq(HOW_MANY)]
        return [
            self.figures.printed(HOW_MANY, str(row["area"]), str(row["period"])) for _, row in held.iloc[-1:].iterrows()
        ]

    @lazy
    def shaken(self) -> str:
        """Which gaps to neighbours would fade if each neighbour were as uncertain as the authority, as a clause.

        The variance of a gap is then (1 + 1/neighbours) times that of the authority alone.
        """
        wider = sqrt(1 + 1 / self.neighbours[0].value)
        faded = [
            look.name
            for look in self.firm
            if called(look.comparator) != look.comparator
            and 2 * stats.norm.sf(stats.norm.isf(look.gap.p / 2) / wider) > 1 - self.policy.confidence
        ]
        return f"the gap of {words.listed(faded)} would fade" if faded else "no gap to them would fade"

    @lazy
    def all_years(self) -> tuple[Number, Number]:
        """How many gaps of all years are more than chance although all of them were looked at, and how many there are."""
        looks = list(self.looks.values())
        stand = standings([look.gap for look in looks], self.policy)
        firm = [look for look, each in zip(looks, stand, strict=True) if each == "clear"]
        return (
            self._count("firm all years", len(firm), "gaps of all years that are more than chance", firm),
            self._count("all years", len(looks), "gaps of all years", looks),
        )

    @lazy
    def steady(self) -> str:
        """Which gaps are more than chance in every printed year, always to one side, as a title."""
        lines: dict[tuple[str, str], list[Look]] = {}
        for look in self.looks.values():
            lines.setdefault((look.measure, look.comparator), []).append(look)
        kept = [
            f"{every[0].name}, {called(other)}"
            for (_, other), every in lines.items()
            if len(every) > 1
            and all(look.standing == "clear" for look in every)
            and len({look.gap.value > 0 for look in every}) == 1
        ]
        return f"One side in every year: {words.listed(kept)}" if kept else "No gap is more than chance in every year"


def _year(period: str) -> str:
    """Return the financial year of a period, or of the 31 March on which it ends; empty for any other."""
    read = periods.parse(period)
    if read.type == "financial_year":
        return period
    if read.type == "as_at" and read.end and (read.end.month, read.end.day) == (3, 31):
        return f"{read.end.year - 1}/{read.end.year % 100:02d}"
    return ""
