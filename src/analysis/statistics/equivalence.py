"""When "unchanged", "in line" or "not by much" may be said: the whole range lies within a stated margin."""


def within_margin(low: float, high: float, margin: float, *, ratio: bool = False) -> bool:
    """Return whether a range of a difference (or a ratio) leaves no room for more than a margin.

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
    bool
        False does not say that there is a difference: with a range wider than the margins nothing can be said.

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
    return lowest <= low and high <= highest
