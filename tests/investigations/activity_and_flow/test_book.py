import pytest

from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy
from analysis.investigations.activity_and_flow.book import balance, book


@pytest.fixture
def years(observed):
    """100 + 60 − 38 = 122 where 120 are counted: 2 missing; 120 + 40 − 71 = 89 where 90 are counted: 1 too many."""
    return observed(
        ("cpp_children", "31 March 2016", "100"), ("cpp_children", "31 March 2017", "120"), ("cpp_children", "31 March 2018", "90"),
        ("cpp_starts", "2016/17", "60"), ("cpp_ends", "2016/17", "38"), ("cpp_starts", "2017/18", "40"), ("cpp_ends", "2017/18", "71"),
        ("cpp_starts", "2018/19", "40"),
    )  # fmt: skip


def read(rows):
    return book(Figures(rows, Policy()), "Warwickshire")


def test_a_count_is_the_last_one_plus_starts_less_ends(years):
    found = read(years)
    assert [year.period for year in found] == ["2016/17", "2017/18"]
    assert [year.left.value for year in found] == [122, 89]
    assert [year.missing.value for year in found] == [2, -1]
    assert len(found[0].missing.rows) == 4


def test_a_year_without_its_ends_is_no_year_of_the_book(years):
    assert read(years[years["measure"].ne("cpp_ends")]) == []


def test_the_balance_is_of_all_years_and_says_by_how_much(years):
    (found,) = balance(read(years), Figures(years, Policy()), "Warwickshire")
    assert found.off.counts == (2, 2)
    assert (found.smallest.value, found.largest.value) == (1, 2)


def test_a_book_that_balances_has_nothing_to_say(years):
    exact = years.assign(
        value=years["value"]
        .mask(years["period"].eq("31 March 2017"), 122)
        .mask(years["period"].eq("31 March 2018"), 91)
    )
    assert balance(read(exact), Figures(exact, Policy()), "Warwickshire") == []
