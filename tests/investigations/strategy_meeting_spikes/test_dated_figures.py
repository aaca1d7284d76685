import numpy as np
import pandas as pd
import pytest

from analysis.indicators.policy import Policy
from analysis.investigations.strategy_meeting_spikes import dated_figures, study
from analysis.statistics import counts

REGISTER = pd.DataFrame({"start": pd.to_datetime([]), "end": pd.to_datetime([]), "certainty": pd.Series([], dtype=str)})


def test_the_change_of_section_47_enquiries_by_hand():
    # r = 1685/1306 = 1.29020; (y − r·x)² = z²·r·(x + y): r² − (2·1.29020 + 3.84146·2991/1306²)·r + 1.66461 = 0, that is
    # half = 1.290199 + .003368 = 1.293567, root = √(1.293567² − 1.664614) = .093405
    assert counts.count_ratio(1306, 1685, 0.95, 1) == pytest.approx((1.2002, 1.3870), abs=2e-4)


def test_a_count_on_a_day_moves_by_its_flows_as_simulated():
    # Second method: 480 starts and 424 ends a year, in families of exactly 2 (so a design effect of 2), for half a year, less half of
    # what a year of the same flows, which chance moves as well, would lead to expect
    rng = np.random.default_rng(4)
    moved = 2 * (rng.poisson(480 / 4, 40_000) - rng.poisson(424 / 4, 40_000))
    moved = moved - (rng.poisson(480 / 2, 40_000) - rng.poisson(424 / 2, 40_000))
    found = dated_figures.stock_change(349, 401, 365.25 / 2, {"starts": 480, "ends": 424}, 0.95, 2.0)
    assert found["change"] == 52
    assert found["expected"] == pytest.approx(28)
    assert (found["expected_high"] - found["expected_low"]) / 2 == pytest.approx(1.96 * moved.std(), rel=0.02)
    assert found["per_month"] == pytest.approx(52 / 6)


def test_the_change_is_more_than_a_pace_only_if_it_is_at_every_pace(observed):
    # plans at 10 starts and ends a year: ± 1.96·√(20·3.1·(1 + 1)) = 22 around no change; at 400 of each ± 138
    few, many = ("10", "10"), ("400", "400")
    day = {"period_type": "as_at"}

    def title(first, second, last):
        flows = [
            (f"cpp_{name}", year, n)
            for year, pair in (("2018/19", first), ("2019/20", second))
            for name, n in zip(("starts", "ends"), pair, strict=True)
        ]
        stocks = [("cpp_children", "31 March 2020", "300", day), ("cpp_children", "31 March 2021", last, day)]
        return study.Around(
            observed(*flows, *stocks), "Warwickshire", pd.Timestamp("2020-09-01"), REGISTER, Policy()
        ).plans_title

    assert title(few, few, "340") == "The change in plans is more than the pace of 2019/20 and 2018/19 makes"
    assert title(many, few, "340") == "The change in plans could be chance at the pace of 2018/19"
    assert title(few, few, "310") == "The change in plans could be chance at the pace of 2019/20"
