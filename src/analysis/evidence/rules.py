"""Rules that tables of text must keep, and one sentence for each place that breaks one."""

import difflib
import re
from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

DIGITS = 9  # no count of children, of acts or of meetings here has more
HINTS = (
    (rf"[0-9]{{{DIGITS + 1},}}(\.[0-9]*)?", "it has more digits than any count of children"),
    (r"=.*", "it is a formula: paste its value instead"),
    (r"\d+,\d+", "use a decimal point and no comma"),
    (r"[A-Z][a-z]{2}-\d{2}", "a spreadsheet may have turned it into a date"),
    (r"\s+.*|.*\s+", "remove the blanks around it"),
)


def rule(test: Callable[[str], object], expected: str) -> pa.Check:
    """Return a check of single cells; `expected` completes the sentence "expected …"."""
    return pa.Check(lambda text: bool(test(text)), element_wise=True, error=expected)


WHOLE = rule(lambda text: re.fullmatch(rf"[0-9]{{1,{DIGITS}}}|", text), "a whole number such as 25, or nothing")
DECIMAL = rule(lambda text: re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?|", text), "a number such as 41.5, or nothing")
NO_FORMULA = rule(
    lambda text: not text.startswith(("=", "+", "-", "@")), "words that a spreadsheet cannot take for a formula"
)
FILLED = rule(lambda text: text.strip(), "something; it may not be empty")


def one_of(allowed: set[str]) -> pa.Check:
    """Return a check that a cell holds one of the allowed texts."""
    shown = ", ".join(sorted(allowed)[:12]) + (" …" if len(allowed) > 12 else "")
    return rule(lambda text: text in allowed, f"one of {shown}")


def faults(frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[str]:
    """Return one sentence for each cell, row or column of a table of text that breaks its schema.

    Parameters
    ----------
    frame : pandas.DataFrame
        Cells as text, blank as the empty text; row 0 is line 2 of the file.
    schema : pandera.pandas.DataFrameSchema
    name : str
        The file as the reader knows it.

    Returns
    -------
    list of str
        Empty when all is well.
    """
    if wrong := _heading_faults([str(column) for column in frame.columns], [str(c) for c in schema.columns], name):
        return wrong
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as found:
        cases = found.failure_cases.drop_duplicates(["check", "index", "column"])
        whole = cases["schema_context"].eq("DataFrameSchema")
        rows = cases[whole].drop_duplicates(["check", "index"])
        cells = cases.loc[~whole, ["index", "column", "failure_case", "check"]]
        return [_cell_fault(name, *cell) for cell in cells.itertuples(index=False)] + [
            f"{name}, row {int(index) + 2}: {words}." for index, words in zip(rows["index"], rows["check"], strict=True)
        ]
    return []


def once(*columns: str) -> pa.Check:
    """Return a check that no two rows agree in all of the columns."""
    words = f"another row has the same {' and '.join(columns)}"
    return pa.Check(lambda frame: ~frame.duplicated(list(columns), keep=False), error=words)


def figure_faults(observations: pd.DataFrame, units: dict[str, str]) -> list[str]:
    """Return one sentence for each figure outside what its unit allows.

    Parameters
    ----------
    observations : pandas.DataFrame
        Tidy rows.
    units : dict
        Measure to unit, from ``measures.csv``.

    Returns
    -------
    list of str
        Percentages outside 0 to 100, counts that are negative, too long or not whole, parts larger than their whole, units that differ
        from the dictionary.
    """
    value, unit = observations["value"], observations["unit"]
    share = unit.eq("percent") & observations["measure"].str.endswith(("_share", "_rate", "_percent"))
    count, long = unit.eq("count") & value.notna(), value.ge(10**DIGITS)
    rules = {
        "a percentage from 0 to 100": share & ~value.between(0, 100) & value.notna(),
        "a whole number, not below 0": count & ~long & ((value < 0) | (value % 1 != 0)),
        f"a count of at most {DIGITS} digits": count & long,
        "a numerator not above its denominator": observations["numerator"] > observations["denominator"],
    }
    found = [
        f"{row.id}: '{_short(row.as_printed)}' is there; expected {expected}."
        for expected, broken in rules.items()
        for row in observations[broken].itertuples()
    ]
    wrong = observations[observations["measure"].map(units).ne(unit) & observations["measure"].isin(units)]
    return found + [
        f"{row.id}: its unit is '{row.unit}', but data/raw/measures.csv gives '{units[row.measure]}' for {row.measure}."
        for row in wrong.itertuples()
    ]


def _cell_fault(name: str, index: object, column: str, value: object, expected: str) -> str:
    hint = next((f" ({words})" for pattern, words in HINTS if re.fullmatch(pattern, str(value))), "")
    place = f"{name}, row {int(str(index)) + 2}, column '{column}'"
    return f"{place}: '{_short(value)}' is there; expected {expected}{hint}."


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]} …"


def _heading_faults(given: list[str], wanted: list[str], name: str) -> list[str]:
    found = [
        f"{name}: column {place} has no name; if cells of the heading are merged, split them and name every column."
        for place, column in enumerate(given, start=1)
        if not column.strip() or column.startswith("Unnamed")
    ]
    found += [f"{name}: the column '{column}' stands twice." for column in {c for c in given if given.count(c) > 1}]
    for column in given:
        if column.strip() and column not in wanted:
            near = difflib.get_close_matches(column, wanted, n=1)
            meant = f"; did you mean '{near[0]}'?" if near else f"; the columns are {', '.join(wanted)}."
            found.append(f"{name}: there is a column '{column}', which is not expected{meant}")
    return found + [f"{name}: the column '{column}' is missing." for column in wanted if column not in given]
