import pytest

from analysis.statistics import design_effect


def test_children_of_families_count_as_fewer():
    assert design_effect.effective(60, 2.4) == pytest.approx(25)
    assert design_effect.effective([10, 4], 2).tolist() == [5, 2]
    assert design_effect.effective(7, 1) == 7
    with pytest.raises(ValueError, match=r"The design effect is 0\.99; use 1"):
        design_effect.effective(7, 0.99)


@pytest.mark.parametrize("distance", [3.919928, -3.919928])
def test_the_p_value_of_a_distance_on_either_side(distance):
    # 3.919928 is 1.959964 errors of 2: 5% by any table of the normal distribution
    assert design_effect.two_sided(distance, 2) == pytest.approx(0.05, abs=1e-6)


def test_no_distance_and_no_error_are_no_evidence():
    assert design_effect.two_sided(0, 0.5) == 1
    assert design_effect.two_sided(3, 0) == 1
    assert design_effect.two_sided(0.5, 0.5) == pytest.approx(0.3173, abs=1e-4)
