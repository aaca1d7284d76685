import pandas as pd
import pytest

from analysis.exhibits.table import Cell, Table, said
from analysis.indicators.estimate import Number, Share
from analysis.indicators.stated import plain

SHARE = Share(key="s", value=25.0, low=20.0, high=30.0, numerator=1, denominator=4)


def table(**columns):
    return Table(frame=pd.DataFrame(columns, index=pd.Index(["a", "b"], name="Name")), source="here")


def test_a_column_is_of_numbers_when_all_its_cells_are():
    found = table(share=[SHARE, Cell(SHARE, "value")], count=[3, None], years=["2019/20", "2020/21"])
    assert found.kinds == ["text", "number", "number", "text"]


@pytest.mark.parametrize(
    "cells",
    [
        ["0.0 to 32.4", "−1.30 to −0.28"],
        ["3.6% (± 2.4)", "0.00"],
        ["−1.04 or above", "p = 0.14"],
        ["48,175 of 151,973 (31.7%)", "−4.0 points (−6.5 to −1.4 points)"],
        ["575,863", "not printed"],
    ],
)
def test_what_reads_as_numbers_is_set_like_numbers(cells):
    assert table(held=cells).kinds == ["text", "number"]


@pytest.mark.parametrize(
    "cells",
    [
        ["31 March 2013", "30 June 2017"],
        ["Q4 17/18", "Q1 18/19"],
        ["38, 47, 76 and 85 children", "12"],
        ["27", "more than chance makes only if few brothers and sisters come together"],
        ["yes", "no"],
    ],
)
def test_dates_and_sentences_are_text(cells):
    assert table(held=cells).kinds == ["text", "text"]


def test_the_index_heads_the_rows():
    found = table(n=[1, 2])
    assert found.heads == 1
    assert list(found.flat.columns) == ["Name", "n"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (SHARE, "1 of 4 (25.0%)"),
        (Cell(SHARE, "value"), "25.0%"),
        (1234, "1,234"),
        (2.5, "2.5"),
        (None, ""),
        (float("nan"), ""),
        ("x", "x"),
    ],
)
def test_how_a_cell_is_said(cell, text):
    assert plain(said(cell)) == text


def test_a_number_in_a_cell_links_to_its_record():
    assert said(Cell(Number(key="k", value=1.0), "value")).startswith("[1.0](#k~")


def test_a_table_without_a_source_is_refused():
    with pytest.raises(ValueError, match="needs a source"):
        Table(frame=pd.DataFrame({"n": [1]}), source=" ")
