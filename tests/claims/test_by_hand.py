"""Each test of a claim on a few invented rows whose answer is worked out by hand: unrelated children, 95%."""

import re

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.claims import ledger
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain

DISTRICTS = ("North", "South", "East", "West", "Middle")
FIRST, LAST = "31 March 2017", "31 March 2018"
RATE = {"unit": "rate_per_10000", "period_type": "as_at"}


@pytest.fixture
def judge(observed):
    def made(test, measure, *rows, policy=None, **claim):
        told = {
            "claim": "1", "document": "000", "paragraph": "1", "kind": "change", "test": test, "measure": measure, "needed": "",
            "area": "Warwickshire", "comparator": "", "first": "2018/19", "last": "2019/20", "direction": "up",
        } | claim  # fmt: skip
        (found,) = ledger.evaluate([told], observed(*rows), policy or Policy(siblings=1), {"Warwickshire": DISTRICTS})
        return found.finding

    return made


def shares(first, last):
    (part, whole), (later, more) = first, last
    return [
        ("repeat_plans", "2018/19", f"{part}"), ("cpp_starts", "2018/19", f"{whole}"),
        ("repeat_plans", "2019/20", f"{later}"), ("cpp_starts", "2019/20", f"{more}"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "points", "says"),
    [
        # 20% to 30%: 10/ln 1.5 = 24.663 points for each unit of a logarithm; fewer starts −ln 0.8 = 0.22314
        ((20, 100), (24, 80), 5.503, "agree"),
        # more starts pull the other way: −ln 1.2 = −0.18232
        ((20, 100), (36, 120), -4.497, "the opposite"),
        # less than a point either way: 1.4286/ln(21.4286/20) times −ln 0.98, and 1.5686/ln(21.5686/20) times −ln 1.02
        ((20, 100), (21, 98), 0.418, "agree"),
        ((20, 100), (22, 102), -0.411, "the opposite"),
        # 30% to 20%, and fewer starts did not make it fall: −10/ln(2/3) times −ln 0.8
        ((30, 100), (16, 80), 5.503, "the opposite"),
    ],
)
def test_how_much_of_a_rise_is_fewer_starts(judge, first, last, points, says):
    found = judge("smaller_denominator", "repeat_plans_share", *shares(first, last))
    assert found.number.value == pytest.approx(points, abs=0.001)
    assert found.says == says


