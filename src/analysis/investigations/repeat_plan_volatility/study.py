"""Repeat plans of one authority: the share by quarter or year, what moved it, and what each quarter is worth."""

from collections.abc import Sequence

import pandas as pd

from analysis import words
from analysis.indicators import sources
from analysis.indicators.change import Trend
from analysis.indicators.definitions import needed
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.figures import Figures
from analysis.indicators.lazy import lazy
from analysis.indicators.over_time import SharesOverTime, by_period
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.investigations.repeat_plan_volatility import assumed
from analysis.investigations.repeat_plan_volatility.usual_charts import UsualCharts
from analysis.investigations.repeat_plan_volatility.years import Years
from analysis.observations import periods
from analysis.statistics.shares import shrinkage, siblings

SHARE, EARLY = "repeat_plans_share", "repeat_plans_within_2_years_share"
MEASURES = needed(SHARE, EARLY)
DRAWS = 20_000


class RepeatPlans:
    """What the printed figures say of repeat plans in one authority.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for the authority and its comparators.
    authority : str
    first, last : str
        First and last quarter used; the last may be ``latest``. Without effect where only years are printed.
    policy : Policy
    comparators : sequence of str
        Areas whose printed percentages its years are held against.
    """

    def __init__(
        self,
        observations: pd.DataFrame,
        authority: str,
        first: str,
        last: str,
        policy: Policy,
        comparators: Sequence[str] = (),
    ) -> None:
        self.authority, self.policy, self.comparators = authority, policy, list(comparators)
        self.figures = Figures(observations, policy)
        self.by_quarter = bool(self.figures.periods("repeat_plans", authority, "quarter"))
        self.assumed: assumed.Starts | None = None
        if self.by_quarter:
            table = by_period(self.figures, SHARE, authority, "quarter", first, last)
        else:
            table = by_period(self.figures, SHARE, authority, "financial_year")
            if len(table) < 2:
                self.assumed = assumed.starts(self.figures, authority)
                table = self.assumed.table
        self.over_time = SharesOverTime(
            table,
            policy,
            measure=SHARE,
            area=authority,
            period="quarter" if self.by_quarter else "year",
            about=bool(self.assumed),
        )

    @lazy
    def by_year(self) -> Years:
        """The share by financial year."""
        return Years(self.figures, SHARE, self.authority, self.comparators)

    @lazy
    def charts(self) -> UsualCharts:
        """What the usual charts say of the share by period."""
        return UsualCharts(self.over_time, SHARE, self.authority, self.policy.siblings)

    @property
    def period(self) -> str:
        """What a period is called: quarter or year."""
        return self.over_time.period

    @lazy
    def source(self) -> str:
        """Where the figures by period come from."""
        return sources.line(self.figures.rows, self.over_time.rows)

    @lazy
    def dates(self) -> str:
        """From which day to which day."""
        first, last = (self.figures.order(name) for name in self.over_time.table.index[[0, -1]])
        return f"{first[1]:%-d %B %Y} to {last[0]:%-d %B %Y}"

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence that follows from the numbers."""
        time = self.over_time
        if not time.outside and time.differ.chance != "no":
            return f"One {self.period} of repeat plans tells little: chance alone could make every one printed"
        if time.differ.chance == "no":
            return f"Repeat plans moved by more than chance over {time.number_of_periods} {self.period}s"
        return f"Repeat plans: the {time.differing}"

    @lazy
    def drift(self) -> str:
        """What the odds and the counts did over the whole stretch, as a title."""
        if isinstance(trend := self.over_time.share_trend, Unknown) or not trend.clear:
            return "No clear drift over the whole time"
        way = "upwards" if trend.value > 0 else "downwards"
        starts = self.over_time.wholes_trend
        fewer = (
            ", as fewer plans started"
            if isinstance(starts, Trend) and starts.clear and starts.value < 0 < trend.value
            else ""
        )
        return f"Over {self.over_time.number_of_periods} {self.period}s the share drifted {way}{fewer}"

    @lazy
    def starts_asked(self) -> str:
        """What to ask about the plans that start, by what their number did."""
        trend = self.over_time.wholes_trend
        if not isinstance(trend, Trend) or not trend.clear:
            return "What decides whether a plan starts, and has that threshold moved?"
        way = "fewer" if trend.value < 0 else "more"
        return f"Did {way} plans start because {way} children needed one, or because the threshold moved?"

    @lazy
    def finding(self) -> str:
        """The picture's title: whether every period lies within what chance allows, else whether all together differ."""
        time = self.over_time
        if not time.outside:
            return f"All {time.number_of_periods} {self.period}s are within what chance allows"
        return f"The {time.differing}"

    @lazy
    def gaps_by_chance(self) -> Number:
        """SIMULATED: the gap between highest and lowest if the share had never changed; the value is the middle one."""
        drawn = siblings.chance_range(
            self.over_time.table["whole"].astype(int),
            self.over_time.pooled.value,
            self.policy.siblings,
            DRAWS,
            self.policy.seed,
        )
        seen = self.over_time.width.value
        return Number(
            key=key(SHARE, self.authority, "gap by chance"), value=float(pd.Series(drawn).median()),
            unit="points", digits=0, simulated=True,
            label="SIMULATED gap between the highest and the lowest",
            numerator=float((drawn >= seen).sum()), denominator=float(DRAWS),
        )  # fmt: skip

    @lazy
    def as_wide(self) -> Number:
        """SIMULATED: how often so wide a gap comes about when the share never changes, in percent."""
        drawn = self.gaps_by_chance
        share = 100 * (drawn.numerator or 0) / (drawn.denominator or 1)
        return Number(
            key=key(SHARE, self.authority, "as wide"), value=share, unit="percent", digits=0, simulated=True,
            label="SIMULATED series with so wide a gap",
        )  # fmt: skip

    @lazy
    def early(self) -> list[SharesOverTime]:
        """Repeats within two years by period: one series, or none where it is not printed."""
        if not self.figures.periods("repeat_plans_within_2_years", self.authority, "quarter") or not self.by_quarter:
            return []
        first, last = self.over_time.table.index[[0, -1]]
        table = by_period(self.figures, EARLY, self.authority, "quarter", first, last)
        return [SharesOverTime(table, self.policy, measure=EARLY, area=self.authority, period="quarter")]

    @lazy
    def early_years(self) -> list[Number]:
        """The printed shares within two years by year, where starts are not printed beside them."""
        names = self.figures.periods(EARLY, self.authority, "financial_year")
        return [self.figures.printed(EARLY, self.authority, name) for name in names]

    @lazy
    def shrunk(self) -> pd.DataFrame | Unknown:
        """What each period supports once the others are known: observed, value, low, high (percent), weight."""
        table = self.over_time.table
        if len(table) < shrinkage.FEWEST:
            return Unknown(f"{shrinkage.FEWEST} {self.period}s are needed")
        return shrinkage.shrunk(table["part"], table["whole"], self.policy.confidence, self.policy.siblings)

    @property
    def pulled_to(self) -> str:
        """To what each share is pulled once the others are known, in words."""
        table = self.shrunk
        if isinstance(table, Unknown) or table["centre"].max() - table["centre"].min() < 1e-9:
            return f"their average. If the share really moved, this pulls the first and the last {self.period}s too far"
        return "the straight line through them, since they have a trend. Where they did not follow a line, this pulls them too far"

    @lazy
    def assumptions(self) -> list[assumed.Starts]:
        """The assumption about plans started, where one had to be made."""
        return [self.assumed] if self.assumed else []

    @lazy
    def disagreement(self) -> str:
        """How far the four quarters of a year and its yearly table differ; empty where they agree or are not both printed."""
        if not self.by_quarter:
            return ""
        lines = []
        for name, share in self.by_year.shares.items():
            quarters = [self.over_time.shares[each] for each in periods.quarters(name) if each in self.over_time.shares]
            if len(quarters) == 4:
                part, whole = (sum(each.counts[place] for each in quarters) for place in (0, 1))
                if (part, whole) != share.counts:
                    rows = tuple(row for each in quarters for row in each.rows)
                    summed = self.policy.share(
                        key(SHARE, self.authority, name, "summed"),
                        part,
                        whole,
                        label=f"four quarters of {name}",
                        rows=rows,
                    )
                    lines.append(f"for {name} the four quarters add to {summed} and the yearly table gives {share}")
        return f"The documents disagree with themselves: {words.listed(lines)}." if lines else ""

    @lazy
    def early_by_year(self) -> str:
        """The shares within two years by year, in a sentence; empty where none is printed."""
        if not self.early_years:
            return ""
        listed = words.listed(f"{each} in {each.of['period']}" for each in self.early_years)
        return f"By year the share within two years was {listed}. The starts are not printed for all of these years, so no range is given."


def early_title(time: SharesOverTime) -> str:
    """Return whether the periods of the repeats within two years differ by more than chance makes, as a title."""
    return f"Repeats within two years: the {time.differing}"
