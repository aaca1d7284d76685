import pandas as pd
import pytest

from analysis.investigations.repeat_plan_volatility import repeat_plan_words as words
from analysis.statistics.trends import Trend

COUNTS = pd.DataFrame({"repeats": [96, 101, 132], "starts": [516, 425, 480]}, index=["2018/19", "2019/20", "2020/21"])


@pytest.mark.parametrize(
    ("ratios", "text"),
    [
        ((1.11, 1.04, 1.19), "rose by 11.0% a quarter (4.0% to 19.0%)"),
        ((0.95, 0.91, 0.99), "fell by 5.0% a quarter (1.0% to 9.0%)"),
        ((1.04, 0.97, 1.11), "showed no clear trend (+4.0% a quarter, −3.0% to +11.0%)"),
    ],
)
def test_a_trend_in_words(ratios, text):
    assert words.trend(Trend(*ratios, 0.1, 1.0, 8), "quarter") == text


def test_a_change_that_both_parts_made():
    split = pd.Series({"change": 5.2, "numerator_part": 20.7, "denominator_part": 79.3})
    text = words.change(COUNTS, "2018/19", "2019/20", split)
    assert "from 96 of 516 (18.6%) to 101 of 425 (23.8%)" in text
    assert text.endswith("Of that rise, **79%** came from fewer starts and **21%** came from more repeats.")


def test_a_change_that_one_part_resisted():
    split = pd.Series({"change": 3.7, "numerator_part": 183.4, "denominator_part": -83.4})
    text = words.change(COUNTS, "2019/20", "2020/21", split)
    assert text.endswith(
        "The rise came from more repeats alone (**183%** of it); more starts pulled the other way (−83%)."
    )


def test_points_say_whether_chance_could_make_them():
    assert words.points(pd.Series({"value": 5.16, "low": -1.67, "high": 12.1})) == (
        "+5.2 points (−1.7 to +12.1), which chance alone could make"
    )
    assert words.points(pd.Series({"value": -8.7, "low": -14.2, "high": -2.1})).endswith("more than chance makes")


@pytest.mark.parametrize(
    ("outside", "text"),
    [
        ({"p-chart": 0, "XmR": 0}, "No: none of p-chart and XmR has a point outside its limits"),
        ({"p-chart": 2, "XmR": 1}, "Yes, all of them: p-chart (2 of 10 points) and XmR (1 of 10 points)"),
        ({"p-chart": 2, "XmR": 0}, "They disagree: an alarm on p-chart (2 of 10 points), none on XmR"),
    ],
)
def test_what_the_charts_say(outside, text):
    assert words.charted(outside, 10) == text


def test_years_that_stand_out_of_a_funnel():
    alarms = {"England": pd.Series({"2019/20": "", "2020/21": "95%"}), "neighbours": pd.Series({"2020/21": "99.8%"})}
    assert words.stood_out(alarms, "95%") == "2020/21 against England and 2020/21 against neighbours"
    assert words.stood_out(alarms, "99.8%") == "2020/21 against neighbours"
    assert words.stood_out({"England": pd.Series({"2019/20": ""})}, "95%") == "no year"
