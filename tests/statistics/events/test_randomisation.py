from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.investigations.strategy_meeting_spikes import event_study
from analysis.statistics.events import randomisation, simulated_series
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")


def simulated(before=48, after=6, seed=1, **truth):
    return simulated_series.series(EVENT, before, after, Truth(**truth), np.random.default_rng(seed))


def test_a_change_is_three_months_less_the_three_before():
    levels = pd.Series([1.0, 2, 6, 4, 5, 9], pd.date_range("2021-01-01", periods=6, freq="MS"))
    # April: (4 + 5 + 9)/3 − (1 + 2 + 6)/3 = 6 − 3; three months after June are not known
    found = randomisation.shifts(levels, 3)
    assert found["2021-04-01"] == pytest.approx(3)
    assert found.drop(pd.Timestamp("2021-04-01")).dropna().tolist() == pytest.approx([(6 + 4 + 5) / 3 - 1.5])
    # without May: (4 + 9)/2 − 3 = 3.5
    assert randomisation.shifts(levels.where(levels != 5), 3)["2021-04-01"] == pytest.approx(3.5)


def test_the_rank_by_hand_when_only_the_event_moves_the_series():
    # 100 a working day in all months but the three from the event on, which have 150: log(150.x/100.x) up, all others 0
    months = simulated_series.months_around(EVENT, 23, 3)
    calendar = randomisation.working_days.by_month(months)["working_days"]
    series = pd.DataFrame({"count": calendar * np.where(months < EVENT, 100, 150)})
    found = randomisation.rank(series.iloc[3:], EVENT)
    assert found.change == pytest.approx(50, abs=0.1)
    assert (len(found.placebo), found.as_large) == (
        16,
        0,
    )  # 20 months before: the first two have no two before them, the last two no three before the event
    assert np.isnan(found.p)
    assert found.placebo.abs().max() == pytest.approx(0, abs=0.1)


def test_a_lasting_rise_of_two_thirds_is_the_largest_of_its_series():
    found = randomisation.rank(simulated(rise=0.65, model="step", seed=4), EVENT)
    assert len(found.placebo) == 44
    assert (found.as_large, found.p) == (0, 1 / 45)
    assert 30 < found.change < 110


@pytest.mark.slow
def test_false_alarms_on_a_level_that_wanders_stay_near_five_percent():
    rng = np.random.default_rng(12)
    truth = replace(Truth(), drift=0.05)
    p = [randomisation.rank(simulated_series.series(EVENT, 40, 3, truth, rng), EVENT).p for _ in range(100)]
    assert np.mean(np.array(p) <= 0.05) <= 0.11  # 5% of 100 is 5 ± 2.2


def test_a_zero_does_not_hide_a_rise():
    series = simulated(rise=0.65, model="step", seed=4)
    series.loc["2020-05-01", "count"] = 0
    assert randomisation.rank(series, EVENT).as_large == 0


def test_unknown_months_are_left_out_and_too_few_are_said():
    series = simulated()
    series.loc["2019-01-01":"2019-05-01", "count"] = np.nan
    assert len(randomisation.rank(series, EVENT).placebo) < 44
    series.loc["2021-12-01":"2022-01-01", "count"] = np.nan
    with pytest.raises(ValueError, match="does not know enough months around December 2021"):
        randomisation.rank(series, EVENT)


def test_one_month_from_the_event_on_is_compared_with_single_months():
    found = randomisation.rank(simulated(after=1, rise=1.6, model="step", seed=3), EVENT)
    assert len(found.placebo) == 46
    assert found.p == 1 / 47


def test_two_months_that_agree_are_not_pulled_in():
    months = simulated_series.months_around(EVENT, 20, 2)
    calendar = randomisation.working_days.by_month(months)["working_days"]
    series = pd.DataFrame({"count": calendar * np.where(months < EVENT, 100, 150)})
    assert randomisation.rank(series, EVENT).change == pytest.approx(50, abs=0.1)


def test_what_one_month_decides():
    series = simulated(seed=2)
    series.loc["2022-01-01", "count"] *= 4
    found = randomisation.without_one(series, EVENT)
    assert list(found.index) == list(pd.date_range("2021-09-01", "2022-02-01", freq="MS"))
    assert found["change"].idxmin() == pd.Timestamp("2022-01-01")


def test_what_one_month_decides_is_said():
    months = pd.to_datetime(["2021-11-01", "2021-12-01", "2022-01-01"])
    found = randomisation.Rank(EVENT, 40.0, pd.Series([1.0] * 40), 1, 2 / 41)
    steady = pd.DataFrame({"p": [0.02, 0.049, np.nan]}, months)
    assert event_study.deciding_sentence(found, steady, 0.05) == (
        "No single month decides this: without any one of the 2 around it, p = 0.02 to 0.049."
    )
    one = pd.DataFrame({"p": [0.02, 0.049, 0.4]}, months)
    assert event_study.deciding_sentence(found, one, 0.05) == (
        "**One month decides this**: the answer is another without January 2022 (p = 0.40)."
    )
    unknown = randomisation.Rank(EVENT, 40.0, pd.Series([1.0] * 4), 1, np.nan)
    assert event_study.deciding_sentence(unknown, one, 0.05) == ""


@pytest.mark.parametrize("count", [float("1e400"), 1e9, -1])
def test_what_is_no_count_is_one_sentence(count):
    series = simulated()
    series.loc["2021-03-01", "count"] = count
    with pytest.raises(
        ValueError, match=r"^The number of March 2021 is no count of a month: correct it in the monthly file\.$"
    ):
        randomisation.rank(series, EVENT)


def test_an_event_late_in_its_month_is_looked_for_from_the_next():
    assert randomisation.first_month(pd.Timestamp("2021-12-10")) == EVENT
    assert randomisation.first_month(pd.Timestamp("2021-12-24")) == pd.Timestamp("2022-01-01")


def test_one_wave_of_the_year_is_taken_away_whenever_it_peaks():
    months = pd.date_range("2018-01-01", periods=48, freq="MS")
    wave = 0.3 * np.sin(2 * np.pi * months.month.to_numpy() / 12 + 0.7)
    series = pd.DataFrame({"count": 20_000 * np.exp(wave), "children": 10.0}, index=months)
    left = randomisation.detrended(series, "children")
    # 20,000 over 10 in logarithms, and nothing of the wave; a hundredth is what pulling single months in costs
    assert left.mean() == pytest.approx(np.log(2000), abs=0.02)
    assert left.std() < 0.02
