"""When "unchanged", "in line" or "not by much" may be said: the whole range lies within a stated margin, or wholly beyond it."""

from typing import Literal

Place = Literal["inside", "outside", "open"]


def against_margin(low: float, high: float, margin: float, *, ratio: bool = False) -> Place:
    """Return where a range of a difference (or a ratio) lies beside a margin.

    Parameters
    ----------
    low, high : float
        Range of a difference, in the unit of the margin; of a share against another, the difference of the two; or of a ratio.
    margin : float
        The largest difference that is still called none. Of a ratio, its part of 1: 0.1 allows 1/1.1 to 1.1, so that going
        there and back is treated alike.
    ratio : bool

    Returns
    -------
    str
        ``inside``: no more than the margin is left; ``outside``: no less, to one side of it; ``open``: both are left, and
        nothing can be said. A range that leaves out no difference but not the margin is open: such a difference may be small.

    Raises
    ------
    ValueError
        If the margin is not positive, or the range is upside down or not a number.

    Notes
    -----
    Two one-sided tests (Schuirmann 1987, J Pharmacokinet Biopharm 15:657): a range at level 1 − 2α makes a test of size α.
    The edition gives its printed ranges (95%, so α = 2.5%) rather than narrower ones of 90%: a reader must be able to see
    that the printed range lies within the margin.
    """
    if not margin > 0 or not low <= high:
        raise ValueError(
            f"A margin must be above 0 and a range go from low to high, not {margin:g} and {low:g} to {high:g}."
        )
    lowest, highest = (1 / (1 + margin), 1 + margin) if ratio else (-margin, margin)
    if low > highest or high < lowest:
        return "outside"
    return "inside" if lowest <= low and high <= highest else "open"
