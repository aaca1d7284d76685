import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.statistics.shares import splits


def test_half_the_starts_with_the_same_repeats_is_all_denominator():
    found = splits.split((50, 200), (50, 100))
    assert (found.from_denominator, found.from_numerator) == (pytest.approx(25), pytest.approx(0))
    assert (found.before, found.after, found.counterfactual) == (25, 50, 25)


def test_2018_19_to_2019_20_by_hand():
    # ln(101/96) = .050772, ln(516/425) = .194017: .244789 in all, 20.74% and 79.26% of 5.16005 points
    found = splits.split((96, 516), (101, 425))
    assert found.from_numerator == pytest.approx(1.07025, abs=1e-4)
    assert found.from_denominator == pytest.approx(4.08980, abs=1e-4)
    assert found.counterfactual == pytest.approx(100 * 101 / 516)


def test_2019_20_to_2020_21_by_hand_where_more_starts_pulled_the_other_way():
    # ln(132/101) = .267681, ln(425/480) = −.121697: .145984 in all, 183.36% and −83.36% of 3.73529 points
    found = splits.split((101, 425), (132, 480))
    assert found.from_numerator == pytest.approx(6.8492, abs=1e-3)
    assert found.from_denominator == pytest.approx(-3.1139, abs=1e-3)


counts = st.integers(1, 500)


@given(counts, counts, counts, counts)
def test_the_parts_add_up_and_going_back_splits_alike(a, n, b, m):
    assume(a * m != b * n)
    there, back = splits.split((a, n), (b, m)), splits.split((b, m), (a, n))
    assert there.from_numerator + there.from_denominator == pytest.approx(there.change, abs=1e-9)
    assert there.from_numerator == pytest.approx(-back.from_numerator)


def test_points_by_hand():
    # shares 50% and 30%; logarithmic mean (.3 − .5)/ln(.3/.5) = .391523; from 60/50: ·ln 1.2 = .071383; from 100/200: −.271383
    found = splits.split((50, 100), (60, 200))
    assert (found.from_numerator, found.from_denominator) == (
        pytest.approx(7.1383, abs=1e-3),
        pytest.approx(-27.1383, abs=1e-3),
    )
    assert found.from_numerator + found.from_denominator == pytest.approx(found.change) == pytest.approx(-20)


def test_a_share_that_did_not_change_has_parts_that_cancel():
    # 1/2 and 2/4: +.5 ln 2 and −.5 ln 2 = 34.657 points each way
    found = splits.split((1, 2), (2, 4))
    assert (found.from_numerator, found.from_denominator) == (
        pytest.approx(34.657, abs=1e-3),
        pytest.approx(-34.657, abs=1e-3),
    )


def test_a_count_of_nothing_cannot_be_split():
    with pytest.raises(ValueError, match="positive counts"):
        splits.split((0, 5), (1, 5))
