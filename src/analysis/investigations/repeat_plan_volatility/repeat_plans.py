"""The printed figures on repeat plans, made ready: periods with counts, years with implied counts, comparators."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.observations import series
from analysis.statistics.shares import implied, splits

SHARE, REPEATS, STARTS = "repeat_plans_share", "repeat_plans", "cpp_starts"
COLUMNS = {
    "before": "before", "after": "after", "counterfactual": "counterfactual", "numerator_part": "numerator_part",
    "denominator_part": "denominator_part", "change": "change", "from_repeats": "from_numerator",
    "from_starts": "from_denominator",
}  # fmt: skip
EARLY, EARLY_SHARE = "repeat_plans_within_2_years", "repeat_plans_within_2_years_share"
MEASURES = [SHARE, REPEATS, STARTS, EARLY, EARLY_SHARE]


@dataclass(frozen=True)
class Periods:
    """Repeats and starts by quarter, or by year where no quarters are printed, and a sentence saying why."""

    kind: str
    table: pd.DataFrame
    assumed: bool
    why: str


def years(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the financial years with printed percentages, and the counts that these imply.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for one authority, one reading each (`series.preferred`).

    Returns
    -------
    pandas.DataFrame
        Index financial year; columns period_start, period_end, share (percent as printed), starts (printed or missing),
        repeats (the whole number that the percentage implies, or missing), exact (whether it is the only one), early_share.
    """
    annual = observations[observations["period_type"] == "financial_year"]
    wide = series.by_period(annual)
    renamed = wide.rename(columns={SHARE: "share", STARTS: "starts", EARLY_SHARE: "early_share"})
    table = renamed.reindex(columns=["period_start", "period_end", "share", "starts", "early_share"])
    table = table[table["share"].notna()]
    known = table["starts"].notna()
    possible = [
        implied.implied_counts(row.share, row.starts) if ok else []
        for row, ok in zip(table.itertuples(), known, strict=True)
    ]
    repeats = [
        implied.implied_count(row.share, row.starts) if ok else np.nan
        for row, ok in zip(table.itertuples(), known, strict=True)
    ]
    return table.assign(repeats=repeats, exact=[len(each) == 1 for each in possible])


def summed_quarters(quarters: pd.DataFrame) -> pd.DataFrame:
    """Return the financial years of which all four quarters are printed, added up.

    Parameters
    ----------
    quarters : pandas.DataFrame
        Columns repeats, starts, period_end.

    Returns
    -------
    pandas.DataFrame
        Index financial year; columns repeats, starts.
    """
    first = quarters["period_end"].dt.year - (quarters["period_end"].dt.month < 4)
    names = [f"{year}/{(year + 1) % 100:02d}" for year in first]
    grouped = quarters[["repeats", "starts"]].groupby(names)
    return grouped.sum()[grouped.size() == 4]


