"""Tests of claims about the districts of an authority, whose rates are printed as whole numbers."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.claims.verdict import CHANCE, Chance, Finding, Says, moved
from analysis.indicators.change import DOUBT
from analysis.indicators.figures import Figures
from analysis.indicators.stated import key
from analysis.investigations.district_convergence import study
from analysis.observations.periods import parse
from analysis.statistics.spread import convergence_timing

Claim = Mapping[str, str]
AUDITS = "2018-03-31"  # the last day before the audits, where the districts' report divides the years


def districts(claim: Claim) -> list[str]:
    """Return the districts that a claim is about."""
    return [name.strip() for name in claim["among"].split(";")]


def _rates(claim: Claim, figures: Figures, labels: list[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return printed rates by date and district, and their rows, date by date."""
    printed = {area: [figures.printed("cpp_rate", area, label) for label in labels] for area in districts(claim)}
    rates = pd.DataFrame(
        {area: [each.value for each in found] for area, found in printed.items()},
        index=pd.to_datetime(labels, dayfirst=True),
    )
    return rates, tuple(row for on_day in zip(*printed.values(), strict=True) for each in on_day for row in each.rows)


def largest_rise(claim: Claim, figures: Figures) -> Finding:
    """Return whether the named district's rate rose by the largest percentage, whatever the rounding of the rates hides."""
    rates, rows = _rates(claim, figures, [claim["first"], claim["last"]])
    rises = convergence_timing.rises(rates, rates.index[0], rates.index[1])
    largest, named = rises.iloc[0], rises.loc[claim["area"]]
    most, own = (
        figures.policy.number(key("cpp_rate", "rise", name, claim["first"], claim["last"]), row["value"], unit="percent", digits=0,
            rows=rows, label=f"rise of {name}",
        )
        for name, row in ((rises.index[0], largest), (claim["area"], named))
    )  # fmt: skip
    sentence = f"The rate of {rises.index[0]} rose by {most}, that of {claim['area']} by {own}."
    says: Says = "agree" if rises.index[0] == claim["area"] else "the opposite"
    sure = (
        named["high"] < largest["low"]
        if says == "the opposite"
        else named["low"] > rises["high"].drop(claim["area"]).max()
    )
    return Finding(
        says=says if sure else "cannot tell",
        chance="arithmetic" if sure else "",
        sentence=sentence,
        number=own,
        rows=rows,
    )


def district_change(claim: Claim, figures: Figures) -> Finding:
    """Return whether a district's rate moved as claimed; the children behind it follow from an even share of the county."""
    first, last = (figures.printed(claim["measure"], claim["area"], claim[when]) for when in ("first", "last"))
    people = [figures.population(claim["beside"], claim[when])[0] / len(districts(claim)) for when in ("first", "last")]
    before, now = (
        figures.policy.count(
            f"{each.key}.behind",
            round(each.value * size / 1e4),
            per=size / 1e4,
            rows=each.rows,
            unit="rate",
            label=each.label,
            about=True,
        )
        for each, size in zip((first, last), people, strict=True)
    )
    found = figures.policy.change(
        key(claim["measure"], "change", claim["area"], claim["first"], claim["last"]), before, now
    )
    sentence = f"The rate of {claim['area']} went from {first:whole} to {last:whole} per 10,000, both rounded to whole numbers: it {found}."
    return moved(found, claim["direction"], sentence)


def district_gap(claim: Claim, figures: Figures) -> Finding:
    """Return whether the relative spread of the districts fell by more than chance and rounding make."""
    first, last = (f"{parse(claim[when]).end:%Y-%m-%d}" for when in ("first", "last"))
    found = study.Districts(figures.rows, claim["area"], districts(claim), first, last, AUDITS, figures.policy)
    change = found.change(found.start, found.end)
    span = f"by {found.gaps[found.start]} of their average on {claim['first']} and by {found.gaps[found.end]} on {claim['last']}"
    says: Says = "agree" if change.number.value < 0 else "the opposite"
    but = "; ".join(filter(None, (found.doubtful_ends, *found.fell_together)))
    sentence = f"The districts’ rates differed {span}: {change:full}, {DOUBT[change.chance]}."
    return Finding(
        says=says,
        chance=CHANCE[change.chance],
        sentence=sentence,
        number=change.number,
        rows=change.number.rows,
        but=but,
    )


def district_gap_beyond_chance(claim: Claim, figures: Figures) -> Finding:
    """Return whether the spread of the districts on a day is larger than chance makes among districts that are alike."""
    day = f"{parse(claim['last']).end:%Y-%m-%d}"
    found = study.Districts(figures.rows, claim["area"], districts(claim), day, "latest", AUDITS, figures.policy)
    seen = found.gaps[found.start]
    sentence = (
        f"On {claim['last']} the districts’ rates differed by {seen} of their average; chance alone would seldom make more than "
        f"{found.most_by_chance}. Whether they ought to differ is not a matter of numbers."
    )
    doubt: Chance = {"clear": "no", "depends": "depends on siblings"}.get(found.standing[found.start], "yes")  # type: ignore[assignment]
    return Finding(says="agree", chance=doubt, sentence=sentence, number=seen, rows=seen.rows)


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    largest_rise, district_change, district_gap, district_gap_beyond_chance,
)}  # fmt: skip
