"""Which clock a printed average runs on, and an average that is quoted without its period."""

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.indicators.estimate import Number, Printed
from analysis.indicators.stated import key

GAP = "gap_between_plans_mean"


@dataclass(frozen=True, eq=False, kw_only=True)
class Quote:
    """An average as a document quotes it, the quarters that print it, and how many repeat plans those hold."""

    months: Number
    printed: bool
    where: str
    quarters: list[str]
    number: Number
    repeats: Number

    @property
    def when(self) -> str:
        """The quarters in words."""
        return words.listed(self.quarters)


def quote(rows: pd.DataFrame, authority: str, printed: dict[str, Printed], repeats: "pd.Series[float]") -> Quote:
    """Return the average that a document quotes without a period; where none does, that of the latest quarter.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations; a quoted average is a row without a period.
    authority : str
    printed : dict
        The printed average by quarter, in order of time.
    repeats : pandas.Series
        Repeat plans by quarter.
    """
    last = list(printed)[-1]
    said = rows[rows["measure"].eq(GAP) & rows["area"].eq(authority) & rows["period_type"].eq("")].dropna(
        subset=["value"]
    )
    held = [one for _, one in said.iterrows() if any(one["value"] == each.value for each in printed.values())]
    months, where = (_quoted(held[-1]), str(held[-1]["table"])) if held else (printed[last], last)
    quarters = [name for name, each in printed.items() if each.value == months.value]
    told = {
        "unit": "count",
        "digits": 0,
        "rows": (*months.rows, *(row for name in quarters for row in printed[name].rows)),
    }

    def count(name: str, value: float, label: str) -> Number:
        return Number(key=key(GAP, authority, "quoted", name), value=value, label=label, **told)  # type: ignore[arg-type]

    return Quote(
        months=months, printed=bool(held), where=where, quarters=quarters,
        number=count("quarters", len(quarters), "quarters with the quoted average"),
        repeats=count("repeats", float(repeats[quarters].sum()), "repeat plans in the quarters with the quoted average"),
    )  # fmt: skip


def _quoted(row: "pd.Series[object]") -> Printed:
    return Printed(
        key=key("printed", GAP, str(row["area"]), "quoted"), value=float(str(row["value"])), unit="months", digits=0,
        label="average months between plans, as quoted", method="as printed", rows=(str(row["id"]),), of={"area": str(row["area"])},
    )  # fmt: skip


def clocks(rows: pd.DataFrame, authority: str) -> dict[str, str]:
    """Return what the rows say of the clock of their averages: where it is printed, and from what to what it counts."""
    held = rows[rows["measure"].eq(GAP) & rows["area"].eq(authority)]
    found = {f"{row['table']}": _clock(str(row["note"])) for row in held.to_dict("records")}
    return {where: clock for where, clock in found.items() if clock}


def _clock(note: str) -> str:
    """Return the part of a note that speaks of the clock: ``from the start of the previous plan to …``."""
    told = [
        part.strip().removeprefix("clock:").strip() for part in note.split(";") if part.strip().startswith("clock:")
    ]
    return told[0] if told else ""
