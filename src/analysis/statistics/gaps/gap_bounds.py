"""What a mean and a share under two years force on the gaps between plans, with no assumption about their shape.

Of a group of n children whose gaps add up to T months, w returned before 24 months and l = n − w at 24 months or
later. Early gaps lie in [0, 24), late gaps in [24, cap], where cap is the largest gap that a child under 18 can
have.

*Mean of the late gaps.* It is (T − early total)/l, and the early total lies in [0, 24w), so the mean lies in ((T −
24w)/l, T/l], and never outside [24, cap].

*Median, lower bound.* The median is the h-th smallest gap, h = ⌈n/2⌉ (the lower median when n is even). If w < h it
is a late gap, hence at least 24; otherwise it is an early one and may be 0.

*Median, upper bound, w < h.* For the median to reach M ≥ 24, at least r = n − h + 1 children must have a gap of at
least M. They are late. The cheapest way to place them uses 0 months for each early child, 24 for each other late
one and M for the r, so in one group M ≤ 24 + (T − 24l)/r. With several groups (quarters), each with its own total,
group i can hold at most cᵢ(M) = min(lᵢ, ⌊(Tᵢ − 24lᵢ)/(M − 24)⌋) such children, and M is possible exactly when Σ
cᵢ(M) ≥ r. cᵢ falls as M rises, so the largest possible M is one of the values 24 + (Tᵢ − 24lᵢ)/c, c = 1 … lᵢ, or
the cap. When w ≥ h the median is below 24.

*Two clocks.* If the mean runs from start to start and the two years from end to start, a gap from end to start is
shorter than the counted one by the length of the previous plan. Late gaps are at least 24 on both clocks, so the
lower bound of the median holds on both; shorter totals only lower the upper bounds; but an early child's counted
gap is no longer below 24, so the late mean keeps 24 as its only lower bound.

Printed means are rounded to whole months; T may lie anywhere in n·(m ± ½), and each bound uses the end that widens
it.
"""

import numpy as np
import pandas as pd

TWO_YEARS = 24.0
CAP = 216.0  # 18 years: no child on a plan can have waited longer


def _totals(quarters: pd.DataFrame, rounding: float) -> pd.DataFrame:
    n, w, m = (
        quarters[name].to_numpy(float)
        for name in ("repeat_plans", "repeat_plans_within_2_years", "gap_between_plans_mean")
    )
    if (w > n).any():
        raise ValueError("More returns within two years than returns: check the rows of the quarters.")
    groups = pd.DataFrame({"early": w, "late": n - w, "least": n * (m - rounding), "most": n * (m + rounding)})
    if (groups["most"] < TWO_YEARS * groups["late"]).any():
        raise ValueError("A mean gap is too short for its share of returns after two years: they are on two clocks.")
    return groups


def late_mean(quarters: pd.DataFrame, rounding: float = 0.5) -> tuple[float, float]:
    """Return the lowest and highest mean gap, in months, of the children who came back after two years.

    Parameters
    ----------
    quarters : pandas.DataFrame
        Columns ``repeat_plans``, ``repeat_plans_within_2_years``, ``gap_between_plans_mean`` (months), by quarter.
    rounding : float
        Half of the last printed digit of the means.

    Returns
    -------
    low, high : float
        Proof in the module's docstring.
    """
    groups = _totals(quarters, rounding)
    late = groups["late"].sum()
    lowest = np.maximum(groups["least"] - TWO_YEARS * groups["early"], TWO_YEARS * groups["late"]).sum() / late
    highest = np.minimum(groups["most"], CAP * groups["late"]).sum() / late
    return float(lowest), float(highest)


