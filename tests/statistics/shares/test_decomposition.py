import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.statistics.shares import decomposition


def test_half_the_starts_with_the_same_repeats_is_all_denominator():
    found = decomposition.split((50, 200), (50, 100))
    assert (found.denominator_part, found.numerator_part) == (pytest.approx(100), pytest.approx(0))
    assert (found.before, found.after, found.counterfactual) == (25, 50, 25)


def test_2018_19_to_2019_20_by_hand():
    # ln(101/96) = .050772, ln(516/425) = .194017: .244789 in all, 20.74% and 79.26%
    found = decomposition.split((96, 516), (101, 425))
    assert found.numerator_part == pytest.approx(20.741, abs=2e-3)
    assert found.denominator_part == pytest.approx(79.259, abs=2e-3)
    assert found.counterfactual == pytest.approx(100 * 101 / 516)


def test_2019_20_to_2020_21_by_hand_where_more_starts_pulled_the_other_way():
    # ln(132/101) = .267681, ln(425/480) = −.121697: .145984 in all, 183.4% and −83.4%
    found = decomposition.split((101, 425), (132, 480))
    assert found.numerator_part == pytest.approx(183.36, abs=0.02)
    assert found.denominator_part == pytest.approx(-83.36, abs=0.02)


counts = st.integers(1, 500)


@given(counts, counts, counts, counts)
def test_the_parts_add_up_and_going_back_splits_alike(a, n, b, m):
    assume(a * m != b * n)
    there, back = decomposition.split((a, n), (b, m)), decomposition.split((b, m), (a, n))
    scale = max(1, abs(there.numerator_part))
    assert there.numerator_part + there.denominator_part == pytest.approx(100, abs=1e-6 * scale)
    assert there.numerator_part == pytest.approx(back.numerator_part)


@pytest.mark.parametrize(
    ("two", "words"), [(((1, 2), (2, 4)), "did not change"), (((0, 5), (1, 5)), "positive counts")]
)
def test_what_cannot_be_split_is_refused(two, words):
    with pytest.raises(ValueError, match=words):
        decomposition.split(*two)


@pytest.mark.parametrize(
    ("share", "n", "only"), [(18.6, 516, 96), (23.8, 425, 101), (27.5, 480, 132), (18.7, 674, 126)]
)
def test_the_printed_percentages_leave_one_whole_number(share, n, only):
    """By trial of every count: which of 0 … n rounds to the printed percentage?"""
    assert [count for count in range(n + 1) if abs(100 * count / n - share) <= 0.05 + 1e-9] == [only]
    assert decomposition.implied_counts(share, n) == [only]
    assert decomposition.implied_count(share, n) == only


def test_a_percentage_of_a_large_denominator_leaves_several_counts():
    # 9.95% to 10.05% of 2000: 199, 200, 201
    assert decomposition.implied_counts(10.0, 2000) == [199, 200, 201]
    assert decomposition.implied_count(10.0, 2000) == 200
    with pytest.raises(ValueError, match="No whole number of 7 rounds to 10%"):
        decomposition.implied_count(10.0, 7)


def test_walsalls_22_children_are_of_258_to_260():
    # 22/258 = 8.527, 22/259 = 8.494, 22/260 = 8.462 round to 8.5; 22/257 = 8.560 and 22/261 = 8.429 do not
    assert decomposition.implied_denominators(22, 8.5) == [258, 259, 260]
    with pytest.raises(ValueError, match="No denominator makes 3 round to 71%"):
        decomposition.implied_denominators(3, 71.0)
    with pytest.raises(ValueError, match="does not bound"):
        decomposition.implied_denominators(0, 0.0)


def test_ratio_of_counts_by_hand():
    # 120/80 = 1.5; √(2 · (1/80 + 1/120)) = .204124; exp(±1.959964 · .204124) = 1.4920
    found = decomposition.ratio(80, 120, 0.95, 2)
    assert found.tolist() == pytest.approx([1.5, 1.5 / 1.49196, 1.5 * 1.49196], abs=1e-3)
    assert np.isclose(found["low"] * found["high"], 1.5**2)
    with pytest.raises(ValueError, match="positive counts"):
        decomposition.ratio(0, 3, 0.95, 1)
