"""Has a population changed, not in size but in who is in it? Shares of groups at two dates, with siblings allowed for."""

from dataclasses import dataclass

import pandas as pd
from scipy import stats

from analysis.observations import series
from analysis.statistics.shares.differences import share_change

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


def children(rows: pd.DataFrame, totals: "pd.Series[float]") -> pd.DataFrame:
    """Return children by group and date; shares printed in percent are turned into (broken) numbers of children.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of one division, all counts or all percent.
    totals : pandas.Series
        All children, by usual name of the date.

    Returns
    -------
    pandas.DataFrame
        Index group, as printed from above; a column for each date by its usual name. Numbers from shares serve as
        weights in tests and are not to be shown: small ones would tell more than was published.
    """
    wide = series.by_period(rows, columns="group").T.loc[list(rows["group"].unique())].astype(float)
    percent = rows["unit"].eq("percent").all()
    return wide * totals.reindex(wide.columns) / 100 if percent else wide


def with_complement(numbers: pd.DataFrame, totals: "pd.Series[float]", name: str) -> pd.DataFrame:
    """Return numbers by group with one more row, the children in no group: for a division printed with one row only."""
    rest = totals.reindex(numbers.columns) - numbers.sum()
    return pd.concat([numbers, rest.rename(name).to_frame().T])


def unaccounted(numbers: pd.DataFrame, totals: "pd.Series[float]") -> "pd.Series[float]":
    """Return, by date, the children of the total that stand in no group (below 0: groups hold more)."""
    return totals.reindex(numbers.columns) - numbers.sum()


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


def group_changes(
    before: "pd.Series[float]", after: "pd.Series[float]", confidence: float, design_effect: float
) -> pd.DataFrame:
    """Return the change of each group's share with Newcombe's interval.

    Returns
    -------
    pandas.DataFrame
        Index group; columns before, after (percent), value, low, high (percentage points).
    """
    whole, later = before.sum(), after.sum()
    limits = [
        share_change(part, whole, after[group], later, confidence, design_effect) for group, part in before.items()
    ]
    shares = pd.DataFrame({"before": 100 * before / whole, "after": 100 * after / later})
    shares["value"] = shares["after"] - shares["before"]
    return shares.assign(low=[low for low, _ in limits], high=[high for _, high in limits])


def bounds(share: float, unknown: float) -> tuple[float, float]:
    """Return the lowest and highest true share of a group, in percent, when `unknown` percent have no record."""
    return share, share + unknown
