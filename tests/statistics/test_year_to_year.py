import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.statistics import year_to_year as yty


def counts(*rows):
    return pd.DataFrame(rows, columns=["area", "year", "part", "whole"])


# 150 areas of sizes as in England, over 13 years in which sizes move as well
USUAL = np.geomspace(100, 1100, 150)[:, None] * np.random.default_rng(1).uniform(0.6, 1.5, (150, 13))
SIZES = pd.DataFrame(
    [(f"area {place}", 2013 + year, int(whole)) for place, row in enumerate(USUAL) for year, whole in enumerate(row)],
    columns=["area", "year", "whole"],
)
STEADY = dict.fromkeys(range(2014, 2026), 2.0)


def seen(siblings, real, drift, seeds, estimator, taken_out=True):
    found = []
    for seed in range(seeds):
        moved = yty.changes(yty.simulated(SIZES, 20, siblings, real, drift, seed))
        split = estimator(yty.without_drift(moved) if taken_out else moved)
        found.append((split.siblings, split.real))
    return np.mean(found, axis=0)


def test_a_change_and_the_variance_that_unrelated_children_would_give_it():
    found = yty.changes(counts(("a", 2020, 20, 100), ("a", 2021, 60, 200), ("b", 2020, 10, 100), ("b", 2022, 30, 100)))
    assert len(found) == 1  # b has no two years in a row
    row = found.iloc[0]
    assert (row["before"], row["share"], row["change"]) == (20, 30, 10)
    # 80 of 300 over both years: 10,000 x 0.2667 x 0.7333 x (1/100 + 1/200) = 29.33
    assert row["chance"] == pytest.approx(29.3333, abs=1e-3)


def test_years_with_few_or_hidden_figures_are_left_out():
    rows = [("a", 2020, 20, 100), ("a", 2021, 5, 29), ("a", 2022, 20, 100), ("b", 2020, 9, 90), ("b", 2021, None, 90)]
    assert yty.changes(counts(*rows)).empty


def test_what_all_areas_have_in_common_is_taken_out_year_by_year():
    found = yty.changes(counts(("a", 2020, 20, 100), ("a", 2021, 30, 100), ("b", 2020, 20, 100), ("b", 2021, 24, 100)))
    left = yty.without_drift(found.assign(chance=[1.0, 3.0]))
    # the mean of 10 and 4 with weights 1 and 1/3 is 8.5
    assert left["drift"].to_list() == pytest.approx([8.5, 8.5])
    assert left["change"].to_list() == pytest.approx([1.5, -4.5])


@pytest.mark.parametrize("name", list(yty.ESTIMATORS))
@pytest.mark.parametrize(("siblings", "real"), [(2.6, 2.0), (1.0, 3.0)])
def test_each_estimator_finds_the_truth_of_a_simulation(name, siblings, real):
    found = seen(siblings, real, STEADY, 12, yty.ESTIMATORS[name])
    assert found == pytest.approx([siblings, real], abs=0.25)


def test_a_drift_of_the_country_left_in_is_mistaken_for_real_change_of_single_areas():
    steps = yty.by_successive_changes
    right, wrong = seen(2.6, 1.0, STEADY, 8, steps), seen(2.6, 1.0, STEADY, 8, steps, taken_out=False)
    assert wrong[1] > right[1] + 0.5
    # and the part of siblings comes out too small
    assert wrong[0] < right[0] - 0.3
    assert right == pytest.approx([2.6, 1.0], abs=0.35)


@pytest.mark.slow
def test_the_range_of_resampled_areas_holds_the_truth_about_as_often_as_it_should():
    inside = []
    for seed in range(12):
        moved = yty.changes(yty.simulated(SIZES, 20, 2.6, 2.0, STEADY, seed))
        low, high = yty.resampled(moved, yty.by_standardised_squares, 60, seed)["siblings"].quantile([0.025, 0.975])
        inside.append(low <= 2.6 <= high)
    assert sum(inside) >= 9


def test_a_band_of_size_that_the_split_does_not_fit_stands_out():
    moved = yty.without_drift(yty.changes(yty.simulated(SIZES, 20, 2.6, 0, {}, 1)))
    right = yty.by_size(moved, yty.Split(2.6, 0), [0, 300, 2000])
    wrong = yty.by_size(moved, yty.Split(0, 5), [0, 300, 2000])
    assert right["ratio"].to_list() == pytest.approx([1, 1], abs=0.15)
    assert wrong["ratio"].iloc[0] > 1.5 * wrong["ratio"].iloc[1]
    assert right["changes"].sum() == len(moved)


def test_how_often_a_change_happens_is_a_normal_tail_when_changes_are_normal():
    moved = yty.without_drift(yty.changes(yty.simulated(SIZES, 20, 2.6, 1.0, {}, 2)))
    often = yty.exceeded(moved, yty.Split(2.6, 1.0), 480, 20, [2, 5, 10])
    # variance 2.6 x 10,000 x 0.16 x 2/480 + 1 = 18.33, so the standard deviation is 4.28 points
    assert often == pytest.approx(200 * stats.norm.sf(np.array([2, 5, 10]) / 4.282), abs=3)


def test_two_moves_in_three_are_followed_by_one_back_when_nothing_changes():
    back, pairs = yty.moves_back(yty.changes(yty.simulated(SIZES, 20, 1.0, 0, {}, 3)))
    assert pairs > 1400
    assert back / pairs == pytest.approx(2 / 3, abs=0.03)
