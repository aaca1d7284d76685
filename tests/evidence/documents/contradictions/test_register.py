import pandas as pd
import pytest

from analysis.evidence.documents.contradictions import register
from analysis.evidence.rules import faults

ROW = {
    "subject": "How the number goes on", "cause": "not explained", "measure": "early_help_children", "area": "Warwickshire",
    "period": "Q4 2021/22",
    "first_document": "002", "first_place": "Table 2", "first_line": "423", "first_quote": "constantly increasing",
    "first_reading": "rises",
    "second_document": "002", "second_place": "Table 2", "second_line": "427", "second_quote": "12% or Remaining Static",
    "second_reading": "stands still",
    "why": "One measure, two forecasts.", "used": "neither",
}  # fmt: skip


def found(**changes):
    frame = pd.DataFrame([ROW | changes], dtype=str)
    return faults(frame, register.schema({"000", "002"}), "data/raw/readings.csv")


def test_a_reading_becomes_a_finding_with_both_places_and_the_figures_in_its_quotes(observed):
    rows = observed(
        ("a", "2021/22", "12%", {"source": "002", "line": "427;428", "id": "002/prose/427/1"}),
        ("a", "2021/22", "2%", {"source": "002", "line": "427", "id": "002/prose/427/2"}),
        ("a", "2021/22", "12%", {"source": "002", "line": "42", "id": "002/prose/42/1"}),
        ("a", "2021/22", "12%", {"source": "000", "line": "427", "id": "000/prose/427/1"}),
    )
    (row,) = register.findings([ROW], rows)
    assert row["printed"] == (
        "“constantly increasing” (002 Table 2, line 423): rises; "
        "“12% or Remaining Static” (002 Table 2, line 427): stands still"
    )
    assert row["observations"] == "002/prose/427/1"
    assert (row["rule"], row["explanation"], row["reading"]) == ("two statements", ROW["why"], "neither")


def test_a_sound_register_has_no_faults():
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_quote": "one two three four five six seven eight nine"}, "a quote of 1 to 8 words"),
        ({"second_quote": ""}, "a quote of 1 to 8 words"),
        ({"cause": "a mistake"}, "expected one of"),
        ({"first_document": "009"}, "expected one of 000, 002"),
        ({"second_line": "about 427"}, "a whole number"),
        ({"why": ""}, "it may not be empty"),
    ],
)
def test_a_wrong_cell_is_one_sentence(changes, words):
    (sentence,) = found(**changes)
    assert sentence.startswith("data/raw/readings.csv, row 2, column '" + next(iter(changes)))
    assert words in sentence
