"""Tests that many claims share: comparisons, changes, statements about later days, and claims that print cannot decide."""

from collections.abc import Callable, Mapping

from analysis.claims.verdict import Finding, moved
from analysis.indicators.estimate import Number
from analysis.indicators.figures import Figures
from analysis.observations.periods import parse

Claim = Mapping[str, str]
OTHER_SIDE = {"above": "below", "below": "above"}
DOUBTS = ["no", "depends on siblings", "yes"]  # the surest first


def untestable(claim: Claim, figures: Figures) -> Finding:
    """Return that print alone cannot decide, with what would be needed."""
    return Finding(says="silent", sentence=f"What would be needed: {claim['needed']}.")


def compare(claim: Claim, figures: Figures) -> Finding:
    """Return whether an area lies above, below or in line with a comparator."""
    gap = figures.gap(claim["measure"], claim["area"], claim["comparator"], claim["last"])
    sentence = f"{when(claim['last'])} it was {with_unit(gap.now)}, which {gap}.{_needed(claim)}"
    return moved(gap, claim["direction"], sentence, beside=figures.policy.beside_margin(gap))


def crossed(claim: Claim, figures: Figures) -> Finding:
    """Return whether an area went from one side of a comparator to the other: both sides must hold."""
    of = claim["measure"], claim["area"], claim["comparator"]
    before, now = (figures.gap(*of, claim[name]) for name in ("first", "last"))
    sides = moved(before, OTHER_SIDE[claim["direction"]], ""), moved(now, claim["direction"], "")
    wrong = [each for each in sides if each.says == "the opposite"]
    doubts = sorted((each.chance for each in wrong or sides), key=DOUBTS.index)
    first, last = when(claim["first"]), _lower(when(claim["last"]))
    sentence = f"{first} it was {with_unit(before.now)}, which {before}; {last} {with_unit(now.now)}, which {now}."
    return Finding(
        says="the opposite" if wrong else "agree", chance=doubts[0 if wrong else -1], sentence=sentence, number=now,
        rows=(*before.rows, *now.rows),
    )  # fmt: skip


def compare_later(claim: Claim, figures: Figures) -> Finding:
    """Return that the time meant lies after the last table, with the last printed comparison beside it."""
    gap = figures.gap(claim["measure"], claim["area"], claim["comparator"], claim["last"])
    last = f"The last one, {_lower(when(claim['last']))}, was {with_unit(gap.now)}, which {gap}."
    sentence = f"No figure is printed for the time meant. {last}"
    return Finding(says="silent", sentence=sentence, number=gap, rows=gap.rows)


def change(claim: Claim, figures: Figures) -> Finding:
    """Return whether an indicator moved, or stayed, as claimed between two periods."""
    found = figures.change(*(claim[name] for name in ("measure", "area", "first", "last")))
    span = f"From {_lower(when(claim['first'], 'to'))} to {_lower(when(claim['last'], 'to'))}"
    sentence = f"{span} it went from {found.before} to {with_unit(found.now)}: it {found}."
    return moved(found, claim["direction"], sentence, beside=figures.policy.beside_margin(found))


def change_later(claim: Claim, figures: Figures) -> Finding:
    """Return that the time meant lies after the last table, with the last printed change beside it."""
    last = change(claim, figures)
    sentence = f"No figure is printed for the time meant. {last.sentence}"
    return Finding(says="silent", sentence=sentence, number=last.number, rows=last.rows)


def best_since(claim: Claim, figures: Figures) -> Finding:
    """Return that the months meant are only in a graph, with the last printed year and the best one beside it."""
    measure, area = claim["measure"], claim["area"]
    years = [
        year for year in figures.periods(measure, area, "financial_year") if claim["first"] <= year <= claim["last"]
    ]
    shares = {year: figures.estimate(measure, area, year) for year in years}
    best = max(shares, key=lambda year: shares[year].value)
    sentence = (
        f"The months meant are only in a graph, whose values are in no text. The last printed year, {claim['last']}, was "
        f"{shares[claim['last']]}; the best since {claim['first']} was {shares[best]} in {best}."
    )
    return Finding(
        says="silent",
        sentence=sentence,
        number=shares[claim["last"]],
        rows=tuple(r for s in shares.values() for r in s.rows),
    )


def stated(claim: Claim, figures: Figures) -> Finding:
    """Return that a figure in prose stands in no table, with the nearest one that does."""
    near = figures.printed(claim["measure"], claim["area"], claim["last"])
    sentence = f"No table prints it; the nearest is {near} {_lower(when(claim['last']))}. What would be needed: {claim['needed']}."
    return Finding(says="silent", sentence=sentence, number=near, rows=near.rows)


def when(label: str, word: str = "") -> str:
    """Return a period with its preposition: ``On 31 March 2018``, ``In 2019/20``; without one after ``from`` and ``to``."""
    if word:
        return label
    return f"On {label}" if parse(label).type == "as_at" else f"In {label}"


def with_unit(number: Number) -> str:
    """Return a number with the words that a rate needs."""
    return f"{number} per 10,000" if number.unit == "rate" else f"{number}"


def _needed(claim: Claim) -> str:
    return f" What would be needed: {claim['needed']}." if claim["needed"] else ""


def _lower(text: str) -> str:
    return text[0].lower() + text[1:] if text[:3] in ("On ", "In ") else text


TESTS: dict[str, Callable[[Claim, Figures], Finding]] = {test.__name__: test for test in (
    untestable, compare, compare_later, crossed, change, change_later, best_since, stated,
)}  # fmt: skip
