import pytest

from analysis.indicators.beside import Beside
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy

ON_TIME = "icpc_within_15_days"
YEARS = ("2015/16", "2018/19", "2019/20", "2020/21")


@pytest.fixture
def beside(observed):
    """Return a maker: percentages of 500 children by year, and the comparator's percentages."""

    def make(percents, others, area="Warwickshire", **parameters):
        mine = [(ON_TIME, year, f"{value}%", {"area": area}) for year, value in zip(YEARS, percents, strict=False)]
        wholes = [("icpc_children", year, "500", {"area": area}) for year in YEARS[: len(percents)]]
        theirs = [(ON_TIME, year, f"{value}%", {"area": "England"}) for year, value in zip(YEARS, others, strict=False)]
        figures = Figures(observed(*mine, *wholes, *theirs), Policy(**parameters))
        return Beside(figures, ON_TIME, area, ["Statistical neighbours", "England"])

    return make


def test_a_year_measured_in_another_way_is_compared_with_nothing(beside):
    found = beside([100.0, 80.0, 70.0], [77.0, 77.0, 77.0])
    assert found.apart == ["2015/16"]
    assert found.comparable == ["2018/19", "2019/20"]
    assert [period for _, period in found.gaps] == ["2018/19", "2019/20"]
    assert found.change.value == pytest.approx(-10)  # 350 of 500 less 400 of 500


def test_the_same_year_of_another_area_is_an_ordinary_one(beside):
    assert beside([100.0, 80.0], [77.0, 77.0], area="Walsall").apart == []


def test_a_clear_gap_is_said_with_its_side(beside):
    # 300 of 500 is 60%, siblings 2.6: standard error √(60·40·2.6/500) = 3.5 points; 20 points away is beyond any doubt
    found = beside([100.0, 79.0, 60.0], [77.0, 80.0, 80.0])
    assert found.verdicts == {("England", "2018/19"): "within", ("England", "2019/20"): "clear"}
    assert found.latest_sides == {"below": ["England"]}
    assert found.gaps_in_words == "Clearly below England in 2019/20."


def test_a_gap_that_fades_among_others_is_clear_only_if_looked_at_alone(beside):
    # unrelated children at every effect tried. 76.0% of 500 against 80%, known to 0.05: z = 3.95 / √(80·20/500) = 2.21,
    # p = 0.027; alone below 0.05, but Holm's smallest of two has to be below 0.025
    found = beside([100.0, 80.0, 76.0], [77.0, 80.0, 80.0], siblings=1.0, tried_at=(1.0,))
    assert found.gaps["England", "2019/20"].p == pytest.approx(0.0273, abs=0.0005)
    assert found.verdicts["England", "2019/20"] == "alone"
    assert found.latest_sides == {}
    assert "Only if looked at alone: below England in 2019/20." in found.gaps_in_words


def test_an_area_without_two_years_is_told_what_to_add(beside):
    with pytest.raises(MissingFigureError, match=r"Walsall,2023/24,icpc_within_15_days,.* to data/own/figures\.csv"):
        beside([70.0], [77.0], area="Walsall")


def test_nothing_beside_is_said_as_it_is(beside):
    found = beside([100.0, 80.0, 70.0], [])
    assert found.gaps == {}
    assert found.gaps_in_words == "No comparator is printed beside these years."


def test_a_gap_in_a_table_has_no_unit(beside):
    gap = beside([100.0, 80.0, 60.0], [77.0, 80.0, 80.0]).gaps["England", "2019/20"]
    # Wilson of 300 of 500 over 2.6: n = 192.3, z² / n = .01998, centre .5980, reach .0687: 52.94 to 66.68, less 80 ± 0.05
    assert gap.said("bare") == "−20.0 (−27.1 to −13.3)"
