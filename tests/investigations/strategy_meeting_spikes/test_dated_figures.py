import numpy as np
import pytest

from analysis.investigations.strategy_meeting_spikes import dated_figures
from analysis.statistics import counts


def test_the_change_of_section_47_enquiries_by_hand():
    # r = 1685/1306 = 1.29020; (y − r·x)² = z²·r·(x + y): r² − (2·1.29020 + 3.84146·2991/1306²)·r + 1.66461 = 0, that is
    # half = 1.290199 + .003368 = 1.293567, root = √(1.293567² − 1.664614) = .093405
    assert counts.count_ratio(1306, 1685, 0.95, 1) == pytest.approx((1.2002, 1.3870), abs=2e-4)


def test_a_count_on_a_day_moves_by_its_flows_as_simulated():
    # Second method: 480 starts and 424 ends a year, in families of exactly 2 (so a design effect of 2), for half a year
    rng = np.random.default_rng(4)
    moved = 2 * (rng.poisson(480 / 4, 40_000) - rng.poisson(424 / 4, 40_000))
    found = dated_figures.stock_change(349, 401, 365.25 / 2, {"starts": 480, "ends": 424}, 0.95, 2.0)
    assert found["change"] == 52
    assert found["expected"] == pytest.approx(28)
    assert (found["expected_high"] - found["expected_low"]) / 2 == pytest.approx(1.96 * moved.std(), rel=0.02)
    assert found["per_month"] == pytest.approx(52 / 6)
