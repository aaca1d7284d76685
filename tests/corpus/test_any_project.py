"""Whatever stands in one cell of a printed table, in a recipe, a notebook, a receipt or an own series: a sentence, or sound work."""

import json
import re
import shutil

import pandas as pd
import pytest
import small
from hypothesis import given, settings
from hypothesis import strategies as st
from test_any_input import CELL, LETTERS, SHALLOW, said

from analysis import evidence
from analysis.commands import data as tidied
from analysis.commands import tables
from analysis.evidence.documents import tidy
from analysis.evidence.national import build, files
from analysis.evidence.own import series
from analysis.publish.planning import notebooks, parameters, receipts, recipes

RAW = sorted(name for name in small.FILES if name.startswith("data/raw/") and name.endswith(".csv"))
PRINTED = st.text("0123456789/=%.,()-−£kmbn* ²½", max_size=14) | CELL
JSON = SHALLOW.map(lambda found: json.loads(json.dumps(found, default=str)))
SELDOM = settings(max_examples=settings.default.max_examples // 6)


def named(fault):
    """Return whether each sentence of a fault names the file or the figure."""
    assert all(re.search("data/raw/|000/|^…", sentence) for sentence in str(fault).split("\n"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return the small project, with a copy of each file to mend it by."""
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("project")
        patch.setenv("ANALYSIS_ROOT", str(root))
        small.write(root)
        tidied.run()
        yield root


@given(cell=PRINTED)
def test_any_text_as_a_printed_cell(cell):
    value, numerator, denominator = tidy.cell_numbers(cell)
    assert (numerator is None) == (denominator is None)
    assert value is None or value == value


@SELDOM
@given(data=st.data())
@pytest.mark.parametrize("name", RAW)
def test_any_text_in_one_cell_of_the_evidence(project, name, data):
    rows = [line.split(",") for line in small.FILES[name].splitlines()]
    row = data.draw(st.integers(0, len(rows) - 1))
    rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(PRINTED)
    (project / name).write_text("\n".join(map(",".join, rows)), encoding="utf-8", errors="replace", newline="")
    try:
        made = tables.contents()
    except ValueError as fault:
        return named(fault)
    finally:
        (project / name).write_text(small.FILES[name], encoding="utf-8")
    found = pd.read_csv(pd.io.common.BytesIO(made["observations.csv"]))
    assert found["id"].is_unique
    assert not (found["unit"].eq("percent") & (found["value"].gt(100) | found["value"].lt(0))).any()
    return None


@given(rows=st.lists(st.tuples(CELL, PRINTED, PRINTED, CELL), max_size=6))
def test_any_cells_as_a_series_of_ones_own(rows):
    try:
        found = series.read(pd.DataFrame(rows, columns=["period", "count", "whole", "group"], dtype=str), "own.csv")
    except evidence.EvidenceError as fault:
        return said(fault)
    assert found["start"].is_monotonic_increasing
    return None


@given(changes=st.dictionaries(st.sampled_from(["edition", "cell_seconds", "allowed", "site", "reports", "x"]), JSON))
def test_any_recipes(project, changes):
    path = project / "notebooks" / "any.yml"
    path.write_text(json.dumps(changes), encoding="utf-8")
    try:
        assert all(recipes.NAME.fullmatch(recipe.name) for recipe in recipes.read(path))
    except recipes.RecipeError as fault:
        said(fault)


@given(entry=st.dictionaries(st.sampled_from(["name", "title", "formats", "parameters", "allowed", "each"]), JSON))
def test_any_entry_of_a_recipe(project, entry):
    path = project / "notebooks" / "any.yml"
    whole = {"name": "plans", "notebook": "01_plans.ipynb", "title": "T", "question": "Q"} | entry
    path.write_text(json.dumps({"reports": [whole]}), encoding="utf-8")
    try:
        for recipe in recipes.read(path):
            parameters.effective(recipe, {}, parameters.declared(recipe.notebook))
    except (recipes.RecipeError, parameters.ParameterError) as fault:
        said(fault)


@given(name=st.sampled_from(["authority", "x", ""]), value=st.text(LETTERS, max_size=20))
def test_any_parameter_tried_out(project, name, value):
    (recipe,) = recipes.read(project / "notebooks" / "reports.yml")
    try:
        found = parameters.effective(recipe, {name: value}, parameters.declared(recipe.notebook))
    except parameters.ParameterError as fault:
        return said(fault)
    assert found == {"authority": "Northshire"}
    return None


@given(content=st.binary(max_size=200) | JSON.map(lambda found: json.dumps(found).encode()))
def test_any_bytes_as_a_notebook(project, content):
    path = project / "notebooks" / "any.ipynb"
    path.write_bytes(content)
    assert notebooks.fault(path).startswith("notebooks/any.ipynb ")
    assert parameters.declared(path) == {}


@given(cell=st.dictionaries(st.sampled_from(["cell_type", "source", "metadata", "outputs"]), JSON), about=JSON)
def test_any_cell_of_a_notebook(project, cell, about):
    path = project / "notebooks" / "any.ipynb"
    whole = {"cell_type": "code", "source": "a = 1", "metadata": {"tags": ["parameters"]}, "outputs": []} | cell
    metadata = about if isinstance(about, dict) else {}
    path.write_text(json.dumps({"cells": [whole], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
    assert isinstance(parameters.declared(path), dict)


@given(receipt=JSON, part=st.dictionaries(st.sampled_from([*receipts.HOLDS, "publisher"]), JSON))
def test_any_receipt(project, receipt, part):
    (recipe,) = recipes.read(project / "notebooks" / "reports.yml")
    folder = project / "reports" / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    sound = {"modules": {}, "reads": [], "outputs": {}, "cover": {}} | receipts.inputs(recipe, {})
    for content in (receipt, sound | part):
        (folder / "receipt.json").write_text(json.dumps(content))
        assert isinstance(receipts.foreign(folder), str)
        assert isinstance(receipts.reason(recipe, {}, folder), str | None)
    shutil.rmtree(folder)


@given(content=st.binary(max_size=200), cells=st.lists(st.lists(CELL, min_size=12, max_size=12), max_size=3))
def test_any_bytes_as_englands_data(tmp_path_factory, content, cells):
    folder = tmp_path_factory.mktemp("external")
    entry = files.tables()["tables"][0]
    heading = [*files.tables()["begins_with"], *entry["columns"]]
    body = [",".join((row * 9)[: len(heading)]).replace("\n", " ") for row in cells]
    (folder / "any.csv").write_bytes(content)
    (folder / "any.zip").write_bytes(content)
    (folder / "known.csv").write_text("\n".join([",".join(heading), *body]), encoding="utf-8", errors="replace")
    for name in ("any.zip", "any.csv", ""):
        try:
            known, _ = files.known(files.given(folder))
            build.tables(known)
        except evidence.EvidenceError as fault:
            said(fault)
        (folder / name).unlink() if name else None
