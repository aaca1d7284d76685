"""The printed percentages of audits beside the number of cases that their section names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.indicators.estimate import Number, Printed
from analysis.indicators.stated import key
from analysis.statistics.rounding import half_unit
from analysis.statistics.shares import implied

ONE_A_FAMILY = "at most one per sibling group"  # as the note of a sample says


@dataclass(frozen=True, eq=False, kw_only=True)
class Percentage:
    """A printed percentage, its sample, the counts of the sample that give it, and every number of cases that can."""

    measure: str
    group: str
    name: str
    text: str
    printed: Printed
    sample: Number
    counts: tuple[int, ...]
    allowed: tuple[int, ...]
    one_a_family: bool

    @property
    def fits(self) -> bool:
        """Whether a whole number of the sample gives it."""
        return bool(self.counts)


def quoted(row: Mapping[str, Any], label: str) -> Printed:
    """Return a row as a number that is quoted as it stands, although the text gives it no period."""
    value, text = float(row["value"]), str(row["as_printed"])
    digits = 0 if row["unit"] == "count" or "." not in text else len(text.rstrip("% ").partition(".")[2])
    return Printed(
        key=key("printed", row["measure"], row["group"], row["area"], row["id"].rpartition("/prose/")[2]), value=value,
        unit=row["unit"], digits=digits, label=label, method="as printed", rows=(row["id"],),
        of={"area": row["area"]}, slack=half_unit(text),
    )  # fmt: skip


def counted(name: str, value: float, label: str, rows: tuple[str, ...], authority: str) -> Number:
    """Return a number of cases or of percentages that follows from what is printed."""
    return Number(
        key=key("audit", name, authority), value=value, unit="count", digits=0, label=label, rows=rows, of={"area": authority}
    )  # fmt: skip


def percentages(observations: pd.DataFrame, names: Mapping[str, str], sample: str, largest: int) -> list[Percentage]:
    """Return the printed percentages of audits beside the sample named in the same section, in the order of the text.

    Parameters
    ----------
    observations : pandas.DataFrame
        Of one authority.
    names : mapping
        Measure to what a reader calls it.
    sample : str
        The measure of the number of cases drawn.
    largest : int
        Largest number of cases considered.

    Returns
    -------
    list of Percentage
        Those whose section names a sample; nothing can be said of the others.

    Raises
    ------
    ValueError
        If a section names two samples.
    """
    found = observations[observations["measure"].isin(list(names)) & observations["value"].notna()]
    samples = observations[observations["measure"].eq(sample)]
    keys = ["source", "table"]
    double = samples.duplicated(keys)
    if double.any():
        raise ValueError(f"{samples.loc[double, 'id'].iloc[0]} is a second sample for one section: give one.")
    by_section = {(row["source"], row["table"]): row for row in samples.to_dict("records")}
    rows = (
        found.assign(_line=pd.to_numeric(found["line"]))
        .sort_values(["source", "_line"], kind="stable")
        .to_dict("records")
    )
    return [_percentage(row, by_section, names, largest) for row in rows if (row["source"], row["table"]) in by_section]


def _percentage(
    row: dict[Any, Any], samples: Mapping[tuple[str, str], Mapping[Any, Any]], names: Mapping[str, str], largest: int
) -> Percentage:
    drawn = samples[row["source"], row["table"]]
    name = names[row["measure"]] + (f": {row['group']}" if row["group"] else "")
    text = str(row["as_printed"])
    return Percentage(
        measure=row["measure"], group=row["group"], name=name, text=text, printed=quoted(row, name),
        sample=quoted(drawn, "children drawn for the audit"), counts=tuple(implied.numerators(text, int(drawn["value"]))),
        allowed=tuple(implied.fitting(text, largest)), one_a_family=ONE_A_FAMILY in str(drawn["note"]),
    )  # fmt: skip
