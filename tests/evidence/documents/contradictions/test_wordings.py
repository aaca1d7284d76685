import pytest

from analysis.evidence.documents.contradictions import wordings

FIRST, LATER = {"place": "5.1"}, {"source": "002", "published": "2022-03-16", "place": "5.1"}


def prose(line, number, side=FIRST, **more):
    return side | {"id": f"{side.get('source', '000')}/prose/{line}/{number}"} | more


def test_one_sentence_with_two_dates_is_one_finding_whatever_it_says(observed):
    # 592 children and a rate of 52.3: February 2018 in one document, June 2018 in the other
    rate = {"unit": "rate_per_10000"}
    rows = observed(
        ("cpp_children", "February 2018", "592", prose(174, 1)),
        ("cpp_rate", "February 2018", "52.3 per 10,000", prose(174, 2, **rate)),
        ("cpp_children", "June 2018", "592", prose(1425, 2, LATER)),
        ("cpp_rate", "June 2018", "52.3 per 10,000", prose(1425, 3, LATER, **rate)),
    )
    (found,) = wordings.two_dates(rows)
    assert found["period"] == "February 2018; June 2018"
    assert found["observations"].count(";") == 3
    assert list(wordings.two_dates(rows.assign(period="June 2018"))) == []


def test_a_number_that_two_documents_can_share_by_chance_is_left_alone(observed):
    rows = observed(("a", "2017/18", "12", prose(1, 1)), ("a", "2018/19", "12", prose(2, 1, LATER)))
    assert list(wordings.two_dates(rows)) == []


@pytest.mark.parametrize(("second", "cases"), [("February 2022", 1), ("January 2022", 0)])
def test_one_report_has_one_month(observed, second, cases):
    event = {"unit": "date", "group": "inspection of November 2021"}
    rows = observed(
        ("report", "January 2022", "Jan 22", prose(750, 1, **event)),
        ("report", second, second, prose(772, 1, place="2.6", **event)),
    )
    assert len(list(wordings.two_dates(rows))) == cases


@pytest.mark.parametrize(("language", "gaps"), [(("2.2%", "1.5%"), []), (("1.9%", "1.6%"), [-0.3])])
def test_the_unborn_are_one_share_under_every_heading(observed, language, gaps):
    # printed 2.2% and 1.5% by ethnicity; 1.9% and 1.6% by language: -0.3 and +0.1
    rows = observed(
        ("referrals_share", "2014/15", "2.2%", {"group": "ethnicity: unborn"}),
        ("referrals_share", "2016/17", "1.5%", {"group": "ethnicity: unborn"}),
        ("referrals_share", "2014/15", language[0], {"group": "language: unborn"}),
        ("referrals_share", "2016/17", language[1], {"group": "language: unborn"}),
    )
    found = list(wordings.two_names(rows))
    assert [row["difference"] for row in found] == gaps
    assert [row["period"] for row in found] == ["2014/15; 2016/17"] * len(gaps)


def test_not_recorded_is_another_share_under_another_heading(observed):
    rows = observed(
        ("referrals_share", "2014/15", "7.4%", {"group": "ethnicity: not recorded"}),
        ("referrals_share", "2014/15", "6.4%", {"group": "language: not recorded"}),
    )
    assert list(wordings.two_names(rows)) == []


@pytest.mark.parametrize(("uk", "cases"), [("6%", 1), ("7%", 0)])
def test_one_percentage_belongs_to_one_area(observed, uk, cases):
    rows = observed(
        ("disability_prevalence", "31 March 2018", "6%", prose(318, 1)),
        ("disability_prevalence", "2011/12", uk, {"area": "United Kingdom"}),
    )
    found = list(wordings.two_areas(rows))
    assert [row["reading"][:14] for row in found] == ["United Kingdom"] * cases


@pytest.mark.parametrize(
    ("first", "second", "cases"),
    [
        ("3 months or less", "less than 3 months", 1),
        ("3 months or less", "3 months", 0),
        ("15 days", "15 working days", 1),
        ("15 working days", "15 working days", 0),
        ("over two years", "2+ years", 1),
        ("two years", "2 years", 0),
    ],
)
def test_a_line_is_drawn_in_one_place(observed, first, second, cases):
    value = float(next(filter(str.isdigit, first.replace("two", "2").replace("15", "9"))))
    rows = observed(("x_threshold", "", first, {"unit": "days"}), ("x_threshold", "", second, {"unit": "days"}))
    assert len(list(wordings.two_definitions(rows.assign(value=value)))) == cases


def test_two_clocks_of_one_measure_are_found(observed):
    rows = observed(
        ("gap_between_plans_mean", "Q1 20/21", "42", {"note": "clock: start to start"}),
        ("gap_between_plans_mean", "Q1 20/21", "42", {"note": "rounded; clock: end to start"}),
    )
    (found,) = wordings.clocks(rows)
    assert "start to start (000 Table 1" in found["explanation"]
    assert list(wordings.clocks(rows.head(1))) == []
