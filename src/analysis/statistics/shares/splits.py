"""Why a percentage moved: how much is its numerator, how much its denominator."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Split:
    """A change of a share from before to after (percent), in percentage points by numerator and by denominator."""

    before: float
    after: float
    from_numerator: float
    from_denominator: float
    counterfactual: float

    @property
    def change(self) -> float:
        """Percentage points; `from_numerator` and `from_denominator` together."""
        return self.after - self.before


def split(before: tuple[float, float], after: tuple[float, float]) -> Split:
    """Return how much of a change of a share came from events and how much from the denominator.

    Parameters
    ----------
    before, after : tuple of float
        Events and denominator.

    Returns
    -------
    Split
        counterfactual: percent with the new events and the old denominator.

    Raises
    ------
    ValueError
        If a count is not positive.

    Notes
    -----
    log(a₁/n₁) − log(a₀/n₀) = log(a₁/a₀) + log(n₀/n₁): the parts add without a remainder, and neither order is preferred. In
    percentage points each is multiplied by the logarithmic mean of the two shares (Ang 2004, Energy Policy 32:1131).
    """
    (a0, n0), (a1, n1) = before, after
    if min(a0, n0, a1, n1) <= 0:
        raise ValueError(f"A split needs positive counts, not {a0:g} of {n0:g} and {a1:g} of {n1:g}.")
    events, size = float(np.log(a1 / a0)), float(np.log(n0 / n1))
    first, total = 100 * a0 / n0, events + size
    mean = first * float(np.expm1(total)) / total if total else first
    return Split(first, 100 * a1 / n1, mean * events, mean * size, 100 * a1 / n0)
