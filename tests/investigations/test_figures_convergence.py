import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.investigations.district_convergence import pictures

DATES = pd.DatetimeIndex(["2013-03-31", "2018-03-31", "2020-07-31"])


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


def area(*values):
    return pd.DataFrame({"value": values, "common": 40.0, "low": 30.0, "high": 50.0}, DATES)


def test_every_panel_reaches_the_highest_rate_and_fills_the_points_outside_chance():
    fig = pictures.panels({"a": area(40, 45, 40), "b": area(86, 45, 10)}, DATES[1])
    assert all(ax.get_ylim()[1] >= 86 for ax in fig.axes[:2])
    assert all(ax.get_ylim()[0] == 0 for ax in fig.axes[:2])
    filled = fig.axes[1].lines[-1]
    assert filled.get_ydata().tolist() == [86, 10]
    assert [ax.get_title(loc="left") for ax in fig.axes[:2]] == ["a", "b"]


def test_spreads_show_both_kinds_with_chance_beside_the_relative_one():
    frame = pd.DataFrame({"value": [20.0, 10, 6], "low": [19.0, 9, 5], "high": [21.0, 11, 7]}, DATES)
    noise = pd.DataFrame({"poisson": [14.0, 13, 19], "clustered": [18.0, 17, 24]}, DATES)
    left, right = pictures.spreads(frame, frame, noise, DATES[1]).axes
    assert any(list(line.get_ydata()) == [18, 17, 24] for line in right.lines)
    assert any(list(line.get_ydata()) == [20, 10, 6] for line in left.lines)


def test_left_over_marks_zero_and_compares_published_populations():
    frame = pd.DataFrame({"value": [1.0, -8, 40], "low": [-20.0, -12, 15], "high": [20.0, 12, 60]}, DATES)
    alone, both = pictures.left_over(frame).axes[0], pictures.left_over(frame, frame).axes[0]
    assert len(both.collections) == len(alone.collections) + 1
    assert [text.get_text() for text in both.texts] == ["shares that re-add", "ONS populations"]
