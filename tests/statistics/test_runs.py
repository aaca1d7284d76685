import numpy as np
import pandas as pd
import pytest

from analysis.statistics import runs


@pytest.mark.parametrize(
    ("values", "longest", "crossings"),
    [([1, 1, 1, 3, 3], 3, 1), ([1, 3, 1, 3], 1, 3), ([1, 2, 1, 1], 3, 0), ([2, 2], 0, 0)],
)
def test_runs_about_two(values, longest, crossings):
    found = runs.runs(values, 2)
    assert (found.longest, found.crossings) == (longest, crossings)


def test_run_limits_by_hand():
    # 13 points: log2 13 + 3 = 6.70, so 7; binomial(12, ½): P(X ≤ 2) = 79/4096 = .019, P(X ≤ 3) = 299/4096 = .073, so 3
    found = runs.runs([1, 3] * 6 + [1], 2)
    assert (found.longest_allowed, found.crossings_needed) == (7, 3)
    assert not found.signal


@pytest.mark.parametrize(
    ("values", "rule"),
    [([3] * 7 + [1, 3, 1, 3, 1], "shift"), ([1, 2.1, 3.2, 4.3, 5.4, 6.5, 1, 3, 1, 9, 1, 5], "trend")],
)
def test_seven_on_a_side_and_six_in_a_direction_are_signals(values, rule):
    found = runs.runs(values, 2.5)
    assert getattr(found, rule)
    assert found.signal


def causes(values, z):
    return runs.special_causes(values, z)["cause"].tolist()


# The vectors of NHSRplotthedots 0.2.2, tests/testthat/test-ptd_calculate_point_type.R, as points that should be picked out.
@pytest.mark.parametrize(
    ("sides", "picked"),
    [
        ([1] * 6, []),
        ([1] * 6 + [-1], []),
        ([1] * 7 + [-1], list(range(7))),
        ([1] * 8 + [-1], list(range(8))),
        ([-1] * 8 + [1], list(range(8))),
        ([-1] + [1] * 8 + [-1], list(range(1, 9))),
    ],
)
def test_published_shift_of_seven_points(sides, picked):
    flat = np.tile([1.0, 2.0], 5)[: len(sides)]  # no trend
    found = causes(flat, sides)
    assert [place for place, cause in enumerate(found) if cause == "shift"] == picked


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, -1, -1, -1, -1, -1, -1, -1, 0]),
    ],
)
def test_published_trend_of_seven_points(values, side):
    z = np.tile([0.5, -0.5], 5)[: len(values)]
    assert runs.special_causes(values, z)["side"].tolist() == side


@pytest.mark.parametrize(
    ("close", "sides", "picked"),
    [
        ([1, 0, 1], [1, 1, 1], [0, 2]),
        ([0, 1, 1], [1, 1, 1], [1, 2]),
        ([1, 1, 0], [1, 1, 1], [0, 1]),
        ([1, 0, 1], [1, -1, 1], []),
        ([0, 0, 1, 0, 1, 0], [1, -1, 1, -1, 1, -1], []),
        ([1, 0, 0, 1], [1, 1, 1, 1], []),
        ([1, 0, 0, 1, 1], [1, 1, 1, 1, 1], [3, 4]),
    ],
)
def test_published_two_of_three(close, sides, picked):
    z = np.where(close, 2.5, 0.5) * sides
    found = causes(np.tile([1.0, 2.0], 5)[: len(z)], z)
    assert [place for place, cause in enumerate(found) if cause == "two of three"] == picked


def test_beyond_a_limit_comes_first_and_says_which_side():
    found = runs.special_causes([1, 2, 1], [0.1, -3.2, 0.1])
    assert found["cause"].tolist() == ["", "outside", ""]
    assert found["side"].tolist() == [0, -1, 0]


@pytest.mark.parametrize(
    ("side", "better", "mark"),
    [
        (0, "lower", "common cause"), (1, "higher", "improving"), (1, "lower", "concerning"), (-1, "lower", "improving"),
        (-1, "higher", "concerning"), (1, "", "high"), (-1, "", "low"),
    ],
)  # fmt: skip
def test_the_mark_is_that_of_the_last_point(side, better, mark):
    assert runs.variation(pd.DataFrame({"side": [-side, side]}), better) == mark


# NHSRplotthedots 0.2.2, tests/testthat/test-ptd_calculate_assurance_type.R: limits 1 to 3, 5 to 7 and 1 to 5, target 4
@pytest.mark.parametrize(
    ("better", "marks"),
    [
        ("higher", ["consistently missed", "consistently met", "hit and miss"]),
        ("lower", ["consistently met", "consistently missed", "hit and miss"]),
        ("", ["", "", ""]),
    ],
)
def test_published_assurance(better, marks):
    assert [runs.assurance(low, high, 4, better) for low, high in ((1, 3), (5, 7), (1, 5))] == marks
