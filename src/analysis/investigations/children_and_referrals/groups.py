"""Figures printed by group: one table of numbers per division (age, sex, source …), with the rows behind each."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.observations import periods


@dataclass(frozen=True, eq=False)
class Division:
    """Numbers by group and period of one division.

    ``numbers`` has the groups (without the name of the division) as index, in the order of print, and the periods as columns,
    in order of time; ``rows`` the ids of the observations in the same places.
    """

    name: str
    numbers: pd.DataFrame
    rows: pd.DataFrame

    def ids(self, groups: Sequence[str], period: str) -> tuple[str, ...]:
        """Return the observations of some groups in a period."""
        held = self.rows[period].to_dict()
        return tuple(held[group] for group in groups if isinstance(held[group], str))

    def all_of(self, *periods: str) -> tuple[str, ...]:
        """Return the observations of every group in some periods."""
        return tuple(row for period in periods for row in self.ids(list(self.numbers.index), period))

    @property
    def every(self) -> tuple[str, ...]:
        """All observations."""
        return tuple(str(each) for each in self.rows.to_numpy().ravel() if isinstance(each, str))


def division(rows: pd.DataFrame, measure: str, name: str) -> Division:
    """Return the figures of a measure whose groups begin with the name of a division: ``age: 1 to 4``.

    A whole financial year counts as one whether it is printed so or as a running total from April to March; other
    running totals are left out.
    """
    held = rows[rows["measure"].eq(measure)]
    held = held[_of(held["group"], name)].dropna(subset=["value", "period_end"])
    labels = [_label(start, end) for start, end in zip(held["period_start"], held["period_end"], strict=True)]
    held = held.assign(label=labels, short=[group.partition(": ")[2] or group for group in held["group"]])
    held = (
        held[held["label"].ne("")]
        .sort_values("period_end", kind="stable")
        .drop_duplicates(["short", "label"], keep="last")
    )
    order, groups = list(dict.fromkeys(held["label"])), list(dict.fromkeys(held.sort_index()["short"]))
    values, ids = (
        held.pivot(index="short", columns="label", values=each).reindex(index=groups, columns=order)
        for each in ("value", "id")
    )
    return Division(name, values.astype(float).rename_axis(index=None, columns=None), ids)


def _of(groups: "pd.Series[str]", name: str) -> "pd.Series[bool]":
    return groups.eq(name) | groups.str.startswith(f"{name}: ") if name else groups.eq("")


def _label(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if start == end:
        return periods.label(end, end, "as_at")
    whole = (start.month, start.day, end.month, end.day, end.year - start.year) == (4, 1, 3, 31, 1)
    return periods.label(start, end, "financial_year") if whole else ""
