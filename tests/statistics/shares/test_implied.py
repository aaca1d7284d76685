import pandas as pd
import pytest

from analysis.statistics.shares import implied
from analysis.statistics.shares import implied as possible


def test_a_percentage_between_two_counts_has_no_numerator():
    # 27/80 = 33.75% and 28/80 = 35.00%: nothing rounds to 34.1%; 14/41 = 34.146% does
    assert possible.numerators("34.1%", 80) == []
    assert possible.numerators("34.1%", 41) == [14]


def test_a_half_may_have_been_rounded_either_way():
    # 18/80 = 22.5%: printed as 22% or 23%
    assert possible.numerators("22%", 80) == [18]
    assert possible.numerators("23%", 80) == [18]


def test_a_decimal_zero_is_sharper_than_none():
    # 18/80 = 22.5% may be printed as 22%, never as 22.0%
    assert possible.numerators("22.0%", 80) == []


@pytest.mark.parametrize("printed", ["", "1,5%", "−3%", "101%", "about 5%"])
def test_what_is_no_percentage_is_named(printed):
    with pytest.raises(ValueError, match="no percentage from 0 to 100"):
        possible.read(printed)


def test_denominators_of_a_third_are_multiples_of_three_at_first():
    # 1/3 = 2/6 = 3/9 = 33.33%; with 4, 5, 7, 8, 10 cases the nearest are 25 or 50, 40, 28.6, 37.5, 30
    assert possible.fitting("33.3%", 10) == [3, 6, 9]


def test_the_four_percentages_of_the_second_audit_meet_at_41_and_82():
    # 14, 9, 5, 8 of 41 are 34.146, 21.951, 12.195, 19.512; 82 is the double. No other is found by a second method:
    printed = ["34.1%", "22%", "12.2%", "19.5%"]
    shares = {text: (text.rstrip("%"), text.count(".")) for text in printed}
    slow = [
        n
        for n in range(1, 101)
        if all(any(f"{100 * k / n:.{digits}f}" == text for k in range(n + 1)) for text, digits in shares.values())
    ]
    assert possible.fitting_all(printed, 100) == slow == [41, 82]


def test_no_percentages_have_no_common_denominator():
    assert possible.fitting_all([], 10) == []


def test_from_a_hundred_cases_every_whole_percentage_fits():
    # one case of 100 is one percent, so every whole percentage is met from there, not with 90
    every = [f"{share}%" for share in range(101)]
    assert all(possible.numerators(text, n) for text in every for n in range(100, 130))
    assert any(not possible.numerators(text, 90) for text in every)


def test_shares_of_few_cases_reach_few_percentages():
    # of 3 cases: 0, 33.3, 66.7, 100; of 300 cases, without decimals: 0 to 100
    assert possible.reachable(3, 1) == 4
    assert possible.reachable(300, 0) == 101


def test_the_chance_of_a_common_denominator():
    # n = 1: 2 of 101 percentages, n = 2: 3 of 101; two unconnected: (2/101)² + (3/101)² = 13/10201
    assert possible.expected_by_chance(["7%", "8%"], 2) == pytest.approx(13 / 10201)


def test_which_parts_make_up_the_whole():
    # of 41: 34.1% is 14, and 22% + 12.2% are 9 + 5 = 14; with 19.5% (8) they would be 22
    parts = pd.Series({"parenting": "22%", "risk": "12.2%", "direct": "19.5%"})
    assert possible.parts_that_sum("34.1%", parts, 41) == [("parenting", "risk")]
    assert possible.parts_that_sum("53.7%", parts, 41) == [("parenting", "risk", "direct")]


def test_with_many_cases_a_percentage_leaves_the_count_open():
    # 100/201 = 49.75% and 101/201 = 50.25% both round to 50%
    assert possible.numerators("50%", 201) == [100, 101]


@pytest.mark.parametrize(
    ("share", "n", "only"), [(18.6, 516, 96), (23.8, 425, 101), (27.5, 480, 132), (18.7, 674, 126)]
)
def test_the_printed_percentages_leave_one_whole_number(share, n, only):
    """By trial of every count: which of 0 … n rounds to the printed percentage?"""
    assert [count for count in range(n + 1) if abs(100 * count / n - share) <= 0.05 + 1e-9] == [only]
    assert implied.implied_counts(share, n) == [only]
    assert implied.implied_count(share, n) == only


def test_a_percentage_of_a_large_denominator_leaves_several_counts():
    # 9.95% to 10.05% of 2000: 199, 200, 201
    assert implied.implied_counts(10.0, 2000) == [199, 200, 201]
    assert implied.implied_count(10.0, 2000) == 200
    with pytest.raises(ValueError, match="No whole number of 7 rounds to 10%"):
        implied.implied_count(10.0, 7)


def test_walsalls_22_children_are_of_258_to_260():
    # 22/258 = 8.527, 22/259 = 8.494, 22/260 = 8.462 round to 8.5; 22/257 = 8.560 and 22/261 = 8.429 do not
    assert implied.implied_denominators(22, 8.5) == [258, 259, 260]
    with pytest.raises(ValueError, match="No denominator makes 3 round to 71%"):
        implied.implied_denominators(3, 71.0)
    with pytest.raises(ValueError, match="does not bound"):
        implied.implied_denominators(0, 0.0)


def test_counts_behind_a_printed_percentage():
    # 17/18 = 94.44%, 34/36 = 94.44%, 51/54; 19 to 35 give nothing that rounds to 94.4%
    assert implied.pairs(94.4, 1, 40).to_dict("list") == {"count": [17, 34], "n": [18, 36]}
    assert len(implied.pairs(100, 11, 20)) == 10
