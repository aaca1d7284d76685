import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.timeliness_and_duration import pictures
from analysis.investigations.timeliness_and_duration.months import months_differ
from analysis.investigations.timeliness_and_duration.one_day import last_day_share
from analysis.investigations.timeliness_and_duration.study import ON_TIME, Timeliness

NATIONAL = {25: 13, 50: 14, 75: 15}  # working days: DfE, Children in need, table C4, England 2023
YEARS = ("2018/19", "2019/20", "2020/21")


def test_quartiles_bound_what_happens_on_the_last_day():
    # F(15) = 83; median 14 gives F(14) ≥ 50; third quartile 15 gives F(14) ≤ 75: 83 − 75 = 8 to 83 − 50 = 33
    assert last_day_share(83.0, 15, NATIONAL) == (8.0, 33.0)


def test_the_bounds_hold_the_truth_of_a_made_up_distribution():
    # 30 by day 13, 27 on day 14, 20 on day 15, the rest later: quartiles 13, 14 and 15, and 20% on the last day
    low, high = last_day_share(77.0, 15, NATIONAL)
    assert (low, high) == (2.0, 27.0)
    assert low <= 20 <= high


def test_a_percentage_that_contradicts_the_quartiles_is_refused():
    with pytest.raises(ValueError, match="contradicts quartiles"):
        last_day_share(70.0, 15, NATIONAL)


def test_months_that_differ_by_chance_alone_have_a_ratio_of_one():
    # mean 50, chance variance 50·50/25 = 100; deviations ±10: (100 + 100) / 100 / 1 degree of freedom = 2
    ratio, p = months_differ(pd.Series([40.0, 60.0]), 25, 1)
    # chi-square of 2 on 1 degree of freedom: p = 0.1573 (standard tables)
    assert (ratio, p) == (pytest.approx(2.0), pytest.approx(0.1573, abs=1e-4))
    assert months_differ(pd.Series([40.0, 60.0]), 25, 2)[0] == pytest.approx(1.0)


@pytest.fixture
def rows(observed):
    """Return a maker of rows: percentages in time by year of 480 children each, England's, and whatever else is given."""

    def make(percents, england=(), *more, area="Walsall"):
        mine = [(ON_TIME, year, f"{value}%", {"area": area}) for year, value in zip(YEARS, percents, strict=False)]
        wholes = [("icpc_children", year, "480", {"area": area}) for year in YEARS[: len(percents)]]
        theirs = [
            (ON_TIME, year, f"{value}%", {"area": "England"}) for year, value in zip(YEARS, england, strict=False)
        ]
        others = [(*each[:3], {"area": area}) for each in more]
        return observed(*mine, *wholes, *theirs, *others)

    return make


def study(rows, area="Walsall", first=""):
    return Timeliness(rows, area, ["England"], first, "latest", Policy(), (15, 13, 14, 15))


def test_without_another_area_no_gap_is_spoken_of(rows):
    assert study(rows([80.0, 81.0])).headline == "First conferences on time: no clear change"
    # England of the first year says nothing of the last
    assert study(rows([80.0, 81.0], [80.0])).headline == "First conferences on time: no clear change"
    assert (
        study(rows([80.0, 81.0], [80.0, 81.0])).headline
        == "First conferences on time: no clear gap to others, and no clear change"
    )


def test_the_names_of_areas_keep_their_capitals(rows, observed):
    # 60% of 480 lies 23 points below, where siblings of 2.6 allow about 7
    england = observed(*[(ON_TIME, year, "83.0%", {"area": "West of Eastshire"}) for year in YEARS[:2]])
    found = Timeliness(
        pd.concat([rows([80.0, 60.0]), england]),
        "Walsall",
        ["West of Eastshire"],
        "",
        "latest",
        Policy(),
        (15, 13, 14, 15),
    )
    assert found.headline == "Fewer first conferences are on time than in West of Eastshire"
    assert found.finding.startswith("Below West of Eastshire in ")


def test_the_headline_follows_the_last_year(rows):
    below, above = study(rows([80.0, 60.0], [80.0, 83.0])), study(rows([80.0, 96.0], [80.0, 83.0]))
    assert below.headline == "Fewer first conferences are on time than in England"
    assert below.finding == "Below England in 2019/20"
    assert above.headline == "More first conferences are on time than in England"


def test_without_a_clear_gap_or_change_the_headline_says_so(rows):
    found = study(rows([80.0, 79.0], [80.0, 80.0]))
    assert found.headline == "First conferences on time: no clear gap to others, and no clear change"
    assert found.change_in_words == "No clear change since 2018/19"


def test_one_day_costs_englands_share_of_the_timely_ones(rows):
    # F(15) = 83: 8% to 33% on the last day, of the timely 9.6% to 39.8%; of 60% that is 5.8 to 23.9 points; of 480 / 12 = 40
    # children 2.3 to 9.5
    (one,) = study(rows([80.0, 60.0], [80.0, 83.0])).one_day
    assert (one.on_last_day.low, one.on_last_day.high) == (8, 33)
    assert (one.cost.low, one.cost.high) == (pytest.approx(5.783, abs=1e-3), pytest.approx(23.855, abs=1e-3))
    assert (one.children.low, one.children.high) == (pytest.approx(2.313, abs=1e-3), pytest.approx(9.542, abs=1e-3))
    assert study(rows([80.0, 60.0])).one_day == []


