import pandas as pd
import pytest

from analysis.evidence import national
from analysis.indicators.policy import SIBLINGS, TRIED_AT, Policy
from analysis.investigations.what_is_ordinary import study


@pytest.fixture
def plans(england):
    national.prepare()
    return study.Ordinary(national.observations([study.MAIN]), study.MAIN, Policy(), draws=60)


def test_the_figure_that_the_project_cites_is_what_england_says(plans):
    for name, row in plans.estimates.iterrows():
        number = row["siblings"]
        assert number.low <= SIBLINGS <= number.high, name
        assert TRIED_AT[0] < number.low, name
    # three ways to the same figure
    values = [number.value for number in plans.estimates["siblings"]]
    assert max(values) - min(values) < 0.2


def test_the_split_fits_every_band_of_size(plans):
    assert plans.bands["ratio"].between(0.85, 1.15).all()
    assert plans.parts.sum(axis=1).to_list() == pytest.approx([100] * len(plans.parts))


def test_warwickshires_fall_of_2022_is_rare_and_the_rise_before_it_ordinary(plans):
    mine = plans.of("Warwickshire").set_index("year")
    assert mine.loc[2022, "change"] == pytest.approx(18.28 - 27.5 - 0.68, abs=0.05)
    assert mine.loc[2022, "often"] < 5
    assert mine.loc[2021, "often"] > 30


def test_no_change_runs_across_a_reorganisation(plans):
    areas = set(plans.changes["area"])
    assert {"Dorset", "Dorset (to 2019)", "North Northamptonshire", "Northamptonshire"} <= areas
    years = plans.changes.groupby("area")["year"]
    assert (years.max()["Dorset (to 2019)"], years.min()["Dorset"]) == (2019, 2021)


def test_a_rule_that_chance_makes_speak_is_counted_as_such(plans):
    sigma, *_ = plans.rules
    # unrelated children would break two sigma in 4.6 years of a hundred; with siblings of 2.7 it is 2 / sqrt(2.7) = 1.22 sigma: 22
    assert sigma.by_chance.value == pytest.approx(22.2, abs=2.5)
    assert sigma.real.value > sigma.by_chance.value


def test_the_neighbours_average_is_the_simple_mean_of_their_shares():
    counts = pd.DataFrame(
        {"area": ["A", "B", "C"], "year": 2025, "part": [10, 90, 1], "whole": [100, 300, 2]}
    )  # 10, 30 and 50 per cent: pooled, A and B would have 25
    found = study.neighbours_average(counts, {"C": ["A", "B"], "A": ["B"]})
    assert found.to_dict() == {("C", 2025): 20.0, ("A", 2025): 30.0}


def test_a_movement_is_what_lies_beyond_the_middle_authority(observed):
    rates = {"A": ("10", "14"), "B": ("10", "12"), "C": ("10", "10")}
    rows = observed(
        *[("s47_rate", year, rate, {"area": area, "code": area, "unit": "rate_per_10000"})
          for area, pair in rates.items() for year, rate in zip(("2023/24", "2024/25"), pair, strict=True)]
    )  # fmt: skip
    found = study.movements(rows.assign(code=rows["area"]), "s47_rate")
    # +4, +2 and 0 less the middle one
    assert found.set_index("area")["change"].to_dict() == {"A": 2, "B": 0, "C": -2}
    assert set(found["year"]) == {2025}


def test_above_its_neighbours_is_no_alarm_that_chance_would_not_make(england):
    national.prepare()
    near = study.neighbours(national.neighbours(), national.authorities())
    assert near["Warwickshire"][:2] == ["Gloucestershire", "Cheshire East"]
    plans = study.Ordinary(national.observations([study.MAIN]), study.MAIN, Policy(), near, draws=2)
    *_, above = plans.rules
    # of two equal shares one is above the other in half of all years
    assert above.by_chance.value == pytest.approx(50, abs=3)
    assert above.real.value == pytest.approx(50, abs=5)
