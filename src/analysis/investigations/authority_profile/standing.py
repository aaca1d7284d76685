"""Where an authority stands among all of them: its rank with the ranks that chance allows, and the funnel."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.indicators.estimate import Number
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key

DRAWS = 2000


def latest(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the latest year of a measure, a row for each authority that has a figure.

    Returns
    -------
    pandas.DataFrame
        Index area; columns code, value, part, whole (counts behind a share), id.
    """
    held = rows[rows["measure"].eq(measure) & rows["group"].eq("") & rows["code"].ne("") & rows["value"].notna()]
    # the publication that is read last wins, as in every report
    held = held.sort_values("published", kind="stable").drop_duplicates("area", keep="last").set_index("area")
    return held.rename(columns={"numerator": "part", "denominator": "whole"})[["code", "value", "part", "whole", "id"]]


def errors(found: pd.DataFrame, siblings: float, population: pd.Series | None = None) -> pd.Series:
    """Return the standard error of each figure: of a share by its whole, of a rate per 10,000 by the population.

    Where a figure is 0 it is given the error of half a child, so that nobody is certain of the last place.
    """
    if population is None:
        share = ((found["part"] + 0.5) / (found["whole"] + 1)).clip(0.001, 0.999)
        return 100 * np.sqrt(siblings * share * (1 - share) / found["whole"])
    people = population.reindex(found.index) / 1e4
    return np.sqrt(siblings * (found["value"] * people).clip(lower=0.5)) / people


def rank(found: pd.DataFrame, error: pd.Series, area: str, policy: Policy, measure: str) -> Number | None:
    """Return the rank of an authority, 1 for the highest, with the ranks that chance allows; None without a figure.

    Notes
    -----
    Goldstein and Spiegelhalter (1996), JRSS A 159:385: every authority is drawn from its own range, SIMULATED, and ranked.
    """
    certain = error.notna()
    if area not in found.index or not certain[area]:
        return None
    values, spread = found.loc[certain, "value"], error[certain]
    rng = np.random.default_rng(policy.seed)
    drawn = rng.normal(values.to_numpy(), spread.to_numpy(), (DRAWS, len(values)))
    mine = drawn[:, [values.index.get_loc(area)]]
    ranks = 1 + (drawn > mine).sum(axis=1)
    low, high = np.quantile(ranks, [(1 - policy.confidence) / 2, (1 + policy.confidence) / 2])
    return Number(
        key=key(measure, area, "rank"), value=1 + int((values > values[area]).sum()), low=np.floor(low), high=np.ceil(high),
        level=policy.confidence, digits=0, label="rank, 1 for the highest", denominator=len(values), simulated=True,
        method="rank; its range SIMULATED by drawing every authority from its own range", rows=(str(found.loc[area, "id"]),),
        of={"area": area},
    )  # fmt: skip


def funnel(share: float, wholes: np.ndarray, policy: Policy) -> pd.DataFrame:
    """Return between which shares (percent) chance keeps an authority of each size whose true share is England's.

    Returns
    -------
    pandas.DataFrame
        Index whole; columns low, high.
    """
    p, z = share / 100, stats.norm.ppf((1 + policy.confidence) / 2)
    reach = 100 * z * np.sqrt(policy.siblings * p * (1 - p) / wholes)
    return pd.DataFrame({"low": np.clip(share - reach, 0, None), "high": share + reach}, index=wholes)
