"""Tests of claims of a report that prints percentages without the plans started: the starts are implied by part of a year."""

from collections.abc import Callable, Mapping

from analysis.claims.verdict import Finding, moved
from analysis.indicators.figures import Figures, called
from analysis.indicators.stated import key
from analysis.investigations.repeat_plan_volatility import assumed
from analysis.investigations.repeat_plan_volatility.fall import fall
from analysis.statistics.shares.ranges import exact_range

Claim = Mapping[str, str]


def implied_fall(claim: Claim, figures: Figures) -> Finding:
    """Return whether a fall from a year to a part of the next is more than chance, at the starts that the part implies."""
    found = fall(figures, claim["area"], figures.policy)
    sentence = (
        f"From {found.earlier} in a year to {found.now} in {found.starts.months} months: it {found.change}. The number of starts is "
        "not printed; it follows from the percentage."
    )
    but = "a fall in a percentage is not by itself better protection; five months are compared with a year"
    return moved(found.change, "down", sentence, but=but)


def implied_rise(claim: Claim, figures: Figures) -> Finding:
    """Return whether a rise between two years is more than chance, each year given the starts of the same pace."""
    found = assumed.starts(figures, claim["area"])
    before, now = (assumed.share(found, claim["area"], claim[when], figures.policy) for when in ("first", "last"))
    change = figures.policy.change(
        key(claim["measure"], "change", claim["area"], claim["first"], claim["last"]), before, now
    )
    sentence = f"It {change} if about {found.pace} plans started in each year; the numbers are not printed."
    return moved(change, claim["direction"], sentence)


def implied_compare(claim: Claim, figures: Figures) -> Finding:
    """Return whether a year lies below its comparator, at the starts of the same pace."""
    found = assumed.starts(figures, claim["area"])
    mine = assumed.share(found, claim["area"], claim["last"], figures.policy)
    other = figures.printed(claim["measure"], claim["comparator"], claim["last"])
    gap = figures.policy.gap(
        key(claim["measure"], "gap", claim["area"], claim["last"]), mine, other, called(claim["comparator"])
    )
    sentence = (
        f"In {claim['last']} it {gap}, if about {found.pace} plans started in the year; the number is not printed."
    )
    return moved(gap, claim["direction"], sentence)


def all_of_few(claim: Claim, figures: Figures) -> Finding:
    """Return what all of a few audited families can show about others: the exact lower end of their share."""
    families = figures.printed("audit_sample_families", claim["area"], "June 2016")
    low, _ = exact_range(families.value, families.value, figures.policy.confidence, 1)
    least = figures.policy.number(
        key(families.key, "least"), low, unit="percent", digits=0, rows=families.rows, label="least share that is shown"
    )
    sentence = (
        f"It is said of the {families} audited families; so few cannot say more than that at least {least} of all such families are "
        "alike. What would be needed: how the cases were chosen."
    )
    return Finding(says="cannot tell", sentence=sentence, number=least, rows=families.rows)


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    implied_fall, implied_rise, implied_compare, all_of_few,
)}  # fmt: skip
