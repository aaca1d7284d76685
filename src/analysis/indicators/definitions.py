"""What is measured, each indicator once: its words, what is counted, of what, and what it must not be compared with."""

from dataclasses import dataclass
from typing import Literal

from analysis import words

Better = Literal["higher", "lower"]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator.

    Parameters
    ----------
    measure : str
        Its name in the observations.
    words : str
        What a reader calls it, ready for the middle of a sentence.
    kind : str
        ``share``, ``rate`` (per 10,000) or ``count``. Shares are never added, averaged or scaled; their counts are.
    title : str
        Short enough for a table or a small chart.
    numerator, denominator : str
        Measures that count a share's children, or the children behind a rate; empty where none is printed.
    stock : bool
        True when it stands on a day (31 March for a year), false when it counts a period.
    better : str, optional
        Which direction is better; None where neither is.
    high, low : str
        What a high and a low value mean, ready for a title: ``more repeat plans``.
    broken : tuple of (area, period)
        What an area measured in another way: shown apart, never joined to or compared with the rest.
    clock : str
        Which event puts a child into the period.
    defined_by, not_with : str
        Who defines it, and what it must not be compared with.
    """

    measure: str
    words: str
    kind: Literal["share", "rate", "count"]
    title: str
    numerator: str = ""
    denominator: str = ""
    stock: bool = False
    better: Better | None = None
    high: str = ""
    low: str = ""
    broken: tuple[tuple[str, str], ...] = ()
    clock: str = ""
    defined_by: str = ""
    not_with: str = ""

    def broken_in(self, area: str) -> list[str]:
        """Return the periods that an area measured in another way."""
        return [period for where, period in self.broken if where == area]

    @property
    def national(self) -> bool:
        """Whether it has a national definition, so that authorities can be compared by it."""
        return DFE in self.defined_by


DFE = "Department for Education, children in need statistics"
TABLE = (
    Indicator(
        measure="cpp_rate",
        words="children on a plan per 10,000 children",
        kind="rate",
        title="On a plan, per 10,000",
        numerator="cpp_children",
        stock=True,
        high="more children on plans",
        low="fewer children on plans",
        clock="on a plan on 31 March",
        defined_by=f"{DFE}, table D1",
        not_with="rates on populations of another vintage: in 2025 those of 2013 to 2023 were worked out anew",
    ),
    Indicator(
        measure="cpp_children",
        words="children on a plan",
        kind="count",
        title="Children on a plan",
        stock=True,
        high="more children on plans",
        low="fewer children on plans",
        clock="on a plan on 31 March",
        defined_by=f"{DFE}, table D1",
        not_with="plans, which can be two for one child in a year",
    ),
    Indicator(
        measure="repeat_plans_share",
        words="repeat plans, of plans started",
        kind="share",
        title="Repeat plans, %",
        numerator="repeat_plans",
        denominator="cpp_starts",
        better="lower",
        high="more repeat plans",
        low="fewer repeat plans",
        clock="plan starts in the period; an earlier plan at any time",
        defined_by=f"{DFE}, table D3",
        not_with="repeat plans within two years, or shares of children; a plan in another authority may not count",
    ),
    Indicator(
        measure="repeat_plans_within_2_years_share",
        words="repeat plans within two years, of plans started",
        kind="share",
        title="Repeat within two years, %",
        numerator="repeat_plans_within_2_years",
        denominator="cpp_starts",
        better="lower",
        high="more repeat plans within two years",
        low="fewer repeat plans within two years",
        clock="plan starts in the period; the earlier one ended less than two years before",
        defined_by="local measure, in no national table",
        not_with="repeat plans at any time",
    ),
    Indicator(
        measure="long_plans_share",
        words="plans of two years or more, of plans ended",
        kind="share",
        title="Plans of two years or more, %",
        denominator="cpp_ends",
        better="lower",
        high="more plans of two years or more",
        low="fewer plans of two years or more",
        clock="plan ends in the year",
        defined_by=f"{DFE}, plans by duration",
        not_with="plans still open after two years; read it together with repeat plans",
    ),
    Indicator(
        measure="short_plans_share",
        words="plans of three months or less, of plans ended",
        kind="share",
        title="Plans of three months or less, %",
        denominator="cpp_ends",
        high="more plans of three months or less",
        low="fewer plans of three months or less",
        clock="plan ends in the year",
        defined_by=f"{DFE}, plans by duration",
        not_with="plans still open",
    ),
    Indicator(
        measure="icpc_within_15_days",
        words="first conferences held within 15 working days",
        kind="share",
        title="First conferences on time, %",
        denominator="icpc_children",
        better="higher",
        high="more first conferences on time",
        low="fewer first conferences on time",
        broken=(("Warwickshire", "2015/16"),),
        clock="conference held in the period; counted from the start of the enquiry",
        defined_by=DFE,
        not_with="years that were recorded in another way",
    ),
    Indicator(
        measure="conversion_s47_to_icpc",
        words="first conferences for each 100 enquiries of the same year",
        kind="share",
        title="Conferences per 100 enquiries",
        numerator="icpc_children",
        denominator="s47_enquiries",
        high="more conferences for each enquiry",
        low="fewer conferences for each enquiry",
        clock="both counted in the same year",
        defined_by="the council's reports; no national definition",
        not_with="the share of a year's enquiries that led to a conference: it falls when enquiries surge late in a year",
    ),
    Indicator(
        measure="plans_per_conference",
        words="plans started for each 100 children at a first conference of the same year",
        kind="share",
        title="Plans per 100 at a conference",
        numerator="cpp_starts",
        denominator="icpc_children",
        clock="both counted in the same year",
        defined_by="made of two counts; no national definition",
        not_with="the share of a year's conferences that ended in a plan",
    ),
    Indicator(
        measure="plans_per_enquiry",
        words="plans started for each 100 enquiries of the same year",
        kind="share",
        title="Plans per 100 enquiries",
        numerator="cpp_starts",
        denominator="s47_enquiries",
        clock="both counted in the same year",
        defined_by="made of two counts; no national definition",
        not_with="the share of a year's enquiries that led to a plan",
    ),
    Indicator(
        measure="referrals_per_contact",
        words="referrals for each 100 contacts of the same year",
        kind="share",
        title="Referrals per 100 contacts",
        numerator="referrals",
        denominator="contacts",
        clock="both counted in the same year",
        defined_by="made of two counts; no national definition",
        not_with="years on the other side of a break: what is called a contact or a referral changed",
    ),
    Indicator(
        measure="referrals_to_assessment_share",
        words="referrals that went on to an assessment",
        kind="share",
        title="Referrals assessed, %",
        numerator="referrals_assessed",
        denominator="referrals",
        clock="referral received in the year",
        defined_by="the council's reports",
    ),
    Indicator(
        measure="s47_enquiries",
        words="section 47 enquiries started",
        kind="count",
        title="Enquiries",
        high="more enquiries",
        low="fewer enquiries",
        clock="enquiry starts in the year",
        defined_by=DFE,
    ),
    Indicator(
        measure="icpc_children",
        words="children at a first conference",
        kind="count",
        title="First conferences",
        clock="conference held in the year",
        defined_by=DFE,
    ),
    Indicator(
        measure="cpp_starts",
        words="plans started",
        kind="count",
        title="Plans started",
        clock="plan starts in the period",
        defined_by=f"{DFE}, table D3",
        not_with="children: one child can start two plans in a year",
    ),
    Indicator(
        measure="cpp_ends",
        words="plans ended",
        kind="count",
        title="Plans ended",
        clock="plan ends in the period",
        defined_by=DFE,
    ),
    Indicator(
        measure="repeat_plans",
        words="repeat plans",
        kind="count",
        title="Repeat plans",
        clock="plan starts in the period",
        defined_by=f"{DFE}, table D3",
    ),
    Indicator(
        measure="repeat_plans_within_2_years",
        words="repeat plans within two years",
        kind="count",
        title="Repeat within two years",
        clock="plan starts in the period",
        defined_by="local measure, in no national table",
    ),
    Indicator(
        measure="s47_rate",
        words="section 47 enquiries per 10,000 children",
        kind="rate",
        title="Enquiries, per 10,000",
        clock="enquiry starts in the year",
        defined_by=f"{DFE}, local authority interactive tool",
        not_with="rates on populations of another vintage",
    ),
    Indicator(
        measure="referral_rate",
        words="referrals per 10,000 children",
        kind="rate",
        title="Referrals, per 10,000",
        numerator="referrals",
        clock="referral received in the year",
        defined_by=f"{DFE}, table C1",
        not_with="contacts: what counts as a referral differs between authorities",
    ),
    Indicator(
        measure="rereferrals_share",
        words="referrals within a year of another, of all referrals",
        kind="share",
        title="Re-referrals, %",
        numerator="rereferrals",
        denominator="referrals",
        better="lower",
        clock="referral received in the year; an earlier one in the twelve months before",
        defined_by=f"{DFE}, table C1",
        not_with="shares of children: a child can be referred more than twice",
    ),
)
INDICATORS = {indicator.measure: indicator for indicator in TABLE}


def indicator(measure: str) -> Indicator:
    """Return the definition of a measure; one that has no entry is a plain count under its own name."""
    return INDICATORS.get(measure) or Indicator(
        measure=measure, words=words.measure(measure), kind="count", title=words.measure(measure).capitalize()
    )


def needed(*measures: str) -> list[str]:
    """Return measures with those that count them, in order: what to ask the evidence for."""
    found = [name for one in map(indicator, measures) for name in (one.measure, one.numerator, one.denominator) if name]
    return list(dict.fromkeys(found))