def early_mean(quarters: pd.DataFrame, rounding: float = 0.5) -> tuple[float, float]:
    """Return the lowest and highest mean gap, in months, of the children who came back within two years.

    Parameters and proof as for `late_mean`, with the roles exchanged: the early total of a group is its total less a
    late total in [24l, cap·l], and itself lies in [0, 24w].
    """
    groups = _totals(quarters, rounding)
    early = groups["early"].sum()
    lowest = np.maximum(groups["least"] - CAP * groups["late"], 0).sum() / early
    room = np.minimum(groups["most"] - TWO_YEARS * groups["late"], TWO_YEARS * groups["early"])
    return float(lowest), float(room.sum() / early)


def median(quarters: pd.DataFrame, rounding: float = 0.5) -> tuple[float, float]:
    """Return the lowest and highest median gap, in months, that the printed figures allow.

    Parameters
    ----------
    quarters : pandas.DataFrame
        As for `late_mean`.
    rounding : float
        Half of the last printed digit of the means.

    Returns
    -------
    low, high : float
        Proof in the module's docstring.
    """
    groups = _totals(quarters, rounding)
    n, w = groups[["early", "late"]].to_numpy().sum(), groups["early"].sum()
    rank = np.ceil(n / 2)
    if w >= rank:
        return 0.0, TWO_YEARS
    needed = n - rank + 1
    spare = groups["most"] - TWO_YEARS * groups["late"]
    tried = [
        min(CAP, TWO_YEARS + room / count)
        for room, late in zip(spare, groups["late"], strict=True)
        for count in range(1, int(late) + 1)
    ]
    possible = [height for height in tried if _reaching(spare, groups["late"], height) >= needed]
    return TWO_YEARS, float(max(possible, default=TWO_YEARS))


def _reaching(spare: pd.Series, late: pd.Series, height: float) -> float:
    if height <= TWO_YEARS:
        return float(late.sum())
    return float(np.minimum(late, np.floor(spare / (height - TWO_YEARS) + 1e-9)).sum())


def plan_length(short_share: float, long_share: float) -> tuple[float, float]:
    """Return the lowest and highest average length of a plan, in months, that two printed shares allow.

    Parameters
    ----------
    short_share, long_share : float
        Of the plans that ended: percent of three months or less, percent of two years or more.

    Returns
    -------
    low, high : float
        Short plans last 0 to 3 months, long ones 24 months to 18 years, the rest 3 to 24 months.
    """
    short, long = short_share / 100, long_share / 100
    rest = 1 - short - long
    return 3 * rest + TWO_YEARS * long, 3 * short + TWO_YEARS * rest + CAP * long


def by_clock(quarters: pd.DataFrame, shortest_plan: float, rounding: float = 0.5) -> pd.DataFrame:
    """Return what is forced on the gap between plans under each reading of the two clocks.

    Parameters
    ----------
    quarters : pandas.DataFrame
        As for `late_mean`.
    shortest_plan : float
        Lowest possible average length of the previous plan, in months, see `plan_length`.
    rounding : float
        Half of the last printed digit of the means.

    Returns
    -------
    pandas.DataFrame
        Index ``one clock`` (average and two years are counted alike) and ``two clocks`` (the average from start to
        start, the two years from end to start; the gap described is from end to start); columns mean_low, mean_high,
        median_low, median_high, late_low, late_high, all in months.
    """
    groups = _totals(quarters, rounding)
    n = groups[["early", "late"]].to_numpy().sum()
    shorter = quarters.assign(gap_between_plans_mean=quarters["gap_between_plans_mean"] - shortest_plan)
    one = (
        groups["least"].sum() / n,
        groups["most"].sum() / n,
        *median(quarters, rounding),
        *late_mean(quarters, rounding),
    )
    floor = TWO_YEARS * groups["late"].sum() / n
    two = (floor, one[1] - shortest_plan, *median(shorter, rounding), TWO_YEARS, late_mean(shorter, rounding)[1])
    columns = ["mean_low", "mean_high", "median_low", "median_high", "late_low", "late_high"]
    return pd.DataFrame([one, two], index=["one clock", "two clocks"], columns=columns)
