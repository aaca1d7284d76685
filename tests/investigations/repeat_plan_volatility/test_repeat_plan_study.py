"""Repeat plans: counts by hand, and titles that turn with the figures."""

import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.repeat_plan_volatility import fall, pictures
from analysis.investigations.repeat_plan_volatility.study import RepeatPlans

QUARTERS = ["Q1 18/19", "Q2 18/19", "Q3 18/19", "Q4 18/19", "Q1 19/20", "Q2 19/20"]


def plans(observed, repeats, starts, *more, area="Shire", comparators=(), **options):
    rows = []
    for quarter, part, whole in zip(QUARTERS, repeats, starts, strict=False):
        rows += [
            ("repeat_plans", quarter, str(part), {"area": area}),
            ("cpp_starts", quarter, str(whole), {"area": area}),
        ]
    return RepeatPlans(observed(*rows, *more), area, "", "latest", Policy(**options), comparators)


def year(name, share, starts, area="Shire"):
    return [
        ("repeat_plans_share", name, f"{share}%", {"area": area}),
        ("cpp_starts", name, str(starts), {"area": area}),
    ]


def test_all_quarters_within_chance_is_said_so(observed):
    found = plans(observed, [20, 22, 18, 21, 19, 20], [100] * 6)
    assert plain(found.finding) == "All 6 quarters are within what chance allows"
    assert "chance alone could make every one printed" in plain(found.headline)
    assert plain(found.drift) == "No clear drift over the whole time"


def test_a_share_that_really_rose_turns_headline_and_drift(observed):
    found = plans(observed, [50, 100, 150, 200, 250, 300], [1000] * 6)
    assert plain(found.headline) == "Repeat plans moved by more than chance over 6 quarters"
    assert plain(found.drift) == "Over 6 quarters the share drifted upwards"


def test_fewer_starts_are_named_with_the_rise_of_the_share_only(observed):
    found = plans(observed, [100, 100, 100, 100, 100, 100], [1000, 850, 700, 600, 500, 420])
    assert found.drift.endswith("as fewer plans started")
    assert "fewer plans" not in plans(observed, [300, 250, 200, 150, 100, 50], [1000] * 6).drift


def test_a_change_splits_into_points_that_add(observed):
    """96 of 516 to 101 of 425: 5.16 points; ln(101/96) = 0.0508 and ln(516/425) = 0.1940 share them 0.207 to 0.793."""
    found = plans(observed, [1, 1], [9, 9], *year("2018/19", 18.6, 516), *year("2019/20", 23.8, 425))
    (split,) = found.by_year.splits
    assert (split.from_repeats.value, split.from_starts.value) == pytest.approx((1.07, 4.09), abs=0.01)
    assert split.from_repeats.value + split.from_starts.value == pytest.approx(split.change.value)
    assert "from fewer starts" in plain(str(split))


def test_a_part_that_pulls_the_other_way_is_said_to(observed):
    """103 of 496 to 126 of 674: more repeats add, more starts take away more."""
    found = plans(observed, [1, 1], [9, 9], *year("2016/17", 20.8, 496), *year("2017/18", 18.7, 674))
    assert "more repeats pulled 4.0 points the other way" in plain(str(found.by_year.splits[0]))


def test_quarters_that_do_not_add_to_their_year_are_pointed_out(observed):
    found = plans(observed, [20, 20, 20, 20], [100] * 4, *year("2018/19", 18.0, 400))
    assert "the four quarters add to 80 of 400 (20.0%) and the yearly table gives 72 of 400 (18.0%)" in plain(
        found.disagreement
    )
    assert plans(observed, [20, 20, 20, 20], [100] * 4, *year("2018/19", 20.0, 400)).disagreement == ""


