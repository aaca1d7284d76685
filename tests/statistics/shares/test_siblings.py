import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.statistics.shares import siblings


@given(st.integers(1, 800), st.floats(1, 5))
@example(2, 2.875)  # too few children for one family of the larger size
def test_families_hold_all_children(n, effect):
    found = siblings.families(n, effect)
    assert sum(size * count for size, count in found.items()) == n
    assert all(count > 0 for count in found.values())


@pytest.mark.parametrize("effect", [1.0, 96 / 56, 2.5])
def test_families_have_the_design_effect(effect):
    found = siblings.families(840, effect)
    assert sum(size**2 * count for size, count in found.items()) / 840 == pytest.approx(effect, abs=0.01)


def test_simulated_events_have_the_share_and_the_variance_of_families():
    drawn = siblings.simulated([98], 20, 96 / 56, 40_000, np.random.default_rng(1))[:, 0]
    assert drawn.mean() / 98 == pytest.approx(0.20, abs=0.002)
    assert drawn.var() / (98 * 0.2 * 0.8) == pytest.approx(96 / 56, rel=0.03)


def test_the_same_seed_gives_the_same_range_and_siblings_widen_it():
    alone, again, together = (siblings.chance_range([100, 120], 20, d, 4000, 3) for d in (1.0, 1.0, 2.0))
    assert (alone == again).all()
    assert np.median(together) > np.median(alone)


def test_families_of_random_size_have_twice_their_mean_less_one():
    drawn = siblings.mixed([400], 20, 96 / 56, 20_000, np.random.default_rng(2))[:, 0]
    assert drawn.mean() / 400 == pytest.approx(0.2, abs=0.002)
    # geometric sizes of mean m: E[s²]/E[s] = 2m − 1 = 2.4286
    assert drawn.var() / (400 * 0.2 * 0.8) == pytest.approx(2.4286, rel=0.04)