def so_far(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of a year with a printed count of repeats, and the starts that count and percentage imply.

    Returns
    -------
    pandas.DataFrame
        Index period; columns period_start, period_end, repeats, share (percent), fewest, most (starts), months.
    """
    part = observations[observations["period_type"].isin(["cumulative", "range"])]
    wide = series.by_period(part[part["measure"].isin([SHARE, REPEATS])])
    table = wide.reindex(columns=["period_start", "period_end", REPEATS, SHARE]).dropna()
    table = table.rename(columns={REPEATS: "repeats", SHARE: "share"})
    bounds = [implied.implied_denominators(row.repeats, row.share) for row in table.itertuples()]
    months = (table["period_end"] - table["period_start"]).dt.days / 30.4375
    return table.assign(
        fewest=[each[0] for each in bounds], most=[each[-1] for each in bounds], months=months.round().astype(int)
    )


def periods(observations: pd.DataFrame, first: str, last: str) -> Periods:
    """Return the periods on which everything else rests: quarters when printed, else years.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of `MEASURES` for one authority, one reading each.
    first, last : str
        First and last quarter used; without effect where only years are printed.

    Returns
    -------
    Periods
        table: index period; columns period_start, period_end, repeats, starts, and early when printed by quarter.

    Raises
    ------
    ValueError
        If a quarter is not printed, or neither quarters nor at least two years can be counted.
    """
    quarterly = observations[
        (observations["period_type"] == "quarter") & observations["measure"].isin([REPEATS, STARTS, EARLY])
    ]
    if set(quarterly["measure"]) >= {REPEATS, STARTS}:
        wide = series.by_period(quarterly).dropna(subset=[REPEATS, STARTS])
        names = {REPEATS: "repeats", STARTS: "starts", EARLY: "early"}
        return Periods("quarter", series.window(wide, first, last).rename(columns=names), False, "")
    return _annual(observations)


def _annual(observations: pd.DataFrame) -> Periods:
    table, part = years(observations), so_far(observations)
    why = "Its documents print no quarterly counts, so this report reads years."
    assumed = table["starts"].isna().all() and len(part) > 0
    if assumed:
        latest = part.iloc[-1]
        starts = (latest["fewest"] + latest["most"]) / 2
        yearly = round(starts * 12 / latest["months"])
        table = table.assign(starts=yearly, repeats=(table["share"] * yearly / 100).round())
        added = part.assign(starts=round(starts))[["period_start", "period_end", "share", "repeats", "starts"]]
        table = pd.concat([table, added])
        why += (
            f" Nor do they print how many plans started: each year is given {yearly} starts, the pace that {latest['repeats']:.0f} "
            f"children at {latest['share']}% imply for {latest['months']} months. Every interval rests on that assumption."
        )
    table = table.dropna(subset=["repeats", "starts"])
    if len(table) < 2:
        raise ValueError(
            "There are no printed counts of plans by quarter, nor two years to compare: choose another authority."
        )
    return Periods("year", table[["period_start", "period_end", "repeats", "starts"]], bool(assumed), why)


def comparators(observations: pd.DataFrame, authority: str) -> pd.DataFrame:
    """Return the percentages of England and of the authority's statistical neighbours by financial year.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of the share for England and for neighbours, one reading each.
    authority : str

    Returns
    -------
    pandas.DataFrame
        Index financial year; columns England, Statistical neighbours (percent; missing where not printed).
    """
    own = f"{authority} statistical neighbours"
    annual = observations[observations["period_type"] == "financial_year"]
    wanted = own if own in set(annual["area"]) else "Statistical neighbours"
    wide = series.by_period(annual[annual["area"].isin(["England", wanted])], columns="area")
    wide = wide.rename(columns={wanted: "Statistical neighbours"})
    return wide.reindex(columns=["England", "Statistical neighbours"])


def changes(counts: pd.DataFrame) -> pd.DataFrame:
    """Return every change from one year to the next, split into its repeats and its starts.

    Parameters
    ----------
    counts : pandas.DataFrame
        Index financial year in order of time; columns repeats, starts.

    Returns
    -------
    pandas.DataFrame
        Index (before, after); columns before, after, counterfactual (percent), numerator_part, denominator_part (percent of
        the log change), change, from_repeats, from_starts (percentage points: the parts times the change). Years that do
        not follow each other, and shares that did not change, are left out.
    """
    found = {}
    for (early, old), (late, new) in zip(counts.iloc[:-1].iterrows(), counts.iloc[1:].iterrows(), strict=True):
        if (
            int(str(late)[:4]) - int(str(early)[:4]) == 1
            and old["repeats"] * new["starts"] != new["repeats"] * old["starts"]
        ):
            each = splits.split((old["repeats"], old["starts"]), (new["repeats"], new["starts"]))
            found[early, late] = {name: getattr(each, at) for name, at in COLUMNS.items()}
    return pd.DataFrame.from_dict(found, orient="index")
