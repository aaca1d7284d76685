import numpy as np
import pandas as pd
import pytest

from analysis.investigations.strategy_meeting_spikes import dated_figures


def test_garwood_interval_of_ten_events():
    # Exact 95% limits of a Poisson count of 10: 4.80 to 18.39 (Breslow and Day 1987, table 2.10 gives ratios 0.480, 1.839)
    assert dated_figures.poisson_interval(10, 0.95) == pytest.approx((4.795, 18.39), abs=0.005)
    assert dated_figures.poisson_interval(0, 0.95) == pytest.approx((0, 3.689), abs=0.001)


def test_byar_is_close_to_exact_and_refuses_small_counts():
    assert dated_figures.byar_interval(1306, 0.95) == pytest.approx(
        dated_figures.poisson_interval(1306, 0.95), rel=1e-3
    )
    with pytest.raises(ValueError, match="10 or more, not 7"):
        dated_figures.byar_interval(7, 0.95)


def test_dispersion_and_change_of_section_47_enquiries_by_hand():
    # Mean of 1084, 1290, 1426, 1205, 1306 is 1262.2; squared distances 31755.24 + 772.84 + 26830.44 + 3271.84 + 1918.44
    # = 64548.8; over 1262.2 and 4 degrees of freedom: 12.785
    before = pd.Series([1084, 1290, 1426, 1205, 1306])
    assert dated_figures.dispersion(before) == pytest.approx(12.785, abs=0.001)
    # 1685 / 1306 = 1.2902; standard error of its logarithm √(1/1306 + 1/1685) = 0.036867
    # 1.2902 × exp(∓1.95996 × 0.036867) = 1.2003 and 1.3869
    assert dated_figures.count_ratio(1306, 1685, 0.95) == pytest.approx((29.02, 20.03, 38.69), abs=0.01)
    # with dispersion 12.785 and t(4) = 2.7764: reach 0.36599, so 0.8948 and 1.8604
    wide = dated_figures.count_ratio(1306, 1685, 0.95, 12.785, 4)
    assert wide == pytest.approx((29.02, -10.52, 86.04), abs=0.02)


def test_a_count_on_a_day_moves_by_its_flows_as_simulated():
    # Second method: 480 starts and 424 ends a year, in families of exactly 2 (so a design effect of 2), for half a year
    rng = np.random.default_rng(4)
    moved = 2 * (rng.poisson(480 / 4, 40_000) - rng.poisson(424 / 4, 40_000))
    found = dated_figures.stock_change(349, 401, 365.25 / 2, {"starts": 480, "ends": 424}, 0.95, 2.0)
    assert found["change"] == 52
    assert found["expected"] == pytest.approx(28)
    assert (found["expected_high"] - found["expected_low"]) / 2 == pytest.approx(1.96 * moved.std(), rel=0.02)
    assert found["per_month"] == pytest.approx(52 / 6)


def test_counts_behind_a_printed_percentage():
    # 17/18 = 94.44%, 34/36 = 94.44%, 51/54; 19 to 35 give nothing that rounds to 94.4%
    assert dated_figures.possible_counts(94.4, 1, 40).to_dict("list") == {"count": [17, 34], "n": [18, 36]}
    assert len(dated_figures.possible_counts(100, 11, 20)) == 10


def test_wilson_of_the_published_example_and_its_design_effect():
    # Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3: 81 of 263 gives 0.2553 to 0.3662
    assert dated_figures.wilson_interval(81, 263, 0.95, 1.0) == pytest.approx((25.53, 36.62), abs=0.01)
    # a design effect of 2 is the interval of half the children: 40.5 of 131.5
    assert dated_figures.wilson_interval(81, 263, 0.95, 2.0) == dated_figures.wilson_interval(40.5, 131.5, 0.95, 1.0)


def test_timeliness_takes_the_possible_number_nearest_to_a_usual_month():
    found = dated_figures.timeliness(pd.Series({"Nov": 94.4, "Dec": 100.0}), 44, 0.95, 1.0)
    assert found.loc["Nov", ["smallest_n", "n", "count"]].tolist() == [18, 36, 34]
    assert found.loc["Dec", ["smallest_n", "n"]].tolist() == [11, 44]
    assert found.loc["Nov", "widest_low"] < found.loc["Nov", "low"] < 94.4 < found.loc["Nov", "high"]
