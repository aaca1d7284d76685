import pandas as pd
import pytest

from analysis import calibration
from analysis.calibration import proportions

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    return proportions.rows(replications=120, seed=7)


def share(found, estimator, setting, quantity=None):
    rows = found[found["estimator"].str.contains(estimator) & found["setting"].str.contains(setting)]
    rows = rows if quantity is None else rows[rows["quantity"].eq(quantity)]
    assert len(rows), f"nothing is called {estimator}, {setting}"
    return rows["estimate"].mean()


def test_the_design_effect_restores_coverage_and_falls_short_for_larger_families(found):
    naive = share(found, "Wilson, design effect 1.00", "siblings")
    heeded = share(found, "Wilson, design effect 2.60", "siblings")
    larger = share(found, "Wilson, design effect 2.60", "larger families")
    assert naive < 0.85 < 0.92 < heeded
    assert larger < heeded


def test_a_naive_test_cries_wolf_where_siblings_come_together(found):
    # X² inflated by 2.6 on 9 degrees of freedom passes 16.92 with chance P(χ² > 6.51) = .69; 60 series, error .06
    assert share(found, "homogeneity, naive", "siblings", "size") > 0.5
    assert share(found, "homogeneity, design effect", "siblings", "size") < 0.15


def test_families_of_random_size_need_more_than_their_mean_size(found):
    # the design effect of geometric sizes is 2 · 1.71 − 1 = 2.43: allowing for 1.71 gives about 15% false alarms
    lower, right = (share(found, f"allowing for {used}", "families of random size") for used in ("1.71", "2.43"))
    assert lower > 0.08 > 0.005 + right


def test_a_change_of_the_smallest_detectable_size_is_seen_about_four_times_in_five(found):
    assert share(found, "smallest detectable", "siblings") == pytest.approx(0.8, abs=0.1)


def test_every_method_is_calibrated(found):
    methods = " ".join(found["estimator"])
    for name in ("Wilson", "exact Poisson", "ratio", "homogeneity", "quasi-binomial", "quasi-Poisson", "p-chart", "Laney", "XmR",
                 "run rules", "empirical Bayes", "smallest detectable", "beta-binomial", "Clopper"):  # fmt: skip
        assert name in methods
    assert set(found["quantity"]) >= {"coverage", "size", "power", "false_alarm"}


def test_the_same_seed_gives_the_same_table_and_another_seed_another():
    one, again, other = (proportions.rows(replications=8, seed=seed) for seed in (7, 7, 8))
    pd.testing.assert_frame_equal(one, again)
    assert not one["estimate"].equals(other["estimate"])


def test_a_module_with_other_columns_is_refused(monkeypatch, found):
    monkeypatch.setattr(calibration, "INVESTIGATIONS", ["proportions"])
    monkeypatch.setattr(proportions, "rows", lambda replications, seed: found.drop(columns="truth"))
    with pytest.raises(ValueError, match=r"calibration/proportions.py gives the columns"):
        calibration.run(1, 1)
    monkeypatch.setattr(proportions, "rows", lambda replications, seed: found.assign(investigation="gaps"))
    with pytest.raises(ValueError, match="names another investigation"):
        calibration.run(1, 1)
    monkeypatch.setattr(proportions, "rows", lambda replications, seed: found)
    assert list(calibration.run(1, 1).columns) == calibration.COLUMNS
