"""An authority's own figures: the rows of its small tidy tables become observations beside the printed ones."""

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Any

import pandas as pd

from analysis.evidence.own import schemas
from analysis.evidence.own.papers import SOURCE
from analysis.evidence.rules import faults
from analysis.observations import periods
from analysis.statistics.rounding import half_unit

DOCUMENT = "your own figures"
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
PARTS = {
    "repeat_plans": "cpp_starts",
    "repeat_plans_within_2_years": "repeat_plans",
    "rereferrals": "referrals",
    "referrals_assessed": "referrals",
}
# They can lie below 0: money may be overspent, a change may be a fall.
SIGNED = ("gbp", "percentage_points", "score")


def _quarter_cells(row: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Return measure, value, unit, numerator and denominator; shares are computed from the counts of the same row."""
    given = {name: float(row[name]) for name in QUARTER_MEASURES if row[name]}
    counts: list[tuple[Any, ...]] = [(name, value, QUARTER_MEASURES[name], None, None) for name, value in given.items()]
    return counts + [
        (share, 100 * given[part] / given[whole], "percent", given[part], given[whole])
        for share, (part, whole) in SHARES.items()
        if part in given
    ]


def _figure_cell(row: Mapping[str, str], units: Mapping[str, str]) -> tuple[Any, ...]:
    counts = (float(row[name]) if row[name] else None for name in ("numerator", "denominator"))
    return (row["measure"], float(row["value"]), units[row["measure"]], *counts)


def _observation(place: str, area: str, label: str, said: str, cell: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row of the tidy table: the place names file and row, and the table is what the user says of the source."""
    measure, value, unit, numerator, denominator = cell
    period, (file, line) = periods.parse(label), place.split(", row ")
    return {
        "id": f"{SOURCE}/{PurePath(file).stem}/{line}/{measure}",
        "source": SOURCE,
        "document": DOCUMENT,
        "published": "",
        "table": said,
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
        "as_printed": f"{value:g}" if value < 1e6 else f"{value:.0f}",
        "numerator": numerator,
        "denominator": denominator,
        "place": place,
        "line": line,
        "note": "the authority's own figure",
    }


def _rows(name: str, frame: pd.DataFrame, units: Mapping[str, str]) -> list[dict[str, Any]]:
    found = []
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        place = f"{name}, row {index + 2}"
        if "quarter" in row:
            cells, label, said = _quarter_cells(row), row["quarter"], PurePath(name).name
        else:
            cells, label, said = [_figure_cell(row, units)], row["period"], row["where_published"]
        found += [_observation(place, row["area"], label, said, cell) for cell in cells]
    return found


def _impossible(frame: pd.DataFrame, name: str, units: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the numbers of ``figures.csv``, row by row, once its cells are well formed."""
    found = []
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        unit, value, place = units[row["measure"]], float(row["value"]), f"{name}, row {index + 2}"
        if value < 0 and not unit.startswith(SIGNED):
            found.append(f"{place}: {row['measure']} is {row['value']}; it cannot lie below 0.")
        elif unit == "count" and value % 1:
            found.append(f"{place}: {row['measure']} is {row['value']}; it is a count, so give a whole number.")
        elif unit == "percent" and value > 100:
            found.append(f"{place}: {row['measure']} is {row['value']}; a percentage lies between 0 and 100.")
        elif words := _counts_fault(row, unit, value):
            found.append(f"{place}: {words}")
    return found


def _counts_fault(row: Mapping[str, str], unit: str, value: float) -> str:
    if not row["numerator"] and not row["denominator"]:
        return ""
    if not row["numerator"] or not row["denominator"]:
        return "one of numerator and denominator is given; give both or neither."
    if unit != "percent":
        return f"{row['measure']} is no percentage, so leave numerator and denominator empty."
    share = 100 * int(row["numerator"]) / int(row["denominator"])
    if abs(share - value) > half_unit(row["value"]) + 1e-9:
        return f"{row['numerator']} of {row['denominator']} is {share:.1f}%, not {row['value']}%; correct one of them."
    return ""


def _too_large(rows: list[dict[str, Any]]) -> list[str]:
    """Return one sentence for each count that is larger than the one of which it is a part, in whichever files they stand."""
    when = ("area", "period_start", "period_end")
    held = {(row["measure"], *(row[name] for name in when)): row for row in rows}
    wholes = [(row, held.get((PARTS.get(row["measure"]), *(row[name] for name in when)))) for row in rows]
    return [
        f"{part['place']}: {part['measure']} is {part['as_printed']}, larger than {whole['measure']}, of which it is a part "
        f"({whole['as_printed']}; {whole['place']})."
        for part, whole in wholes
        if whole and part["value"] > whole["value"]
    ]


def observations(
    tables: Mapping[str, pd.DataFrame], areas: Collection[str], units: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the observations of the authority's own tables and the faults found in them.

    Parameters
    ----------
    tables : mapping
        Path to a frame of text, for ``quarters.csv`` and ``figures.csv`` where they exist; index as from `text_table`.
    areas : collection of str
        Canonical areas.
    units : mapping
        Measure to unit.

    Returns
    -------
    rows : list of dict
        With source ``own``, and as table what the user says of where a figure stands; empty when there are faults.
    faults : list of str
    """
    wrong, rows = list[str](), list[dict[str, Any]]()
    for name, frame in tables.items():
        of_figures = PurePath(name).stem == "figures"
        schema = schemas.figures(areas, units) if of_figures else schemas.quarters(areas)
        found = faults(frame, schema, name)
        found += _impossible(frame, name, units) if of_figures and not found else []
        wrong += found
        rows += _rows(name, frame, units) if not found else []
    wrong = wrong or _too_large(rows)
    return ([], wrong) if wrong else (rows, [])


def remarks(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return one sentence for each area whose quarters have others missing between them."""
    found = []
    for name, frame in tables.items():
        if "quarter" not in frame.columns:
            continue
        ends = frame["quarter"].map(lambda text: pd.Timestamp(periods.parse(text).end))
        for area, given in ends.groupby(frame["area"], sort=True):
            whole = pd.date_range(given.min(), given.max(), freq="QE-MAR")
            if missing := [periods.quarter_label(day) for day in whole if day not in set(given)]:
                found.append(
                    f"{name} has no row of {area} for {_some(missing)}: what is made of quarters in a row will say less."
                )
    return found


def _some(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
