"""What stands in the charts that several reports share, read off the drawn objects."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from analysis.exhibits import charts, rows
from analysis.exhibits.style import NARROW

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
