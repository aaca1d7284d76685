import numpy as np
import pandas as pd
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from analysis.investigations.strategy_meeting_spikes import event_study
from analysis.statistics.events import autocorrelation, interruption, power, sensitivity, simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.impact_models import MODELS, columns
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")


def simulated(before=30, after=6, seed=1, **truth):
    return simulated_series.series(EVENT, before, after, Truth(**truth), np.random.default_rng(seed))


def test_impact_models_by_hand():
    since = np.array([-1.0, 0.0, 1.0, 3.0])
    # half of the event's month lies after it: the pulse is spread over two months; a half-life of 2 months leaves
    # 0.5^(1/2) = 0.7071 after one month and 0.5^(3/2) = 0.3536 after three
    assert columns("step", since, 0.5, np.inf)[:, 0].tolist() == [0, 0.5, 1, 1]
    assert columns("pulse", since, 0.5, np.inf)[:, 0].tolist() == [0, 0.5, 0.5, 0]
    assert columns("decay", since, 1.0, 2.0)[:, 0] == pytest.approx([0, 1, 0.7071, 0.3536], abs=1e-4)
    assert columns("step_decay", since, 1.0, 2.0).shape == (4, 2)


def test_a_fit_is_that_of_statsmodels():
    seen = window(simulated(rise=0.5), EVENT, 36)
    found = interruption.fit(seen, "decay", 3.0)
    design = np.column_stack([seen.base, columns("decay", seen.since, 1.0, 3.0)])
    other = GLM(seen.counts, design, family=families.Poisson(), offset=seen.exposure).fit(scale="X2")
    assert found.coefficients == pytest.approx(other.params, abs=1e-6)
    assert found.error == pytest.approx(other.bse[-1], rel=1e-5)
    assert found.scale == pytest.approx(other.pearson_chi2 / other.df_resid, rel=1e-6)
    assert found.strength == pytest.approx((other.params[-1] / other.bse[-1]) ** 2, rel=1e-4)


def test_statistics_without_an_event_follow_f_and_t_when_months_are_independent():
    rng = np.random.default_rng(5)
    design = rng.normal(size=(30, 6))
    strength, t = interruption.statistics(rng.normal(size=(20_000, 30)), design, 2)
    # tables: 95% points of F(2, 24) = 3.403 and of |t| with 24 degrees of freedom = 2.064
    assert np.quantile(strength, 0.95) == pytest.approx(3.403, rel=0.04)
    assert np.quantile(t, 0.95) == pytest.approx(2.064, rel=0.02)


@pytest.mark.slow
def test_weights_find_the_autocorrelation_of_a_long_series():
    rng = np.random.default_rng(6)
    position = np.arange(400.0)
    share = np.zeros(len(autocorrelation.GRID) + len(autocorrelation.WANDERING))
    share[12] = 1.0  # 0.6 in steps of 0.05
    drawn = autocorrelation.noise(share, position, 1, rng)[0]
    neighbours = np.corrcoef(drawn[1:], drawn[:-1])[0, 1]
    assert neighbours == pytest.approx(0.6, abs=0.1)
    design = np.column_stack([np.ones(400), position])
    left = drawn - design @ np.linalg.lstsq(design, drawn, rcond=None)[0]
    assert autocorrelation.of_neighbours(autocorrelation.weights(left, design, position)) == pytest.approx(
        neighbours, abs=0.05
    )


def test_weights_find_a_level_that_wanders():
    rng, position = np.random.default_rng(8), np.arange(300.0)
    level = np.cumsum(rng.normal(0, 0.3**0.5, 300)) + rng.normal(size=300)
    design = np.ones((300, 1))
    share = autocorrelation.weights(level - level.mean(), design, position)
    assert share[len(autocorrelation.GRID) + 3] > 0.9  # the steps' variance is 0.3 of a month's


def test_a_known_rise_is_recovered_when_counts_are_large():
    series = simulated(60, 12, rise=0.5, half_life=3.0, per_year=60_000, dispersion=1.0, school=0.0)
    found = interruption.analyse(window(series, EVENT, 60), ["decay"], draws=199, rng=np.random.default_rng(1))
    row = found.models.loc["decay"]
    assert row["half_life"] == 3.0
    assert row["low"] < 50 < row["high"]
    assert row["rise"] == pytest.approx(50, abs=4)


@pytest.mark.slow
def test_false_alarms_are_near_five_percent():
    truth, rng = Truth(), np.random.default_rng(11)
    found = power.analyses(EVENT, 24, 6, truth, ["step", "pulse", "decay", "step_decay"], 80, rng)
    share = np.mean([each.p_any <= 0.05 for each in found])
    # 80 series: 5% gives 4 ± 1.9 alarms; a step judged by quasi-Poisson errors alone gives about twice as many
    assert 1 / 80 <= share <= 9 / 80


def test_a_large_spike_is_found_and_the_forecast_without_it_is_passed():
    series, rng = simulated(rise=0.9, model="step"), np.random.default_rng(3)
    found = interruption.analyse(window(series, EVENT, 36), list(MODELS), draws=199, rng=rng)
    assert found.p_any <= 0.01
    forecast = sensitivity.without_event(window(series, EVENT, 36), 0.95, 499, rng)
    assert (forecast["count"] > forecast["high"]).sum() >= 3
    assert forecast["excess"].to_numpy() == pytest.approx((forecast["count"] - forecast["expected"]).to_numpy())


