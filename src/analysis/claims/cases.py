"""Tests of single claims about Warwickshire, each with arithmetic of its own."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.claims.verdicts import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, UNTESTABLE, WITHIN_NOISE, Finding
from analysis.indicators.lookup import Figures, MissingFigureError
from analysis.investigations.inter_plan_gap import gaps
from analysis.statistics.counts import count_ratio
from analysis.statistics.shares.differences import share_change
from analysis.statistics.shares.ranges import exact_range, share_range
from analysis.statistics.shares.splits import split
from analysis.words import count_of, interval, listed, number, percent

Claim = Mapping[str, str]
YEARS = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21")
GRAPH = "the report points to a graph with later months, whose values are in no text"


def stated(claim: Claim, figures: Figures) -> Finding:
    """Return that a figure in prose stands in no table, with the nearest one that does."""
    row = figures.row(claim["measure"], claim["area"], "31 March 2018")
    return Finding(
        UNTESTABLE,
        f"No table prints it; the nearest count is {row['as_printed']} on 31 March 2018. What would be needed: {claim['needed']}.",
        tuple(figures.used),
    )


def best_since(claim: Claim, figures: Figures) -> Finding:
    """Return whether the latest printed year is the best since the first."""
    years = [year for year in YEARS if claim["first"] <= year <= claim["last"]]
    values = {year: figures.value(claim["measure"], claim["area"], year) for year in years}
    latest, best = values[claim["last"]], max(values, key=lambda year: values[year])
    verdict = SUPPORTED if best == claim["last"] else CONTRADICTED
    sentence = f"In {claim['last']} it was {percent(latest)}; the best year since {claim['first']} was {best} with {percent(values[best])}."
    return Finding(verdict, sentence, tuple(figures.used), latest, unit="percent", other=GRAPH)


def smaller_denominator(claim: Claim, figures: Figures) -> Finding:
    """Return how much of a rise in the repeat share is arithmetic of fewer starts: −Δln(starts) / Δln(share)."""
    area, first, last = claim["area"], claim["first"], claim["last"]
    (part, whole), (later, later_whole) = (figures.counts(claim["measure"], area, when) for when in (first, last))
    arithmetic = split((part, whole), (later, later_whole)).denominator_part
    low, high = share_change(part, whole, later, later_whole, figures.confidence, figures.design_effect)
    verdict = NOT_SUPPORTED if arithmetic <= 0 else WITHIN_NOISE if low <= 0 <= high else SUPPORTED
    sentence = (
        f"From {count_of(part, whole)} to {count_of(later, later_whole)}: {percent(arithmetic, 0)} of the rise comes from fewer "
        f"starts and the rest from more repeats; the rise itself is {number(100 * (later / later_whole - part / whole), 1)} "
        f"points with a range of {interval(low, high, ' points')}."
    )
    return Finding(verdict, sentence, tuple(figures.used), float(arithmetic), unit="percent of the rise")


def declining(claim: Claim, figures: Figures) -> Finding:
    """Return whether a quarterly share fell steadily from its highest quarter on, and by more than noise."""
    quarters = [f"Q{n} {year}" for year in ("19/20", "20/21") for n in (1, 2, 3, 4)]
    wanted = quarters[quarters.index(claim["first"]) : quarters.index(claim["last"]) + 1]
    counts = {quarter: figures.counts(claim["measure"], claim["area"], quarter) for quarter in wanted}
    shares = pd.Series({quarter: 100 * part / whole for quarter, (part, whole) in counts.items()})
    peak, last = str(shares.idxmax()), str(shares.index[-1])
    steady = shares.loc[peak:].is_monotonic_decreasing and peak != last
    low, high = share_change(*counts[peak], *counts[last], figures.confidence, figures.design_effect)
    verdict = CONTRADICTED if not steady else SUPPORTED if high < 0 else WITHIN_NOISE
    sentence = (
        f"From its highest quarter, {count_of(*counts[peak])} in {peak}, it went to {count_of(*counts[last])} in {last}: "
        f"{number(shares[last] - shares[peak], 1)} points, with a range of {interval(low, high, ' points')}. "
        "Starting at the highest quarter makes a fall likely by itself."
    )
    return Finding(verdict, sentence, tuple(figures.used), shares[last] - shares[peak], low, high, "percentage points")


def typical_gap(claim: Claim, figures: Figures) -> Finding:
    """Return whether the quoted average gap is that of the whole table."""
    labels = [f"Q{n} {y:02d}/{y + 1:02d}" for y in (17, 18, 19, 20) for n in (1, 2, 3, 4)]
    wanted = labels[labels.index(claim["first"]) : labels.index(claim["last"]) + 1]
    columns = ("gap_between_plans_mean", "repeat_plans")
    quarters = pd.DataFrame({name: [figures.value(name, claim["area"], q) for q in wanted] for name in columns})
    value, low, high = gaps.pooled_interval(quarters, figures.confidence)
    quoted = quarters["gap_between_plans_mean"].iloc[-1]
    verdict = WITHIN_NOISE if low <= quoted <= high else CONTRADICTED
    sentence = (
        f"{number(quoted)} months is the average of the latest quarter. Over all {len(wanted)} quarters it is {number(value, 1)} "
        f"months, with a range of {interval(low, high)}, and an average is not the typical gap."
    )
    return Finding(verdict, sentence, tuple(figures.used), value, low, high, "months")


def only_struggle(claim: Claim, figures: Figures) -> Finding:
    """Return whether any other indicator of the report also worsened over the printed years."""
    others = {"repeat_plans_share": "repeat plans", "short_plans_share": "plans of three months or less"}
    worse = []
    for measure, words in others.items():
        try:
            first, last = (figures.value(measure, claim["area"], claim[when]) for when in ("first", "last"))
        except MissingFigureError:
            continue
        if last > first:
            worse.append(f"{words} rose from {percent(first)} to {percent(last)}")
    verdict = CONTRADICTED if worse else SUPPORTED
    said = listed(worse) if worse else "no other indicator with printed years worsened"
    return Finding(verdict, f"Over the same years {said}.", tuple(figures.used))


def national_trend(claim: Claim, figures: Figures) -> Finding:
    """Return whether the authority's change is of the size of the comparator's."""
    (count, rate), (later, later_rate) = (figures.children("Warwickshire", claim[when]) for when in ("first", "last"))
    other = [figures.value("cpp_rate", claim["area"], claim[when]) for when in ("first", "last")]
    low, high = count_ratio(
        count, later, figures.confidence, figures.design_effect, count / rate, later / later_rate
    )  # fmt: skip
    ratio = other[1] / other[0]
    sentence = (
        f"Warwickshire’s rate rose by {percent(100 * (later_rate / rate - 1), 0)} "
        f"(range {interval(100 * (low - 1), 100 * (high - 1), '%', 0)}), "
        f"that of {claim['area']} by {percent(100 * (ratio - 1), 0)}."
    )
    verdict = SUPPORTED if low <= ratio <= high else NOT_SUPPORTED
    return Finding(
        verdict,
        sentence,
        tuple(figures.used),
        100 * (later_rate / rate - 1),
        100 * (low - 1),
        100 * (high - 1),
        "percent",
    )


def _group_counts(figures: Figures, group: str, label: str) -> tuple[float, float]:
    whole = figures.value("cpp_children", "Warwickshire", label, "") if not group.startswith("total") else 0
    share = figures.value("cpp_children_share", "Warwickshire", label, group)
    return round(share * whole / 100), whole


def group_change(claim: Claim, figures: Figures) -> Finding:
    """Return whether the share of Black and minority ethnic children on plans fell by more than noise."""
    before, after = (_group_counts(figures, "ethnicity: BME", claim[when]) for when in ("first", "last"))
    low, high = share_change(*before, *after, figures.confidence, figures.design_effect)
    value = 100 * (after[0] / after[1] - before[0] / before[1])
    verdict = CONTRADICTED if value >= 0 else SUPPORTED if high < 0 else WITHIN_NOISE
    moved = f"{number(value, 1)} points, with a range of {interval(low, high, ' points')}"
    sentence = f"From {count_of(*before)} to {count_of(*after)}: {moved}."
    return Finding(verdict, sentence, tuple(figures.used), value, low, high, "percentage points")


def disability(claim: Claim, figures: Figures) -> Finding:
    """Return whether disabled children are fewer on plans than the prevalence that the report names."""
    part, whole = _group_counts(figures, "disability", claim["last"])
    expected = figures.value("disability_prevalence", "Warwickshire", claim["last"])
    low, high = share_range(part, whole, figures.confidence, figures.design_effect)
    verdict = CONTRADICTED if 100 * part / whole >= expected else SUPPORTED if high < expected else WITHIN_NOISE
    sentence = f"{count_of(part, whole)}, with a range of {interval(low, high, '%')}, against {percent(expected, 0)} in the population."
    return Finding(verdict, sentence, tuple(figures.used), 100 * part / whole, low, high, "percent")


def none_of_sixteen(claim: Claim, figures: Figures) -> Finding:
    """Return what no return among a few families can show: the exact upper limit of their share."""
    families = figures.value(
        "short_plan_audit_families", "Warwickshire", "May 2020 to June 2021", "did not need a plan"
    )
    _, high = exact_range(0, families, figures.confidence, 1)
    sentence = (
        f"None of {number(families)} families came back in at most two years; up to {percent(high, 0)} of such families could "
        "come back and a sample of this size would still show none."
    )
    return Finding(NOT_SUPPORTED, sentence, tuple(figures.used), 0.0, 0.0, high, "percent")


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    stated, best_since, smaller_denominator, declining, typical_gap, only_struggle, national_trend, group_change,
    disability, none_of_sixteen,
)}  # fmt: skip
