"""The committee's page follows from its rule: other figures, other things on it."""

import re

import pandas as pd
import pytest

from analysis import evidence
from analysis.claims import ledger, pictures
from analysis.claims.summary import Summary
from analysis.commands import tables
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain

NEIGHBOURS = ["Statistical neighbours", "England"]


@pytest.fixture(scope="module")
def printed():
    return evidence.observations()


def summary(printed, claims=()):
    judged = ledger.evaluate(list(claims), printed, Policy(), tables.districts())
    return Summary(Figures(printed, Policy()), judged, "Warwickshire", NEIGHBOURS)


def planted(printed, measure, end, value):
    same = (
        printed["measure"].eq(measure)
        & printed["area"].eq("Warwickshire")
        & printed["period_end"].eq(pd.Timestamp(end))
    )
    assert same.any()
    return printed.assign(value=printed["value"].where(~same, value))


def test_the_surest_gap_for_the_worse_comes_first(printed):
    assert summary(printed).things[0].title == "Fewer first conferences on time than elsewhere"


def test_the_table_calls_more_than_chance_what_holds_among_all_that_it_looks_at(printed):
    """Conferences per enquiry less England's: 31.28% − 37.0% and 0.5 of rounding, z = 5.22/√(37·63·2.6/1,685) = 2.75, p = .0059.

    It is the fifth of twelve, so Holm counts it eight times: .047; at 3.1 times the variance z = 2.52, p = .0116, .093.
    """
    table = pictures.in_one_line(summary(printed)).frame.loc["Conferences per 100 enquiries"]
    assert table["England: chance?"] == "only if looked at alone"
    assert table["Neighbours: chance?"] == "more than chance"
    assert "So 4 of the gaps are more than chance; looked at one by one 5 would be." in plain(
        summary(printed).looked_at
    )


@pytest.mark.slow
def test_planting_the_latest_repeat_share_turns_every_sentence_about_it(printed):
    """15% of 480 is 72: 8.2 points below the neighbours' printed 23.2%."""
    low = planted(printed, "repeat_plans_share", "2021-03-31", 15.0)
    before, after = (summary(each, evidence.claims()) for each in (printed, low))
    (gap,) = (
        gap
        for gap in after.gaps
        if gap.key.startswith("repeat_plans_share.") and gap.of["comparator"] == "Statistical neighbours"
    )
    assert gap.said("value") == "−8.2 points"
    assert gap.chance == "no"
    assert str(before.latest("repeat_plans_share")) == "132 of 480 (27.5%)"
    assert str(after.latest("repeat_plans_share")) == "72 of 480 (15.0%)"
    words = {each.claim["claim"]: each.finding.words for each in after.judged}
    assert "72 of 480 (15.0%)" in words["002-03"]
    assert "−" in words["002-03"]
    said = [thing.title + thing.text + str(thing.big) for thing in after.things]
    assert [sentence for sentence in [*words.values(), *said] if "27.5%" in sentence] == []


def test_without_a_comparator_nothing_is_said_to_be_elsewhere(printed):
    alone = printed[~printed["area"].isin(NEIGHBOURS)]
    things = summary(alone).things
    assert things
    assert [thing.title for thing in things if "elsewhere" in thing.title] == []


def test_where_nothing_stands_out_the_page_says_of_how_much(observed):
    """100 and 102 of 400 (25.0% and 25.5%), beside 25.0% and 26.0% elsewhere: one change, and two gaps of the last year."""
    years = ("2019/20", "2020/21")
    rows = [("repeat_plans_share", year, f"{n}/400={n / 4:.1f}%") for year, n in zip(years, (100, 102), strict=True)]
    rows += [
        ("repeat_plans_share", years[1], f"{n}%", {"area": area})
        for area, n in zip(NEIGHBOURS, ("25.0", "26.0"), strict=True)
    ]
    (thing,) = (found := summary(observed(*rows))).things
    (alone,) = summary(observed(*rows[:2])).things
    said, of_one = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", each.text) for each in (thing, alone))
    assert (thing.title, found.title) == ("No gap and no change is more than chance", thing.title)
    assert alone.title == "No change is more than chance"
    assert of_one.startswith("1 change was looked at, and it does not stand out. Repeat plans: ")
    assert (
        said
        == "2 gaps and 1 change were looked at together, and none of them stands out. Repeat plans: 102 of 400 (25.5%) in 2020/21."
    )
    assert found.questions.startswith("1. How many children come back")


def test_without_two_years_of_any_indicator_the_page_says_what_is_needed(printed):
    with pytest.raises(MissingFigureError, match=r"figures\.csv"):
        Summary(Figures(printed[printed["area"].eq("England")], Policy()), [], "Northshire", NEIGHBOURS)


@pytest.mark.slow
def test_the_numbers_of_claims_add_up(printed):
    found = summary(printed, evidence.claims())
    assert sum(found.tally) == len(evidence.claims()) == found.counted["all"].value
