import pandas as pd
import pytest

from analysis.evidence import rules as validation
from analysis.evidence.documents import schemas

FIGURE = {
    "line": "174", "paragraph": "5.1", "as_printed": "592", "value": "592", "unit": "count", "numerator": "", "denominator": "",
    "measure": "cpp_children", "group": "", "area": "Warwickshire", "period": "", "period_type": "", "paraphrase": "peak", "note": "",
}  # fmt: skip


def prose_faults(**changes):
    frame = pd.DataFrame([FIGURE | changes], dtype=str)
    return validation.faults(frame, schemas.prose_schema(), "data/raw/000/prose.csv")


def test_a_sound_figure_has_no_fault():
    assert prose_faults() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "1,084"}, "column 'value': '1,084' is there; expected a number such as 41.5, or nothing "
                             "(use a decimal point and no comma)."),
        ({"line": "l74"}, "column 'line': 'l74' is there; expected a whole number such as 25, or nothing."),
        ({"measure": "CPP children"}, "column 'measure': 'CPP children' is there; expected a measure in snake_case."),
        ({"paraphrase": ""}, "column 'paraphrase': '' is there; expected something; it may not be empty."),
    ],
)  # fmt: skip
def test_each_fault_in_prose_gives_one_sentence(changes, sentence):
    assert prose_faults(**changes) == [f"data/raw/000/prose.csv, row 2, {sentence}"]


def figures(observed, *rows, **common):
    return validation.figure_faults(observed(*rows, **common), {"cpp_starts": "count", "repeat_plans_share": "percent"})


def test_sound_figures_have_no_fault(observed):
    assert figures(observed, ("cpp_starts", "2019/20", "425"), ("repeat_plans_share", "2019/20", "23.8%")) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("repeat_plans_share", "2019/20", "123.8%"), "'123.8%' is there; expected a percentage from 0 to 100."),
        (("cpp_starts", "2019/20", "42.5"), "'42.5' is there; expected a whole number, not below 0."),
        (("repeat_plans_share", "2019/20", "40/38=95%"), "expected a numerator not above its denominator."),
        (
            ("cpp_starts", "2019/20", "42%"),
            "its unit is 'percent', but data/raw/measures.csv gives 'count' for cpp_starts.",
        ),
    ],
)
def test_each_impossible_figure_is_named(observed, row, words):
    (fault,) = figures(observed, row)
    assert fault.startswith("000/table_1/")
    assert fault.endswith(words)
