import importlib.util
from pathlib import Path

import pytest

from analysis.evidence.documents import table_map

ROOT = Path(__file__).resolve().parents[3]
ROWS = [
    {"source": "000", "table": "Table 1", "measure": "cpp_rate", "area": "Warwickshire"},
    {"source": "002", "table": "Table 1", "measure": "cpp_rate", "area": "England"},
    {"source": "001", "table": "Budget", "measure": "lscb_income", "area": "Warwickshire"},
]


def reading(name="observations", **filters):
    return {"name": name, "filters": filters}


def current():
    spec = importlib.util.spec_from_file_location("write_table_map", ROOT / "tools" / "write_table_map.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool.current()


def test_a_reading_selects_the_tables_of_its_rows():
    assert table_map.selected({"measure": "cpp_rate"}, ROWS) == {("000", "Table 1"), ("002", "Table 1")}
    assert table_map.selected({"measure": ["cpp_rate"], "area": ["England", "Walsall"]}, ROWS) == {("002", "Table 1")}


def test_who_asks_for_nothing_uses_nothing():
    assert table_map.selected({}, ROWS) == set()


def test_overviews_and_other_files_do_not_count():
    reads = {
        "01_evidence": [reading(measure="cpp_rate")],
        "10_children": [reading(area="Warwickshire")],
        "09_audits": [reading("dictionary", measure="cpp_rate"), reading(measure="lscb_income")],
    }
    found = table_map.users(reads, ROWS)
    assert found == {("000", "Table 1"): ["10_children"], ("001", "Budget"): ["09_audits", "10_children"]}


def test_a_table_without_notebook_is_named():
    printed = {("000", "Table 1"): "Rate", ("001", "Budget"): "Money"}
    assert table_map.unused(printed, {("000", "Table 1"): ["04_a"]}) == ["001 Budget"]


def test_two_reports_of_one_notebook_are_one_link():
    printed = {("000", "Table 1"): "Rate", ("001", "Budget"): "Money"}
    notebooks = {"04_a": "notebooks/04_x.ipynb", "04_b": "notebooks/04_x.ipynb"}
    lines = table_map.render(printed, {("000", "Table 1"): ["04_a", "04_b"]}, notebooks).split("\n")
    assert lines[2:] == ["| 000 | Table 1 | Rate | [04](notebooks/04_x.ipynb) |", "| 001 | Budget | Money | none |"]


def test_the_map_is_written_between_its_markers():
    text = f"before\n{table_map.BEGIN}\nold\n{table_map.END}\nafter\n"
    found = table_map.written(text, "new")
    assert found == f"before\n{table_map.BEGIN}\nnew\n{table_map.END}\nafter\n"
    assert table_map.between(found) == "new"


@pytest.mark.parametrize(
    "text",
    [
        "nothing here",
        f"{table_map.END}\n{table_map.BEGIN}",
        f"{table_map.BEGIN}\n{table_map.BEGIN}\n{table_map.END}",
    ],
)
def test_a_readme_without_its_two_markers_is_refused(text):
    with pytest.raises(ValueError, match="one line"):
        table_map.written(text, "new")


def test_the_readme_maps_every_printed_table_to_a_notebook():
    text, unused = current()
    assert not unused, "A printed table is used by no notebook."
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert table_map.between(readme) == text, "Run `python tools/write_table_map.py`."
