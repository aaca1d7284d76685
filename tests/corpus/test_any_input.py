"""Whatever text, numbers or bytes a file holds, its reader ends in a valid table or in sentences, never in a traceback."""

import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from analysis import evidence
from analysis.evidence import csv_files
from analysis.evidence.descriptions import reading
from analysis.evidence.descriptions.models import Area, PrintedTable, Source
from analysis.evidence.own import aggregates, monthly
from analysis.observations import periods

UNITS = {
    "cpp_starts": "count",
    "repeat_plans_share": "percent",
    "gap_between_plans_mean": "months",
    "lscb_income": "gbp",
}
AREAS = {"Northshire", "England"}
PERIODS = ["Q1 20/21", "Q1 2020/21", "2020/21", "31 March 2021", "31/03/2021", "Sep 21", "1 April 2020 to 30 June 2020"]
NUMBERS = st.one_of(st.integers(-10, 10**25).map(str), st.floats().map(str), st.sampled_from(["", "0", "1,084", "24%"]))
# control characters and halves of letters come no further than `csv_files`
LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
CELL = st.one_of(st.sampled_from([*AREAS, *PERIODS, *UNITS, *PERIODS]), NUMBERS, st.text(LETTERS, max_size=12))
HEADINGS = [small.QUARTERS.strip().split(","), small.FIGURES.strip().split(",")]
SHALLOW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


def said(fault):
    """Return whether a fault is sentences: each names its file and ends as one."""
    assert str(fault)
    assert all(sentence.strip() for sentence in str(fault).split("\n"))


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_as_a_table(folder, content):
    path = folder / "own.csv"
    path.write_bytes(content)
    try:
        heading, body = csv_files.cells(path)
    except evidence.EvidenceError as fault:
        return said(fault)
    assert all(len(row) == len(heading) for _, row in body)
    assert [number for number, _ in body] == sorted({number for number, _ in body})
    return None


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@pytest.mark.parametrize(
    "kind", [dict[str, Area | None], list[Source], list[PrintedTable]], ids=["areas", "sources", "tables"]
)
def test_any_bytes_as_a_description(folder, kind, content):
    path = folder / "areas.yml"
    path.write_bytes(content)
    try:
        reading.read(path, kind)
    except evidence.EvidenceError as fault:
        said(fault)


@given(given_=SHALLOW)
@pytest.mark.parametrize(
    "kind", [dict[str, Area | None], list[Source], list[PrintedTable]], ids=["areas", "sources", "tables"]
)
def test_any_plain_object_as_a_description(kind, given_):
    try:
        reading.held(given_, kind, "areas.yml")
    except evidence.EvidenceError as fault:
        said(fault)


@given(data=st.data())
@pytest.mark.parametrize("heading", HEADINGS, ids=["quarters", "figures"])
def test_any_cells_as_own_figures(heading, data):
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(heading), max_size=len(heading)), min_size=1, max_size=4))
    name = "data/own/quarters.csv" if heading is HEADINGS[0] else "data/own/figures.csv"
    frame = pd.DataFrame(rows, columns=heading, dtype=str)
    found, faults = aggregates.observations({name: frame}, AREAS, UNITS)
    assert bool(found) != bool(faults)
    assert all(fault.startswith(name) and fault.endswith(".") for fault in faults)
    for row in found:
        assert 0 <= row["value"] < 1e12 or row["unit"] == "gbp"
        assert row["unit"] != "percent" or row["value"] <= 100
        assert row["period_start"] <= row["period_end"]


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=4))
def test_any_cells_as_a_monthly_series(rows):
    try:
        found = monthly.read(pd.DataFrame(rows, columns=["month", "meetings", "children"], dtype=str), "own.csv")
    except ValueError as fault:
        return said(fault)
    assert found.index.is_monotonic_increasing
    return None


@given(
    label=st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from(["Q1", "20/21", "to", "31", "March", "2021", "²", "٣"])).map(" ".join),
    )
)
def test_any_text_as_a_period(label):
    try:
        found = periods.parse(label)
    except ValueError as fault:
        return said(fault)
    assert found.start is None or found.start <= found.end
    return None


def test_the_readers_name_the_file_from_the_project(folder, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", os.fspath(folder))
    with pytest.raises(evidence.EvidenceError, match=r"^data/own/none\.csv is not there"):
        csv_files.cells(folder / "data" / "own" / "none.csv")
