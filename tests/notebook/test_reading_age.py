"""The page for the committee must read at an age of about 12 to 14: Flesch-Kincaid grade 7 to 9, measured with textstat.

Measured on the edition of 21 November 2026: far below the limit for the findings and for the whole page, because sentences
and the words of the field (plan, conference, neighbour) are short; so the limit leaves room for longer sentences.
"""

import json
import re

import pytest
import textstat

from analysis import evidence

GRADE_OF_AGE_14 = 9.0  # US grade + 5 is the usual age
UNEXPLAINED = (
    "p-value",
    "overdispers",
    "heterogene",
    "confidence interval",
    "wilson",
    "poisson",
    "binomial",
    "covariance",
    "regression",
)


def plain(markdown):
    """Return prose without markup, numbers in brackets, links and table rows."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\([^)]*\d[^)]*\)", "", text)
    return re.sub(r"[*_#`]", "", text)


def prose(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield "text", "".join(cell["source"])
        for output in cell.get("outputs", []):
            role = output.get("metadata", {}).get("role")
            if role in ("headline", "finding", "ask", "text", "caveat"):
                yield role, "".join(output["data"]["text/markdown"])


@pytest.fixture(scope="module")
def summary():
    return list(prose(evidence.root() / "reports" / "00_committee_summary" / "00_committee_summary.ipynb"))


def test_the_findings_read_at_the_age_of_fourteen_or_below(summary):
    findings = [plain(text) for role, text in summary if role == "finding"]
    assert findings
    assert textstat.flesch_kincaid_grade("\n\n".join(findings)) <= GRADE_OF_AGE_14


def test_the_whole_page_reads_at_the_age_of_fourteen_or_below(summary):
    page = "\n\n".join(plain(text) for role, text in summary if not text.startswith("Reports:"))
    assert textstat.flesch_kincaid_grade(page) <= GRADE_OF_AGE_14


def test_no_statistical_term_stands_unexplained(summary):
    page = " ".join(text for _, text in summary).lower()
    assert [term for term in UNEXPLAINED if term in page] == []
