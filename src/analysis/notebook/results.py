"""What a report found, for machines: one object per number, with its interval and its evidence."""

import math
from collections.abc import Iterable
from typing import Any

FIELDS = ("value", "low", "high", "level", "unit", "numerator", "denominator", "method", "note")


def _plain(value: Any) -> Any:
    """Return a JSON value: numpy scalars unwrapped, floats to 6 significant digits, not-a-number as null."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


class Results:
    """The numbers of one report, in the order in which it found them.

    Parameters
    ----------
    level : float
        Confidence level of the intervals, for example 0.95.
    """

    def __init__(self, level: float) -> None:
        self.level = level
        self._rows: list[dict[str, Any]] = []

    def add(
        self,
        key: str,
        value: Any = None,
        *,
        observations: Iterable[str] = (),
        simulated: bool = False,
        low: float | None = None,
        high: float | None = None,
        unit: str | None = None,
        numerator: float | None = None,
        denominator: float | None = None,
        method: str | None = None,
        note: str | None = None,
        level: float | None = None,
        **of_what: Any,
    ) -> None:
        """Add one number.

        Parameters
        ----------
        key : str
            Name of the result; with several values it is repeated, told apart by `of_what`.
        value : number or str, optional
            Percentages are 21.3, not 0.213.
        observations : iterable of str
            Identifiers of the rows of ``observations.csv`` that it rests on.
        simulated : bool
            True for a number that only proves a method.
        **of_what
            Says of what, for example ``period="Q2 19/20"`` or ``area="Walsall"``.

        Raises
        ------
        ValueError
            If the same key with the same `of_what` was added before.
        """
        of = {name: str(label) for name, label in of_what.items()}
        if any(row["key"] == key and row.get("for", {}) == of for row in self._rows):
            raise ValueError(f"The result '{key}' for {of or 'the whole report'} was added twice.")
        given = dict(zip(FIELDS, (value, low, high, None, unit, numerator, denominator, method, note), strict=True))
        if low is not None or high is not None:
            given["level"] = level if level is not None else self.level
        row: dict[str, Any] = {"key": key, **({"for": of} if of else {})}
        row |= {name: _plain(field) for name, field in given.items() if _plain(field) is not None}
        rests_on = sorted(set(observations))
        row |= {"observations": rests_on} if rests_on else {}
        self._rows.append(row | ({"simulated": True} if simulated else {}))

    def to_list(self) -> list[dict[str, Any]]:
        """Return the results as plain objects, ready for JSON."""
        return [dict(row) for row in self._rows]
