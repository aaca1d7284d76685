"""What the authority's own tables must hold, cell by cell and row by row."""

from collections.abc import Collection
from datetime import date

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.rules import DECIMAL, FILLED, NO_FORMULA, WHOLE, one_of, rule
from analysis.observations import periods

KINDS = ("financial_year", "quarter", "month", "as_at", "range")


def _readable(text: str, kinds: Collection[str]) -> bool:
    try:
        found = periods.parse(text)
    except ValueError:
        return False
    return found.type in kinds and found.start is not None and found.start.year >= 1990


def _begun(text: str) -> bool:
    try:
        start = periods.parse(text).start
    except ValueError:
        return True  # another rule says what is wrong
    return start is None or start <= date.today()


BEGUN = rule(_begun, "a period that has begun; this one lies in the future")


def _at_most(part: str, whole: str) -> pa.Check:
    def holds(frame: pd.DataFrame) -> "pd.Series[bool]":
        numbers = {name: pd.to_numeric(frame[name], errors="coerce") for name in (part, whole)}
        return ~(numbers[part] > numbers[whole])

    return pa.Check(holds, error=f"{part} is larger than {whole}, of which it is a part")


def _once(period: str, *others: str) -> pa.Check:
    """Return a check that no two rows agree in the other columns and in the period, however it is spelt."""

    def held(frame: pd.DataFrame) -> "pd.Series[bool]":
        spelt = frame[[*others, period]].apply(lambda column: column.str.strip())
        return ~spelt.assign(**{period: spelt[period].map(_days)}).duplicated(keep=False)

    return pa.Check(
        held, error=f"another row has the same {' and '.join([*others, period])}, perhaps in another spelling"
    )


def _days(text: str) -> str:
    try:
        found = periods.parse(text)
    except ValueError:
        return text
    return f"{found.start} {found.end}"


def _some(part: str) -> pa.Check:
    return pa.Check(
        lambda frame: pd.to_numeric(frame[part], errors="coerce").ne(0),
        error=f"{part} is 0, and a share of nothing says nothing; leave the row out",
    )


def quarters(areas: Collection[str]) -> pa.DataFrameSchema:
    """Return the rules of ``quarters.csv``: one row per authority and quarter."""
    quarter = rule(lambda text: _readable(text, {"quarter"}), "a quarter such as Q2 20/21")
    return pa.DataFrameSchema(
        {
            "area": pa.Column(str, one_of(set(areas))),
            "quarter": pa.Column(str, [quarter, BEGUN]),
            "cpp_starts": pa.Column(str, [WHOLE, FILLED]),
            "repeat_plans": pa.Column(str, [WHOLE, FILLED]),
            "repeat_plans_within_2_years": pa.Column(str, WHOLE),
            "gap_between_plans_mean": pa.Column(str, [DECIMAL, rule(lambda text: "-" not in text, "a number of months not below 0")]),
        },
        checks=[
            _at_most("repeat_plans", "cpp_starts"),
            _at_most("repeat_plans_within_2_years", "repeat_plans"),
            _some("cpp_starts"),
            _once("quarter", "area"),
        ],
    )  # fmt: skip


def figures(areas: Collection[str], measures: Collection[str]) -> pa.DataFrameSchema:
    """Return the rules of ``figures.csv``: one row per measure, area and period of any kind."""
    period = rule(lambda text: _readable(text, KINDS), "a period such as 2021/22, Q2 20/21 or 31 March 2022")
    return pa.DataFrameSchema(
        {
            "area": pa.Column(str, one_of(set(areas))),
            "period": pa.Column(str, [period, BEGUN]),
            "measure": pa.Column(str, one_of(set(measures))),
            "value": pa.Column(str, [DECIMAL, FILLED]),
            "numerator": pa.Column(str, WHOLE),
            "denominator": pa.Column(str, WHOLE),
            "where_published": pa.Column(str, [FILLED, NO_FORMULA]),
        },
        checks=[_at_most("numerator", "denominator"), _some("denominator"), _once("period", "area", "measure")],
    )
