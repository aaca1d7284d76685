"""The contradictions of the five documents: each was worked out by hand from their texts before a rule looked for it."""

import pytest

from analysis.commands import tables
from analysis.evidence.documents.contradictions import reconcile
from analysis.evidence.documents.contradictions.findings import CAUSES

BY_HAND = [  # rule, what the row must say of itself, what arithmetic gives, difference
    ("two names", "2014/15; 2016/17", "", -0.3),  # unborn: 2.2 and 1.9, 1.5 and 1.6
    ("balance", "31 March 2018", "47,000 + 125,105 − 157,074 is 15,031", 2969),
    ("balance", "31 December 2021", "2,182 − 1,500 is 682", -23),
    ("two areas", "Warwickshire", "", None),  # 6% disabled: the county's and the United Kingdom's
    ("two dates", "January 2022; February 2022", "", None),  # the report of the inspection
    ("two dates", "November 2018; June 2019", "", None),  # the second audit
    ("two dates", "February 2018; June 2018", "", None),  # 592 children, 52.3, the first audit
    ("average and its table", "months between plans", "give 36.5", 5.5),
    ("rate, count and population", "June 2018", "592 at 52.3 imply 113,193 children", -1705),  # 113,193 - 114,898
    ("rate, count and population", "2017/18", "564 at 49.8 imply 113,253 children", 1645),  # 114,898 - 113,253
    ("two definitions", "plan is short", "", None),  # less than 3 months; 3 months or less
    ("two definitions", "initial conference", "", None),  # 15 days; 15 working days
    ("two definitions", "plan is long", "", None),  # over two years; 2+ years
    ("two readings", "2016/17", "add up to 443", -4),  # 443 and 439
    ("two readings", "service: children and families", "", 4.157),  # 9.949 - 5.792
    ("quarters and year", "2019/20", "427; 103 of 427 is 24.12%", -2),
    ("stock and flow", "2017/18", "is 569, not 563; 439 + 674 − 545 is 568, not 563", -5),
    ("stock and flow", "2015/16", "536 + 579 − 639 is 476, not 473", -3),  # 536 stands in document 001 only
    ("authority and districts", "bed and breakfast", "the districts add up to 10", -4),  # 0 + 5 + 3 + 2 + 0
    ("cumulative count falls", "school nurse", "", -74),  # 86, then 12
    ("denominator and count", "31 December 2017", "8035, the count is 8033", 2),
    ("share of its own counts", "looked-after", "19 of 58 is 32.76%", -0.0586),
    ("two statements", "early help plan will go on", "", None),
    ("two statements", "front door became faster", "", None),
    ("two statements", "how many years Walsall", "", None),
]


@pytest.fixture(scope="module")
def found():
    return tables.contradictions(tables.observations())


@pytest.mark.parametrize(("rule", "about", "recomputed", "difference"), BY_HAND)
def test_what_was_found_by_hand_is_found_once(found, rule, about, recomputed, difference):
    rows = found[found["rule"].eq(rule)]
    row = rows[(rows["subject"].str.lower() + rows["recomputed"]).str.contains(about.lower(), regex=False)]
    row = row[row["recomputed"].str.contains(recomputed, regex=False)]
    assert len(row) == 1
    assert row["difference"].to_list() == [difference] or (difference is None and row["difference"].isna().all())


def test_no_figure_is_listed_for_its_rounding_and_none_twice(found):
    assert set(found["cause"]) <= set(CAUSES)
    assert not found["cause"].eq("rounding").any()
    assert not found.duplicated(["rule", "subject"]).any()
    assert found["observations"][found["observations"].ne("")].is_unique


def test_every_finding_says_why_and_what_is_read(found):
    assert not found[["explanation", "reading", "printed"]].eq("").to_numpy().any()


def test_every_finding_but_one_of_words_alone_links_to_its_figures(found):
    without = found[found["observations"].eq("")]
    assert set(without["rule"]) == {"two statements"}
    known = set(tables.observations()["id"])
    assert set(";".join(found["observations"]).split(";")) - {""} <= known


def test_a_planted_digit_is_found_and_sound_figures_are_not(observed):
    # 33 / 106 = 31.13%; 563 + 516 - 734 = 345
    sound = [
        ("repeat_plans", "Q2 19/20", "33"),
        ("cpp_starts", "Q2 19/20", "106"),
        ("repeat_plans_share", "Q2 19/20", "31.1%"),
        ("cpp_children", "31 March 2018", "563"),
        ("cpp_starts", "2018/19", "516"),
        ("cpp_ends", "2018/19", "734"),
        ("cpp_children", "31 March 2019", "345"),
    ]
    assert reconcile.findings(observed(*sound)).empty
    for position, digit, rule in ((2, "31.7%", "share of the counts in its table"), (6, "346", "stock and flow")):
        planted = [*sound[:position], (*sound[position][:2], digit), *sound[position + 1 :]]
        assert reconcile.findings(observed(*planted))["rule"].tolist() == [rule]
