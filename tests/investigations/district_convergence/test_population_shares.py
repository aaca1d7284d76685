"""Do parts re-add to a whole? Known shares, brute force on a grid, and shares that cannot exist."""

import numpy as np
import pandas as pd
import pytest

from analysis.investigations.district_convergence import population_shares as parts

DATES = pd.date_range("2013-03-31", periods=8, freq="YE-MAR")


def two(rows, county):
    dates = DATES[: len(rows)]
    return pd.DataFrame(rows, dates, ["a", "b"], dtype=float), pd.Series(county, dates), pd.Series(1.0, dates)


@pytest.fixture
def five():
    truth = pd.Series([0.11, 0.24, 0.21, 0.2, 0.24], list("vwxyz"))
    rates = pd.DataFrame(np.random.default_rng(1).uniform(10, 90, (8, 5)), DATES, truth.index)
    return truth, rates


def test_known_shares_are_recovered(five):
    truth, rates = five
    assert parts.fit(rates, rates @ truth).to_numpy() == pytest.approx(truth.to_numpy(), abs=1e-6)


def test_no_share_is_negative_and_all_add_up_to_one():
    rates, county, _ = two([(10, 20), (20, 30)], [25, 35])  # the free fit is −0.5 and 1.5
    assert parts.fit(rates, county).tolist() == pytest.approx([0, 1])


@pytest.mark.parametrize(("county", "expected"), [(25, 4), (15, -1), (8, 1)])
def test_misfit_of_one_date(county, expected):
    """Of 10 and 20 every rate from 10 to 20 can be made; 25 misses by 5, less 1 of rounding."""
    assert parts.misfit(*two([(10, 20)], [county])) == pytest.approx(expected, abs=1e-9)


def test_run_of_dates_ends_where_one_set_of_shares_no_longer_re_adds():
    # halves give 15 and 25; at the third date they give 35, and 40 is 5 away, beyond 1 of rounding at each date
    rates, county, tolerance = two([(10, 20), (20, 30), (30, 40)], [15, 25, 40])
    assert list(parts.re_adding(rates, county, tolerance)) == list(DATES[:2])
    assert parts.misfit(rates, county, tolerance) > 0


def test_bounds_of_the_children_in_no_district_agree_with_a_grid():
    rates, county, tolerance = two([(10, 30), (50, 20), (30, 60)], [22, 33, 60])
    run = DATES[:2]
    grid = [
        s
        for s in np.linspace(0, 1, 100_001)
        if abs(22 - 10 * s - 30 * (1 - s)) <= 1 and abs(33 - 50 * s - 20 * (1 - s)) <= 1
    ]
    gap = 60 - 30 * np.array(grid) - 60 * (1 - np.array(grid))
    found = parts.gap_bounds(rates, county, tolerance, run).loc[DATES[2]]
    assert [found["low"], found["high"]] == pytest.approx([gap.min() - 1, gap.max() + 1], abs=1e-3)


def test_bounds_need_shares_that_re_add():
    rates, county, tolerance = two([(10, 20)], [25])
    with pytest.raises(ValueError, match="No population shares re-add"):
        parts.gap_bounds(rates, county, tolerance, DATES[:1])


def test_left_over_with_given_shares_joined_by_name():
    rates, county, tolerance = two([(10, 20)], [19])
    found = parts.left_over(rates, county, tolerance, pd.Series({"b": 0.75, "a": 0.25})).iloc[0]
    assert found.tolist() == pytest.approx([1.5, 0.5, 2.5])  # 19 − 2.5 − 15


def test_rounding_of_county_and_districts():
    county = pd.DataFrame({"period_end": DATES[:2], "as_printed": ["49", "49.8"]})
    assert parts.tolerances(county).tolist() == pytest.approx([1.0, 0.55])


def test_population_behind_counts_and_rates_and_at_the_nearest_date():
    known = parts.implied_population(pd.Series([563.0, 345], DATES[:2]), pd.Series([50.0, 30, 28], DATES[:3]))
    assert known.tolist() == [112_600, 115_000]
    assert parts.nearest(known, DATES[:3]).tolist() == [112_600, 115_000, 115_000]
    with pytest.raises(ValueError, match="No date has both"):
        parts.nearest(known.iloc[:0], DATES[:3])


def test_shares_add_up_to_one_while_fitting_not_afterwards():
    # share s of b: 10 + 10·s = 14 wants 0.4, 30 − 10·s = 22 wants 0.8; least squares with equal slopes: 0.6
    rates, county, _ = two([(10, 20), (30, 20)], [14, 22])
    assert parts.fit(rates, county)["b"] == pytest.approx(0.6, abs=1e-6)
