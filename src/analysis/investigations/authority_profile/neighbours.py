"""The neighbours of an authority, one by one: the latest figure of each with its range."""

import pandas as pd

from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number
from analysis.indicators.stated import key
from analysis.investigations.authority_profile.study import LISTS, RATES, Profile


def each(profile: Profile, measure: str, which: str = LISTS[0]) -> dict[str, Number]:
    """Return the latest figure of each neighbour, most alike first, with its range where its counts are published."""
    table = profile.standing[measure]
    return {name: _figure(profile, measure, table.loc[name]) for name in profile.named(which) if name in table.index}


def _figure(profile: Profile, measure: str, row: pd.Series) -> Number:
    name, policy = str(row.name), profile.policy
    named, rows = key(measure, name, profile.latest), _rows(profile, measure, name)
    label, of = f"{indicator(measure).title}, {name}, {profile.latest}", {"area": name, "period": profile.latest}
    if measure in RATES:
        per = profile.population.get(name, float("nan")) / 1e4
        return policy.count(named, row["value"] * per, per=per, unit="rate", rows=rows, label=label, of=of)
    if pd.notna(row["whole"]) and row["whole"] > 0:
        return policy.share(named, row["part"], row["whole"], rows=rows, label=label, of=of)
    return Number(key=named, value=row["value"], unit="percent", rows=rows, label=label, of=of)


def _rows(profile: Profile, measure: str, name: str) -> tuple[str, ...]:
    """Return the rows of a figure: its own, and those of its counts or its population."""
    what = indicator(measure)
    beside = (what.numerator, "population_0_17") if measure in RATES else (what.numerator, what.denominator)
    tables = [profile.standing[of] for of in (measure, *beside) if of in profile.standing]
    return tuple(str(table.loc[name, "id"]) for table in tables if name in table.index)
