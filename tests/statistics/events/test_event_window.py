"""What is known of the months before any effect is looked for."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.events.event_window import window

EVENT = pd.Timestamp("2021-12-16")


def months(first, number, **columns):
    index = pd.date_range(first, periods=number, freq="MS")
    return pd.DataFrame({"count": np.arange(100.0, 100 + number)} | columns, index=index)


@pytest.mark.parametrize(("number", "columns"), [(23, 4), (24, 5), (30, 5)])
def test_school_holidays_are_told_from_the_trend_after_two_years(number, columns):
    assert window(months("2020-06-01", number), EVENT, 36).base.shape == (number, columns)


def test_level_trend_and_time_of_year_by_hand():
    seen = window(months("2020-01-01", 30), EVENT, 36)
    assert seen.since[[0, 23, 24]].tolist() == [-23, 0, 1]
    assert seen.position[[0, 29]].tolist() == [0, 29]
    # January 2020 lies 23 months before the event; the year's wave begins in January and is a quarter on in April
    assert seen.base[0, :4] == pytest.approx([1, -23 / 12, 0, 1])
    assert seen.base[3, :4] == pytest.approx([1, -20 / 12, 1, 0])
    # December 2021 has 21 working days, and 10 of them lie on the 16th or later: 27 and 28 are bank holidays
    assert np.exp(seen.exposure[23]) == pytest.approx(21)
    assert seen.dose == pytest.approx(10 / 21)


def test_another_exposure_and_what_is_not_known():
    series = months("2020-01-01", 30, children=[50.0] * 30)
    series.iloc[4, 0], series.iloc[7, 1] = np.nan, 0.0
    seen = window(series, EVENT, 36, "children")
    assert len(seen.counts) == 28, "a month without a count and one without exposure are left out"
    assert np.exp(seen.exposure) == pytest.approx([50] * 28)
    assert seen.months[4] == pd.Timestamp("2020-06-01")


def test_no_more_months_than_asked_for_before_the_event():
    seen = window(months("2020-01-01", 30), EVENT, 10)
    assert seen.since.min() == -10
    assert seen.counts[0] == 113