def rates(first, last):
    return [
        ("cpp_rate", day, f"{value}", RATE | {"area": area})
        for day, values in ((FIRST, first), (LAST, last))
        for area, value in zip(DISTRICTS, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("named", "north", "says", "value"),
    [
        # South 50 to 80 is +60%, at least 79.5/50.5 = +57.4%; North 20 to 30 is +50%, at most 30.5/19.5 = +56.4%
        ("South", 30, "agree", 60),
        ("North", 30, "the opposite", 50),
        # North 20 to 31 may be 31.5/19.5 = +61.5%
        ("South", 31, "cannot tell", 60),
        ("North", 31, "cannot tell", 55),
    ],
)
def test_the_largest_rise_among_districts(judge, named, north, says, value):
    printed = rates((20, 50, 40, 40, 40), (north, 80, 40, 30, 40))
    found = judge("largest_rise", "cpp_rate", *printed, area=named, first=FIRST, last=LAST)
    assert found.says == says
    assert found.number.value == pytest.approx(value)


def county(day, children, rate):
    return [("cpp_children", day, f"{children}", {"period_type": "as_at"}), ("cpp_rate", day, f"{rate}", RATE)]


@pytest.mark.parametrize(("direction", "says"), [("down", "agree"), ("up", "the opposite")])
def test_a_district_is_a_fifth_of_its_county(judge, direction, says):
    """300 children at 30 per 10,000 are 100,000 in the county and 20,000 in a district: 80 on a plan at 40, then 40 at 20.

    Score range of the ratio r: (40 − 80r)² = 3.8415·120·r, so r² − 1.07203·r + 0.25 = 0: 0.34285 and 0.72918.
    """
    printed = [*county(FIRST, 300, 30), *county(LAST, 300, 30), *rates((40,) * 5, (20,) * 5)]
    found = judge("district_change", "cpp_rate", *printed, area="North", first=FIRST, last=LAST, direction=direction)
    assert (found.says, found.chance) == (says, "no")
    assert [found.number.before.numerator, found.number.now.numerator] == [80, 40]
    assert [found.number.before.value, found.number.now.value] == pytest.approx([40, 20])
    assert [found.number.value, found.number.low, found.number.high] == pytest.approx([-50, -65.715, -27.082], abs=0.01)


def test_the_spread_of_districts_narrows_or_widens(judge):
    """Rates of 30 ± 20 in two, 30 in three: coefficient of variation √(2·400/5)/30 = 42.2%; with ± 10, 21.1%.

    In each year between, one district has 60 and the county 36: a fifth of the children live in each.
    """
    wide, narrow = (10, 50, 30, 30, 30), (20, 40, 30, 30, 30)
    days = [f"31 March {year}" for year in range(2011, 2018)]
    between = {day: [60 if area == place else 30 for area in range(5)] for place, day in enumerate(days[1:-1])}
    claim = {"first": days[0], "last": days[-1]}

    def gap(first, last):
        printed = {days[0]: first, **between, days[-1]: last}
        rows = [("cpp_rate", day, f"{n}", RATE | {"area": area}) for day, every in printed.items()
                for area, n in zip(DISTRICTS, every, strict=True)]  # fmt: skip
        rows += [row for day, every in printed.items() for row in county(day, 20 * sum(every), f"{sum(every) / 5:.1f}")]
        return judge("district_gap", "cpp_rate", *rows, **claim)

    fallen, risen = gap(wide, narrow), gap(narrow, wide)
    assert "by 42% of their average on 31 March 2011 and by 21% on 31 March 2017" in fallen.words
    assert [fallen.says, risen.says] == ["agree", "the opposite"]
    assert fallen.number.value == pytest.approx(-21.08, abs=0.05)
    assert risen.number.value == pytest.approx(21.08, abs=0.05)
    assert "average" not in fallen.but + risen.but  # which did not fall
    # 30 ± 20 in two and 30 in three, then 15 ± 5 and 15: points fall to a quarter, the average to a half, and log 2 is half of log 4
    halved = gap(wide, (10, 20, 15, 15, 15))
    assert plain(halved.but).endswith(
        "50% of the fall in points per 10,000 came with the fall of the districts’ average"
    )


@pytest.mark.parametrize(
    ("spread", "chance", "value"), [((10, 50, 30, 30, 30), "no", 42.16), ((29, 31, 30, 30, 30), "yes", 2.108)]
)
def test_a_spread_beyond_chance(judge, spread, chance, value):
    """3,000 children at 30: 600 in each district, and chance moves 30 by about 30/√600 = 1.2, a spread of 4%.

    On five days more one district after the other has 40: 30 + 10/5 = 32 in the county, so that each is a fifth of it.
    """
    days = {FIRST: spread} | {f"31 March {2018 + i}": [40 if i == j else 30 for j in range(5)] for i in range(5)}
    printed = [row for day in days for row in (county(day, 3000, 30) if day == FIRST else county(day, 3200, 32))]
    printed += [
        ("cpp_rate", day, f"{rate}", RATE | {"area": area})
        for day, values in days.items()
        for area, rate in zip(DISTRICTS, values, strict=True)
    ]
    found = judge("district_gap_beyond_chance", "cpp_rate", *printed, first="", last=FIRST)
    assert (found.says, found.chance) == ("agree", chance)
    assert found.number.value == pytest.approx(value, abs=0.01)


WALSALL = [
    ("repeat_plans", "1 April 2016 to 31 August 2016", "12", {"period_type": "range"}),
    ("repeat_plans_share", "1 April 2016 to 31 August 2016", "8.5%", {"period_type": "range"}),
    ("repeat_plans_share", "2014/15", "12.0%"), ("repeat_plans_share", "2015/16", "17.2%"),
    ("repeat_plans_share", "2015/16", "15.0%", {"area": "Walsall statistical neighbours"}),
]  # fmt: skip
# 12 is 8.5% of 141 or 142; 141 in five months are 338.4 in twelve; 12.0% of 338 is 40.56 and 17.2% is 58.1
EARLIER, YEAR, PART = (41, 338), (58, 338), (12, 141)


def walsall(judge, test, **claim):
    return judge(test, "repeat_plans_share", *[(*row, {})[:4] for row in WALSALL], **claim)


@pytest.mark.parametrize(
    ("test", "claim", "before", "now", "says"),
    [
        ("implied_rise", {"first": "2014/15", "last": "2015/16"}, EARLIER, YEAR, "agree"),
        ("implied_rise", {"first": "2015/16", "last": "2014/15"}, YEAR, EARLIER, "the opposite"),
        ("implied_fall", {"first": "2015/16", "direction": "down"}, YEAR, PART, "agree"),
    ],
)
def test_years_whose_starts_part_of_a_year_implies(judge, test, claim, before, now, says):
    """Second method: Newcombe's range by statsmodels."""
    found = walsall(judge, test, **claim)
    low, high = confint_proportions_2indep(*now, *before, method="newcomb", compare="diff")
    value = 100 * (now[0] / now[1] - before[0] / before[1])
    assert found.says == says
    assert [found.number.value, found.number.low, found.number.high] == pytest.approx([value, 100 * low, 100 * high])


@pytest.mark.parametrize(("direction", "says"), [("below", "the opposite"), ("above", "agree")])
def test_a_year_of_implied_starts_against_its_neighbours(judge, direction, says):
    # 58 of 338 is 17.16%, 2.16 points above 15.0%
    claim = {"last": "2015/16", "comparator": "Walsall statistical neighbours", "direction": direction}
    found = walsall(judge, "implied_compare", **claim)
    assert found.says == says
    assert found.number.value == pytest.approx(2.1598, abs=0.0001)


def test_what_all_or_none_of_a_few_families_can_show(judge):
    # exact ends: 0.025^(1/8) = 63.1% and 1 − 0.025^(1/16) = 20.6%
    row = ("audit_sample_families", "June 2016", "8", {"period_type": "month"})
    found = judge("all_of_few", "audit_sample_families", row)
    assert found.number.value == pytest.approx(63.06, abs=0.01)
    assert "at least 63% of all such families" in found.words
    span = {"period_type": "range", "group": "did not need a plan"}
    row = ("short_plan_audit_families", "May 2020 to June 2021", "16", span)
    assert judge("none_of_sixteen", "short_plan_audit_families", row).number.value == pytest.approx(20.59, abs=0.01)


ENGLAND = [("cpp_rate", FIRST, "40.0", RATE | {"area": "England"})]


@pytest.mark.parametrize(
    ("england", "margin", "says", "chance"),
    [
        # 400 to 500 children at 40 and 50 per 10,000: +25%; (500 − 400r)² = 3.8415·900·r gives +9.6% to +42.6%
        # beside England's +5% from 1.0961/1.05 = 1.044 times on: the range leaves no room for the same, but for a tenth more
        ("42.0", 10, "cannot tell", ""),
        # beside −5%: from 1.154 times on; at 3.1 (500 − 400r)² = 11.909·900·r gives −0.7%, 0.993/0.95 = 1.045 times
        ("38.0", 10, "cannot tell", "depends on siblings"),
        # beside −20%: 0.993/0.8 = 1.24 times at the least
        ("32.0", 10, "the opposite", "no"),
        ("50.0", 10, "cannot tell", ""),
        # +40% lies inside, and so does its upper end alone
        ("56.0", 10, "cannot tell", ""),
        # a fifth either side of +25% is +4.2% to +50%, which holds the range at 1.71 and not at 3.1; with three tenths both
        ("50.0", 20, "cannot tell", "depends on siblings"),
        ("50.0", 30, "agree", "no"),
    ],
)
def test_a_change_of_the_size_of_englands(judge, england, margin, says, chance):
    printed = [*county(FIRST, 400, "40.0"), *county(LAST, 500, "50.0"), *ENGLAND]
    printed.append(("cpp_rate", LAST, england, RATE | {"area": "England"}))
    policy = Policy(siblings=1, same_percent=margin)
    claim = {"first": FIRST, "last": LAST, "comparator": "England"}
    found = judge("national_trend", "cpp_rate", *printed, policy=policy, **claim)
    assert (found.says, found.chance) == (says, chance)
    assert [found.number.value, found.number.low, found.number.high] == pytest.approx([25, 9.610, 42.551], abs=0.01)


def test_more_children_of_a_larger_population_are_no_higher_rate(judge):
    printed = [*county(FIRST, 400, "40.0"), *county(LAST, 500, "40.0")]
    found = judge("change", "cpp_rate", *printed, first=FIRST, last=LAST)
    # the ratio of rates is 1 although there are a quarter more children
    assert found.number.value == 0
    assert found.number.low < 0 < found.number.high


@pytest.mark.parametrize(("direction", "says"), [("down", "agree"), ("up", "the opposite")])
def test_the_share_of_a_group(judge, direction, says):
    # 20% of 100 and 10% of 200: 20 children each time, 10 points less
    group = {"group": "ethnicity: BME", "period_type": "as_at", "unit": "percent"}
    printed = [("cpp_children_share", FIRST, "20%", group), ("cpp_children_share", LAST, "10%", group)]
    printed += [("cpp_children", day, n, {"period_type": "as_at"}) for day, n in ((FIRST, "100"), (LAST, "200"))]
    claim = {"first": FIRST, "last": LAST, "direction": direction}
    found = judge("group_change", "cpp_children_share", *printed, **claim)
    assert found.says == says
    assert found.number.value == pytest.approx(-10)
    assert found.number.before.counts == (20, 100)
    assert found.number.now.counts == (20, 200)


QUARTERS = ("Q1 19/20", "Q2 19/20", "Q3 19/20", "Q4 19/20")


@pytest.mark.parametrize(
    ("parts", "says", "chance", "value"),
    [
        # from the highest quarter, the second: 30, 25, 20 of 100
        ((10, 30, 25, 20), "agree", "yes", -10),
        ((10, 60, 30, 10), "agree", "no", -50),
        ((10, 30, 20, 25), "the opposite", "arithmetic", -5),
    ],
)
def test_a_fall_from_the_highest_quarter(judge, parts, says, chance, value):
    printed = [("repeat_plans_within_2_years", q, f"{n}") for q, n in zip(QUARTERS, parts, strict=True)]
    printed += [("cpp_starts", q, "100") for q in QUARTERS]
    claim = {"first": QUARTERS[0], "last": QUARTERS[-1], "direction": "down"}
    found = judge("declining", "repeat_plans_within_2_years_share", *printed, **claim)
    assert (found.says, found.chance) == (says, chance)
    assert found.number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("later", "says", "chance"), [((10, 100), "agree", "arithmetic"), ((21, 100), "the opposite", "yes")]
)
def test_another_indicator_that_worsened(judge, later, says, chance):
    found = judge("only_struggle", "icpc_within_15_days", *shares((20, 100), later))
    assert (found.says, found.chance) == (says, chance)
    worse = judge("only_struggle", "icpc_within_15_days", *shares((10, 100), (60, 100)))
    assert (worse.says, worse.chance) == ("the opposite", "no")


