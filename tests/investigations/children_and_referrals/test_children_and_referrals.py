import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.children_and_referrals import as_published, background, people, pictures, places, referrals

UNRELATED = Policy(siblings=1, tried_at=())
DAYS = ("31 March 2013", "31 March 2018")


def sent(observed, *lines):
    """Rows of referrals: (source, year, count)."""
    return observed(*[("referrals", year, count, {"group": f"source: {name}"}) for name, year, count in lines])


@pytest.fixture
def who(observed):
    rows = sent(
        observed,
        ("police", "2013/14", "300"), ("schools", "2013/14", "100"), ("GP", "2013/14", "600"),
        ("police", "2017/18", "400"), ("schools", "2017/18", "1,200"), ("GP", "2017/18", "400"),
    )  # fmt: skip
    return referrals.Referrals(rows, "Warwickshire", "2013/14", "2017/18", UNRELATED)


def test_who_refers_most_stands_first(who):
    # schools 1,200 of 2,000, then police before GP as printed; together 1,600 of 2,000
    assert who.finding == "Schools and police refer most"
    assert str(who.lead) == "1,600 of 2,000 (80.0%)"
    assert "100 of 1,000 (10.0%)" in who.leading_said


def test_the_largest_moves_are_named(who):
    # GP 60% to 20%, schools 10% to 60%; 50 points have to move
    assert plain(who.moves).startswith("The share from GP fell by 40.0 points")
    assert "that from schools rose by 50.0 points" in plain(who.moves)
    assert who.moved.value == pytest.approx(50)
    before, after, years = who.jump
    assert (before.value, after.value, years) == (1000, 2000, "from 2013/14 to 2017/18")


def test_a_year_without_sources_is_said(who):
    with pytest.raises(MissingFigureError, match=r"Who refers children of Warwickshire needs .* 'source: police'"):
        referrals.Referrals(who.given, "Warwickshire", "2013/14", "2031/32", UNRELATED)


def test_a_running_total_that_falls_is_traced_to_the_line_that_gained(observed):
    ends = ("30 June 2017", "30 September 2017", "31 March 2018")
    totals = {"nurse": ("2", "80", "10"), "health": ("100", "200", "400"), "police": ("50", "100", "150")}
    rows = observed(*[
        ("referrals", f"1 April 2017 to {end}", count, {"group": f"source: {name}", "period_type": "cumulative"})
        for name, counts in totals.items() for end, count in zip(ends, counts, strict=True)
    ])  # fmt: skip
    found = referrals.Referrals(rows, "Warwickshire", "2017/18", "2017/18", UNRELATED)
    (fall,) = found.falls
    # health gained 200 against (100 + 100) / 2 before; police always 50
    assert (fall.name, fall.taker, fall.period) == ("nurse", "health", "March 2018")
    assert (fall.size.value, fall.added.value, fall.usual.value) == (70, 200, 100)


@pytest.fixture
def counted(observed):
    """1,000 children on both days: neglect 300 then 500, sex level, BME 10% then 12%, 5% without language."""

    def group(name, first, last, measure="cpp_children"):
        return [(measure, day, value, {"group": name}) for day, value in zip(DAYS, (first, last), strict=True)]

    share = "cpp_children_share"
    return observed(
        *group("category: neglect", "300", "500"), *group("category: multiple", "696", "496"),
        *group("category: sexual abuse", "4", "4"), *group("sex: male", "500", "505"), *group("sex: female", "500", "495"),
        *group("ethnicity: BME", "10.0%", "12.0%", share), *group("ethnicity: white", "90.0%", "88.0%", share),
        *group("language: English", "95.0%", "99.0%", share), *group("language: not recorded", "5.0%", "1.0%", share),
    )  # fmt: skip


@pytest.fixture
def children(counted):
    return people.People(counted, "Warwickshire", *DAYS, UNRELATED)


def test_for_what_most_children_are_on_a_plan(children):
    assert children.finding == "Most are on a plan for neglect or several kinds of harm"
    assert str(children.top) == "996 of 1,000 (99.6%)"
    assert children.last_total.value == 1000


def test_only_what_changed_by_more_than_chance_is_called_a_change(children):
    # neglect 300 to 500 of 1,000: the difference of 20 points is nearly ten standard errors; sex and ethnicity hardly move;
    # of languages one group only has a record
    assert {test.name: test.clear for test in children.tests} == {"sex": False, "category": True, "ethnicity": False}
    assert children.changed == "Clear change in category"
    assert children.headline == "children on plans changed in category"
    assert children.hint == "The strongest sign of a change: category"


def test_a_change_that_a_larger_sibling_effect_takes_away_is_not_clear(counted):
    # neglect 300 to 500 of 1,000 beside all else: X² = 2 · 100²/400 + 2 · 100²/600 = 83.3; four divisions of which three hardly
    # change: 83.3 / 3 is far beyond, 83.3 / 40 = 2.1 within the 3.84 of one degree of freedom
    def clear(effect):
        found = people.People(counted, "Warwickshire", *DAYS, Policy(siblings=2, tried_at=(effect,)))
        return next(test.clear for test in found.tests if test.name == "category")

    assert clear(3)
    assert not clear(40)


def test_of_two_groups_that_mirror_each_other_one_is_drawn(children):
    assert [group for name, group in children.changes if name == "sex"] == ["female"]
    assert children.changes["sex", "female"].value == pytest.approx(-0.5)


def test_small_groups_are_left_out_of_the_table(children):
    groups = list(pictures.on_both_days(children).frame.index)
    assert "category: sexual abuse" not in groups
    assert {"category: neglect", "ethnicity: BME"} <= set(groups)


