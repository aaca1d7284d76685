"""What page one says of all the gaps together, of one as of many."""

from analysis import words
from analysis.indicators.figures import called
from analysis.indicators.looks import SAYS
from analysis.investigations.against_the_comparators.looks import Look, Subject, lower
from analysis.investigations.against_the_comparators.study import Comparison

MOST_NAMED = 3  # areas in a headline
SHOWN = 2  # indicators that have a finding of their own
RED_OR_GREEN = "a red or green square for {them} would say nothing"


def headline(found: Comparison) -> str:
    """Return how many gaps are more than chance, in one sentence; of a single one, whether it is."""
    beside = dict.fromkeys(
        look.comparator for look in sorted(found.latest, key=lambda each: each.comparator == "England")
    )
    others = words.listed(called(name).removeprefix("its ") for name in beside)
    others = others if len(beside) <= MOST_NAMED else f"{len(beside)} other areas"
    if len(found.latest) == 1:
        return f"The one gap to {others} in {found.year}{_stands(found)}"
    said = "is" if len(found.firm) == 1 else "are"
    return f"{found.beyond} of {found.number} gaps to {others} in {found.year} {said} more than chance"


def rest(found: Comparison) -> list[str]:
    """Return what is said of the gaps that are not clear, as a finding; none where a single gap is clear."""
    if len(found.latest) == 1:
        look = found.latest[0]
        told = f"{words.capital(look.name)}: {look.gap.now} {look.gap:moved} ({look.gap:range})."
        vain = RED_OR_GREEN.format(them="it")
        return [] if found.firm else [f"**The gap is not clear.** {told} It{_stands(found)}: {vain}."]
    if len(found.firm) == len(found.latest):
        return [f"**Every gap is clear.** All {found.number} are more than chance although so many were looked at."]
    further = [look for subject in found.surest[SHOWN:] for look in subject.firm]
    title = "Other gaps are not clear" if found.firm else "No gap is clear"
    title = (
        f"{words.capital(words.listed([_gap(look) for look in further]))} too; other gaps are not clear"
        if further
        else title
    )
    told = "".join(
        f"{words.capital(look.name)}: {look.gap.now} {look.gap:moved}, {look.verdict}. "
        for look in [*further, *found.faded]
    )
    vain = RED_OR_GREEN.format(them="them")
    return [f"**{title}.** {told}{found.by_chance} of {found.number} gaps could be chance: {vain}."]


def _gap(look: Look) -> str:
    """Return a gap that is more than chance, as part of a title: ``fewer children on plans than in England``."""
    return lower(Subject([look]).title)


def every_year(found: Comparison) -> str:
    """Return how many gaps of all years hold, and what a change of sides may mean; empty where there is only one."""
    firm, every = found.all_years
    if every.value == 1:
        return ""
    said = "is" if firm.value == 1 else "are"
    return (
        f"With all years together {firm} of {every} gaps {said} more than chance although so many were looked at. An authority that is "
        "above in one year and below in the next is moving around its comparators, or is moved by small numbers."
    )


def of_many(found: Comparison) -> str:
    """Return what “only if looked at alone” means, as a sentence; empty for a single gap."""
    return (
        ""
        if len(found.latest) == 1
        else "“Only if looked at alone”: among so many gaps one or another stands out by chance."
    )


def _stands(found: Comparison) -> str:
    verdict = found.latest[0].verdict
    return f" {verdict}" if verdict == SAYS["within"] else f" is {verdict}"
