import pytest

from analysis.calibration import gaps

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    return gaps.rows(replications=120, seed=11).set_index(["estimator", "setting"])["estimate"]


def test_intervals_hold_the_true_mean_about_as_often_as_they_claim(found):
    """Sampling error of a coverage of 95% in 120 series is 2.0 points; skew of single gaps costs a little more."""
    for estimator in ("range of the pooled mean", "range of a quarter's mean"):
        assert found[estimator].between(0.90, 0.99).all(), found[estimator]


def test_brothers_and_sisters_are_already_in_the_movement_of_the_means(found):
    pooled = found["range of the pooled mean"]
    together = pooled[pooled.index.str.contains("1.71 children")]
    assert together.min() > 0.90


def test_bounds_always_hold_the_true_median(found):
    assert (found["bounds of the median"] == 1).all()
