"""What a case audit can tell: its percentages beside its sample, and what a repeat of it could see."""

from typing import Any

import pandas as pd

from analysis.statistics.shares.detectable import smallest_change
from analysis.statistics.shares.implied import numerators, read
from analysis.statistics.shares.ranges import share_range


def with_sample(findings: pd.DataFrame, samples: pd.DataFrame) -> pd.DataFrame:
    """Return the printed percentages of audits beside the size of the sample named in the same section.

    Parameters
    ----------
    findings, samples : pandas.DataFrame
        Observations; sections are told apart by ``source`` and ``table``. One sample per section.

    Returns
    -------
    pandas.DataFrame
        `findings` with columns sample (cases), counts (the numerators that the sample allows) and fits.

    Raises
    ------
    ValueError
        If a section names two samples, or none.
    """
    keys = ["source", "table"]
    double = samples.duplicated(keys)
    if double.any():
        raise ValueError(f"{samples.loc[double, 'id'].iloc[0]} is a second sample for one section: give one.")
    joined = findings.merge(samples[[*keys, "value"]].rename(columns={"value": "sample"}), on=keys, how="left")
    if joined["sample"].isna().any():
        name = joined.loc[joined["sample"].isna(), "id"].iloc[0]
        raise ValueError(f"No sample is given in the section of {name}: choose another finding, or add its sample.")
    pairs = zip(joined["as_printed"], joined["sample"], strict=True)
    joined["counts"] = [numerators(printed, int(n)) for printed, n in pairs]
    return joined.assign(fits=joined["counts"].map(len).gt(0))


def intervals(findings: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return Wilson's intervals of audit findings.

    Parameters
    ----------
    findings : pandas.DataFrame
        Columns part, whole (cases), design_effect (1 where no two cases are of one family).
    confidence : float

    Returns
    -------
    pandas.DataFrame
        `findings` with columns value, low, high (percent).
    """
    counts = findings[["part", "whole", "design_effect"]].astype(float).to_numpy()
    limits = [share_range(part, whole, confidence, effect) for part, whole, effect in counts]
    share = 100 * findings["part"].astype(float) / findings["whole"].astype(float)
    return findings.assign(value=share, low=[low for low, _ in limits], high=[high for _, high in limits])


def detectable(
    shares: "pd.Series[str]", sizes: Any, *, wanted: float, confidence: float, design_effect: float
) -> pd.DataFrame:
    """Return the fall of each share that a repeat of an audit would see with the wanted chance.

    Parameters
    ----------
    shares : pandas.Series
        Printed percentages, indexed by what they are of.
    sizes : iterable of int
        Cases in each of the two audits.
    wanted, confidence, design_effect : float

    Returns
    -------
    pandas.DataFrame
        Columns finding, n, fall (percentage points; infinite when no fall would be seen so often).
    """
    rows = [
        {"finding": name, "n": n, "fall": _fall(read(text)[0], n, wanted, confidence, design_effect)}
        for name, text in shares.items()
        for n in sizes
    ]
    return pd.DataFrame(rows, columns=["finding", "n", "fall"])


def _fall(share: float, n: int, wanted: float, confidence: float, design_effect: float) -> float:
    options = {"wanted": wanted, "confidence": confidence, "design_effect": design_effect}
    return smallest_change(share, (n, n), rise=False, **options)
