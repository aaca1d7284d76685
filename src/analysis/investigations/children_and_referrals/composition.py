"""Has a population changed, not in size but in who is in it? Shares of groups at two dates, with siblings allowed for."""

from dataclasses import dataclass

import pandas as pd
from scipy import stats

SMALLEST_EXPECTED = 5
REST = "others together"


@dataclass(frozen=True)
class Change:
    """Whether two compositions differ by more than chance: X², degrees of freedom, two p-values, points moved."""

    x2: float
    df: int
    p: float
    p_design_effect: float
    moved: float


def merged(before: "pd.Series[float]", after: "pd.Series[float]") -> pd.DataFrame:
    """Return two compositions with the groups that are too small for a X² test put together.

    Returns
    -------
    pandas.DataFrame
        Columns before, after. Groups empty at both dates are left out; those expecting fewer than 5 children at a date
        are one row (Cochran's rule).
    """
    both = pd.DataFrame({"before": before, "after": after})
    both = both[both.sum(axis=1) > 0]
    smaller = both.sum().min() / both.to_numpy().sum()
    small = both.sum(axis=1) * smaller < SMALLEST_EXPECTED
    if small.sum() < 2:
        return both
    return pd.concat([both[~small], both[small].sum().rename(REST).to_frame().T])


def change(before: "pd.Series[float]", after: "pd.Series[float]", design_effect: float) -> Change:
    """Return whether the shares of groups differ between two dates by more than chance.

    Parameters
    ----------
    before, after : pandas.Series
        Children by group.
    design_effect : float
        X² is divided by it for the second p-value (first-order correction of Rao and Scott 1981, JASA 76:221).

    Returns
    -------
    Change
        ``moved`` is the share of children, in percentage points, who would have to change group to make the two alike
        (index of dissimilarity). Children present at both dates make the test cautious.

    Raises
    ------
    ValueError
        If fewer than two groups have children.
    """
    table = merged(before, after)
    if len(table) < 2:
        raise ValueError("A composition needs at least two groups with children.")
    x2, p, df, _ = stats.chi2_contingency(table, correction=False)
    return Change(float(x2), int(df), float(p), float(stats.chi2.sf(x2 / design_effect, df)), moved(before, after))


def moved(before: "pd.Series[float]", after: "pd.Series[float]") -> float:
    """Return the percentage points that changed group: half the sum of absolute differences of the shares."""
    shares = [100 * each / each.sum() for each in (before, after)]
    return float((shares[1] - shares[0]).abs().sum() / 2)


def bounds(share: float, unknown: float) -> tuple[float, float]:
    """Return the lowest and highest true share of a group, in percent, when `unknown` percent have no record."""
    return share, share + unknown
