"""Every gap and every change of an authority's indicators: all that is looked at before one of them is said to stand out."""

from collections.abc import Sequence
from itertools import combinations

from analysis.exhibits import by_year
from analysis.indicators.change import Change, Gap
from analysis.indicators.definitions import Indicator, indicator, needed
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.looks import AS_CLAUSE, Standing, standings

SHOWN = (
    "icpc_within_15_days", "cpp_rate", "repeat_plans_share", "long_plans_share", "short_plans_share", "conversion_s47_to_icpc",
    "s47_enquiries",
)  # fmt: skip
MEASURES = needed(*SHOWN)


class Looks:
    """The indicators of one authority by year, beside its comparators.

    Parameters
    ----------
    figures : Figures
    authority : str
    comparators : sequence of str

    Raises
    ------
    MissingFigureError
        If no indicator is given for two years.
    """

    def __init__(self, figures: Figures, authority: str, comparators: Sequence[str]) -> None:
        self.figures, self.authority, self.comparators = figures, authority, list(comparators)
        if not self.years:
            raise MissingFigureError(
                f"no indicator of {authority} is given for two financial years with its counts: add a line for each to "
                f"data/own/figures.csv, such as `{authority},2023/24,repeat_plans_share,24.1,103,427,where it is published`."
            )

    @lazy
    def years(self) -> dict[str, list[str]]:
        """The financial years of each indicator that can be estimated, two or more."""
        found = {measure: list(by_year.years(self.figures, measure, self.authority)) for measure in SHOWN}
        return {measure: names for measure, names in found.items() if len(names) > 1}

    @lazy
    def gaps(self) -> list[Gap]:
        """Every gap of a latest year to a comparator: the family that is looked at."""
        found = []
        for measure, names in self.years.items():
            beside = [other for other in self.comparators if self.figures.has(measure, other, names[-1])]
            found += [self.figures.gap(measure, self.authority, other, names[-1]) for other in beside]
        return found

    @lazy
    def changes(self) -> list[Change]:
        """Every change over one or two years: the family that is looked at."""
        found = []
        for measure, names in self.years.items():
            for first, last in combinations(names, 2):
                if names.index(last) - names.index(first) <= 2 and first not in indicator(measure).broken_in(
                    self.authority
                ):
                    found.append(self.figures.change(measure, self.authority, first, last))
        return found

    @lazy
    def on_the_year(self) -> dict[str, Change]:
        """The change of each indicator on the year: the family that its table looks at."""
        of = self.authority
        return {measure: self.figures.change(measure, of, *names[-2:]) for measure, names in self.years.items()}

    @lazy
    def standing(self) -> dict[str, Standing]:
        """How each gap, and each change on the year, stands in its family, by key."""
        families = self.gaps, list(self.on_the_year.values())
        return {each.key: how for family in families for each, how in zip(family, self._stand(family), strict=True)}

    def _stand(self, family: Sequence[Change]) -> list[Standing]:
        return standings(family, self.figures.policy)

    def said(self, gap: Gap) -> str:
        """Return a gap as a predicate, with how it stands although all of them were looked at."""
        return f"{gap:moved} ({gap:range}), {AS_CLAUSE[self.standing[gap.key]]}"

    def beyond(self, family: Sequence[Change]) -> list[Change]:
        """Return those that are more than chance although all were looked at, the surest first."""
        found = (each for each, how in zip(family, self._stand(family), strict=True) if how == "clear")
        return sorted(found, key=lambda each: each.p)

    def latest(self, measure: str) -> Number | Unknown:
        """Return an indicator's latest estimate."""
        names = self.years.get(measure)
        return (
            self.figures.estimate(measure, self.authority, names[-1]) if names else Unknown(f"no {measure} is printed")
        )


def of(change: Change) -> Indicator:
    """Return the indicator of a change or gap."""
    return indicator(change.key.split(".")[0])