def test_months_that_move_together_widen_the_interval():
    slow = simulated(dispersion=1.0)
    slow["count"] = (slow["count"] * (1 + 0.2 * np.sin(np.arange(36) * 2 * np.pi / 9))).round()
    seen = window(slow, EVENT, 36)
    found = interruption.analyse(seen, ["step"], draws=1999, rng=np.random.default_rng(2))
    plain = interruption.fit(seen, "step", np.inf)
    # |t| of 36 months less 6 coefficients: 2.042 if the months were independent
    reach = np.log1p(found.models.loc["step", "high"] / 100) - plain.rise
    assert found.autocorrelation > 0.3
    assert reach / plain.error > 1.3 * 2.042


def test_a_month_left_out_or_unknown_is_no_zero():
    series = simulated(rise=0.5)
    series.loc["2021-03-01", "count"] = np.nan
    seen = window(series, EVENT, 36)
    assert len(seen.counts) == 35
    assert 21.0 not in seen.position  # June 2019 is 0, so March 2021 is 21
    others = {"without the event's month": (EVENT, [EVENT])}
    table = sensitivity.other_choices(
        series, EVENT, 36, "step", others, confidence=0.95, draws=99, rng=np.random.default_rng(2)
    )
    assert table.index.tolist() == ["as stated", "without the event's month"]
    assert (table["low"] < table["high"]).all()


def test_a_short_series_gives_one_sentence():
    with pytest.raises(ValueError, match=r"^The series gives 5 months before December 2021 and 6 from it on; .*\.$"):
        window(simulated(5, 6), EVENT, 36)
    with pytest.raises(ValueError, match=r"gives 30 months before December 2021 and 0 from it on"):
        window(simulated(30, 6).iloc[:30], EVENT, 36)
    with pytest.raises(
        ValueError, match=r"gives 8 months before December 2021 and 3 from it on; the analysis needs 12 in"
    ):
        window(simulated(8, 3), EVENT, 36)
    assert len(window(simulated(30, 6), EVENT, 8).counts) == 14


def test_a_model_that_the_months_cannot_tell_apart_is_left_out_and_said():
    seen = window(simulated(30, 1), EVENT, 36)
    found = interruption.analyse(seen, ["step", "step_decay"], draws=9, rng=np.random.default_rng(1))
    assert (list(found.models.index), found.left_out) == (["step"], ("step_decay",))
    with pytest.raises(ValueError, match="cannot tell step_decay from the usual movement: add months"):
        interruption.analyse(seen, ["step_decay"], draws=9, rng=np.random.default_rng(1))
    others = {"without the event's month": (EVENT, [EVENT])}
    table = sensitivity.other_choices(
        simulated(), EVENT, 36, "pulse", others, confidence=0.95, draws=99, rng=np.random.default_rng(2)
    )
    assert table["rise"].isna().tolist() == [False, True]
    assert event_study.sensitivity_table(table).iloc[1, 0] == "too few months"


def test_a_zero_is_analysed():
    series = simulated()
    series.iloc[4] = 0
    found = interruption.analyse(window(series, EVENT, 36), ["step"], draws=99, rng=np.random.default_rng(2))
    assert np.isfinite(found.models.loc["step", ["rise", "low", "high"]].astype(float)).all()
    assert found.dispersion > 3


def test_the_study_has_three_outcomes_and_leaves_out_what_is_unknown():
    meetings = simulated(26, 4, rise=0.6, model="step")["count"]
    own = pd.DataFrame({"meetings": meetings, "children": meetings * 2})
    found = event_study.study(own, EVENT, 36, ["step"], 0.95, 1)
    assert list(found) == list(event_study.OUTCOMES)
    # two children in each meeting: the ratio cannot change
    assert found["children per strategy meeting"].models.loc["step", "rise"] == pytest.approx(0, abs=1e-6)
    assert list(event_study.study(own.assign(children=np.nan), EVENT, 36, ["step"], 0.95, 1)) == ["strategy meetings"]
    words = event_study.model_sentence(found["strategy meetings"], EVENT, 0.05)
    assert words.startswith("All shapes together: a change beyond usual movement from December 2021 on (p")
    table = event_study.models_table(found["strategy meetings"])
    assert table.loc["up at the event, and stays up", "Half gone after"] == ""


@pytest.mark.parametrize("text", ["steps", "step, step", ""])
def test_an_unknown_impact_model_is_refused(text):
    with pytest.raises(ValueError, match="choose from step, pulse, decay, step_decay"):
        event_study.model_names(text)


def test_an_event_date_must_be_a_day():
    with pytest.raises(ValueError, match=r"event_date is '1/12/21': write the day as year-month-day"):
        event_study.event_day("1/12/21")
    assert event_study.event_day("2021-12-01") == EVENT


def test_the_smallest_rise_is_read_off_the_power_curve():
    # between 0.2 (50%, by chance below the 60% of 0.1 and read as 60%) and 0.4 (100%), 80% lies in the middle
    assert power.minimum(pd.Series({0.1: 0.6, 0.2: 0.5, 0.4: 1.0}), 0.8) == pytest.approx(0.3)
    assert power.minimum(pd.Series({0.1: 0.3, 0.2: 0.2}), 0.8) == np.inf


def test_simulated_counts_have_the_dispersion_and_autocorrelation_asked_for():
    truth, rng = Truth(trend=0, season=0, school=0), np.random.default_rng(9)
    mean = np.full(40, 125.0)
    drawn = np.array([simulated_series.draw(mean, truth, rng) for _ in range(1500)])
    assert drawn.mean() == pytest.approx(125, rel=0.004)
    assert drawn.var() / 125 == pytest.approx(2.5, rel=0.05)
    apart = drawn - 125
    assert (apart[:, 1:] * apart[:, :-1]).mean() / (apart**2).mean() == pytest.approx(0.3, abs=0.02)
