"""A series of one's own: which chart it deserves, its marks, what could be seen, and what is refused."""

import pandas as pd
import pytest

from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.your_own_series import given, limits, pictures
from analysis.investigations.your_own_series.study import YourSeries

ALONE = Policy(siblings=1, tried_at=(1,))


def series(counts, wholes=None, group="", start="2019-01-01"):
    days = pd.date_range(start, periods=len(counts), freq="MS")
    told = {
        "period": [f"{day:%B %Y}" for day in days],
        "start": days,
        "end": days + pd.offsets.MonthEnd(0),
        "type": "month",
    }
    wholes = [float("nan")] * len(counts) if wholes is None else wholes
    return pd.DataFrame(told | {"count": list(map(float, counts)), "whole": wholes, "group": group})


def study(counts, wholes=None, policy=ALONE, **options):
    return YourSeries(series(counts, wholes), policy, counted="late visits, of visits due", source="a test", **options)


@pytest.mark.parametrize(
    ("counts", "wholes", "per", "kind"),
    [
        ([5, 6, 5, 6], None, 100, "count"),
        ([5, 6, 5, 6], [50] * 4, 100, "share"),
        ([5, 60, 5, 6], [50] * 4, 100, "rate"),
        ([5, 6, 5, 6], [50_000] * 4, 10_000, "rate"),
    ],
)
def test_the_data_say_which_kind_of_chart(counts, wholes, per, kind):
    assert limits.kind(series(counts, wholes), per) == kind


def test_limits_of_a_share_by_hand():
    # 80 of 400: 20 ± 3 √(20 · 80/100) = 20 ± 12; with siblings 4 twice as wide, cut at 0
    assert (study([18, 22, 20, 20], [100] * 4).by_chance.low, study([18, 22, 20, 20], [100] * 4).by_chance.high) == (
        pytest.approx(8),
        pytest.approx(32),
    )
    wide = study([18, 22, 20, 20], [100] * 4, Policy(siblings=4, tried_at=(4,))).by_chance
    assert (wide.low, wide.high) == (0, pytest.approx(44))


def test_a_rate_is_per_what_it_is_said_to_be_per():
    # 40 of 100,000 in each: 4 per 10,000; limits 4 ± 3 √(4/10) = 4 ± 1.897
    found = study([40] * 5, [100_000.0] * 5, per=10_000)
    assert found.last.value == pytest.approx(4)
    assert found.by_chance.high == pytest.approx(5.897, abs=1e-3)
    assert found.unit == "per 10,000"


def test_steps_larger_than_chance_give_limits_from_the_steps():
    jumping = study([20, 80, 25, 75, 20, 80, 25, 75])
    assert jumping.limits.name == "XmR"
    # steps 60, 55, 50, 55, 60, 55, 50: mean 55, so 50 ± 3 · 55/1.128 = 50 ± 146.28
    assert jumping.by_chance.high == pytest.approx(50 + 3 * 55 / 1.128, abs=0.01)
    assert "larger than chance" in jumping.limits.reason
    assert study([48, 52, 50, 49, 51, 50]).limits.name == "c-chart"


@pytest.mark.parametrize(("better", "mark"), [("lower", "concerning"), ("higher", "improving"), ("neither", "high")])
def test_a_last_point_beyond_its_limit_is_marked(better, mark):
    # 102 in 8: centre 12.75, limits to 12.75 + 3 √12.75 = 23.5
    found = study([10, 13, 9, 12, 11, 13, 8, 26], better=better)
    assert found.variation == mark
    assert found.picked == ["August 2019"]
    assert found.headline.startswith("The last month is")


def test_a_mark_that_siblings_undo_depends_on_them():
    # as before: 26 is beyond 23.5 for unrelated children; at 2.6 the limit is 12.75 + 3 √(12.75 · 2.6) = 30.0
    found = study([10, 13, 9, 12, 11, 13, 8, 26], policy=Policy(siblings=2.6, tried_at=(1, 3.1)), better="lower")
    assert found.variation == "depends"
    assert "depends on brothers and sisters" in plain(found.headline)
    assert pictures.marks(found).frame.loc["Variation", "In words"] == "It depends on brothers and sisters"


@pytest.mark.parametrize(
    ("target", "mark"), [("20", "hit and miss"), ("35", "consistently met"), ("5", "consistently missed"), ("", "")]
)
def test_a_target_is_held_against_the_limits(target, mark):
    found = study([18, 22, 20, 20], [100] * 4, better="lower", target=given.target(target))  # limits 8 to 32
    assert found.aim.mark == mark
    assert ("None was given" in found.aim.said) == (not target)


