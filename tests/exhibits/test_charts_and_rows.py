"""What stands in the charts that several reports share, read off the drawn objects."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from analysis.exhibits import charts, lines, rows
from analysis.exhibits.style import AUTHORITY, ENGLAND, MOST_LINES, NARROW

TABLE = pd.DataFrame(
    {"value": [10.0, 20.0], "low": [5.0, 12.0], "high": [15.0, 28.0], "chance": ["yes", "no"]},
    index=["Rugby", "Warwick"],
)


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def texts(fig):
    return [text.get_text() for text in fig.axes[0].texts if text.get_text()]


def test_rows_name_themselves_beside_the_plot_and_on_a_telephone_above_it():
    wide, narrow = (rows.in_rows(TABLE, said=["1 of 10", "2 of 10"], narrow=each) for each in (False, True))
    assert [label.get_text() for label in wide.axes[0].get_yticklabels()] == ["Rugby", "Warwick"]
    assert texts(wide) == ["1 of 10", "2 of 10"]
    assert texts(narrow) == ["Rugby (1 of 10)", "Warwick (2 of 10)"]
    assert narrow.get_figwidth() * 25.4 == pytest.approx(NARROW)


def test_a_hollow_point_lies_within_chance():
    points = [line for line in rows.in_rows(TABLE).axes[0].lines if line.get_marker() == "o"]
    assert [point.get_markerfacecolor() for point in points] == ["white", points[0].get_markeredgecolor()]


def test_counts_that_would_meet_stand_on_two_lines():
    # ten counts of ten letters at 1.42 mm are 142 mm
    assert charts.fitting(["105 of 579"] * 10, 128) == ["105\nof 579"] * 10
    assert charts.fitting(["105 of 579"] * 10, 150) == ["105 of 579"] * 10
    assert charts.fitting([], 100) == []


def test_a_telephone_names_the_first_and_the_last_period():
    assert charts.first_and_last(["Q1 18/19", "Q2 18/19", "2019/20"]) == ["Q1\n18/19", "", "2019/20"]


YEARS = ["2017/18", "2018/19", "2019/20", "2020/21"]
# up and down steeply, so that a value left of its point and at its height would stand on the line
STEEP = pd.DataFrame(
    {"value": [99.0, 70.0, 90.0, 60.0], "low": [95.0, 65.0, 85.0, 55.0], "high": [100.0, 75.0, 95.0, 65.0]}, index=YEARS
)
BESIDE = {"Warwickshire": STEEP, "England": pd.DataFrame({"value": [72.0, 72.0, 91.0, 80.0]}, index=YEARS)}
COLORS = {"Warwickshire": AUTHORITY, "England": ENGLAND}


def places(fig, said):
    fig.canvas.draw()
    ax = fig.axes[0]
    return next(
        text.get_window_extent().transformed(ax.transData.inverted()) for text in ax.texts if text.get_text() == said
    )


def test_values_stand_beside_their_points_inside_the_plot_and_off_every_line():
    fig = lines.lines(BESIDE, COLORS, start=50.0)
    for said, at in (("99.0", 0), ("70.0", 1), ("90.0", 2)):
        box = places(fig, said)
        assert box.x0 > fig.axes[0].get_xlim()[0]
        assert box.x1 < at or box.x0 > at  # not on the bar of its range
        for frame in BESIDE.values():
            crossed = [np.interp(x, range(4), frame["value"]) for x in np.linspace(box.x0, box.x1, 9)]
            assert max(crossed) < box.y0 or min(crossed) > box.y1
    assert "60.0" not in texts(fig)  # the last stands with the name, at the end


def test_a_year_recorded_in_another_way_says_so_at_its_point_and_not_on_a_telephone():
    wide, narrow = (
        lines.lines(BESIDE, COLORS, broken=["2017/18"], start=50.0, **told) for told in ({}, {"width": NARROW})
    )
    assert "99.0, recorded\nin another way" in texts(wide)
    assert [text for text in texts(narrow) if "recorded" in text or "90.0" in text] == []


@pytest.mark.parametrize("start", [0.0, 50.0, 60.0])
def test_few_gridlines_stand_behind_the_lines(start):
    # from 60 to 100 matplotlib alone draws nine
    assert len(lines.lines(BESIDE, COLORS, start=start).axes[0].get_yticks()) <= MOST_LINES + 1
