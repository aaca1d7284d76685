from pathlib import Path

import numpy as np
import pytest
import yaml
from scipy import stats

from analysis.statistics.shares import detectable

PUBLISHED = yaml.safe_load((Path(__file__).parents[2] / "expected" / "proportions.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("h", "n"), PUBLISHED["sample_sizes"]["rows"])
def test_cohens_published_sample_sizes(h, n):
    """About 50%, where Cohen's arcsine and the score test agree; his tables round n up."""
    half = 100 * np.sin(np.arcsin(np.sqrt(0.5)) - h / 4) ** 2
    change = detectable.smallest_change(half, (n, n), confidence=0.95, design_effect=1)
    found = 2 * np.arcsin(np.sqrt((half + change) / 100)) - 2 * np.arcsin(np.sqrt(half / 100))
    assert found == pytest.approx(h, rel=0.04)


def test_against_a_known_share_by_hand():
    # known 20%, n 400: the rise solves 20 · rise = 1.959964 · √(.2 · .8) + .841621 · √(p(1 − p)) with p = .2 + rise;
    # at p = .2576 the right side is .783986 + .841621 · .437318 = 1.152041, so the rise is .057602: p = .257602
    assert detectable.smallest_change(20, (np.inf, 400), confidence=0.95, design_effect=1) == pytest.approx(
        5.760, abs=0.01
    )


def test_exact_power_of_the_binomial_test_is_near_what_was_asked_for():
    """Second method: the binomial distribution itself, n = 600, known share 20%, two-sided score test."""
    n, share = 600, 0.2
    rise = detectable.smallest_change(20, (np.inf, n), confidence=0.95, design_effect=1) / 100
    counts = np.arange(n + 1)
    seen = np.abs(counts / n - share) / np.sqrt(share * (1 - share) / n) >= stats.norm.ppf(0.975)
    assert stats.binom.pmf(counts[seen], n, share + rise).sum() == pytest.approx(0.8, abs=0.02)


def test_a_design_effect_is_the_same_as_fewer_children():
    assert detectable.smallest_change(21, (200, 200), confidence=0.95, design_effect=2) == pytest.approx(
        detectable.smallest_change(21, (100, 100), confidence=0.95, design_effect=1)
    )


def test_power_and_smallest_change_agree_and_more_children_see_less():
    rises = []
    for n in (50, 100, 400):
        rise, known = (
            detectable.smallest_change(21, sizes, confidence=0.95, design_effect=96 / 56)
            for sizes in ((n, n), (np.inf, n))
        )
        assert detectable.power(21, 21 + rise, (n, n), 0.95, 96 / 56) == pytest.approx(0.8)
        assert known < rise
        rises.append(rise)
    assert rises == sorted(rises, reverse=True)


def test_no_fall_from_a_small_share_can_be_seen_with_few_children():
    assert detectable.smallest_change(2, (20, 20), rise=False, confidence=0.95, design_effect=1) == float("inf")


@pytest.mark.parametrize(("share", "n"), [(0, (9, 9)), (100, (9, 9)), (20, (9, 0)), (20, (9, np.inf))])
def test_what_cannot_be_planned_is_refused(share, n):
    with pytest.raises(ValueError, match="cannot be planned for"):
        detectable.smallest_change(share, n, confidence=0.95, design_effect=1)
