import json
from pathlib import Path

from analysis.publish.edition import family, index
from analysis.publish.planning.recipe_file import Site
from analysis.publish.planning.recipes import Recipe


def member(name):
    shown = {"cpp_rate": "On a plan", "repeat_plans_share": "Repeat plans"}
    return Recipe(
        name=f"profile_{name.lower()}", notebook=Path("x.ipynb"), title=name, question="", parameters={"authority": name},
        allowed={}, formats=("pdf", "html"), cell_seconds=1, edition="2026-11-21", shown=shown,
    )  # fmt: skip


def stated(folder, name, *records):
    place = folder / f"profile_{name.lower()}"
    place.mkdir()
    rows = [{"key": key, "value": value, "said": said} for key, value, said in records]
    (place / "results.json").write_text(json.dumps(rows))


def test_a_row_shows_the_latest_number_that_its_own_report_states(tmp_path):
    stated(
        tmp_path, "Northshire", ("cpp_rate.northshire.2023-24", 40.0, "40.0"), ("cpp_rate.northshire.2024-25", 41.5, "41.5 (38.0 to 45.0)"),
        ("cpp_rate.southshire.2024-25", 99.0, "99.0"), ("cpp_rate.northshire.rank", 3.0, "3"),
    )  # fmt: skip
    table = family.table([member("Northshire"), member("Southshire")], tmp_path)
    assert table["heads"] == ["On a plan", "Repeat plans"]
    # Southshire has no report yet; Northshire states no share
    assert [row["name"] for row in table["rows"]] == ["Northshire"]
    assert table["rows"][0]["cells"] == [{"text": "41.5 (38.0 to 45.0)", "sort": "41.5"}, {"text": "–", "sort": ""}]


def test_the_front_page_shows_the_family_as_one_table_that_sorts_by_buttons(tmp_path):
    stated(tmp_path, "Northshire", ("cpp_rate.northshire.2024-25", 41.5, "41.5"))
    page = index.render([], Site(), tmp_path, table=family.table([member("Northshire")], tmp_path))
    assert page.count('<button type="button">') == 3
    assert '<a href="profile_northshire/profile_northshire.html">Northshire</a>' in page
    assert 'data-search="northshire"' in page
