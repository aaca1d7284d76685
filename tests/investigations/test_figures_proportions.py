import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis.investigations.repeat_plan_volatility import pictures, repeat_plans
from analysis.statistics import charts

QUARTERS = pd.Index(["Q4 18/19", "Q1 19/20", "Q2 19/20", "Q3 19/20"])
REPEATS, STARTS = pd.Series([32, 22, 33, 60], index=QUARTERS), pd.Series([123, 129, 106, 105], index=QUARTERS)


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_shares_stand_at_their_values_with_counts_beneath():
    drawn = pd.DataFrame(
        {"value": [26.0, 17], "low": [17.0, 10], "high": [37.0, 27], "chance_low": 14, "chance_high": 31}
    )
    drawn = drawn.set_axis(QUARTERS[:2]).assign(repeats=REPEATS[:2], starts=STARTS[:2])
    ax = pictures.shares(drawn, 21.3).axes[0]
    points = next(line for line in ax.lines if line.get_marker() == "o")
    assert points.get_ydata().tolist() == [26, 17]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Q4\n18/19\n32 of 123", "Q1\n19/20\n22 of 129"]
    assert ax.get_ylim()[0] == 0


def test_points_outside_are_marked_on_their_chart_only():
    by_chart = {"p-chart": charts.p_chart(REPEATS, STARTS), "XmR": charts.xmr(100 * REPEATS / STARTS)}
    marked = [next(line for line in ax.lines if line.get_marker() == "s") for ax in pictures.charts(by_chart).axes]
    assert by_chart["p-chart"]["outside"].tolist() == [False, True, False, True]
    assert marked[0].get_xdata().tolist() == [1, 3]
    assert marked[1].get_xdata().tolist() == []


def test_parts_of_a_change_point_their_own_way():
    counts = pd.DataFrame({"repeats": [101, 132], "starts": [425, 480]}, index=["2019/20", "2020/21"])
    ax = pictures.parts(repeat_plans.changes(counts)).axes[0]
    more_repeats, more_starts = (bar.get_width() for bar in ax.patches)
    assert more_repeats > 0 > more_starts
    assert [text.get_text() for text in ax.texts] == ["+6.8", "−3.1"]
    assert ax.get_yticklabels()[0].get_text() == "2019/20 to 2020/21: +3.7"


def test_trends_start_at_nothing_so_that_no_change_is_magnified():
    drawn = pd.DataFrame({"repeats": REPEATS, "starts": STARTS, "repeats_fitted": REPEATS, "starts_fitted": STARTS})
    assert [ax.get_ylim()[0] for ax in pictures.trends(drawn).axes] == [0, 0]


def test_a_funnel_narrows_with_more_plans_and_names_each_year():
    points = charts.funnel([96, 101], pd.Series([516, 425], index=["2018/19", "2019/20"]), [20.8, 21.9], 1.7)
    ax = pictures.funnels({"England": points.assign(starts=[516, 425])}).axes[0]
    upper = ax.lines[1]
    assert upper.get_xdata().tolist() == [425, 516]
    assert upper.get_ydata()[0] > upper.get_ydata()[1] > 0
    assert {text.get_text() for text in ax.texts} == {"2018/19", "2019/20"}


def test_shrinkage_draws_what_was_printed_and_what_it_supports():
    shrunk = pd.DataFrame(
        {"observed": [30.0, 10], "value": [26.0, 14], "low": [20.0, 9], "high": [32.0, 19]}, index=QUARTERS[:2]
    )
    by_marker = {line.get_marker(): list(line.get_ydata()) for line in pictures.shrinkage(shrunk, 20).axes[0].lines}
    assert (by_marker["x"], by_marker["o"]) == ([30, 10], [26, 14])


def test_detectable_changes_are_marked_where_the_plans_are():
    table = pd.DataFrame(
        {"rise": [30.0, 10], "fall": [20.0, 8], "rise_from_known": [20.0, 7]}, index=pd.Index([60, 700], name="n")
    )
    ax = pictures.detectable(table, {"a quarter here": 123}, 21.3).axes[0]
    assert any(np.all(np.asarray(line.get_xdata()) == 123) for line in ax.lines)
    assert "a quarter here" in {text.get_text().strip() for text in ax.texts}


def test_coverage_says_that_it_is_simulated():
    table = pd.DataFrame(
        {"n": [20, 60], "estimate": [0.95, 0.93], "clustering": "siblings together", "method": "naive"}
    )
    ax = pictures.coverage(table).axes[0]
    assert "SIMULATED" in ax.get_xlabel()
    assert ax.lines[1].get_ydata().tolist() == [0.95, 0.93]
