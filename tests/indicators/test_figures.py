"""Printed rows become estimates in one place: counts are added, shares never; every estimate names its rows."""

import pytest

from analysis.indicators.estimate import Unknown
from analysis.indicators.figures import Figures, MissingFigureError
from analysis.indicators.policy import Policy

QUARTERS = ["Q1 19/20", "Q2 19/20", "Q3 19/20", "Q4 19/20"]


@pytest.fixture
def figures(observed):
    def make(*rows, **options):
        return Figures(observed(*rows), Policy(), **options)

    return make


def test_a_share_of_printed_counts(figures):
    printed = figures(("repeat_plans", "Q1 19/20", "22"), ("cpp_starts", "Q1 19/20", "129"))
    found = printed.estimate("repeat_plans_share", "Warwickshire", "Q1 19/20")
    assert found.counts == (22, 129)
    assert len(found.rows) == 2


def test_a_share_whose_count_is_not_printed_is_the_whole_number_that_its_percentage_implies(figures):
    printed = figures(("repeat_plans_share", "2020/21", "27.5%"), ("cpp_starts", "2020/21", "480"))
    found = printed.estimate("repeat_plans_share", "Warwickshire", "2020/21")
    assert found.counts == (132, 480)  # 132/480 = 27.50%
    assert "implies" in found.method


def test_a_printed_year_is_not_mixed_with_quarters_of_another_table(figures):
    """Four quarters print 103 repeats; the year prints 23.8% of 425, which is 101."""
    rows = [("repeat_plans", quarter, count) for quarter, count in zip(QUARTERS, ("22", "33", "23", "25"), strict=True)]
    found = figures(*rows, ("repeat_plans_share", "2019/20", "23.8%"), ("cpp_starts", "2019/20", "425"))
    assert found.estimate("repeat_plans_share", "Warwickshire", "2019/20").counts == (101, 425)


def test_counts_of_four_quarters_make_a_year(figures):
    found = figures(*[("cpp_starts", quarter, str(n)) for n, quarter in enumerate(QUARTERS, start=100)])
    assert found.estimate("cpp_starts", "Warwickshire", "2019/20").value == 100 + 101 + 102 + 103


def test_three_quarters_do_not(figures):
    found = figures(*[("cpp_starts", quarter, "100") for quarter in QUARTERS[:3]])
    assert isinstance(found.try_estimate("cpp_starts", "Warwickshire", "2019/20"), Unknown)


def test_shares_are_never_added(figures):
    found = figures(*[("repeat_plans_share", quarter, "25.0%") for quarter in QUARTERS])
    with pytest.raises(MissingFigureError):
        found.counted("repeat_plans_share", "Warwickshire", "2019/20")


def test_a_number_on_a_day_stands_at_the_last_day_of_the_year(figures):
    found = figures(
        ("cpp_rate", "31 March 2020", "25.1", {"unit": "rate_per_10000", "period_type": "as_at"}),
        ("cpp_children", "31 March 2020", "295", {"period_type": "as_at"}),
    ).estimate("cpp_rate", "Warwickshire", "2019/20")
    assert found.value == pytest.approx(25.1)
    assert found.numerator == 295


def test_children_behind_a_rate_follow_from_the_nearest_day_with_both(figures):
    """295 children at 25.1 are 117,530 aged 0 to 17; at 28.0 that makes 329."""
    found = figures(
        ("cpp_rate", "31 March 2020", "25.1", {"unit": "rate_per_10000", "period_type": "as_at"}),
        ("cpp_children", "31 March 2020", "295", {"period_type": "as_at"}),
        ("cpp_rate", "31 July 2020", "28.0", {"unit": "rate_per_10000", "period_type": "as_at"}),
    ).estimate("cpp_rate", "Warwickshire", "31 July 2020")
    assert found.numerator == 329


def test_the_latest_publication_is_read_or_the_earliest(figures):
    rows = [
        ("cpp_starts", "2019/20", "425", {"published": "2022-03-16"}),
        ("cpp_starts", "2019/20", "427", {"published": "2020-09-29"}),
    ]
    assert figures(*rows).estimate("cpp_starts", "Warwickshire", "2019/20").value == 425
    assert figures(*rows, latest=False).estimate("cpp_starts", "Warwickshire", "2019/20").value == 427


def test_a_printed_figure_is_known_to_half_of_its_last_digit(figures):
    found = figures(("repeat_plans_share", "2020/21", "23.2%", {"area": "England"})).printed(
        "repeat_plans_share", "England", "2020/21"
    )
    assert (found.value, found.slack, str(found)) == (23.2, 0.05, "23.2%")


def test_what_is_missing_is_named(figures):
    with pytest.raises(MissingFigureError, match="'cpp_starts' for Warwickshire, 2019/20"):
        figures(("cpp_ends", "2019/20", "10")).estimate("cpp_starts", "Warwickshire", "2019/20")