def test_a_drift_inside_the_limits_is_in_the_headline():
    found = study([100, 110, 120, 130, 140, 150], [1000] * 6)
    assert found.picked == []
    assert plain(found.headline) == "No month stands out, yet over 6 months the share drifted upwards"
    steady = study([10, 11, 9, 10, 9, 11], [100] * 6)
    assert plain(steady.headline) == "Nothing in 6 months is more than chance makes"


def test_a_changed_process_makes_the_chart_anew():
    found = study([20, 22, 18, 20, 50, 52, 48, 50], [100] * 8, changed=given.days("2019-05-01"))
    assert [each.value for each in found.stretches] == pytest.approx([20, 50])
    assert found.picked == []
    (change,) = found.changes
    assert (change.value, change.chance) == (pytest.approx(30), "no")
    assert plain(found.headline) == "Since May 2019 the share is higher than before, by more than chance makes"
    level = study([20, 22, 18, 20, 21, 19, 22, 20], [100] * 8, changed=given.days("2019-05-01"))
    assert plain(level.headline) == "Nothing in 4 months is more than chance makes"
    assert study([20, 22, 18, 20, 50, 52, 48, 50], [100] * 8).picked != []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"changed": [pd.Timestamp("2019-08-01")]}, "a stretch of 1 periods"),
        ({"changed": [pd.Timestamp("2031-01-01")]}, "a stretch of 0 periods"),
        ({"better": "up"}, "better is higher, lower or neither"),
        ({"per": 0}, "per is above 0"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(options, words):
    with pytest.raises(ValueError, match=words):
        study([20, 22, 18, 20, 50, 52, 48, 50], [100] * 8, **options)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: given.target("twenty"), "'twenty' is no number"),
        (lambda: given.days("1.4.2019"), "'1.4.2019' is no day"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_groups_stand_apart_at_every_sibling_effect_only():
    # 60 of 400 in all: 15%; A has 30 of 100: z = .15/√(.1275/100) = 4.20, with siblings 1.9 3.05 and with 3.1 2.39
    parts = [series([a] * 4, [25.0] * 4, group) for group, a in (("A", 7.5), ("B", 2.5), ("C", 2.5), ("D", 2.5))]
    told = {"counted": "late visits, of visits due", "source": "a test"}
    alone = YourSeries(pd.concat(parts), ALONE, **told)
    assert alone.groups.table.loc["A", "apart"]
    assert alone.groups.said == "A stands apart from the others"
    depends = YourSeries(pd.concat(parts), Policy(siblings=1.9, tried_at=(3.1,)), **told)
    assert (depends.groups.table.loc["A", "outside"], depends.groups.table.loc["A", "apart"]) == (True, False)
    assert depends.groups.said == "None of 4 groups stands apart from chance"
    assert not study([18, 22, 20, 20], [100] * 4).groups.table  # a file without groups says so


def test_the_picture_and_the_narrow_one_draw_every_period():
    found = study([18, 22, 20, 20] * 5, [100] * 20, changed=given.days("2019-11-01"), target=given.target("21"))
    picture = pictures.control_chart(found)
    for fig in (picture.fig, picture.narrow):
        lines = [line.get_xydata() for line in fig.axes[0].lines]
        assert sum(len(xy) == 1 and xy[0][1] in (18, 20, 22) for xy in lines) >= 20
    assert "January\n2019" in [text.get_text() for text in picture.narrow.axes[0].texts]
    assert "20 months, the last at" in plain(picture.alt)


def test_the_example_is_printed_and_has_the_form_of_a_file(observed):
    rows = []
    for quarter, part in (("Q1 18/19", 20), ("Q2 18/19", 22), ("Q3 18/19", 18), ("Q4 18/19", 21)):
        told = {"area": "Shire"}
        rows += [("repeat_plans", quarter, str(part), told), ("cpp_starts", quarter, "100", told)]
    figures = Figures(observed(*rows, ("repeat_plans_share", "2018/19", "22.1%", {"area": "England"})), Policy())
    told = given.example(figures, "Shire")
    assert told["series"]["count"].tolist() == [20, 22, 18, 21]
    assert (told["target"].value, told["better"]) == (22.1, "lower")
    assert YourSeries(policy=Policy(), **told).last.said() == "21 of 100 (21.0%)"
    with pytest.raises(
        MissingFigureError, match=r"four periods of repeat plans for Elsewhere; a line of data/own/quarters.csv"
    ):
        given.example(figures, "Elsewhere")


def test_questions_follow_the_last_period_and_the_target():
    steady, high = study([20, 22, 18, 21, 19, 20], [100] * 6), study([20] * 12 + [60], [100] * 13)
    assert steady.asked.startswith("What would have to change in the work itself")
    assert high.asked.startswith("What was different in")
    assert steady.aim.question.startswith("Which value would be good enough")
    assert study([20] * 6, [100] * 6, target=given.target("10")).aim.question.startswith("Who set the target")
