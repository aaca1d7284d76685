from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.shares import ranges

PUBLISHED = yaml.safe_load((Path(__file__).parents[2] / "expected" / "proportions.yml").read_text(encoding="utf-8"))
# 000 Table 5, Q4 17/18 to Q1 20/21
REPEATS = pd.Series([26, 19, 30, 15, 32, 22, 33, 23, 25, 38])
STARTS = pd.Series([169, 157, 139, 97, 123, 129, 106, 87, 105, 120])
FAMILIES = 96 / 56


@pytest.mark.parametrize(("count", "n", "low", "high"), PUBLISHED["wilson"]["rows"])
def test_wilsons_published_examples(count, n, low, high):
    found = ranges.share_ranges(count, n, 0.95, 1).iloc[0]
    assert (found["low"], found["high"]) == (pytest.approx(100 * low, abs=0.006), pytest.approx(100 * high, abs=0.006))


def test_the_ten_quarters_together_by_hand():
    # 263 of 1232; 1232 · 56/96 = 718.67; p = .213474, z² = 3.841459
    # centre (.213474 + 3.841459/1437.33) / (1 + 3.841459/718.67) = .216147 / 1.005345 = .214998
    # reach 1.959964/1.005345 · √(.213474 · .786526/718.67 + 3.841459/(4 · 718.67²)) = .029917
    found = ranges.share_ranges(REPEATS.sum(), STARTS.sum(), 0.95, FAMILIES).iloc[0]
    assert found["value"] == pytest.approx(21.3474, abs=1e-4)
    assert found["effective_n"] == pytest.approx(718.667, abs=1e-3)
    assert found["low"] == pytest.approx(21.4998 - 2.9917, abs=2e-3)
    assert found["high"] == pytest.approx(21.4998 + 2.9917, abs=2e-3)


@given(st.integers(0, 60), st.integers(1, 60), st.floats(1, 4))
def test_an_interval_holds_its_share_stays_in_range_and_mirrors(count, more, effect):
    n = count + more
    found, mirrored = ranges.share_ranges([count, more], [n, n], 0.95, effect).to_numpy()[:, :3]
    assert 0 <= found[1] <= found[0] + 1e-9
    assert found[0] - 1e-9 <= found[2] <= 100
    assert mirrored[1:] == pytest.approx(100 - found[:0:-1])


def test_an_interval_keeps_the_names_of_the_periods():
    named = STARTS.set_axis([f"Q{i}" for i in range(10)])
    assert list(ranges.share_ranges(REPEATS.to_numpy(), named, 0.95, 1).index) == list(named.index)


@pytest.mark.parametrize(("count", "n"), [(40, 38), (-1, 5), (0, 0)])
def test_impossible_counts_are_refused_by_name(count, n):
    with pytest.raises(ValueError, match=f"{count:g} of {n:g} is no share \\(value 2\\)"):
        ranges.share_ranges([1, count], [5, n], 0.95, 1)


@pytest.mark.parametrize("effect", [0.9, float("nan")])
def test_a_design_effect_below_one_is_refused(effect):
    with pytest.raises(ValueError, match="use 1"):
        ranges.share_ranges(1, 5, 0.95, effect)


def test_chance_band_by_hand():
    # 20% of 400 with design effect 4 is like 100: 1.959964 · √(.2 · .8/100) = 7.8399 points
    band = ranges.chance_band(pd.Series([400], index=["Q1"]), 20, 0.95, 4).loc["Q1"]
    assert tuple(band) == (pytest.approx(20 - 7.8399, abs=1e-3), pytest.approx(20 + 7.8399, abs=1e-3))


def test_one_share_is_the_first_of_several():
    assert ranges.share_range(26, 169, 0.95, 2) == tuple(
        ranges.share_ranges(REPEATS, STARTS, 0.95, 2).loc[0, ["low", "high"]]
    )


def test_exact_limits_of_none_and_all():
    # none of 16: 1 − 0.025^(1/16) = 20.59%; all of 8: 0.025^(1/8) = 63.06%
    assert ranges.exact_range(0, 16, 0.95, 1) == pytest.approx((0, 100 * (1 - 0.025 ** (1 / 16))))
    assert ranges.exact_range(8, 8, 0.95, 1) == pytest.approx((100 * 0.025 ** (1 / 8), 100))
    # children in pairs say as much as half of them
    assert ranges.exact_range(0, 32, 0.95, 2) == pytest.approx((0, 100 * (1 - 0.025 ** (1 / 16))))
