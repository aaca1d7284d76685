"""The ledger: every claim of the documents, tested against the printed figures, with a verdict and its uncertainty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.claims import cases as claim_cases
from analysis.claims import districts as claim_districts
from analysis.claims import shared_tests as claim_tests
from analysis.claims import walsall as claim_walsall
from analysis.claims.verdicts import SUPPORTED, UNTESTABLE, Finding
from analysis.indicators.lookup import DENOMINATORS, Figures, MissingFigureError

TESTS: dict[str, Callable[[Mapping[str, str], Figures], Finding]] = (
    claim_tests.TESTS | claim_cases.TESTS | claim_districts.TESTS | claim_walsall.TESTS
)
COLUMNS = [
    "claim", "document", "paragraph", "paraphrase", "kind", "verdict", "sentence", "value", "low", "high", "unit",
    "robust", "report", "observations",
]  # fmt: skip


AS_STATED = "as stated"
ROBUST = "the same in every variant tried"
# The report that treats a measure; a test of its own may name another.
REPORTS = {
    "repeat_plans": "02", "gap_between_plans": "03", "strategy_meetings": "05", "icpc_within": "07", "long_plans": "07",
    "short_plans_share": "07", "visits": "07", "smart_plans": "09", "audit": "09", "short_plan_audit": "09",
    "cpp_children_share": "10", "referrals": "10", "district": "04",
}  # fmt: skip


class ClaimError(ValueError):
    """A claim cannot be evaluated: its test or measure is unknown, or its rows are missing."""


@dataclass(frozen=True)
class Setting:
    """What a verdict depends on: level of the intervals, children per family, and which reading of a figure."""

    confidence: float = 0.95
    design_effect: float = 96 / 56
    reading: str = "latest"


def evaluate(
    claims: list[dict[str, str]], observations: pd.DataFrame, measures: set[str], setting: Setting
) -> pd.DataFrame:
    """Return the verdict on every claim.

    Parameters
    ----------
    claims : list of dict
        Rows of ``data/raw/claims.csv``.
    observations : pandas.DataFrame
        Rows of ``observations.csv``.
    measures : set of str
        Measures of the dictionary.
    setting : Setting

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, one row per claim, in their order. ``robust`` says whether the verdict is the same without the
        widening for families, with a stronger one, and with the other reading of disputed figures.

    Raises
    ------
    ClaimError
        One sentence per claim whose test or measure is unknown or whose rows are missing.
    """
    figures = {words: _figures(observations, other) for words, other in _variants(setting).items()}
    faults: list[str] = []
    rows = []
    for claim in claims:
        try:
            found = _tested(claim, figures[AS_STATED], measures)
            rows.append(_row(claim, found, _robustness(claim, found, figures)))
        except (MissingFigureError, ClaimError) as fault:
            faults.append(f"data/raw/claims.csv, claim {claim['claim']}: {fault}")
    if faults:
        raise ClaimError("\n".join(faults))
    return pd.DataFrame(rows, columns=COLUMNS)


def measures(claims: list[dict[str, str]]) -> list[str]:
    """Return every measure that a claim, or a count behind it, may need."""
    named = {claim["measure"] for claim in claims if claim["test"] != "untestable"}
    also = {"cpp_children", "cpp_rate", "repeat_plans", "gap_between_plans_mean", "disability_prevalence"}
    return sorted(named | also | set(DENOMINATORS) | set(DENOMINATORS.values()) | {"repeat_plans_within_2_years"})


def _variants(setting: Setting) -> dict[str, Setting]:
    return {
        AS_STATED: setting,
        "without the widening for families": replace(setting, design_effect=1.0),
        "with a widening half as strong again": replace(setting, design_effect=1.5 * setting.design_effect),
        "with the earlier reading of disputed figures": replace(setting, reading="earliest"),
    }


def _figures(observations: pd.DataFrame, setting: Setting) -> Figures:
    return Figures(observations, setting.confidence, setting.design_effect, setting.reading)


def _tested(claim: Mapping[str, str], figures: Figures, measures: set[str]) -> Finding:
    if claim["test"] not in TESTS:
        raise ClaimError(f"the test '{claim['test']}' is unknown; there are {', '.join(sorted(TESTS))}.")
    if claim["test"] != "untestable" and claim["measure"] not in measures:
        raise ClaimError(f"the measure '{claim['measure']}' is not in data/raw/measures.csv.")
    figures.used.clear()
    found = TESTS[claim["test"]](claim, figures)
    if claim["kind"] == "cause" and found.verdict == SUPPORTED:
        raise ClaimError("a claim of cause cannot be supported by a before and after.")
    return found


def _robustness(claim: Mapping[str, str], found: Finding, figures: Mapping[str, Figures]) -> str:
    if found.verdict == UNTESTABLE:
        return ""
    changed = []
    for words, other in figures.items():
        verdict = TESTS[claim["test"]](claim, other).verdict
        if verdict != found.verdict:
            changed.append(f"{words}: {verdict}")
    if found.other:
        changed.append(found.other)
    return "; ".join(changed) or ROBUST


def _row(claim: Mapping[str, str], found: Finding, robust: str) -> dict[str, Any]:
    return {
        **{name: claim[name] for name in ("claim", "document", "paragraph", "paraphrase", "kind")},
        **{name: getattr(found, name) for name in ("verdict", "sentence", "unit")},
        **{name: _short(getattr(found, name)) for name in ("value", "low", "high")},
        "robust": robust,
        "report": _report(claim),
        "observations": ";".join(dict.fromkeys(found.observations)),
    }


def _short(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)


def _report(claim: Mapping[str, str]) -> str:
    subject = "district" if "district" in claim["test"] or claim["test"] == "largest_rise" else claim["measure"]
    found = [report for start, report in REPORTS.items() if subject.startswith(start)]
    return found[0] if found else "08" if claim["kind"] == "comparison" else "06"