def test_children_need_groups(counted):
    with pytest.raises(MissingFigureError, match="'age: 1 to 4'"):
        people.People(counted, "Walsall", *DAYS, UNRELATED)


@pytest.mark.parametrize(("pupils", "clear"), [("17.7%", True), ("14.0%", False)])
def test_a_gap_to_pupils_holds_only_if_every_missing_record_is_counted(observed, children, pupils, clear):
    # on plans 12% of 1,000: Wilson reaches 14.2%; among referrals 10% to 23% are possible
    made = observed(
        ("referrals_share", "2017/18", "10.0%", {"group": "ethnicity: BME"}),
        ("referrals_share", "2017/18", "13.0%", {"group": "ethnicity: not recorded"}),
        ("school_age_children_share", "January 2017", pupils, {"group": "ethnicity: BME"}),
    )  # fmt: skip
    (found,) = background.background(made, children, "2017/18")
    assert found.plans.clear is clear
    assert (found.referrals.limits.low, found.referrals.limits.high) == (10, 23)
    assert found.of_referrals == "Of referrals it cannot be said"
    assert background.background(made, children, "2031/32") == []


def test_districts_are_compared_with_what_chance_makes_of_the_lowest(observed):
    rate = {"unit": "rate_per_10000"}
    made = observed(*[
        ("referral_rate", year, value, rate | {"area": area})
        for area, values in {"Rugby": ("400", "500"), "Warwick": ("300", "900")}.items()
        for year, value in zip(("2016/17", "2017/18"), values, strict=True)
    ])  # fmt: skip
    (found,) = places.districts(made, ["Rugby", "Warwick"], UNRELATED, 10_000, "")
    # 500 of 10,000 children: exact Poisson 457 to 546
    assert (found.by_chance.low, found.by_chance.high) == (pytest.approx(457, abs=1), pytest.approx(546, abs=1))
    assert found.finding == "Highest in Warwick, lowest in Rugby"
    assert found.apart == "Chance cannot explain that"
    assert "Warwick went from 300" in plain(found.jump)
    assert places.districts(made, ["Rugby"], UNRELATED, 10_000, "") == []


def test_children_missing_are_counted_by_year(observed):
    counts = {
        "lac_missing_children": ("20", "100"),
        "lac_missing_episodes": ("30", "500"),
        "lac_missing_repeat_children": ("5", "60"),
    }
    made = observed(*[
        (name, year, value)
        for name, values in counts.items() for year, value in zip(("2013/14", "2017/18"), values, strict=True)
    ])  # fmt: skip
    (gone,) = places.missing(made, Policy())
    assert str(gone.again("2017/18")) == "60 of 100 (60.0%)"
    assert "5.0 times as many" in plain(gone.rise)
    # five times by the score range of a ratio of 100/2.6 to 20/2.6 events: 38.46/46.15 by Wilson is 70.1% to 91.4%, so 2.3 to 10.6
    assert "(2.3 to 10.6)" in plain(gone.rise)
    assert plain(gone.title) == "Children counted as missing rose"
    few = observed(*[(name, year, "3") for name in counts for year in ("2013/14", "2017/18")])
    assert places.missing(few, Policy())[0].title == "No clear change in children counted as missing"
    assert "from 30 to 500" in plain(gone.before_and_after)
    assert places.missing(made.iloc[:2], Policy()) == []


def test_what_is_printed_without_a_period_stands_as_printed(observed):
    line = {"table": "Appendix A 3.2", "row": "New"}
    made = observed(("private_fostering_starts", "", "20", line), ("private_fostering_starts", "", "14", line))
    (table,) = as_published.without_period(made)
    assert table.frame.loc["New"].tolist() == ["20, 14"]
    assert as_published.without_period(made.iloc[:0]) == []


def test_what_the_board_spent_beyond_its_income(observed):
    made = observed(
        ("lscb_income", "2017/18", "100", {"unit": "gbp"}), ("lscb_expenditure", "2017/18", "130", {"unit": "gbp"}),
        ("lscb_income", "2017/18", "100", {"unit": "gbp", "group": "contributor: police"}),
        ("lscb_expenditure", "2017/18", "120", {"unit": "gbp", "group": "cost: staff"}),
    )  # fmt: skip
    (said,) = as_published.told(made, "Warwickshire")
    assert "£30 more" in plain(said)
    assert "do not add up to both totals" in said


def test_a_step_is_put_down_to_recording_only_where_it_is_steep(observed, who):
    # 2,000 after 1,000 is twice as many; 1,200 after 1,000 is not one and a half times as many
    assert "what is called a referral most likely changed" in who.recorded
    rows = sent(
        observed,
        ("police", "2013/14", "400"), ("schools", "2013/14", "600"),
        ("police", "2014/15", "500"), ("schools", "2014/15", "700"),
    )  # fmt: skip
    found = referrals.Referrals(rows, "Warwickshire", "2013/14", "2014/15", UNRELATED)
    assert plain(found.recorded).startswith("All referrals went from 1,000 to 1,200, from 2013/14 to 2014/15. No year")


@pytest.mark.parametrize(("last", "recording"), [("900", True), ("400", False)])
def test_a_district_s_step_points_to_recording_only_where_it_is_steep(observed, last, recording):
    made = observed(*[
        ("referral_rate", year, value, {"unit": "rate_per_10000", "area": area})
        for area, values in {"Rugby": ("400", "500"), "Warwick": ("300", last)}.items()
        for year, value in zip(("2016/17", "2017/18"), values, strict=True)
    ])  # fmt: skip
    (found,) = places.districts(made, ["Rugby", "Warwick"], UNRELATED, 10_000, "")
    assert ("points to recording" in found.recorded) == recording
