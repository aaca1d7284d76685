"""The gap between districts: by hand on three made-up districts, and what is said follows."""

import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.investigations.district_convergence.study import Districts

DAYS = ["31 March 2013", "31 March 2014", "31 March 2015"]
STOCK = {"period_type": "as_at", "unit": "rate_per_10000"}


def rows(observed, north, south, county):
    found = []
    for day, n, s, c in zip(DAYS, north, south, county, strict=True):
        found += [
            ("cpp_rate", day, str(n), STOCK | {"area": "North"}),
            ("cpp_rate", day, str(s), STOCK | {"area": "South"}),
        ]
        found += [("cpp_rate", day, str(c), STOCK | {"area": "Shire"})]
        found += [("cpp_children", day, str(10 * c), {"period_type": "as_at", "area": "Shire"})]
    return observed(*found)


def study(observed, north, south, county, **options):
    return Districts(
        rows(observed, north, south, county), "Shire", ["North", "South"], "2013-03-31", "2015-03-31", "2014-03-31", Policy(**options)
    )  # fmt: skip


def test_the_gap_is_the_standard_deviation_over_the_average(observed):
    # 20 and 60: average 40, standard deviation 20, so half of it; 30 and 50: 10 of 40
    found = study(observed, [20, 25, 30], [60, 55, 50], [40, 40, 40])
    assert [number.said() for number in found.gaps.values()] == ["50%", "38%", "25%"]
    assert found.narrowing.number.value == pytest.approx(-25)


def test_a_large_fall_of_many_children_is_more_than_chance_and_says_so(observed):
    found = study(observed, [200, 350, 500], [900, 750, 600], [550, 550, 550])
    assert found.narrowing.chance == "no"
    assert found.headline == "The gap between the districts has narrowed by more than chance makes"


def test_a_small_fall_of_few_children_could_be_chance(observed):
    found = study(observed, [38, 39, 39], [42, 41, 41], [40, 40, 40])
    assert found.narrowing.chance == "yes"
    assert "chance could have made" in found.headline


def test_a_gap_that_grew_is_not_said_to_have_narrowed(observed):
    assert "not narrowed" in study(observed, [39, 38, 30], [41, 42, 50], [40, 40, 40]).headline


def test_every_date_is_looked_at(observed):
    found = study(observed, [20, 25, 30], [60, 55, 50], [40, 40, 40])
    # Holm by hand, of three: at 2.6 .001·3, .02·2 = .04, .3; at 3.1 .002·3, .03·2 = .06, so the second holds alone only
    p = pd.DataFrame({2.6: [0.02, 0.001, 0.3], 3.1: [0.03, 0.002, 0.04]}, index=["a", "b", "c"])
    assert found._standings(p) == {"a": "alone", "b": "clear", "c": "depends"}
    assert list(found.standing) == list(found.rates.index)


def test_children_in_no_district_are_found(observed):
    # districts of half each make 40 on every day; the county prints 48 on the last: 8 per 10,000 are in neither, less rounding
    found = study(observed, [20, 30, 35], [60, 50, 45], [40, 40, 48])
    (day,) = found.whole.missing
    assert day == "31 March 2015"
    assert "at least" in found.whole.said


def test_an_authority_without_districts_is_told_how_to_name_them(observed):
    with pytest.raises(MissingFigureError, match=r"areas\.yml"):
        Districts(
            rows(observed, [1, 1, 1], [1, 1, 1], [1, 1, 1]),
            "Shire",
            [],
            "2013-03-31",
            "2015-03-31",
            "2014-03-31",
            Policy(),
        )


def test_an_end_from_which_the_fall_could_be_chance_is_named_beside_the_headline(observed):
    # nothing has moved by 31 March 2014, the last day before the audits; all of the fall comes after it
    found = study(observed, [200, 200, 500], [900, 900, 600], [550, 550, 550])
    assert found.headline.endswith("by more than chance makes; measured to 31 March 2014 it could be chance")


def test_the_question_of_children_in_no_district_is_asked_only_where_there_are_some(observed):
    assert study(observed, [20, 30, 35], [60, 50, 45], [40, 40, 40]).whole.question.startswith("From which population")
    assert study(observed, [20, 30, 35], [60, 50, 45], [40, 40, 48]).whole.question.startswith(
        "Which children of the county"
    )


def test_without_which_district_the_gap_falls_least_or_rises_most(observed):
    # 20 and 60 become 40 and 42, and the other way round
    assert "falls least" in study(observed, [20, 30, 40], [60, 50, 42], [40, 40, 41]).driver_title
    assert "rises most" in study(observed, [40, 30, 20], [42, 50, 60], [41, 40, 40]).driver_title
