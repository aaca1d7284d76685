from pathlib import Path

import pytest

from analysis.publish.planning import recipes


def read(folder: Path, text: str) -> list[recipes.Recipe]:
    (folder / "notebooks" / "reports.yml").write_text(text, encoding="utf-8")
    return recipes.read()


def one(**changed: str) -> str:
    entry = {"name": "a", "notebook": "01_referrals.ipynb", "title": "T", "question": "Q"} | changed
    return "reports:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in entry.items())


def test_a_family_is_spelt_out(folder: Path) -> None:
    first, second = recipes.read()
    assert [first.name, second.name] == ["referrals_ambridge", "referrals_borchester"]
    assert second.title == "Referrals in Borchester"
    assert second.parameters == {"area": "Borchester"}
    assert second.formats == ("pdf", "html", "ipynb", "xlsx")


def test_a_title_cannot_reach_into_values(folder: Path) -> None:
    text = one(title='"{area.__class__} {area}"', each="[{area: Ambridge}]")
    assert read(folder, text)[0].title == "{area.__class__} Ambridge"


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "notebooks" / "reports.yml").unlink()
    with pytest.raises(recipes.RecipeError, match=r"reports.yml is not there"):
        recipes.read()


def test_england_s_edition_is_of_the_day_of_the_published_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notebooks" / "national.yml").write_text(one(), encoding="utf-8")
    read(folder, "edition: 2026-03-31\n" + one())
    monkeypatch.setenv("ANALYSIS_EDITION", "national")
    assert [recipe.edition for recipe in recipes.read()] == ["2026-03-31"]


def test_a_report_knows_where_the_others_lie(folder: Path) -> None:
    two = (
        one(name="01_a")
        + "\n"
        + one(name="02_b").removeprefix("reports:\n")
        + "\n"
        + one(name="c").removeprefix("reports:\n")
    )
    first, second, third = read(folder, two)
    assert first.around["reports"] == {"02": "../02_b/02_b.html"}
    assert third.around["reports"] == {"01": "../01_a/01_a.html", "02": "../02_b/02_b.html"}
    assert second.around["before"]["href"] == "../01_a/01_a.html"
