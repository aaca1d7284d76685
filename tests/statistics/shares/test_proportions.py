from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis.statistics.shares import proportions

PUBLISHED = yaml.safe_load((Path(__file__).parents[2] / "expected" / "proportions.yml").read_text(encoding="utf-8"))
# 000 Table 5, Q4 17/18 to Q1 20/21
REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])
FAMILIES = 96 / 56


@pytest.mark.parametrize(("count", "n", "low", "high"), PUBLISHED["wilson"]["rows"])
def test_wilsons_published_examples(count, n, low, high):
    found = proportions.wilson(count, n).iloc[0]
    assert (found["low"], found["high"]) == (pytest.approx(100 * low, abs=0.006), pytest.approx(100 * high, abs=0.006))


def test_the_ten_quarters_together_by_hand():
    # 263 of 1232; 1232 · 56/96 = 718.67; p = .213474, z² = 3.841459
    # centre (.213474 + 3.841459/1437.33) / (1 + 3.841459/718.67) = .216147 / 1.005345 = .214998
    # reach 1.959964/1.005345 · √(.213474 · .786526/718.67 + 3.841459/(4 · 718.67²)) = .029917
    found = proportions.wilson(REPEATS.sum(), STARTS.sum(), 0.95, FAMILIES).iloc[0]
    assert found["value"] == pytest.approx(21.3474, abs=1e-4)
    assert found["effective_n"] == pytest.approx(718.667, abs=1e-3)
    assert found["low"] == pytest.approx(21.4998 - 2.9917, abs=2e-3)
    assert found["high"] == pytest.approx(21.4998 + 2.9917, abs=2e-3)


@given(st.integers(0, 60), st.integers(1, 60), st.floats(1, 4))
def test_an_interval_holds_its_share_stays_in_range_and_mirrors(count, more, effect):
    n = count + more
    found, mirrored = proportions.wilson([count, more], [n, n], 0.95, effect).to_numpy()[:, :3]
    assert 0 <= found[1] <= found[0] + 1e-9
    assert found[0] - 1e-9 <= found[2] <= 100
    assert mirrored[1:] == pytest.approx(100 - found[:0:-1])


def test_an_interval_keeps_the_names_of_the_periods():
    named = STARTS.set_axis([f"Q{i}" for i in range(10)])
    assert list(proportions.wilson(REPEATS.to_numpy(), named).index) == list(named.index)


@pytest.mark.parametrize(("count", "n"), [(40, 38), (-1, 5), (0, 0)])
def test_impossible_counts_are_refused_by_name(count, n):
    with pytest.raises(ValueError, match=f"{count:g} of {n:g} is no share \\(value 2\\)"):
        proportions.wilson([1, count], [5, n])


@pytest.mark.parametrize("effect", [0.9, float("nan")])
def test_a_design_effect_below_one_is_refused(effect):
    with pytest.raises(ValueError, match="use 1"):
        proportions.wilson(1, 5, 0.95, effect)


def test_chance_band_by_hand():
    # 20% of 400 with design effect 4 is like 100: 1.959964 · √(.2 · .8/100) = 7.8399 points
    band = proportions.chance_band(pd.Series([400], index=["Q1"]), 20, 0.95, 4).loc["Q1"]
    assert tuple(band) == (pytest.approx(20 - 7.8399, abs=1e-3), pytest.approx(20 + 7.8399, abs=1e-3))


def test_byar_is_within_a_fifth_of_a_percent_of_the_exact_limits_from_ten_on_and_exact_below():
    """OHID, technical guide on confidence intervals (25 May 2018): within 0.2% for numerators of 10 or more at 95%."""
    for count in (0, 3, 9, 10, 65, 349):
        low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
        high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
        found = proportions.byar(count).iloc[0]
        tolerance = 1e-9 if count < 10 else 0.0025
        assert (found["low"], found["high"]) == (pytest.approx(low, rel=tolerance), pytest.approx(high, rel=tolerance))


def test_byar_for_pairs_of_siblings_counts_families():
    found, families = proportions.byar(60, design_effect=2).iloc[0], proportions.byar(30).iloc[0]
    assert found["value"] == 60
    assert tuple(found[["low", "high"]]) == pytest.approx(tuple(2 * families[["low", "high"]]))
    with pytest.raises(ValueError, match="negative"):
        proportions.byar([3, -1])


def test_homogeneity_of_a_published_table():
    want = PUBLISHED["homogeneity"]
    found = proportions.homogeneity(want["count"], want["n"])
    assert round(found.x2, 1) == want["x2"]
    assert found.df == want["df"]
    assert round(found.p, 6) == want["p"]


def test_homogeneity_by_hand_with_a_design_effect():
    # 10 and 20 of 100: p = .15; 2 · 5²/(100 · .15 · .85) = 3.92157; halved 1.96078: p = P(|z| > 1.40028) = .16143
    found = proportions.homogeneity([10, 20], [100, 100], 2)
    assert found.dispersion == pytest.approx(3.92157, abs=1e-5)
    assert found.p_design_effect == pytest.approx(0.16143, abs=1e-4)


def test_homogeneity_of_the_ten_quarters_by_a_second_method():
    second = stats.chi2_contingency(np.array([REPEATS, STARTS - REPEATS]), correction=False)
    found = proportions.homogeneity(REPEATS, STARTS, FAMILIES)
    assert (found.x2, found.p) == (pytest.approx(second.statistic), pytest.approx(second.pvalue))
    assert found.p_design_effect == pytest.approx(stats.chi2.sf(second.statistic / FAMILIES, 9))


@pytest.mark.parametrize(("count", "n"), [([3], [9]), ([0, 0], [5, 6]), ([5, 6], [5, 6])])
def test_what_cannot_differ_is_refused(count, n):
    with pytest.raises(ValueError, match="two periods or more"):
        proportions.homogeneity(count, n)


def test_difference_agrees_with_another_implementation_of_newcombe():
    low, high = confint_proportions_2indep(101, 425, 96, 516, method="newcomb", compare="diff")
    found = proportions.difference((96, 516), (101, 425), 0.95, 1.0)
    assert found["value"] == pytest.approx(100 * (101 / 425 - 96 / 516))
    assert tuple(found[["low", "high"]]) == (pytest.approx(100 * low), pytest.approx(100 * high))
    wider = proportions.difference((96, 516), (101, 425), 0.95, FAMILIES)
    assert wider["low"] < found["low"] < found["high"] < wider["high"]
