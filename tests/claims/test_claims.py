"""Verdicts follow the figures: changing a printed figure changes the verdict that it should, and no other."""

import pandas as pd
import pytest

from analysis import evidence
from analysis.claims import ledger as claims
from analysis.claims.ledger import ClaimError, Setting
from analysis.claims.verdicts import VERDICTS
from analysis.commands import data as build


@pytest.fixture(scope="module")
def printed():
    return build.observations()


@pytest.fixture(scope="module")
def ledger():
    return {row["claim"]: row for row in evidence.claims()}


def verdict(printed, *rows):
    return claims.evaluate(list(rows), printed, set(printed["measure"]), Setting())["verdict"].tolist()


def planted(printed, measure, area, end, value):
    """Return the figures with every reading of one of them set to another value."""
    same = printed["measure"].eq(measure) & printed["area"].eq(area) & printed["period_end"].eq(pd.Timestamp(end))
    assert same.any()
    return printed.assign(value=printed["value"].where(~same, value))


def test_every_claim_of_the_documents_gets_one_of_the_five_verdicts(printed, ledger):
    found = claims.evaluate(list(ledger.values()), printed, set(printed["measure"]), Setting())
    assert len(found) >= 40
    assert set(found["verdict"]) <= set(VERDICTS)
    tested = found[found["verdict"].ne("cannot be tested from what is published")]
    assert tested["observations"].ne("").all()
    assert found["sentence"].str.endswith((".", "?")).all()


def test_repeat_plans_said_to_be_below_the_neighbours(printed, ledger):
    # printed: 27.5% against 23.2%. At 20% of 480 (96) Wilson's interval on 280 effective plans is 15.7 to 25.1: within noise
    assert verdict(printed, ledger["002-03"]) == ["contradicted by the document's own tables"]
    lower = planted(printed, "repeat_plans_share", "Warwickshire", "2021-03-31", 20.0)
    assert verdict(lower, ledger["002-03"]) == ["supported but within noise"]
    # at 15% of 480 the interval is 11.3 to 19.7, below 23.2
    lowest = planted(printed, "repeat_plans_share", "Warwickshire", "2021-03-31", 15.0)
    assert verdict(lowest, ledger["002-03"]) == ["supported"]


def test_the_district_that_rose_most(printed, ledger):
    # printed for 2017 and 2018: Stratford 24 to 43 (79%), Warwick 39 to 51 (31%)
    assert verdict(printed, ledger["000-12"]) == ["contradicted by the document's own tables"]
    steeper = planted(printed, "cpp_rate", "Warwick", "2018-03-31", 80.0)
    assert verdict(steeper, ledger["000-12"]) == ["supported"]


def test_a_change_that_turns_round(printed, ledger):
    assert verdict(printed, ledger["000-16"]) == ["supported"]
    turned = planted(
        planted(printed, "cpp_rate", "Warwickshire", "2020-03-31", 60.0),
        "cpp_children",
        "Warwickshire",
        "2020-03-31",
        700,
    )
    assert verdict(turned, ledger["000-16"]) == ["contradicted by the document's own tables"]


def test_the_average_gap_against_all_quarters(printed, ledger):
    assert verdict(printed, ledger["000-30"]) == ["supported but within noise"]
    # with 120 months in the last quarter the mean of all quarters is 47.8 and its interval ends below 120
    longer = planted(printed, "gap_between_plans_mean", "Warwickshire", "2020-06-30", 120.0)
    assert verdict(longer, ledger["000-30"]) == ["contradicted by the document's own tables"]


def test_enquiries_said_to_be_unchanged(printed, ledger):
    assert verdict(printed, ledger["000-32"]) == ["supported"]
    more = planted(printed, "s47_enquiries", "Warwickshire", "2020-03-31", 1900)
    assert verdict(more, ledger["000-32"]) == ["not supported"]


def test_another_claim_keeps_its_verdict_when_a_figure_changes(printed, ledger):
    lower = planted(printed, "repeat_plans_share", "Warwickshire", "2021-03-31", 15.0)
    assert verdict(lower, ledger["000-32"], ledger["002-02"]) == verdict(printed, ledger["000-32"], ledger["002-02"])


def test_robustness_names_the_variant_that_changes_the_verdict(printed, ledger):
    found = claims.evaluate([ledger["000-23"]], printed, set(printed["measure"]), Setting())
    assert found["verdict"].tolist() == ["supported but within noise"]
    assert found["robust"].tolist() == ["without the widening for families: supported"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"test": "compair"}, "claim 002-03: the test 'compair' is unknown; there are"),
        ({"measure": "repeat_plan"}, "claim 002-03: the measure 'repeat_plan' is not in data/raw/measures.csv"),
        ({"last": "2030/31"}, "claim 002-03: there is no 'cpp_starts' for Warwickshire, 2030/31"),
    ],
)
def test_a_claim_that_cannot_be_evaluated_is_an_error_that_names_it(printed, ledger, change, words):
    with pytest.raises(ClaimError, match=words):
        verdict(printed, ledger["002-03"] | change)


def test_all_broken_claims_are_named_at_once(printed, ledger):
    broken = [ledger["002-03"] | {"test": "x"}, ledger["002-04"] | {"test": "y"}]
    with pytest.raises(ClaimError) as caught:
        verdict(printed, *broken)
    assert "002-03" in str(caught.value)
    assert "002-04" in str(caught.value)


def test_a_claim_of_cause_is_never_supported(printed, ledger):
    with pytest.raises(ClaimError, match="a claim of cause cannot be supported"):
        verdict(printed, ledger["000-16"] | {"kind": "cause"})
