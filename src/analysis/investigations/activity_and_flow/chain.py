"""From contact to assessment: shares of each year, and the years in which what is counted most likely changed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Share, tally
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.observations import periods

REFERRED, ASSESSED = "referrals_per_contact", "referrals_to_assessment_share"
COUNTS = ("single_assessments", "core_assessments", "children_in_need_new_cases")
CHAIN = ("contacts", "referrals", ASSESSED, *COUNTS)


def whole_years(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that span a financial year, also where they are printed as cumulative from 1 April to 31 March."""
    ends = observations["period_start"] + pd.DateOffset(years=1, days=-1)
    april = observations["period_start"].dt.strftime("%m-%d").eq("04-01")
    return observations[april & ends.eq(observations["period_end"])].assign(period_type="financial_year")


def breaks(shares: "pd.Series[float]", factor: float) -> list[str]:
    """Return the periods in which a share is more than `factor` times, or less than 1/`factor` of, the one before.

    So large a jump in one year is more likely a change of what is counted than of what children need.
    """
    jump = (shares / shares.shift()).dropna()
    return list(jump.index[(jump > factor) | (jump < 1 / factor)])


@dataclass(frozen=True, eq=False, kw_only=True)
class Chain:
    """Contacts, referrals and assessments by year, the largest jump, and the years of breaks."""

    figures: Figures
    referred: dict[str, Share]
    assessed: dict[str, Share]
    counts: dict[str, dict[str, Number]]
    before: str
    after: str
    broken: list[str]
    factor: float
    replaced: str

    @property
    def title(self) -> str:
        """What the breaks mean, as a title."""
        return (
            "What is called a contact or a referral most likely changed"
            if self.broken
            else "No break in contacts and referrals"
        )

    @property
    def in_words(self) -> str:
        """The largest jump of referrals per contact and what it means, and the years that cannot be compared, in sentences."""
        first, then = (_for_contacts(self.referred[name]) for name in (self.before, self.after))
        said = f"In {self.before} there were {first}, a year later {then}."
        if self.broken:
            said += (
                " Children’s needs do not change so much in one year; what is *called* a contact or a referral most likely changed. "
                f"Cannot be compared with the year before, since a share moved by more than a factor of {self.factor:g}: "
                f"{words.listed(self.broken)}."
            )
        return f"{said} {self.replaced}"


def chain(observations: pd.DataFrame, area: str, policy: Policy, factor: float) -> list[Chain]:
    """Return the chain from contact to assessment; none without two years of contacts and referrals."""
    figures = Figures(whole_years(observations[observations["group"].eq("")]), policy)
    names = figures.periods("referrals", area, "financial_year")
    shares = {measure: _shares(figures, measure, area, names) for measure in (REFERRED, ASSESSED)}
    referred = shares[REFERRED]
    if len(referred) < 2:
        return []
    values = pd.Series({name: share.value for name, share in referred.items()})
    after = str(values.pct_change().abs().idxmax())
    broken = {
        *breaks(values, factor),
        *breaks(pd.Series({n: s.value for n, s in shares[ASSESSED].items()}, dtype=float), factor),
    }
    counts: dict[str, dict[str, Number]] = {
        measure: {name: figures.printed(measure, area, name) for name in names if figures.has(measure, area, name)}
        for measure in COUNTS
    }
    return [
        Chain(
            figures=figures, referred=referred, assessed=shares[ASSESSED], counts=counts,
            before=list(referred)[list(referred).index(after) - 1], after=after, broken=sorted(broken), factor=factor,
            replaced=_replaced(observations, area),
        )
    ]  # fmt: skip


def _for_contacts(share: Share) -> str:
    return f"{share:part} referrals for {words.number(share.counts[1])} contacts ({share:value})"


def _shares(figures: Figures, measure: str, area: str, names: list[str]) -> dict[str, Share]:
    found = {}
    for name in names:
        try:
            share = figures.estimate(measure, area, name)
        except (MissingFigureError, ValueError):
            continue
        if isinstance(share, Share):
            found[name] = share
    return found


def _part(row: Any) -> Number:
    when = periods.label(row.period_start, row.period_end, "")
    name = key("counted", row.measure, row.area, when)
    return tally(name, row.value, f"{words.measure(row.measure)}, {when}", [row.id], area=row.area, period=when)


def _replaced(observations: pd.DataFrame, area: str) -> str:
    """Return the assessments that are printed for a part of a year only, in a sentence; empty where there are none."""
    parts = observations[
        observations["measure"].isin(COUNTS) & observations["area"].eq(area) & observations["period_type"].eq("range")
    ].dropna(subset=["value"])
    told = [
        f"{_part(row)} {words.measure(row.measure)} from {periods.label(row.period_start, row.period_end, '')}"
        for row in parts.sort_values(["period_start", "measure"]).itertuples()
    ]
    return f"One form of assessment replaced another within a year: {words.listed(told)}." if told else ""
