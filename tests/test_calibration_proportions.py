import numpy as np
import pytest

from analysis.calibration import proportions


@pytest.fixture(scope="module")
def found():
    return proportions.rows(replications=60, seed=7).set_index(["estimator", "setting"])["estimate"]


def test_families_hold_the_number_and_the_share_of_children():
    random = np.random.default_rng(1)
    wholes = np.full(4000, 97)
    drawn = proportions.draw(wholes, np.full(4000, 0.21), True, random)
    assert drawn.max() <= 97
    assert drawn.mean() / 97 == pytest.approx(0.21, abs=0.005)
    # sizes 1 to 4 with weights .55 .25 .13 .07: design effect E[m²]/E[m] = 3.84/1.72 = 2.23
    assert drawn.var() / (97 * 0.21 * 0.79) == pytest.approx(2.23, rel=0.1)


def test_the_design_effect_restores_coverage(found):
    wilson = found["Wilson interval"]
    families = wilson[wilson.index.str.contains("brothers")]
    ignored = families[families.index.str.contains("design effect 1.00")].mean()
    heeded = families[families.index.str.contains("design effect 1.71")].mean()
    assert ignored < 0.86 < 0.90 < heeded


def test_a_naive_test_cries_wolf_where_families_come_together(found):
    naive = found["test of one constant share, naive"]
    assert naive[naive.index.str.contains("independent")].iloc[0] < 0.15
    assert naive[naive.index.str.contains("brothers")].iloc[0] > 0.4
