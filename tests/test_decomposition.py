import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import decomposition


def test_half_the_starts_with_the_same_repeats_is_all_denominator():
    found = decomposition.split(50, 200, 50, 100)
    assert found["denominator_part"] == pytest.approx(1)
    assert found["numerator_part"] == pytest.approx(0)
    assert found["counterfactual"] == pytest.approx(25)


def test_2018_19_to_2019_20_by_hand():
    # ln(103/96) = 0.070380, ln(427/516) = −0.189318: 0.259698 in all, 27.10% and 72.90%
    found = decomposition.split(96, 516, 103, 427)
    assert found["numerator_part"] == pytest.approx(0.070380 / 0.259698, abs=1e-4)
    assert found["denominator_part"] == pytest.approx(0.189318 / 0.259698, abs=1e-4)


counts = st.integers(1, 500)


@given(counts, counts, counts, counts)
def test_the_parts_add_to_one(part, whole, later_part, later_whole):
    if np.isclose(np.log(later_part / later_whole), np.log(part / whole)):
        return
    found = decomposition.split(part, whole, later_part, later_whole)
    assert found["numerator_part"] + found["denominator_part"] == pytest.approx(1)


@pytest.mark.parametrize(("numbers", "words"), [((1, 2, 2, 4), "did not move"), ((0, 5, 1, 5), "positive counts")])
def test_what_cannot_be_split_is_refused(numbers, words):
    with pytest.raises(ValueError, match=words):
        decomposition.split(*numbers)
