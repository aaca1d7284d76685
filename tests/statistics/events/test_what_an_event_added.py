"""Counts that follow a known rise to the letter: what the event added, and the smallest p-value that draws can give."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics.events import interruption, simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")


@pytest.fixture(scope="module")
def found():
    months = simulated_series.months_around(EVENT, 30, 6)
    rise, none = (simulated_series.expected(months, EVENT, Truth(model="step", rise=size)) for size in (0.5, 0.0))
    series = pd.DataFrame({"count": rise}, index=months)
    analysis = interruption.analyse(window(series, EVENT, 30), ["step"], draws=99, rng=np.random.default_rng(1))
    return analysis, rise, none


def test_the_months_with_and_without_the_event(found):
    analysis, rise, none = found
    assert analysis.models.loc["step", "rise"] == pytest.approx(50, abs=1e-3)
    assert analysis.months["with_event"].to_numpy() == pytest.approx(rise, rel=1e-4)
    assert analysis.months["without_event"].to_numpy() == pytest.approx(none, rel=1e-4)


def test_no_p_value_is_smaller_than_the_draws_allow(found):
    # stronger than all 99 series without an event: 1 of 100
    assert found[0].models.loc["step", "p"] == pytest.approx(0.01)
    assert found[0].p_any == pytest.approx(0.01)


def test_an_expected_count_by_hand():
    """May 2022, five months after the event: 21 working days, two of them (30 and 31 May) in the school holidays."""
    truth = Truth(per_year=2530, trend=0.12, season=0.2, school=-0.3, model="step", rise=0.5)
    expected = simulated_series.expected(pd.DatetimeIndex(["2022-05-01"]), EVENT, truth)
    # 2,530 a year are 10 a working day; the wave of the year peaks in May
    assert expected == pytest.approx([210 * 1.5 * np.exp(0.12 * 5 / 12 + 0.2 - 0.3 * 2 / 21)])