def test_without_starts_they_follow_from_part_of_a_year(observed):
    """22 children at 8.5% are 22 of 258 to 260; at the pace of five months that is 622 a year."""
    rows = observed(
        ("repeat_plans_share", "2014/15", "13.3%", {"area": "Town"}), ("repeat_plans_share", "2015/16", "17.2%", {"area": "Town"}),
        ("repeat_plans_share", "1 April 2016 to 31 August 2016", "8.5%", {"area": "Town"}),
        ("repeat_plans", "1 April 2016 to 31 August 2016", "22", {"area": "Town"}),
    )  # fmt: skip
    found = RepeatPlans(rows, "Town", "", "latest", Policy())
    (assumption,) = found.assumptions
    assert (assumption.fewest.value, assumption.most.value, assumption.pace.value) == (258, 260, 622)
    assert str(found.over_time.pooled).startswith("about ")
    (welcomed,) = fall.welcomed(rows, "Town", Policy())
    assert welcomed.change.value == pytest.approx(100 * 22 / 259 - 100 * 107 / 622)
    assert fall.welcomed(rows, "Village", Policy()) == []
    # 22 of 90 are 24.4%, above the 17.2% of the year before: no fall
    risen = rows.assign(value=rows["value"].mask(rows["value"].eq(8.5), 24.4))
    assert fall.welcomed(risen, "Town", Policy()) == []


def test_an_authority_without_figures_is_told_what_to_give(observed):
    with pytest.raises(MissingFigureError, match=r"quarters\.csv"):
        RepeatPlans(observed(("cpp_ends", "2018/19", "10")), "Nowhere", "", "latest", Policy())


def test_the_title_beside_others_follows_the_gap(observed):
    others = [("repeat_plans_share", name, "20.0%", {"area": "England"}) for name in ("2018/19", "2019/20")]
    far = plans(
        observed,
        [1, 1],
        [9, 9],
        *year("2018/19", 20.0, 500),
        *year("2019/20", 40.0, 500),
        *others,
        comparators=["England"],
    )
    near = plans(
        observed,
        [1, 1],
        [9, 9],
        *year("2018/19", 20.0, 500),
        *year("2019/20", 21.0, 500),
        *others,
        comparators=["England"],
    )
    assert far.by_year.beside_others == "Above England in the last year"
    assert near.by_year.beside_others == "The last year is not clearly apart from its comparators"


def test_a_picture_names_its_rows_and_what_it_shows(observed):
    found = plans(observed, [20, 22, 18, 21, 19, 20], [100] * 6)
    drawn = pictures.by_period(found)
    assert drawn.source == "Update of September 2020 (Table 1)"
    assert plain(drawn.alt).startswith("Shares by quarter from 18.0% to 22.0%")
    assert list(drawn.data["whole"]) == [100.0] * 6


@pytest.mark.parametrize(
    ("starts", "asked"),
    [
        ([1000, 850, 700, 600, 500, 420], "Did fewer plans start because fewer children needed one"),
        ([420, 500, 600, 700, 850, 1000], "Did more plans start because more children needed one"),
        ([700, 710, 690, 705, 695, 700], "What decides whether a plan starts"),
    ],
)
def test_the_question_about_starts_follows_their_number(observed, starts, asked):
    assert plans(observed, [100] * 6, starts).starts_asked.startswith(asked)


@pytest.mark.parametrize(("shares", "picked"), [((12.0, 14.0, 17.2), True), ((12.0, 19.0, 17.2), False)])
def test_the_year_before_is_called_the_highest_only_where_it_is(observed, shares, picked):
    rows = [
        ("repeat_plans_share", f"201{n}/1{n + 1}", f"{share}%", {"area": "Town"})
        for n, share in enumerate(shares, start=3)
    ]
    part = {"area": "Town", "period_type": "cumulative"}
    rows += [("repeat_plans_share", "1 April 2016 to 31 August 2016", "8.5%", part),
             ("repeat_plans", "1 April 2016 to 31 August 2016", "22", part)]  # fmt: skip
    (found,) = fall.welcomed(observed(*rows), "Town", Policy())
    assert found.caution.startswith("The year before is the highest of the 3 that are printed") == picked
    assert plain(found.caution).endswith("5 months are set against twelve. Starts of the earlier year are not printed.")


def test_few_points_give_trial_limits_and_many_do_not(observed):
    few = plans(observed, [20, 22, 18, 21, 19, 20], [100] * 6).charts
    assert few.trial == "**Fewer than 12 quarters give trial limits only.** "
    many = few.time.table.loc[few.time.table.index.repeat(2)].set_index(pd.Index(range(12)))
    few.time.table = many
    assert few.trial == ""