@pytest.mark.parametrize(("tried", "chance"), [((3.1,), "yes"), ((1.71, 3.1), "depends on siblings")])
def test_one_of_two_that_were_looked_at_has_to_be_twice_as_sure(judge, tried, chance):
    # 20 to 45 of 100: z = 25/√(2·32.5·67.5/100) = 3.774, which 3.1 for brothers and sisters makes 2.144: p = .032, as one of two .064;
    # 1.71 makes it 2.886: p = .0039, .0078
    short = [("short_plans_share", year, "10%") for year in ("2018/19", "2019/20")]
    ended = [("cpp_ends", year, "100") for year in ("2018/19", "2019/20")]
    found = judge(
        "only_struggle",
        "icpc_within_15_days",
        *shares((20, 100), (45, 100)),
        *short,
        *ended,
        policy=Policy(siblings=3.1, tried_at=tried),
    )
    assert (found.says, found.chance) == ("the opposite", chance)


def test_the_best_year_may_be_the_first(judge):
    printed = [
        ("icpc_within_15_days", year, text)
        for year, text in (("2017/18", "80%"), ("2018/19", "60%"), ("2019/20", "70%"))
    ]
    whole = [("icpc_children", year, "100") for year in ("2017/18", "2018/19", "2019/20")]
    found = judge("best_since", "icpc_within_15_days", *printed, *whole, first="2017/18")
    assert found.says == "silent"
    assert re.search("the best since 2017/18 was [^;]*80.* in 2017/18", found.words)


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        # 400 to 600 is beyond chance, also at 3.1. But 400, 520, 280, 400 vary (120² + 120²)/400/3 = 24 times as much as chance, on 3
        # degrees of freedom like 24·(3.18245/1.95996)² = 63.28: 9.48 of 15.80 events, Wilson .36292 to .79796, −43.0% to +295.0%
        ((400, 520, 280, 400), "agrees, but could be chance"),
        ((396, 404, 400, 400), "borne out"),
    ],
)
def test_a_yearly_count_that_usually_moves_much(judge, before, verdict):
    names = ["2015/16", "2016/17", "2017/18", "2018/19"]
    rows = [("s47_enquiries", name, f"{count}") for name, count in zip(names, before, strict=True)]
    last = ("s47_enquiries", "2019/20", f"{before[-1] * 1.5:.0f}")
    found = judge("usual_years", "s47_enquiries", *rows, last)
    assert found.verdict == verdict
    if before[1] == 520:
        assert "from year to year, the range is −43.0% to 295.0%" in found.words


