from pathlib import Path

import project
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (one(nam="x"), "'nam': this key is not known"),
        ("report: []", "'report': this key is not known"),
        ("- a", "expected `key: value` lines"),
        (one(notebook="absent.ipynb"), "no notebook 'absent.ipynb'"),
        (one(notebook="../outside.ipynb"), "no notebook '../outside.ipynb'"),
        (one(name="../a"), "must be small letters"),
        (one(name="/tmp/a"), "must be small letters"),
        (one(name="a b; rm -rf"), "must be small letters"),
        (one(name="_failed"), "must be small letters"),
        (one(formats="[odt]"), "'formats', entry 1: 'odt' is there"),
        (one(title="{a: 1}"), "'title': {'a': 1} is there; expected a text"),
        (one(each="{area: Ambridge}"), "'each': {'area': 'Ambridge'} is there; expected a list of parameter sets"),
        (
            one(allowed="{area: {min: 1}}"),
            "'area': {'min': 1} is there; expected a list of values, or minimum and maximum",
        ),
        (one(allowed="{area: {minimum: half}}"), "half is there; expected a number"),
        (one(allowed="{area: [[x]]}"), "expected a text, a number"),
        (one(allowed="[x]"), "'allowed': ['x'] is there"),
        (one(parameters="[a]"), "'parameters': ['a'] is there"),
        ("reports: 5", "'reports': 5 is there; expected a list"),
        ("edition: soon", "'edition': soon is there; expected a day such as 2026-11-21"),
        ("cell_seconds: -5", "'cell_seconds': -5 is there; expected seconds"),
        ("cell_seconds: .nan", "'cell_seconds': nan is there; expected a number"),
        ("cell_seconds: yes", "'cell_seconds': True is there; expected a number"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nreports: [*b, *b]", "cannot be read as YAML"),
        ("site: {contact: someone}", "'contact': 'someone' is there"),
        (one() + "\n" + one().split("\n", 1)[1], "two reports have the name 'a'"),
        ("reports: [", "cannot be read"),
        ("reports: !!python/object/apply:os.system ['true']", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(folder: Path, text: str, words: str) -> None:
    project.write_notebook(folder / "outside.ipynb", [])
    with pytest.raises(recipes.RecipeError) as fault:
        read(folder, text)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


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
