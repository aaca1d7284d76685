from dataclasses import replace
from pathlib import Path

import project
import pytest

from analysis.publish.planning import parameters, recipes

CELL = """\
area: str = "Ambridge"  # area as named in the evidence
confidence: float = 0.95  # level
years: int = 3
shown: bool = True
plain = 1.5
"""


@pytest.fixture
def recipe(folder: Path) -> recipes.Recipe:
    project.write_notebook(folder / "notebooks" / "01_referrals.ipynb", [project.code(CELL, "parameters")])
    return recipes.read()[0]


def effective(recipe: recipes.Recipe, **given: str) -> dict[str, object]:
    return parameters.effective(recipe, given, parameters.declared(recipe.notebook))


def test_text_becomes_the_declared_type(recipe: recipes.Recipe) -> None:
    found = effective(recipe, confidence="0.9", years="4", shown="no", plain="2", area="Felpersham")
    assert found == {"area": "Felpersham", "confidence": 0.9, "years": 4, "shown": False, "plain": 2.0}
    assert [type(found[key]) for key in ("confidence", "years", "shown")] == [float, int, bool]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"aera": "x"}, ["'aera' (did you mean 'area'?)", "declares: area, confidence, years, shown, plain"]),
        ({"area": "Borchestr"}, ["'area' cannot be 'Borchestr' (did you mean 'Borchester'?)", "allowed: Ambridge, B"]),
        ({"confidence": "high"}, ["'confidence' must be a number, not 'high'"]),
        ({"confidence": "95"}, ["'confidence' cannot be 95", "from 0.5 to 0.999"]),
        ({"confidence": "nan"}, ["'confidence' cannot be nan"]),
        ({"years": "2.5"}, ["'years' must be a whole number, not '2.5'"]),
        ({"shown": "maybe"}, ["'shown' must be true or false, not 'maybe'"]),
        ({"area": "$(touch /tmp/x); `id`"}, ["'area' cannot be"]),
    ],
)
def test_a_bad_parameter_is_one_sentence(recipe: recipes.Recipe, given: dict[str, str], words: list[str]) -> None:
    with pytest.raises(parameters.ParameterError) as fault:
        effective(recipe, **given)
    assert "\n" not in str(fault.value)
    for each in words:
        assert each in str(fault.value)


def test_a_recipe_is_held_to_the_same_rules(recipe: recipes.Recipe) -> None:
    known = parameters.declared(recipe.notebook)
    with pytest.raises(parameters.ParameterError, match="must be a whole number, not True"):
        parameters.check("years", True, known, recipe)
    with pytest.raises(parameters.ParameterError, match="must be text, not 3"):
        parameters.check("area", 3, known, recipe)


def about(recipe: recipes.Recipe, authority: str) -> list[dict[str, object]]:
    return [dict(each.parameters) for each in parameters.about(recipe, authority)]


def test_a_report_about_another_authority_has_parameters_of_its_own(folder: Path) -> None:
    cell = 'authority: str = "Ambridge"\nalso: str = "Felpersham"\n'
    project.write_notebook(folder / "notebooks" / "01_referrals.ipynb", [project.code(cell, "parameters")])
    recipe = replace(recipes.read()[0], elsewhere={"also": ""}, parameters={})
    assert about(recipe, "") == [{}]
    assert about(recipe, "Ambridge") == [{"authority": "Ambridge"}]
    assert about(recipe, "Borchester") == [{"authority": "Borchester", "also": ""}]
    assert parameters.elsewhere(recipe, "Borchester").parameters == {"also": ""}


def test_a_report_about_few_areas_is_left_out_of_the_edition_of_any_other(recipe: recipes.Recipe) -> None:
    few = replace(recipe, areas=("Ambridge", "Felpersham"), parameters={})
    assert (about(few, "Borchester"), about(few, "Felpersham"), about(few, "")) == ([], [{}], [{}])


def test_every_published_report_refuses_an_unknown_authority_with_those_that_there_are() -> None:
    asked = [recipe for recipe in recipes.read() if "authority" in parameters.declared(recipe.notebook)]
    assert len(asked) == 12
    for recipe in asked:
        with pytest.raises(
            parameters.ParameterError, match=r"There is no area 'Atlantis' .*there are Warwickshire, Walsall\."
        ):
            effective(recipe, authority="Atlantis")