@pytest.mark.parametrize(("direction", "says"), [("up", "agree"), ("down", "the opposite")])
def test_half_a_point_is_a_direction(judge, direction, says):
    # 200 of 1,000 to 205 of 1,000
    found = judge("change", "repeat_plans_share", *shares((200, 1000), (205, 1000)), direction=direction)
    assert (found.says, found.chance) == (says, "yes")
    assert found.number.value == pytest.approx(0.5)


def test_the_average_of_all_quarters_counts_each_by_its_plans(judge):
    # (10 of 40 months, 30 of 20, 10 of 30) is (400 + 600 + 300) / 50 = 26 months
    printed = [("gap_between_plans_mean", q, n) for q, n in zip(QUARTERS[:3], ("40", "20", "30"), strict=True)]
    printed += [("repeat_plans", q, n) for q, n in zip(QUARTERS[:3], ("10", "30", "10"), strict=True)]
    claim = {"first": QUARTERS[0], "last": QUARTERS[2]}
    found = judge("typical_gap", "gap_between_plans_mean", *printed, **claim)
    assert found.number.value == pytest.approx(26)
    assert found.words.startswith("30 months is the average of 1 of 3 quarters.")
    assert (found.says, found.chance) == ("cannot tell", "")


@pytest.mark.parametrize(
    ("months", "plans", "says"),
    [
        (("30", "30", "30"), ("10", "30", "10"), "agree"),
        # mean 30.15, variance (100·0.15²·2 + 29.85²)/2 = 447.8, ± 4.303·√(447.8/201) = 6.4 months: all below 60/1.1
        (("30", "30", "60"), ("100", "100", "1"), "the opposite"),
    ],
)
def test_an_average_is_the_one_that_is_quoted_within_a_tenth(judge, months, plans, says):
    printed = [("gap_between_plans_mean", q, n) for q, n in zip(QUARTERS[:3], months, strict=True)]
    printed += [("repeat_plans", q, n) for q, n in zip(QUARTERS[:3], plans, strict=True)]
    found = judge("typical_gap", "gap_between_plans_mean", *printed, first=QUARTERS[0], last=QUARTERS[2])
    assert (found.says, found.chance) == (says, "no")


