"""Every rule is silent on sound figures and speaks when a digit is changed; the figures are worked by hand."""

import pytest

from analysis.evidence.documents import arithmetic
from analysis.statistics.rounding import half_unit


@pytest.mark.parametrize(
    ("printed", "half"),
    [("23.8%", 0.05), ("54", 0.5), ("10,750", 0.5), ("49.8", 0.05), ("3.60%", 0.005), ("564*", 0.5)],
)
def test_half_of_the_last_printed_digit(printed, half):
    assert half_unit(printed) == pytest.approx(half)


def test_own_counts_3525_of_6524_are_54_percent(observed):
    # 3525 / 6524 = 54.03%, 3535 / 6524 = 54.18%, 4525 / 6524 = 69.36%
    sound = observed(("a", "2012/13", "3525/6524=54%"), ("a", "2013/14", "3535/6524=54%"))
    assert list(arithmetic.own_shares(sound)) == []
    (found,) = arithmetic.own_shares(observed(("a", "2012/13", "4525/6524=54%")))
    assert found["recomputed"] == "4525 of 6524 is 69.36%"
    assert found["difference"] == pytest.approx(54 - 69.3593, abs=1e-3)


@pytest.mark.parametrize(("referrals", "gaps"), [("8035", []), ("8033", [2.0])])
def test_a_denominator_is_the_count_that_it_names(observed, referrals, gaps):
    # 3366 / 8035 = 41.89%: the share is right for the denominator printed in it
    rows = observed(
        ("referrals", "2017/18", referrals), ("referrals_to_assessment_share", "2017/18", "3366/8035=41.9%")
    )
    assert [found["difference"] for found in arithmetic.denominators(rows)] == gaps
    assert list(arithmetic.own_shares(rows)) == []


def test_a_quarters_share_follows_from_its_counts(observed):
    # 33 / 106 = 31.13%; printed to one decimal, 31.1% is right and 31.7% is not
    rows = [("repeat_plans", "Q2 19/20", "33"), ("cpp_starts", "Q2 19/20", "106")]
    assert list(arithmetic.shares(observed(*rows, ("repeat_plans_share", "Q2 19/20", "31.1%")))) == []
    (found,) = arithmetic.shares(observed(*rows, ("repeat_plans_share", "Q2 19/20", "31.7%")))
    assert found["recomputed"] == "33 of 106 is 31.13%"
    assert found["measure"] == "repeat_plans_share"


def test_counts_of_another_document_prove_nothing_about_a_share(observed):
    rows = observed(
        ("repeat_plans", "Q2 19/20", "33"),
        ("cpp_starts", "Q2 19/20", "106", {"source": "002"}),
        ("repeat_plans_share", "Q2 19/20", "50.0%"),
    )
    assert list(arithmetic.shares(rows)) == []


def test_a_sources_share_of_all_referrals(observed):
    # 500 / 8154 = 6.13%
    def rows(share):
        return observed(
            ("referrals", "2013/14", "8154"),
            ("referrals", "2013/14", "500", {"group": "source: family"}),
            ("referrals_share", "2013/14", share, {"group": "source: family"}),
        )

    assert list(arithmetic.group_shares(rows("6.1%"))) == []
    (found,) = arithmetic.group_shares(rows("6.3%"))
    assert found["recomputed"] == "500 of 8154 is 6.13%"


QUARTERS = [("Q1 19/20", "129"), ("Q2 19/20", "106"), ("Q3 19/20", "87"), ("Q4 19/20", "105")]


@pytest.mark.parametrize(("year", "gaps"), [("427", []), ("425", [2.0])])
def test_four_quarters_129_106_87_105_make_427(observed, year, gaps):
    rows = observed(*(("cpp_starts", label, n) for label, n in QUARTERS), ("cpp_starts", "2019/20", year))
    assert [found["difference"] for found in arithmetic.quarters_and_year(rows)] == gaps


@pytest.mark.parametrize(("share", "found"), [("24.1%", []), ("23.8%", ["103 of 427 is 24.12%"])])
def test_the_years_share_follows_from_its_quarters(observed, share, found):
    repeats = zip(("Q1 19/20", "Q2 19/20", "Q3 19/20", "Q4 19/20"), ("22", "33", "23", "25"), strict=True)
    rows = observed(
        *(("cpp_starts", label, n) for label, n in QUARTERS),
        *(("repeat_plans", label, n) for label, n in repeats),
        ("repeat_plans_share", "2019/20", share),
    )
    assert [row["recomputed"] for row in arithmetic.quarters_and_years_share(rows)] == found


@pytest.mark.parametrize(("total", "gaps"), [("564", []), ("563", [1.0])])
def test_boys_girls_unborn_and_unrecorded_make_the_total(observed, total, gaps):
    parts = zip(("male", "female", "unborn", "not recorded"), ("298", "248", "16", "2"), strict=True)
    rows = observed(
        ("cpp_children", "31 March 2018", total),
        *(("cpp_children", "31 March 2018", n, {"group": f"sex: {name}"}) for name, n in parts),
    )
    assert [found["difference"] for found in arithmetic.parts_and_total(rows)] == gaps


@pytest.mark.parametrize(("last", "gaps"), [("2.8%", []), ("3.8%", [0.9])])
def test_percentages_make_100_but_for_rounding(observed, last, gaps):
    # 87.9 + 9.2 + 0.0 + 2.8 = 99.9, within four roundings of 0.05; with 3.8 it is 100.9
    parts = zip("abcd", ("87.9%", "9.2%", "0.0%", last), strict=True)
    rows = observed(*(("s", "31 March 2018", share, {"group": f"ethnicity: {name}"}) for name, share in parts))
    assert [found["difference"] for found in arithmetic.percentages_and_hundred(rows)] == gaps
