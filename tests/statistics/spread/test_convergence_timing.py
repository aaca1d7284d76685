"""When the spread fell: hand-worked, with the coefficient of variation of two areas, |a − b| / (a + b)."""

from statistics import fmean, pstdev

import pandas as pd
import pytest

from analysis.statistics.spread import convergence_timing as timing

DATES = pd.DatetimeIndex(["2013-03-31", "2018-03-31", "2019-03-31"])
# 001 Appendix A 4.1 and 000 Table 7: N. Warwickshire, Nuneaton & Bedworth, Rugby, Stratford, Warwick
PRINTED = pd.DataFrame(
    [(61, 86, 40, 15, 45), (47, 67, 36, 43, 51), (22, 36, 23, 26, 23)], DATES, ["N", "B", "R", "Stratford", "Warwick"]
)


def test_share_of_the_fall_worked_by_hand():
    table = pd.DataFrame({"a": [1000, 2000, 2500], "b": [3000, 3000, 3000]}, DATES)
    value, low, high = timing.share_before(table, tuple(DATES), 0.95, 500, 1)
    assert value == pytest.approx(100 * (0.5 - 0.2) / (0.5 - 500 / 5500))
    assert low < value < high
    assert high - low < 0.2  # half a unit of some thousands is next to nothing


def test_share_of_the_printed_fall_agrees_with_the_standard_library():
    first, middle, last = (pstdev(row) / fmean(row) for row in PRINTED.to_numpy().tolist())
    value, low, high = timing.share_before(PRINTED, tuple(DATES), 0.95, 500, 1)
    assert value == pytest.approx(100 * (first - middle) / (first - last))
    people = pd.Series(23_000.0, PRINTED.columns)
    wide = timing.share_before(PRINTED, tuple(DATES), 0.95, 500, 1, people, 1.71)
    assert wide[0] == value
    assert wide[1] < low < high < wide[2]


def test_on_the_standard_deviation_less_of_the_fall_came_before():
    first, middle, last = (pstdev(row) for row in PRINTED.to_numpy().tolist())
    found = timing.share_before(PRINTED, tuple(DATES), 0.95, 500, 1, measure="sd")
    assert found[0] == pytest.approx(100 * (first - middle) / (first - last)) == pytest.approx(71.7, abs=0.1)


def test_a_fall_that_chance_could_make_has_a_part_without_end():
    flat = pd.DataFrame([(28, 31, 30, 33, 29), (29, 32, 30, 31, 28), (30, 32, 29, 31, 29)], DATES, PRINTED.columns)
    low, high = timing.share_before(flat, tuple(DATES), 0.95, 500, 1, pd.Series(23_000.0, PRINTED.columns), 2.0)[1:]
    assert (low, high) == (-100, 300)


def test_change_is_later_less_earlier_and_wider_with_siblings():
    people = pd.Series(23_000.0, PRINTED.columns)
    last = DATES[1], DATES[2]
    alone = timing.change(PRINTED, last, people, 1.0, 0.95, 4000, 1)
    together = timing.change(PRINTED, last, people, 2.0, 0.95, 4000, 1)
    assert alone[0] == pytest.approx(pstdev([22, 36, 23, 26, 23]) / 26 - pstdev([47, 67, 36, 43, 51]) / 48.8)
    assert together[2] - together[1] > 1.2 * (alone[2] - alone[1])


def test_last_figure_before_a_day_and_none_before_the_first():
    assert timing.last_before(DATES, pd.Timestamp("2018-06-01")) == DATES[1]
    assert timing.last_before(DATES, DATES[1]) == DATES[1]
    with pytest.raises(ValueError, match="audits_began"):
        timing.last_before(DATES, pd.Timestamp("2013-03-30"))


def test_leaving_one_area_out():
    table = pd.DataFrame({"a": [10, 20], "b": [30, 30], "c": [30, 30]}, DATES[:2])
    found = timing.leave_one_out(table, list(DATES[:2]))
    assert found.loc["a", "fall"] == 0  # 30 and 30 at both dates
    assert found.loc["b", "fall"] == pytest.approx(20 / 40 - 10 / 50)
    assert list(found.index) == ["none", "a", "b", "c"]


def test_rises_with_the_reach_of_rounding():
    found = timing.rises(PRINTED.assign(Stratford=[24, 43, 26]), DATES[0], DATES[1]).loc["Stratford"]
    # 43/24, 42.5/24.5 and 43.5/23.5
    assert [found["value"], found["low"], found["high"]] == pytest.approx([79.1667, 73.4694, 85.1064], abs=1e-3)


def test_interval_of_a_change_closes_around_it_when_chance_is_small():
    people = pd.Series(1e9, PRINTED.columns)
    value, low, high = timing.change(PRINTED * 1000, (DATES[1], DATES[2]), people, 1.0, 0.95, 500, 1)
    assert [low, high] == pytest.approx([value, value], abs=1e-3)
