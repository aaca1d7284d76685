"""The forecast without the event, against the prediction interval of textbooks, and other cuts of the series."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from analysis.statistics.events import autocorrelation, sensitivity, simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")


def seen(seed=5, before=36, after=4, **truth):
    settings = Truth(dispersion=1.0, school=0.0, model="step") if not truth else Truth(**truth)
    series = simulated_series.series(EVENT, before, after, settings, np.random.default_rng(seed))
    return window(series, EVENT, before)


def independent(share, positions, draws, rng):
    """Draw months that do not hang together."""
    return rng.standard_normal((draws, len(positions)))


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_the_range_is_students_where_months_do_not_hang_together(monkeypatch, confidence):
    """The prediction of a quasi-Poisson regression: variance scale·(mean + mean²·x′Cx), by statsmodels, Student's quantile."""
    monkeypatch.setattr(autocorrelation, "noise", independent)
    found = sensitivity.without_event(months := seen(), confidence, 60_000, np.random.default_rng(7))
    past = months.since < 0
    fit = GLM(months.counts[past], months.base[past], family=families.Poisson(), offset=months.exposure[past])
    fitted = fit.fit(scale="X2")
    ahead = months.base[~past]
    expected = np.exp(ahead @ fitted.params + months.exposure[~past])
    error = np.sqrt(fitted.scale * expected + expected**2 * np.einsum("ij,jk,ik->i", ahead, fitted.cov_params(), ahead))
    reach = stats.t.ppf((1 + confidence) / 2, fitted.df_resid) * error
    assert found["expected"].to_numpy() == pytest.approx(expected, rel=1e-6)
    # 60,000 draws: the error of a 97.5% point is below 1% of it
    assert (found["high"] - found["expected"]).to_numpy() == pytest.approx(reach, rel=0.03)
    assert (found["expected"] - found["low"]).to_numpy() == pytest.approx(reach, rel=0.03)


def test_the_months_from_the_event_on_change_no_forecast():
    months = seen()
    more = replace(months, counts=np.where(months.since < 0, months.counts, months.counts + 30))
    one, other = (sensitivity.without_event(each, 0.95, 199, np.random.default_rng(1)) for each in (months, more))
    pd.testing.assert_frame_equal(one[["expected", "low", "high"]], other[["expected", "low", "high"]])
    assert (other["excess"] - one["excess"]).tolist() == pytest.approx([30] * 4)


def test_no_range_reaches_below_no_child():
    few = seen(per_year=30)
    found = sensitivity.without_event(few, 0.99, 499, np.random.default_rng(1))
    assert (found["low"] == 0).all()


def test_other_choices_by_their_names_and_without_the_months_left_out():
    rise = {"rise": 0.5, "model": "step", "dispersion": 1.0, "per_year": 20_000.0, "school": 0.0}
    series = simulated_series.series(EVENT, 36, 8, Truth(**rise), np.random.default_rng(2))
    series.loc[EVENT, "count"] *= 3
    others = {"without the event's month": (EVENT, [EVENT]), "a year later": (EVENT + pd.DateOffset(years=1), [])}
    found = sensitivity.other_choices(
        series, EVENT, 36, "step", others, confidence=0.95, draws=99, rng=np.random.default_rng(2)
    )
    assert found.index.tolist() == ["as stated", *others]
    # the true rise is half as much again; the month that is wrong by a factor of three is left out
    assert found.loc["without the event's month", "rise"] == pytest.approx(50, abs=4)
    assert found.loc["as stated", "rise"] > 60
    assert found.loc["a year later"].isna().all(), "there is no month from then on"
