"""Page one of every report must read at an age of about 12 to 14: Flesch-Kincaid grade 7 to 9, measured with textstat.

So must the whole page for the committee. The words of the field (plan, conference, neighbour) are short, so the limit leaves
room for longer sentences.
"""

import json
import re

import pytest
import textstat

from analysis import evidence

REPORTS = sorted((evidence.root() / "reports").glob("[0-9]*/*.ipynb"))
SUMMARY = next(path for path in REPORTS if path.stem == "00_committee_summary")
PAGE_ONE = ("headline", "finding", "ask")
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
    """Return the roles and words of what a report says, in order."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield "text", "".join(cell["source"])
        for output in cell.get("outputs", []):
            role = output.get("metadata", {}).get("role")
            if role in (*PAGE_ONE, "text", "caveat"):
                yield role, "".join(output["data"]["text/markdown"])


def grade(texts):
    return textstat.flesch_kincaid_grade("\n\n".join(map(plain, texts)))


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request):
    return list(prose(request.param))


def test_page_one_reads_at_the_age_of_fourteen_or_below(report):
    said = [text for role, text in report if role in PAGE_ONE]
    assert len(said) >= 3  # a headline, findings, questions
    assert grade(said) <= GRADE_OF_AGE_14


def test_the_whole_summary_reads_at_the_age_of_fourteen_or_below():
    said = [text for _, text in prose(SUMMARY) if not text.startswith("Reports:")]
    assert grade(said) <= GRADE_OF_AGE_14


def test_no_statistical_term_stands_unexplained_on_page_one(report):
    page = " ".join(text for role, text in report if role in PAGE_ONE).lower()
    assert [term for term in UNEXPLAINED if term in page] == []


def test_no_statistical_term_stands_unexplained_in_the_summary():
    page = " ".join(text for _, text in prose(SUMMARY)).lower()
    assert [term for term in UNEXPLAINED if term in page] == []
