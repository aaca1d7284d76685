import numpy as np
import pytest

from analysis import detectable


@pytest.mark.parametrize(("h", "n"), [(0.20, 392), (0.50, 63), (0.80, 25)])
def test_cohens_published_sample_sizes(h, n):
    """Cohen (1988), Statistical Power Analysis, table 6.4.1: n for 80% power, two-sided 5%."""
    share = 21.0
    _, rise = detectable.smallest_change(share, n, 0.95, 1)
    risen = 2 * np.arcsin(np.sqrt((share + rise) / 100)) - 2 * np.arcsin(np.sqrt(share / 100))
    assert risen == pytest.approx(h, rel=0.02)


def test_families_make_a_change_harder_to_see():
    alone, together = (detectable.smallest_change(21, 110, 0.95, effect) for effect in (1, 96 / 56))
    assert together[0] > alone[0]
    assert together[1] > alone[1]


def test_a_share_cannot_fall_below_nothing():
    fall, _ = detectable.smallest_change(2, 20, 0.95, 1)
    assert fall == pytest.approx(2)
