"""An authority's own figures: small tidy files in ``data/raw/local/`` that join the printed ones."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.rules import DECIMAL, FILLED, WHOLE, faults, once, one_of, rule
from analysis.observations import periods

QUARTER_MEASURES = {
    "cpp_starts": "count",
    "repeat_plans": "count",
    "repeat_plans_within_2_years": "count",
    "gap_between_plans_mean": "months",
}
SHARES = {
    "repeat_plans_share": ("repeat_plans", "cpp_starts"),
    "repeat_plans_within_2_years_share": ("repeat_plans_within_2_years", "cpp_starts"),
}


def _readable(text: str, kinds: Collection[str]) -> bool:
    try:
        return periods.parse(text).type in kinds
    except ValueError:
        return False


def _at_most(part: str, whole: str) -> pa.Check:
    def holds(frame: pd.DataFrame) -> "pd.Series[bool]":
        numbers = {name: pd.to_numeric(frame[name], errors="coerce") for name in (part, whole)}
        return ~(numbers[part] > numbers[whole])

    return pa.Check(holds, error=f"{part} is larger than {whole}, of which it is a part")


def quarters_schema(areas: Collection[str]) -> pa.DataFrameSchema:
    """Return the rules of ``quarters.csv``: one row per authority and quarter."""
    quarter = rule(lambda text: _readable(text, {"quarter"}), "a quarter such as Q2 20/21")
    return pa.DataFrameSchema(
        {
            "area": pa.Column(str, one_of(set(areas))),
            "quarter": pa.Column(str, quarter),
            "cpp_starts": pa.Column(str, [WHOLE, FILLED]),
            "repeat_plans": pa.Column(str, [WHOLE, FILLED]),
            "repeat_plans_within_2_years": pa.Column(str, WHOLE),
            "gap_between_plans_mean": pa.Column(str, DECIMAL),
        },
        checks=[
            _at_most("repeat_plans", "cpp_starts"),
            _at_most("repeat_plans_within_2_years", "repeat_plans"),
            once("area", "quarter"),
        ],
    )


def figures_schema(areas: Collection[str], measures: Collection[str]) -> pa.DataFrameSchema:
    """Return the rules of ``figures.csv``: one row per measure, area and period of any kind."""
    kinds = {"financial_year", "quarter", "month", "as_at", "range"}
    period = rule(lambda text: _readable(text, kinds), "a period such as 2021/22, Q2 20/21 or 31 March 2022")
    return pa.DataFrameSchema(
        {
            "area": pa.Column(str, one_of(set(areas))),
            "period": pa.Column(str, period),
            "measure": pa.Column(str, one_of(set(measures))),
            "value": pa.Column(str, [DECIMAL, FILLED]),
            "numerator": pa.Column(str, WHOLE),
            "denominator": pa.Column(str, WHOLE),
            "where_published": pa.Column(str, FILLED),
        },
        checks=[_at_most("numerator", "denominator"), once("area", "period", "measure")],
    )


def quarter_observations(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the observations of ``quarters.csv``; shares are computed from the counts of the same row."""
    found = []
    for number, row in enumerate(frame.to_dict("records"), start=2):
        given = {name: float(row[name]) for name in QUARTER_MEASURES if row[name]}
        cells: list[tuple[Any, ...]] = [
            (name, value, QUARTER_MEASURES[name], None, None) for name, value in given.items()
        ]
        cells += [
            (share, 100 * given[part] / given[whole], "percent", given[part], given[whole])
            for share, (part, whole) in SHARES.items()
            if part in given and given[whole]
        ]
        found += [_observation("quarters", number, row["area"], row["quarter"], *cell) for cell in cells]
    return found


def figure_observations(frame: pd.DataFrame, units: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the observations of ``figures.csv``; the unit of each measure comes from the dictionary."""
    return [
        _observation(
            "figures",
            number,
            row["area"],
            row["period"],
            row["measure"],
            float(row["value"]),
            units[row["measure"]],
            float(row["numerator"]) if row["numerator"] else None,
            float(row["denominator"]) if row["denominator"] else None,
        )
        | {"note": row["where_published"]}
        for number, row in enumerate(frame.to_dict("records"), start=2)
    ]


def _observation(
    stem: str,
    line: int,
    area: str,
    label: str,
    measure: str,
    value: float,
    unit: str,
    numerator: float | None,
    denominator: float | None,
) -> dict[str, Any]:
    period = periods.parse(label)
    return {
        "id": f"local/{stem}/{line}/{measure}",
        "source": "local",
        "document": "your own figures",
        "table": f"{stem}.csv",
        "row": label,
        "column": measure,
        "measure": measure,
        "group": "",
        "area": area,
        "period": label,
        "period_start": period.start,
        "period_end": period.end,
        "period_type": period.type,
        "unit": unit,
        "value": value,
        "as_printed": f"{value:g}",
        "numerator": numerator,
        "denominator": denominator,
        "place": f"row {line}",
        "line": str(line),
        "note": "the authority's own figure",
    }


def observations(
    tables: Mapping[str, pd.DataFrame], areas: Collection[str], units: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the observations of the local files and the faults found in them.

    Parameters
    ----------
    tables : mapping
        ``quarters`` and ``figures``, when they exist, as frames of text.
    areas : collection of str
        Canonical areas.
    units : mapping
        Measure to unit.

    Returns
    -------
    rows : list of dict
        Empty when there are faults.
    faults : list of str
    """
    schemas = {"quarters": quarters_schema(areas), "figures": figures_schema(areas, units)}
    wrong = [
        sentence
        for name, frame in tables.items()
        for sentence in faults(frame, schemas[name], f"data/raw/local/{name}.csv")
    ]
    if wrong:
        return [], wrong
    rows = quarter_observations(tables["quarters"]) if "quarters" in tables else []
    return rows + (figure_observations(tables["figures"], units) if "figures" in tables else []), []
