"""Verdicts follow the figures: changing a printed figure changes the verdict that it should, and no other."""

import pandas as pd
import pytest

from analysis import evidence
from analysis.claims import ledger
from analysis.claims.ledger import ClaimError
from analysis.claims.verdict import AGREES, BORNE_OUT, CANNOT_TELL, CONTRADICTED, OTHER_WAY, SILENT, VERDICTS, Finding
from analysis.commands import tables
from analysis.indicators.policy import Policy


@pytest.fixture(scope="module")
def printed():
    return evidence.observations()


@pytest.fixture(scope="module")
def claims():
    return {row["claim"]: row for row in evidence.claims()}


@pytest.fixture(scope="module")
def judged(printed, claims):
    found = ledger.evaluate(list(claims.values()), printed, Policy(), tables.districts())
    return {each.claim["claim"]: each.finding for each in found}


def judge(printed, claim, policy=None):
    (found,) = ledger.evaluate([claim], printed, policy or Policy(), tables.districts())
    return found.finding


def planted(printed, measure, area, end, value):
    """Return the figures with every reading of one of them set to another value."""
    same = printed["measure"].eq(measure) & printed["area"].eq(area) & printed["period_end"].eq(pd.Timestamp(end))
    assert same.any()
    return printed.assign(value=printed["value"].where(~same, value))


def test_every_claim_gets_a_verdict_and_a_sentence(judged, claims):
    assert set(judged) == set(claims)
    assert {found.verdict for found in judged.values()} <= set(VERDICTS)
    assert [name for name, found in judged.items() if not found.words.endswith((".", "?"))] == []


def test_a_verdict_rests_on_rows_unless_nothing_is_printed(judged, claims):
    assert [name for name, found in judged.items() if not found.rows and claims[name]["test"] != "untestable"] == []


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("000-24", SILENT),  # the months meant are only in a graph
        ("002-03", SILENT),  # "now" lies after the last table
        ("002-04", SILENT),
        ("002-19", SILENT),
        ("000-06", SILENT),  # "now", in September 2020: the table ends with 2019/20
        ("000-01", BORNE_OUT),  # +14.6 in 2018, −6.0 in 2020: both sides beyond chance
        ("002-21", AGREES),  # above in 2019/20 beyond chance; that it was below the year before could be chance
        ("000-30", CANNOT_TELL),  # 28.0 to 45.1 months leaves room for more and for less than a tenth off 42
        ("002-20", OTHER_WAY),
        ("000-28", CANNOT_TELL),  # 96 to 103: far wider than a tenth either way
        ("000-12", CONTRADICTED),  # Stratford 24 to 43 (+79%), Warwick 39 to 51 (+31%): no rounding turns that round
        ("000-16", BORNE_OUT),  # 49.0 to 25.1
        ("000-20", AGREES),
        ("002-24", CANNOT_TELL),
        ("001-05", SILENT),  # the 6% is the United Kingdom's
    ],
)
def test_what_the_figures_carry(judged, claim, verdict):
    assert judged[claim].verdict == verdict


def test_no_cause_is_borne_out(judged, claims):
    causes = [name for name, claim in claims.items() if claim["kind"] == "cause"]
    assert causes
    assert [name for name in causes if judged[name].says == "agree"] == []


def test_a_planted_figure_turns_the_verdict(printed, claims):
    # 25.1 to 28.0 per 10,000 is a rise; to 20.0, of 236 children, it is a fall
    claim = claims["000-17"]
    assert judge(printed, claim).says == "agree"
    fallen = planted(printed, "cpp_rate", "Warwickshire", "2020-07-31", 20.0)
    assert judge(fallen, claim).says == "the opposite"


def test_more_uncertainty_never_makes_more_support(printed, claims):
    claim = claims["001-02"]
    assert judge(printed, claim).verdict == BORNE_OUT
    assert judge(printed, claim, Policy(siblings=30.0)).verdict == AGREES


def test_unchanged_needs_a_range_inside_the_margin(printed, claims):
    claim = claims["000-32"] | {"first": "2016/17", "test": "change"}  # 1,290 to 1,306 enquiries
    assert judge(printed, claim).verdict == CANNOT_TELL
    assert judge(printed, claim, Policy(same_percent=20.0)).verdict == BORNE_OUT


def test_the_earlier_publication_is_tried(printed, claims):
    claim = claims["000-17"]
    of = (
        printed["measure"].eq("cpp_rate")
        & printed["area"].eq("Warwickshire")
        & printed["period_end"].eq(pd.Timestamp("2020-03-31"))
    )
    other = (
        printed[of & printed["period_type"].eq("as_at")]
        .head(1)
        .assign(id="000/table_0/1/1", value=40.0, published="2001-01-01")
    )
    found = judge(pd.concat([printed, other]), claim)
    assert found.says == "agree"
    assert "with the earlier publication" in found.but


def test_an_unknown_test_and_a_missing_row_are_one_sentence_each(printed, claims):
    wrong = [claims["000-16"] | {"test": "guess"}, claims["000-17"] | {"last": "31 March 1999"}]
    with pytest.raises(ClaimError) as caught:
        ledger.evaluate(wrong, printed, Policy(), tables.districts())
    first, second = str(caught.value).splitlines()
    assert all(word in first for word in ("000-16", "guess"))
    assert all(word in second for word in ("000-17", "31 March 1999"))


@pytest.mark.parametrize(
    ("says", "chance", "verdict"),
    [
        ("agree", "no", BORNE_OUT), ("agree", "arithmetic", BORNE_OUT), ("agree", "yes", AGREES), ("agree", "depends on siblings", AGREES),
        ("the opposite", "no", CONTRADICTED), ("the opposite", "arithmetic", CONTRADICTED), ("the opposite", "yes", OTHER_WAY),
        ("the opposite", "depends on siblings", OTHER_WAY), ("cannot tell", "", CANNOT_TELL), ("silent", "", SILENT),
    ],
)  # fmt: skip
def test_the_two_answers_make_one_phrase(says, chance, verdict):
    assert Finding(says=says, chance=chance, sentence="").verdict == verdict
