"""Tests that many claims share: comparisons, changes, counts, and claims that print alone cannot decide."""

from collections.abc import Callable, Mapping

from analysis.claims.verdicts import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, UNTESTABLE, WITHIN_NOISE, Finding
from analysis.indicators.lookup import DENOMINATORS, Figures
from analysis.statistics.counts import count_range, count_ratio
from analysis.statistics.shares.differences import share_change
from analysis.statistics.shares.ranges import share_range
from analysis.words import count_of, interval, number

Claim = Mapping[str, str]


def untestable(claim: Claim, figures: Figures) -> Finding:
    """Return the verdict that print alone cannot decide, with what would be needed."""
    return Finding(UNTESTABLE, f"What would be needed: {claim['needed']}.")


def compare(claim: Claim, figures: Figures) -> Finding:
    """Return whether an area lies above, below or in line with a comparator, whose value is taken as exact."""
    value, low, high, words, unit = _level(claim, figures, claim["area"], claim["last"])
    row = figures.row(claim["measure"], claim["comparator"], claim["last"])
    other = float(row["value"])
    verdict = _against(claim["direction"], value, low, high, other)
    shown = f"{number(other, 1)}{'%' if unit == 'percent' else ''}"
    sentence = (
        f"{claim['area']} {words} in {claim['last']}, with a range of {interval(low, high, '%' if unit == 'percent' else '')}; "
        f"{claim['comparator']} {shown}."
    ).replace(f"in {claim['last']}", _when(claim["last"]))
    return Finding(verdict, sentence, tuple(figures.used), value - other, low - other, high - other, _points(unit))


def change(claim: Claim, figures: Figures) -> Finding:
    """Return whether a share or a rate of an area moved as claimed between two periods."""
    measure, area, first, last = (claim[name] for name in ("measure", "area", "first", "last"))
    level = (figures.confidence, figures.design_effect)
    if measure in DENOMINATORS:
        before, after = figures.counts(measure, area, first), figures.counts(measure, area, last)
        low, high = share_change(*before, *after, *level)
        value = 100 * (after[0] / after[1] - before[0] / before[1])
        words = f"from {count_of(*before)} to {count_of(*after)}"
        return _moved(claim, value, low, high, 0, "percentage points", words, figures)
    count, rate = _count_and_rate(measure, figures, area, first)
    later, later_rate = _count_and_rate(measure, figures, area, last)
    low, high = count_ratio(count, later, *level, exposure=count / rate, later_exposure=later / later_rate)
    low, high, value = 100 * (low - 1), 100 * (high - 1), 100 * (later_rate / rate - 1)
    unit = "" if measure == "cpp_children" else " per 10,000"
    words = f"from {number(rate, 0 if not unit else 1)} to {number(later_rate, 0 if not unit else 1)}{unit}"
    return _moved(claim, value, low, high, 0, "percent", words, figures)


def count_change(claim: Claim, figures: Figures) -> Finding:
    """Return whether a count moved, or stayed, as claimed between two periods."""
    measure, area, first, last = (claim[name] for name in ("measure", "area", "first", "last"))
    before, after = figures.value(measure, area, first), figures.value(measure, area, last)
    low, high = (100 * (r - 1) for r in count_ratio(before, after, figures.confidence, figures.design_effect))
    words = f"from {number(before)} to {number(after)}"
    return _moved(claim, 100 * (after / before - 1), low, high, 0, "percent", words, figures)


def _count_and_rate(measure: str, figures: Figures, area: str, label: str) -> tuple[float, float]:
    if measure == "cpp_rate":
        return figures.children(area, label)
    count = figures.value(measure, area, label)
    return count, count


def _level(claim: Claim, figures: Figures, area: str, label: str) -> tuple[float, float, float, str, str]:
    """Return value, limits, words and unit of an area's share or rate."""
    measure, level = claim["measure"], (figures.confidence, figures.design_effect)
    if measure in DENOMINATORS:
        part, whole = figures.counts(measure, area, label)
        value = figures.value(measure, area, label)
        return value, *share_range(part, whole, *level), f"had {count_of(part, whole)}", "percent"
    count, rate = figures.children(area, label)
    low, high = (rate * limit / count for limit in count_range(count, *level))
    return rate, low, high, f"had {number(rate, 1)} per 10,000 ({number(count)} children)", "rate_per_10000"


def _against(direction: str, value: float, low: float, high: float, other: float) -> str:
    if direction == "in line":
        return SUPPORTED if low <= other <= high else CONTRADICTED
    holds = value < other if direction == "below" else value > other
    if not holds:
        return CONTRADICTED
    return SUPPORTED if not low <= other <= high else WITHIN_NOISE


def _moved(
    claim: Claim, value: float, low: float, high: float, still: float, unit: str, words: str, figures: Figures
) -> Finding:
    noise = low <= still <= high
    sign = "%" if unit == "percent" else " points"
    if claim["direction"] == "unchanged":
        verdict = SUPPORTED if noise else NOT_SUPPORTED
    elif (value > still) != (claim["direction"] == "up"):
        verdict = CONTRADICTED
    else:
        verdict = WITHIN_NOISE if noise else SUPPORTED
    sentence = (
        (
            f"It went {words} ({_when(claim['first'])} to {_when(claim['last'])}), a change of {number(value, 1)}{sign} "
            f"with a range of {interval(low, high, sign)}."
        )
        .replace("(in ", "(")
        .replace("(on ", "(")
        .replace(" to in ", " to ")
        .replace(" to on ", " to ")
    )
    return Finding(verdict, sentence, tuple(figures.used), value, low, high, unit)


def _when(label: str) -> str:
    return f"on {label}" if label[0].isdigit() and " " in label else f"in {label}"


def _points(unit: str) -> str:
    return "percentage points" if unit == "percent" else unit


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {
    "untestable": untestable,
    "compare": compare,
    "change": change,
    "count_change": count_change,
}
