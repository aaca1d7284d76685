"""The tables of a profile: each indicator with its changes, beside others, and what it counts."""

from collections.abc import Mapping

import pandas as pd

from analysis.exhibits.table import Cell, Table
from analysis.indicators import looks
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Unknown
from analysis.investigations.authority_profile import neighbours as one_by_one
from analysis.investigations.authority_profile.study import BACK, ENGLAND, INDICATORS, LISTS, Profile


def latest(profile: Profile) -> Table:
    """Return each indicator's latest figure, and its change on the year and over all the years shown."""
    rows = {
        indicator(measure).title: {
            profile.latest: _full(profile.estimate(measure, profile.latest)),
            "On the year": _changed(profile, measure, 1),
            f"Since {profile.years[0]}": _changed(profile, measure, BACK),
        }
        for measure in INDICATORS
    }
    return _table(rows, profile)


def beside(profile: Profile) -> Table:
    """Return each indicator beside both lists of neighbours, region and England, with its rank."""
    rows = {}
    for measure in INDICATORS:
        others: dict[str, Number | Unknown] = {
            f"{which} list": profile.average(measure, which, profile.latest) for which in LISTS
        }
        others |= {name: profile.estimate(measure, profile.latest, name) for name in (profile.region, ENGLAND)}
        rank = profile.ranks.get(measure)
        rows[indicator(measure).title] = {
            profile.short_name: _value(profile.estimate(measure, profile.latest)),
            **{name: _value(each) for name, each in others.items()},
            "Rank (ranks that fit)": f"{rank:full} of {int(rank.denominator or 0)}" if rank else "–",
        }
    return _table(rows, profile)


def neighbours(profile: Profile) -> Table | Unknown:
    """Return the neighbours that the two lists name, with their place in each and the two main indicators."""
    if not any(map(profile.named, LISTS)):
        return Unknown("neither list names neighbours of this authority")
    places = {which: {name: place for place, name in enumerate(profile.named(which), start=1)} for which in LISTS}
    figures = {
        measure: {name: each for which in LISTS for name, each in one_by_one.each(profile, measure, which).items()}
        for measure in profile.drawn
    }
    rows = {
        name: {
            **{f"{which} list": str(places[which].get(name, "–")) for which in LISTS},
            **{
                indicator(measure).title: _ranged(held.get(name), profile.ended.get(name))
                for measure, held in figures.items()
            },
        }
        for name in dict.fromkeys(name for which in LISTS for name in profile.named(which))
    }
    return Table(frame=pd.DataFrame.from_dict(rows, orient="index").rename_axis("Neighbour"), source=profile.source)


def definitions(profile: Profile) -> Table:
    """Return what each indicator counts, when, and what it must not be compared with."""
    rows = {
        each.title: {
            "What it is, and when it counts": f"{each.words}: {each.clock}",
            "Not to be compared with": each.not_with,
        }
        for each in map(indicator, INDICATORS)
    }
    return _table(rows, profile)


def _table(rows: Mapping[str, Mapping[str, Cell | str]], profile: Profile) -> Table:
    return Table(frame=pd.DataFrame.from_dict(rows, orient="index").rename_axis("Indicator"), source=profile.source)


def _full(each: Number | Unknown) -> Cell | str:
    return str(each.reason) if isinstance(each, Unknown) else Cell(each, "full" if each.low is not None else "value")


def _ranged(each: Number | None, ended: int | None) -> Cell | str:
    if each is None:
        return f"ended in {ended}" if ended else "not published"
    return Cell(each, "full" if each.low is not None else "value")


def _value(each: Number | Unknown) -> Cell | str:
    return "–" if isinstance(each, Unknown) else Cell(each, "value")


def _changed(profile: Profile, measure: str, back: int) -> str:
    change = profile.changes[measure, back]
    if isinstance(change, Unknown):
        return str(change.reason)
    return f"{change:full}: {looks.SHORTLY[profile.verdicts[measure, back]]}"
