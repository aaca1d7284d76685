"""The ledger: every claim of the documents, tested against the printed figures, with its two answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import pandas as pd

from analysis.claims import cases, districts, shared_tests, walsall
from analysis.claims.verdict import Finding
from analysis.exhibits.rounding import significant
from analysis.indicators.definitions import needed
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain

TESTS: dict[str, Callable[[Mapping[str, str], Figures], Finding]] = (
    shared_tests.TESTS | cases.TESTS | districts.TESTS | walsall.TESTS
)
ABOUT = ["claim", "document", "paragraph", "paraphrase", "kind"]
COLUMNS = [
    *ABOUT, "figures_say", "chance_could_make_it", "verdict", "sentence", "value", "low", "high", "unit", "but", "report", "observations",
]  # fmt: skip
ALSO = ["cpp_children", "cpp_children_share", "disability_prevalence", "gap_between_plans_mean"]
# The report that treats a measure; a test about districts belongs to theirs.
REPORTS = {
    "repeat_plans": "02", "gap_between_plans": "03", "strategy_meetings": "05", "icpc_within": "07", "long_plans": "07",
    "short_plans_share": "07", "visits": "07", "smart_plans": "09", "audit": "09", "short_plan_audit": "09",
    "cpp_children_share": "10", "referrals": "10",
}  # fmt: skip


class ClaimError(ValueError):
    """A claim cannot be evaluated: its test or measure is unknown, or its rows are missing."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A claim as the documents make it, and what was found."""

    claim: Mapping[str, str]
    finding: Finding

    @property
    def report(self) -> str:
        """The number of the report behind the verdict."""
        about_districts = "district" in self.claim["test"] or self.claim["test"] == "largest_rise"
        subject = self.claim["measure"]
        found = [report for start, report in REPORTS.items() if subject.startswith(start)]
        return "04" if about_districts else found[0] if found else "08" if self.claim["kind"] == "comparison" else "06"


def measures(claims: list[dict[str, str]]) -> list[str]:
    """Return every measure that a claim, or a count behind it, may need."""
    named = {claim["measure"] for claim in claims if claim["test"] != "untestable"}
    return sorted(
        {
            *needed(*sorted(named), *ALSO),
            "repeat_plans",
            "icpc_children",
            "short_plans_share",
            *needed("short_plans_share"),
        }
    )


def areas(claims: list[dict[str, str]]) -> list[str]:
    """Return every area that a claim is about or compares with."""
    return sorted({claim[name] for claim in claims for name in ("area", "comparator") if claim[name]})


def about(claims: list[dict[str, str]], areas: Sequence[str]) -> list[dict[str, str]]:
    """Return the claims of the documents that state anything about some areas."""
    documents = {claim["document"] for claim in claims if claim["area"] in areas}
    return [claim for claim in claims if claim["document"] in documents]


def evaluate(
    claims: list[dict[str, str]], observations: pd.DataFrame, policy: Policy, within: Mapping[str, Sequence[str]]
) -> list[Judged]:
    """Return what was found of every claim, in their order.

    Parameters
    ----------
    claims : list of dict
        Rows of ``data/raw/claims.csv``.
    observations : pandas.DataFrame
        Rows of the evidence.
    policy : Policy
    within : mapping
        Authority to its districts.

    Raises
    ------
    ClaimError
        One sentence per claim whose test or measure is unknown, whose rows are missing, or whose cause seems borne out.
    """
    latest, earliest = Figures(observations, policy), Figures(observations, policy, latest=False)
    faults: list[str] = []
    judged = []
    for claim in claims:
        placed = _placed(claim, within)
        try:
            judged.append(Judged(placed, _read_both(placed, latest, earliest)))
        except (MissingFigureError, ClaimError, ValueError) as fault:
            faults.append(f"data/raw/claims.csv, claim {claim['claim']}: {fault}")
    if faults:
        raise ClaimError("\n".join(faults))
    return judged


def _placed(claim: Mapping[str, str], within: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return a claim with the authority that it is about and the districts of that authority."""
    county = next((name for name, parts in within.items() if claim["area"] in parts), claim["area"])
    return {**claim, "beside": county, "among": ";".join(within.get(county, ()))}


def _read_both(claim: Mapping[str, str], latest: Figures, earliest: Figures) -> Finding:
    """Return the finding on the latest reading, saying where the earliest would change the verdict."""
    found = _tested(claim, latest)
    other = _tested(claim, earliest).verdict
    if other == found.verdict:
        return found
    but = "; ".join(part for part in (found.but, f"with the earlier publication of disputed figures: {other}") if part)
    return Finding(**{**vars(found), "but": but})


def _tested(claim: Mapping[str, str], figures: Figures) -> Finding:
    test = TESTS.get(claim["test"])
    if test is None:
        near = get_close_matches(claim["test"], TESTS, n=1)
        meant = f"did you mean '{near[0]}'?" if near else f"any claim may use {', '.join(sorted(shared_tests.TESTS))}."
        raise ClaimError(f"the test '{claim['test']}' is unknown; {meant}")
    found = test(claim, figures)
    if claim["kind"] == "cause" and found.says == "agree":
        raise ClaimError("a claim of cause cannot be borne out by a before and after.")
    return found


def frame(judged: list[Judged]) -> pd.DataFrame:
    """Return the ledger as a table: columns `COLUMNS`, one row per claim."""
    return pd.DataFrame([_row(each) for each in judged], columns=COLUMNS)


def _row(judged: Judged) -> dict[str, Any]:
    found = judged.finding
    return {
        **{name: judged.claim[name] for name in ABOUT},
        "figures_say": found.says,
        "chance_could_make_it": found.chance,
        "verdict": found.verdict,
        "sentence": found.words,
        **{name: _short(found, name) for name in ("value", "low", "high")},
        "unit": found.number.unit if found.number else "",
        "but": plain(found.but),
        "report": judged.report,
        "observations": ";".join(dict.fromkeys(found.rows)),
    }


def _short(found: Finding, name: str) -> float | None:
    value = getattr(found.number, name, None)
    return None if value is None else significant(float(value))
