"""What one day is worth where conferences crowd before the last day allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.indicators.estimate import Number, Printed
from analysis.indicators.figures import Figures
from analysis.indicators.stated import key

ON_TIME, NATION = "icpc_within_15_days", "England"


def last_day_share(within: float, limit: int, quartiles: Mapping[float, int]) -> tuple[float, float]:
    """Return the bounds of the share of conferences that take place on the last day allowed.

    With F(d) the percentage held by day d, the share on the last day L is F(L) − F(L − 1). F(L) is printed; a quartile
    q_p says F(q_p) ≥ p and F(q_p − 1) ≤ p, which bounds F(L − 1). Nothing else is assumed.

    Parameters
    ----------
    within : float
        Percentage within the limit, F(L).
    limit : int
        Last day allowed, L.
    quartiles : mapping
        Day by percentage: ``{25: 13, 50: 14, 75: 15}``.

    Returns
    -------
    low, high : float
        Percentage points: what is lost if every conference is one day later.

    Raises
    ------
    ValueError
        If the quartiles contradict the percentage.
    """
    before = [p for p, day in quartiles.items() if day < limit]
    after = [p for p, day in quartiles.items() if day >= limit]
    floor, ceiling = max(before, default=0.0), min([*after, within])
    if floor > within or any(within < p for p, day in quartiles.items() if day <= limit):
        raise ValueError(
            f"{within:g}% within {limit} days contradicts quartiles {dict(quartiles)}: change one of them."
        )
    return within - ceiling, within - floor


@dataclass(frozen=True, eq=False, kw_only=True)
class OneDay:
    """England's share, the share of conferences on the last day, and what a slip of one day costs the authority."""

    england: Printed
    on_last_day: Number
    cost: Number
    usual: Number
    children: Number


def one_day(figures: Figures, latest: Number, authority: str, limit: int, quartiles: Sequence[int]) -> list[OneDay]:
    """Return what one day is worth, from England's last printed year; none where England is not printed.

    Raises
    ------
    ValueError
        If the quartiles contradict England's percentage.
    """
    year = next(
        (
            each
            for each in reversed(figures.periods(ON_TIME, NATION, "financial_year"))
            if figures.has(ON_TIME, NATION, each)
        ),
        None,
    )
    if year is None:
        return []
    england = figures.printed(ON_TIME, NATION, year)
    low, high = last_day_share(england.value, limit, dict(zip((25.0, 50.0, 75.0), quartiles, strict=True)))
    slip = [latest.value * share / england.value for share in (low, high)]
    usual = (latest.denominator or 0.0) / 12
    bounds = "bounds from the quartiles"

    def made(name: str, ends: Sequence[float], unit: str, label: str, area: str = authority) -> Number:
        return Number(
            key=key(ON_TIME, area, name), value=sum(ends) / 2, low=ends[0], high=ends[1], unit=unit, digits=0, label=label,
            method=bounds, of={"area": area}, rows=(*england.rows, *(latest.rows if area == authority else ())),
        )  # fmt: skip

    return [
        OneDay(
            england=england,
            on_last_day=made("last day", (low, high), "percent", "conferences held on the last day allowed", NATION),
            cost=made("cost of a day", slip, "points", "what a slip of one day in every case costs"),
            usual=Number(
                key=key(ON_TIME, authority, "usual month"), value=usual, unit="count", digits=0, rows=latest.rows,
                of={"area": authority}, label="children in a usual month, assumed",
            ),
            children=made("children of a day", [usual * each / 100 for each in slip], "count", "the same in children of a month"),
        )
    ]  # fmt: skip
