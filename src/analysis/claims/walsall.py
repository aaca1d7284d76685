"""Tests of the claims in Walsall's report, whose numbers of plans are not printed."""

from collections.abc import Callable, Mapping

from analysis.claims.verdicts import CONTRADICTED, SUPPORTED, UNTESTABLE, WITHIN_NOISE, Finding
from analysis.indicators.lookup import Figures
from analysis.statistics.shares.differences import share_change
from analysis.statistics.shares.ranges import exact_range, share_range
from analysis.words import count_of, interval, number, percent

Claim = Mapping[str, str]


def _walsall_starts(figures: Figures) -> tuple[float, float]:
    """Return repeats and implied starts of April to August 2016: 22 children at 8.5%."""
    label = "1 April 2016 to 31 August 2016"
    repeats = figures.value("repeat_plans", "Walsall", label)
    return repeats, round(100 * repeats / figures.value("repeat_plans_share", "Walsall", label))


def walsall_fall(claim: Claim, figures: Figures) -> Finding:
    """Return whether Walsall's fall is beyond noise if the year before had at least the starts of the five months."""
    repeats, starts = _walsall_starts(figures)
    before = figures.value(claim["measure"], claim["area"], claim["first"])
    low, high = share_change(before * starts / 100, starts, repeats, starts, figures.confidence, figures.design_effect)
    value = 100 * repeats / starts - before
    verdict = CONTRADICTED if value >= 0 else SUPPORTED if high < 0 else WITHIN_NOISE
    sentence = (
        f"From {percent(before)} in a year to {count_of(repeats, starts)} in five months: {number(value, 1)} points, with a range of "
        f"{interval(low, high, ' points')}. The number of starts is not printed; it follows from the percentage."
    )
    other = "a fall in a percentage is not by itself better protection; five months are compared with a year"
    return Finding(verdict, sentence, tuple(figures.used), value, low, high, "percentage points", other)


def _walsall_year(figures: Figures) -> float:
    return _walsall_starts(figures)[1] * 12 / 5


def walsall_rise(claim: Claim, figures: Figures) -> Finding:
    """Return whether Walsall's rise is beyond noise if each year had the starts that five months of 2016 imply."""
    starts = _walsall_year(figures)
    first, last = (figures.value(claim["measure"], claim["area"], claim[when]) for when in ("first", "last"))
    low, high = share_change(
        first * starts / 100, starts, last * starts / 100, starts, figures.confidence, figures.design_effect
    )
    verdict = CONTRADICTED if last <= first else SUPPORTED if low > 0 else WITHIN_NOISE
    sentence = (
        f"From {percent(first)} to {percent(last)}: {number(last - first, 1)} points, with a range of {interval(low, high, ' points')} "
        f"if about {number(starts)} plans started in each year; the numbers are not printed."
    )
    return Finding(verdict, sentence, tuple(figures.used), last - first, low, high, "percentage points")


def compare_printed(claim: Claim, figures: Figures) -> Finding:
    """Return whether Walsall lay below its comparator in a year, with the starts that five months of 2016 imply."""
    starts = _walsall_year(figures)
    value, other = (
        figures.value(claim["measure"], area, claim["last"]) for area in (claim["area"], claim["comparator"])
    )
    low, high = share_range(value * starts / 100, starts, figures.confidence, figures.design_effect)
    verdict = CONTRADICTED if value >= other else SUPPORTED if high < other else WITHIN_NOISE
    sentence = (
        f"{percent(value)} against {percent(other)}, with a range of {interval(low, high, '%')} if about {number(starts)} plans "
        "started in the year; the number is not printed."
    )
    return Finding(
        verdict, sentence, tuple(figures.used), value - other, low - other, high - other, "percentage points"
    )


def audit_of_eight(claim: Claim, figures: Figures) -> Finding:
    """Return what all of a few audited families can show about others: the exact lower limit of their share."""
    families = figures.value("audit_sample_families", "Walsall", "June 2016")
    low, _ = exact_range(families, families, figures.confidence, 1)
    sentence = (
        f"It is said of the {number(families)} audited cases; a sample of this size cannot say more than that at least "
        f"{percent(low, 0)} of all such cases are alike."
    )
    return Finding(
        UNTESTABLE,
        sentence + " What would be needed: how the cases were chosen.",
        tuple(figures.used),
        100.0,
        low,
        100.0,
        "percent",
    )


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    walsall_fall, walsall_rise, compare_printed, audit_of_eight,
)}  # fmt: skip
