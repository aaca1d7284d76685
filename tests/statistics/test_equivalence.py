import pytest

from analysis.statistics import equivalence


@pytest.mark.parametrize(
    ("low", "high", "lies"),
    [
        (-2.9, 2.9, "inside"), (-3.1, 1, "open"), (1, 3.1, "open"), (0.5, 2.0, "inside"),
        (4, 5, "outside"), (-5, -3.1, "outside"), (2.9, 8, "open"), (-9, 9, "open"),
    ],
)  # fmt: skip
def test_the_whole_range_of_a_difference_must_lie_on_one_side_of_the_margin(low, high, lies):
    assert equivalence.against_margin(low, high, 3) == lies


def test_the_margin_of_a_ratio_is_the_same_there_and_back():
    # 10%: 1/1.1 = 0.90909 to 1.1
    assert equivalence.against_margin(0.9091, 1.0999, 0.1, ratio=True) == "inside"
    assert equivalence.against_margin(0.9089, 1.0, 0.1, ratio=True) == "open"
    assert equivalence.against_margin(1 / 1.11, 1 / 1.0, 0.1, ratio=True) == "open"
    assert equivalence.against_margin(0.9091, 1.1001, 0.1, ratio=True) == "open"
    assert equivalence.against_margin(1.1001, 2.0, 0.1, ratio=True) == "outside"
    assert equivalence.against_margin(0.5, 0.9089, 0.1, ratio=True) == "outside"
    # half as much again: 1/1.5 = 0.667 to 1.5
    assert equivalence.against_margin(0.667, 1.499, 0.5, ratio=True) == "inside"
    assert equivalence.against_margin(0.666, 1.499, 0.5, ratio=True) == "open"


def test_a_range_that_ends_at_the_margin_leaves_no_room():
    assert equivalence.against_margin(-3, 3, 3) == "inside"


@pytest.mark.parametrize(("low", "high", "margin"), [(-1, 1, 0), (1, -1, 3), (float("nan"), 1, 3)])
def test_what_is_no_range_or_no_margin_is_refused(low, high, margin):
    with pytest.raises(ValueError, match="margin must be above 0"):
        equivalence.against_margin(low, high, margin)
