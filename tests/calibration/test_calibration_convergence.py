import pytest

from analysis.calibration import convergence

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    return convergence.rows(replications=60, seed=7)


def picked(found, estimator, setting):
    row = found[found["estimator"].eq(estimator) & found["setting"].str.startswith(setting)]
    assert len(row) == 1
    return float(row["estimate"].iloc[0])


def test_every_row_is_whole_and_belongs_here(found):
    assert found.notna().all(axis=None)
    assert set(found["investigation"]) == {"convergence"}
    assert not found.duplicated(["estimator", "setting", "quantity"]).any()


def test_poisson_noise_cries_wolf_when_siblings_are_together_and_the_right_null_does_not(found):
    assert (
        picked(found, "gap of equal districts, chance of each child alone (Poisson)", "families of random size") > 0.2
    )
    assert picked(found, "gap of equal districts, chance with siblings, 1.71", "siblings together") < 0.15
    assert picked(found, "gap of equal districts, chance of each child alone (Poisson)", "each child alone") < 0.15


def test_intervals_and_bounds_hold_the_truth(found):
    assert found.loc[found["quantity"].eq("coverage"), "estimate"].min() > 0.85
    assert picked(found, "children in no district, bounds", "3 per 10,000") == 1


def test_luck_fools_the_plain_slope_more_than_the_null(found):
    plain = picked(found, "beta, range below 0", "all fall by 40%, lasting standard deviation 0")
    null = picked(found, "beta, against regression to the mean", "all fall by 40%, lasting standard deviation 0")
    assert null < 0.15
    assert plain > 0.04


def test_districts_that_are_alike_seldom_differ_on_any_of_twelve_dates(found):
    dates = found[found["estimator"].str.startswith("districts differ on any of twelve dates")]
    # Holm, at the largest of three sibling effects: at most 5%, and 60 series give ± 5.6 for two errors
    assert len(dates) == 2
    assert dates["estimate"].max() <= 0.11
