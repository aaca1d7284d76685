"""Every rule about sums is silent on sound figures and speaks when a digit is changed; worked by hand from the documents."""

import pytest

from analysis.evidence.documents.contradictions import sums

QUARTERS = [("Q1 19/20", "129"), ("Q2 19/20", "106"), ("Q3 19/20", "87"), ("Q4 19/20", "105")]
REPEATS = [("Q1 19/20", "22"), ("Q2 19/20", "33"), ("Q3 19/20", "23"), ("Q4 19/20", "25")]


@pytest.mark.parametrize(("year", "gaps"), [("427", []), ("425", [-2.0])])
def test_four_quarters_129_106_87_105_make_427(observed, year, gaps):
    rows = observed(*(("cpp_starts", label, n) for label, n in QUARTERS), ("cpp_starts", "2019/20", year))
    assert [found["difference"] for found in sums.quarters_and_year(rows)] == gaps


def test_three_quarters_prove_nothing(observed):
    rows = observed(*(("cpp_starts", label, n) for label, n in QUARTERS[:3]), ("cpp_starts", "2019/20", "425"))
    assert list(sums.quarters_and_year(rows)) == []


@pytest.mark.parametrize(("share", "found"), [("24.1%", []), ("23.8%", ["103 of 427 is 24.12%"])])
def test_the_years_share_follows_from_its_quarters(observed, share, found):
    rows = observed(
        *(("cpp_starts", label, n) for label, n in QUARTERS),
        *(("repeat_plans", label, n) for label, n in REPEATS),
        ("repeat_plans_share", "2019/20", share),
    )
    assert [row["recomputed"] for row in sums.quarters_and_year(rows)] == found


def test_count_and_share_of_one_year_are_one_finding_however_often_they_are_printed(observed):
    later = {"source": "002", "published": "2022-03-16"}
    rows = observed(
        *(("cpp_starts", label, n) for label, n in QUARTERS),
        *(("repeat_plans", label, n) for label, n in REPEATS),
        ("repeat_plans_share", "2019/20", "23.8%"),
        ("cpp_starts", "2019/20", "425"),
        ("cpp_starts", "2019/20", "425", later),
    )
    (found,) = sums.quarters_and_year(rows)
    assert found["recomputed"] == "the quarters add up to 427; 103 of 427 is 24.12%"
    assert found["measure"] == "cpp_starts"
    assert found["observations"].count(";") == 10  # eight quarters, 425 twice, 23.8%


@pytest.mark.parametrize(("total", "gaps"), [("564", []), ("563", [-1.0])])
def test_boys_girls_unborn_and_unrecorded_make_the_total(observed, total, gaps):
    parts = zip(("male", "female", "unborn", "not recorded"), ("298", "248", "16", "2"), strict=True)
    rows = observed(
        ("cpp_children", "31 March 2018", total),
        *(("cpp_children", "31 March 2018", n, {"group": f"sex: {name}"}) for name, n in parts),
    )
    assert [found["difference"] for found in sums.parts_and_total(rows)] == gaps


def test_parts_of_a_total_that_the_document_prints_elsewhere_are_no_second_finding(observed):
    # 204 + 221 + 13 + 5 = 443, the total of table 4.2; table 3.1 prints 439, which is a contradiction of the totals
    parts = zip(("male", "female", "unborn", "not recorded"), ("204", "221", "13", "5"), strict=True)
    rows = observed(
        ("cpp_children", "31 March 2017", "439"),
        ("cpp_children", "31 March 2017", "443"),
        *(("cpp_children", "31 March 2017", n, {"group": f"sex: {name}"}) for name, n in parts),
    )
    assert list(sums.parts_and_total(rows)) == []


@pytest.mark.parametrize(("area", "gaps"), [("Statistical neighbours", []), ("Warwickshire", [-1.0])])
def test_means_of_ten_authorities_are_rounded_each(observed, area, gaps):
    # 1,261 + 5,334 = 6,595, printed 6,594: three roundings of half a pupil allow it for a mean, none for a count
    rows = observed(
        ("ks4_pupils", "2021 academic", "1261", {"group": "pupils: disadvantaged"}),
        ("ks4_pupils", "2021 academic", "5334", {"group": "pupils: other"}),
        ("ks4_pupils", "2021 academic", "6594"),
        area=area,
    )
    assert [found["difference"] for found in sums.parts_and_total(rows)] == gaps


@pytest.mark.parametrize(("above", "gaps"), [("682", []), ("659", [-23.0])])
def test_2182_children_are_682_above_a_target_of_1500(observed, above, gaps):
    rows = observed(
        ("early_help_children", "31 December 2021", "2,182"),
        ("early_help_target", "2021/22", "1500"),
        ("early_help_above_target", "31 December 2021", above),
    )
    found = list(sums.balances(rows))
    assert [row["difference"] for row in found] == gaps
    assert [row["recomputed"] for row in found] == ["2,182 − 1,500 is 682"] * len(gaps)


@pytest.mark.parametrize(("left", "gaps"), [("£15,031", []), ("£18,000", [2969.0])])
def test_the_board_spent_31969_more_than_it_received(observed, left, gaps):
    # 157,074 - 125,105 = 31,969; 47,000 - 31,969 = 15,031; 18,000 - 15,031 = 2,969
    rows = observed(
        ("lscb_balances_brought_forward", "2017/18", "£47,000"),
        ("lscb_income", "2017/18", "£125,105"),
        ("lscb_expenditure", "2017/18", "£157,074"),
        ("lscb_balances_carried_forward", "31 March 2018", left),
        unit="gbp",
    )
    assert [found["difference"] for found in sums.balances(rows)] == gaps


def test_a_balance_with_a_missing_part_is_left_alone(observed):
    rows = observed(("early_help_children", "31 December 2021", "2,182"), ("early_help_above_target", "", "659"))
    assert list(sums.balances(rows)) == []


WITHIN = {"Warwickshire": ["North Warwickshire", "Rugby"]}


@pytest.mark.parametrize(("county", "gaps"), [("3", []), ("6", [3.0])])
def test_the_county_is_its_districts_together(observed, county, gaps):
    rows = observed(
        ("bed_and_breakfast_children", "", county),
        ("bed_and_breakfast_children", "", "0", {"area": "North Warwickshire"}),
        ("bed_and_breakfast_children", "", "3", {"area": "Rugby"}),
    )
    assert [found["difference"] for found in sums.authority_and_districts(rows, WITHIN)] == gaps
    without_rugby = rows[rows["area"].ne("Rugby")]
    assert list(sums.authority_and_districts(without_rugby, WITHIN)) == []
