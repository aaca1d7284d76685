from analysis.evidence.documents import table_map

ROWS = [
    {"source": "000", "table": "Table 1", "measure": "cpp_rate", "area": "Warwickshire"},
    {"source": "002", "table": "Table 1", "measure": "cpp_rate", "area": "England"},
    {"source": "001", "table": "Budget", "measure": "lscb_income", "area": "Warwickshire"},
]


def reading(name="observations", **filters):
    return {"name": name, "filters": filters}


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
    found = table_map.users(reads, {"observations": ROWS})
    assert found == {("000", "Table 1"): ["10_children"], ("001", "Budget"): ["09_audits", "10_children"]}


def test_two_reports_of_one_notebook_are_one_link():
    printed = {("000", "Table 1"): "Rate", ("001", "Budget"): "Money"}
    notebooks = {"04_a": "notebooks/04_x.ipynb", "04_b": "notebooks/04_x.ipynb"}
    lines = table_map.render(printed, {("000", "Table 1"): ["04_a", "04_b"]}, notebooks).split("\n")
    assert lines[2:] == ["| 000 | Table 1 | Rate | [04](notebooks/04_x.ipynb) |", "| 001 | Budget | Money | none |"]
