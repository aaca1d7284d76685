"""How large a change must be to be believed at a given size."""

import numpy as np
from statsmodels.stats.power import NormalIndPower

POWER = 0.8


def smallest_change(
    share: float, whole: float, confidence: float, design_effect: float, later_whole: float | None = None
) -> tuple[float, float]:
    """Return the smallest fall and rise, in percentage points, that a comparison of two periods would notice with 80% power.

    Parameters
    ----------
    share : float
        Percent in the first period.
    whole, later_whole : float
        Plans that start in each period; the same when one is given.
    confidence : float
        One less the size of the two-sided test.
    design_effect : float

    Returns
    -------
    fall, rise : float
        Both positive; a fall larger than the share itself is given as the share.

    Notes
    -----
    Cohen's arcsine effect h = 2·asin√p₁ − 2·asin√p₀ (Cohen 1988, chapter 6), solved by statsmodels.
    """
    ratio = (later_whole or whole) / whole
    h = NormalIndPower().solve_power(nobs1=whole / design_effect, alpha=1 - confidence, power=POWER, ratio=ratio)
    angle = np.arcsin(np.sqrt(share / 100))
    risen = 100 * np.sin(min(angle + h / 2, np.pi / 2)) ** 2
    fallen = 100 * np.sin(max(angle - h / 2, 0)) ** 2
    return float(share - fallen), float(risen - share)