def test_a_month_is_read_as_the_possible_number_nearest_to_a_twelfth_of_the_year(rows):
    # 94.4% is 17 of 18, 34 of 36, 51 of 54 …: 36 is nearest to 480 / 12 = 40; 100% is any number, so 40 of 40
    (months,) = study(rows([80.0, 60.0], (), (ON_TIME, "Nov 21", "94.4%"), (ON_TIME, "Dec 21", "100%"))).months
    assert [share.counts for share in months.shares.values()] == [(34, 36), (40, 40)]
    assert list(months.fewest.values()) == [18, 1]
    assert months.possible("November 2021") == "34 of 36; 51 of 54; 67 of 71; 68 of 72"
    assert months.possible("December 2021") == "any number from 20 to 80"
    assert months.one_child.value == pytest.approx(2.5)
    assert months.one_family.value == pytest.approx(7.5)


LENGTHS = (
    ("cpp_ends", "2018/19", "200"), ("cpp_ends", "2019/20", "200"), ("long_plans_share", "2018/19", "2.0%"),
    ("long_plans_share", "2019/20", "10.0%"), ("short_plans_share", "2018/19", "25.0%"), ("short_plans_share", "2019/20", "24.0%"),
    ("long_plans_share", "2017/18", "9.0%"),
)  # fmt: skip


def test_long_and_short_plans_come_from_the_same_ends(rows):
    # 2% of 200 is 4; 25% of 200 is 50; 100 − 2 − 25 = 73 between. 2017/18 has no ends, so its percentage stands alone
    (lengths,) = study(rows([80.0, 60.0], (), *LENGTHS)).durations
    assert (lengths.long_before.counts, lengths.short_before.counts) == ((4, 200), (50, 200))
    assert lengths.between["2018/19"].value == pytest.approx(73)
    assert "long plans [9.0%]" in lengths.earlier
    assert lengths.open == ""


def test_no_trade_is_claimed_of_changes_within_chance(rows):
    # 4 to 20 of 200: z = 8 / √(6·94·2/200) = 3.4, over √2.6 = 1.61: 2.1, over √3.1 = 1.76: 1.9, so it depends on siblings
    (lengths,) = study(rows([80.0, 60.0], (), *LENGTHS)).durations
    assert lengths.long_change.chance == "depends"
    assert lengths.finding == "More long, fewer short plans, neither clearly beyond chance"


def test_decisions_need_two_months_a_limit_and_a_year_of_contacts(rows):
    door = (
        ("front_door_decision_in_time_share", "February 2021", "50%"), ("front_door_decision_in_time_share", "August 2021", "85%"),
        ("front_door_decision_limit", "", "3"), ("contacts", "1 April 2019 to 31 March 2020", "12,000"),
    )  # fmt: skip
    (found,) = study(rows([80.0, 60.0], (), *door)).decisions
    assert (found.before.value, found.after.value, found.allowed.value) == (50, 85, 3)
    assert (found.contacts.value, found.a_month.value, found.year) == (12_000, 1_000, "2019/20")
    assert study(rows([80.0, 60.0], (), *door[:3])).decisions == []


def test_an_authority_without_conferences_is_told_what_to_add(rows):
    with pytest.raises(MissingFigureError, match=r"to data/own/figures\.csv"):
        study(rows([]))


def written(fig):
    texts = [text.get_text() for ax in fig.axes for text in ax.texts] + [ax.get_title("left") for ax in fig.axes]
    plt.close(fig)
    return texts


def test_the_years_are_drawn_with_their_counts_and_ends_named(rows):
    picture = pictures.by_year(study(rows([80.0, 60.0], [80.0, 83.0])))
    assert {"384 of 480", "288 of 480", "Walsall 60.0", "England 83.0"} <= set(written(picture.fig))
    assert {"2018/19", "Walsall 60.0"} <= set(written(picture.narrow))
    assert "The scale starts at 50%" in picture.note


def test_a_month_shows_its_percentage_and_the_fewest_children(rows):
    months = study(rows([80.0, 60.0], (), (ON_TIME, "Nov 21", "94.4%"), (ON_TIME, "Dec 21", "100%"))).months[0]
    picture = pictures.by_month(months)
    assert {"94.4", "100", "18 or more", "1 or more", "whole year 2019/20\n60.0%"} <= set(written(picture.fig))
    assert "Nov 21" in written(picture.narrow)


def test_long_and_short_plans_have_their_own_panels(rows):
    picture = pictures.long_and_short(study(rows([80.0, 60.0], (), *LENGTHS)).durations[0])
    assert {"Two years or more", "Three months or less", "Walsall 10.0", "Walsall 24.0"} <= set(written(picture.fig))
    assert "Walsall 24.0" in written(picture.narrow)


@pytest.mark.parametrize(
    ("contacts", "said"), [("12,000", "so chance does not explain it"), ("240", "so chance could explain it")]
)
def test_whether_chance_explains_decisions_follows_their_number(rows, contacts, said):
    # from 50% to 85% takes some fifty decisions a month; 12,000 contacts are 1,000 a month, 240 are 20
    door = (
        ("front_door_decision_in_time_share", "February 2021", "50%"), ("front_door_decision_in_time_share", "August 2021", "85%"),
        ("front_door_decision_limit", "", "3"), ("contacts", "1 April 2019 to 31 March 2020", contacts),
    )  # fmt: skip
    (found,) = study(rows([80.0, 60.0], (), *door)).decisions
    assert 20 < found.enough.value < 1000
    assert found.explained == said


@pytest.mark.parametrize(("share", "said"), [(100.0, "all 480 children"), (90.0, "432 of so many")])
def test_a_year_measured_in_another_way_says_all_only_of_all(observed, share, said):
    made = [(ON_TIME, "2015/16", f"{share}%"), (ON_TIME, "2016/17", "70.0%")]
    wholes = [("icpc_children", year, "480") for year in ("2015/16", "2016/17")]
    (apart,) = study(observed(*made, *wholes), area="Warwickshire").apart
    assert plain(apart.said).startswith(said)
