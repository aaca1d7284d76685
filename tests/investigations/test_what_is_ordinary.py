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
