"""Tests of single claims, each with arithmetic of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from analysis import words
from analysis.claims.verdict import CHANCE, Chance, Finding, alike, moved
from analysis.indicators.estimate import Share
from analysis.indicators.figures import Figures, MissingFigureError, called
from analysis.indicators.stated import key
from analysis.investigations.inter_plan_gap import gaps
from analysis.statistics.equivalence import against_margin
from analysis.statistics.many_looks import holm
from analysis.statistics.shares.ranges import exact_range
from analysis.statistics.shares.splits import split

Claim = Mapping[str, str]
OTHERS = {"repeat_plans_share": "repeat plans", "short_plans_share": "plans of three months or less"}


def smaller_denominator(claim: Claim, figures: Figures) -> Finding:
    """Return how much of a rise of the repeat share, in points, is arithmetic of fewer starts."""
    found = figures.change(claim["measure"], claim["area"], claim["first"], claim["last"])
    before, now = found.before, found.now
    if not isinstance(before, Share) or not isinstance(now, Share):
        raise MissingFigureError(f"'{claim['measure']}' is no share with counts.")
    points = split(before.counts, now.counts).from_denominator
    part = figures.policy.number(
        key(found.key, "starts"), points, unit="points", rows=found.rows, label="part that came from the denominator"
    )
    sentence = f"From {before} to {now}: {part} of the rise came from fewer starts. The share {found}."
    says = "agree" if points > 0 and found.value > 0 else "the opposite"
    return Finding(says=says, chance=CHANCE[found.chance], sentence=sentence, number=part, rows=found.rows)  # type: ignore[arg-type]


def declining(claim: Claim, figures: Figures) -> Finding:
    """Return whether a quarterly share fell steadily from its highest quarter on."""
    measure, area = claim["measure"], claim["area"]
    every = figures.periods("repeat_plans_within_2_years", area, "quarter")
    wanted = every[every.index(claim["first"]) : every.index(claim["last"]) + 1]
    shares = {quarter: figures.estimate(measure, area, quarter) for quarter in wanted}
    peak, last = max(shares, key=lambda quarter: shares[quarter].value), wanted[-1]
    values = pd.Series({quarter: share.value for quarter, share in shares.items()}).loc[peak:]
    found = figures.change(measure, area, peak, last)
    sentence = (
        f"From its highest quarter, {shares[peak]} in {peak}, to {last} it {found}. Starting at the highest quarter makes a fall "
        "likely by itself."
    )
    if not values.is_monotonic_decreasing:
        return Finding(says="the opposite", chance="arithmetic", sentence=sentence, number=found, rows=found.rows)
    return moved(found, "down", sentence)


def typical_gap(claim: Claim, figures: Figures) -> Finding:
    """Return whether the quoted average gap is that of the whole table."""
    area = claim["area"]
    every = figures.periods(claim["measure"], area, "quarter")
    wanted = every[every.index(claim["first"]) : every.index(claim["last"]) + 1]
    printed = {
        quarter: (figures.printed(claim["measure"], area, quarter), figures.printed("repeat_plans", area, quarter))
        for quarter in wanted
    }
    table = pd.DataFrame(
        {q: {"gap_between_plans_mean": m.value, "repeat_plans": n.value} for q, (m, n) in printed.items()}
    ).T
    value, low, high = gaps.pooled_interval(table, figures.policy.confidence)
    rows = tuple(row for pair in printed.values() for each in pair for row in each.rows)
    mean = figures.policy.number(
        key("gap_between_plans_mean", area, "all"),
        value,
        low=low,
        high=high,
        unit="months",
        rows=rows,
        label="average gap over all quarters",
    )
    quoted = printed[wanted[-1]][0]
    same = sum(each.value == quoted.value for each, _ in printed.values())
    sentence = (
        f"{quoted.said('whole')} months is the average of {same} of {len(wanted)} quarters. Over all of them it is {mean:value} months "
        f"({mean:range}), and an average is not the typical gap."
    )
    margin = figures.policy.same_percent / 100
    says, doubt = alike([against_margin(low / quoted.value, high / quoted.value, margin, ratio=True)])
    return Finding(says=says, chance=doubt, sentence=sentence, number=mean, rows=rows)


def only_struggle(claim: Claim, figures: Figures) -> Finding:
    """Return whether another indicator of the report worsened over the same years, those looked at counted."""
    found = {}
    for measure, name in OTHERS.items():
        try:
            found[name] = figures.change(measure, claim["area"], claim["first"], claim["last"])
        except MissingFigureError:
            continue
    worse = {name: each for name, each in found.items() if each.value > 0}
    if not worse:
        return Finding(says="agree", chance="arithmetic", sentence="No other indicator with printed years worsened.")
    tried = pd.DataFrame({name: figures.policy.p_tried(each.p) for name, each in found.items()})
    adjusted = tried.apply(lambda each: holm(each)["adjusted"], axis=1)[list(worse)]
    sure = (adjusted <= 1 - figures.policy.confidence).any(axis=1)
    doubt: Chance = "no" if sure.all() else "depends on siblings" if sure.any() else "yes"
    said = "; ".join(f"{name} {each}" for name, each in worse.items())
    rows = tuple(row for each in worse.values() for row in each.rows)
    return Finding(says="the opposite", chance=doubt, sentence=f"Over the same years: {said}.", rows=rows)


def usual_years(claim: Claim, figures: Figures) -> Finding:
    """Return whether a yearly count moved as claimed, by chance and beside how it usually moves from year to year."""
    measure, area = claim["measure"], claim["area"]
    found = figures.change(measure, area, claim["first"], claim["last"])
    before = [name for name in figures.periods(measure, area, "financial_year") if name < claim["last"]]
    counts = [figures.printed(measure, area, name).value for name in before]
    usual = figures.policy.usual(key(measure, "usual years", area, claim["first"], claim["last"]), found, counts)
    policy, low, high = figures.policy, float(usual.low or 0), float(usual.high or 0)
    usually = low <= 0 <= high
    beside = policy.beside_margin(replace(found, tried=((low, high),) if usually else found.tried))
    so = "it could be such a movement" if usually else "it is more than such movements"
    sentence = (
        f"From {claim['first']} to {claim['last']} it went from {found.before} to {found.now}: it {found}. Beside how it usually moves "
        f"from year to year, the range is {usual:range}: {so}."
    )
    judged = moved(found, claim["direction"], sentence, beside=beside)
    return replace(judged, chance="yes") if judged.chance == "no" and usually else judged


def national_trend(claim: Claim, figures: Figures) -> Finding:
    """Return whether an authority's change is of the size of the comparator's, within the margin of what is called alike."""
    mine = figures.change(claim["measure"], claim["area"], claim["first"], claim["last"])
    old, new = (figures.printed(claim["measure"], claim["comparator"], claim[when]) for when in ("first", "last"))
    other = 100 * (new.value / old.value - 1)
    name = key(claim["measure"], "change", claim["comparator"], claim["first"], claim["last"])
    theirs = figures.policy.number(
        name, other, unit="percent", rows=(*old.rows, *new.rows),
        label=f"change of {called(claim['comparator'])}",
    )  # fmt: skip
    sentence = f"It {mine:moved} ({mine:range}), {words.possessive(called(claim['comparator']))} rate by {theirs:size}."
    says, doubt = alike(figures.policy.beside_margin(mine, other))
    return Finding(says=says, chance=doubt, sentence=sentence, number=mine, rows=(*mine.rows, *theirs.rows))


def _group(figures: Figures, area: str, group: str, label: str) -> Share:
    share, whole = (
        figures.printed("cpp_children_share", area, label, group),
        figures.printed("cpp_children", area, label),
    )
    return figures.policy.share(
        key("cpp_children_share", group, area, label), float(round(share.value * whole.value / 100)), whole.value,
        rows=(*share.rows, *whole.rows), label=f"{group}, {area}, {label}", of={"area": area, "period": label, "group": group},
    )  # fmt: skip


def group_change(claim: Claim, figures: Figures) -> Finding:
    """Return whether the share of a group among the children on plans moved as claimed."""
    area, group = claim["area"], "ethnicity: BME"
    before, after = (_group(figures, area, group, claim[when]) for when in ("first", "last"))
    found = figures.policy.change(
        key("cpp_children_share", "change", group, area, claim["first"], claim["last"]), before, after
    )
    return moved(found, claim["direction"], f"From {before} to {after}: it {found}.")


def disability(claim: Claim, figures: Figures) -> Finding:
    """Return that the prevalence named beside the share is that of another place."""
    mine = _group(figures, claim["area"], "disability", claim["last"])
    named = figures.printed("disability_prevalence", claim["area"], claim["last"])
    sentence = (
        f"How many children of the county are disabled is not printed: the {named:whole} named is the United Kingdom’s by the "
        f"appendix of the same report. On plans it was {mine:full}."
    )
    return Finding(says="silent", sentence=sentence, number=mine, rows=(*mine.rows, *named.rows))


def none_of_sixteen(claim: Claim, figures: Figures) -> Finding:
    """Return what no return among a few families can show: the exact upper end of their share."""
    families = figures.printed(
        "short_plan_audit_families", claim["area"], "May 2020 to June 2021", "did not need a plan"
    )
    _, high = exact_range(0, families.value, figures.policy.confidence, 1)
    most = figures.policy.number(
        key(families.key, "most"),
        high,
        unit="percent",
        digits=0,
        rows=families.rows,
        label="share that could come back",
    )
    sentence = (
        f"None of {families} families came back in at most two years; up to {most} of such families could come back and a sample of "
        "this size would still show none."
    )
    return Finding(says="cannot tell", sentence=sentence, number=most, rows=families.rows)


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    smaller_denominator, declining, typical_gap, only_struggle, usual_years, national_trend, group_change, disability, none_of_sixteen,
)}  # fmt: skip