@pytest.mark.parametrize(
    ("first", "last", "says", "chance"),
    [
        # Wilson's range at 3.1, of 32 children: 10 of 100 up to 25%, 50 of 100 from 34% on, 28 of 100 from 16% to 45%; beside 30%
        (10, 50, "agree", "no"),
        (28, 50, "agree", "yes"),
        (10, 31, "agree", "yes"),
        # it was above before, and never came above
        (50, 50, "the opposite", "no"),
        (28, 28, "the opposite", "yes"),
    ],
)
def test_to_cross_a_comparator_takes_both_sides(judge, first, last, says, chance):
    beside = [("repeat_plans_share", year, "30.0%", {"area": "England"}) for year in ("2018/19", "2019/20")]
    printed = [*shares((first, 100), (last, 100)), *beside]
    found = judge("crossed", "repeat_plans_share", *printed, comparator="England", direction="above")
    assert (found.says, found.chance) == (says, chance)


def test_what_is_said_of_now_has_only_an_earlier_change_beside_it(judge):
    found = judge("change_later", "repeat_plans_share", *shares((10, 100), (60, 100)))
    assert (found.says, found.chance) == ("silent", "")
    assert found.number.value == pytest.approx(50)
    assert found.words.startswith(
        "No figure is printed for the time meant. From 2018/19 to 2019/20 it went from 10 of 100"
    )


@pytest.mark.parametrize(
    ("label", "more", "told"),
    [
        ("2019/20", {}, "the nearest is 80 in 2019/20. "),
        (LAST, {"period_type": "as_at"}, f"the nearest is 80 on {LAST}. "),
    ],
)
def test_a_figure_that_no_table_prints(judge, label, more, told):
    found = judge("stated", "cpp_children", ("cpp_children", label, "80", more), first="", last=label, needed="a table")
    assert found.says == "silent"
    assert told in found.words
