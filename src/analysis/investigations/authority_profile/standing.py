"""Where an authority stands among all of them: its rank with the ranks that chance allows, and the funnel."""

import numpy as np
import pandas as pd

from analysis.indicators.estimate import Number
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.statistics import charts

DRAWS = 1000
COLUMNS = ["code", "value", "part", "whole", "id"]
NONE = pd.DataFrame(columns=COLUMNS, dtype=float).rename_axis("area")  # of a measure whose file is not there


def latest(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return each measure's figures of one year, a row for each authority that has one.

    Returns
    -------
    dict of pandas.DataFrame
        By measure: index area; columns code, value, part, whole (counts behind a share), id.
    """
    held = rows[rows["group"].eq("") & rows["code"].ne("") & rows["value"].notna()]
    # the publication that is read last wins, as in every report
    held = held.sort_values("published", kind="stable").drop_duplicates(["measure", "area"], keep="last")
    held = held.rename(columns={"numerator": "part", "denominator": "whole"}).set_index("area")
    return {str(measure): found for measure, found in held.groupby("measure")[COLUMNS]}


def drawn(found: pd.DataFrame, policy: Policy, population: pd.Series | None = None) -> pd.DataFrame:
    """Return SIMULATED true figures of every authority, each drawn from what its own count leaves possible.

    Parameters
    ----------
    found : pandas.DataFrame
        From `latest`.
    policy : Policy
    population : pandas.Series, optional
        For a rate per 10,000: children aged 0 to 17 by authority; without it the figure is a share of its whole.

    Returns
    -------
    pandas.DataFrame
        `DRAWS` rows, a column per authority whose figure has a whole: Jeffreys' posterior of a share or a rate, the count
        taken as count / siblings independent ones.
    """
    rng, siblings = np.random.default_rng(policy.seed), policy.siblings
    if population is None:
        held = found[found["whole"].gt(0) & found["part"].notna()]
        part, rest = held["part"] / siblings + 0.5, (held["whole"] - held["part"]).clip(lower=0) / siblings + 0.5
        values = 100 * rng.beta(part.to_numpy(), rest.to_numpy(), (DRAWS, len(held)))
    else:
        people = population.reindex(found.index).dropna() / (1e4 * siblings)
        held = found.loc[people.index]
        values = rng.gamma((held["value"] * people + 0.5).to_numpy(), 1, (DRAWS, len(held))) / people.to_numpy()
    return pd.DataFrame(values, columns=held.index)


def rank(found: pd.DataFrame, tried: pd.DataFrame, area: str, policy: Policy, measure: str) -> Number | None:
    """Return the rank of an authority, 1 for the highest, with the ranks that chance allows; None without a figure.

    Notes
    -----
    Goldstein and Spiegelhalter (1996), JRSS A 159:385: every authority is drawn from its own range, SIMULATED, and ranked.
    """
    if area not in tried:
        return None
    values = found.loc[tried.columns, "value"]
    ranks = 1 + (tried.to_numpy() > tried[[area]].to_numpy()).sum(axis=1)
    low, high = np.quantile(ranks, [(1 - policy.confidence) / 2, (1 + policy.confidence) / 2])
    return Number(
        key=key(measure, area, "rank"), value=1 + int((values > values[area]).sum()), low=np.floor(low), high=np.ceil(high),
        level=policy.confidence, digits=0, label="rank, 1 for the highest", denominator=len(values),
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
    return charts.funnel(share, wholes, policy.confidence, policy.siblings).clip(lower=0)
