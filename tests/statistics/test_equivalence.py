import pytest

from analysis.statistics import equivalence


@pytest.mark.parametrize(
    ("low", "high", "inside"), [(-2.9, 2.9, True), (-3.1, 1, False), (1, 3.1, False), (0.5, 2.0, True), (4, 5, False)]
)
def test_the_whole_range_of_a_difference_must_lie_within_the_margin(low, high, inside):
    assert equivalence.within_margin(low, high, 3) is inside


def test_the_margin_of_a_ratio_is_the_same_there_and_back():
    # 10%: 1/1.1 = 0.90909 to 1.1
    assert equivalence.within_margin(0.9091, 1.0999, 0.1, ratio=True)
    assert not equivalence.within_margin(0.9089, 1.0, 0.1, ratio=True)
    assert not equivalence.within_margin(1 / 1.11, 1 / 1.0, 0.1, ratio=True)
    assert not equivalence.within_margin(0.9091, 1.1001, 0.1, ratio=True)
    # half as much again: 1/1.5 = 0.667 to 1.5
    assert equivalence.within_margin(0.667, 1.499, 0.5, ratio=True)
    assert not equivalence.within_margin(0.666, 1.499, 0.5, ratio=True)


def test_a_range_that_ends_at_the_margin_leaves_no_room():
    assert equivalence.within_margin(-3, 3, 3)


@pytest.mark.parametrize(("low", "high", "margin"), [(-1, 1, 0), (1, -1, 3), (float("nan"), 1, 3)])
def test_what_is_no_range_or_no_margin_is_refused(low, high, margin):
    with pytest.raises(ValueError, match="margin must be above 0"):
        equivalence.within_margin(low, high, margin)
