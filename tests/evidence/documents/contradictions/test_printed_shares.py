"""Every rule is silent on sound figures and speaks when a digit is changed; the figures are worked by hand."""

import pytest

from analysis.evidence.documents.contradictions import shares
from analysis.statistics.rounding import half_unit


@pytest.mark.parametrize(
    ("printed", "half"),
    [
        ("23.8%", 0.05),
        ("54", 0.5),
        ("10,750", 0.5),
        ("49.8", 0.05),
        ("3.60%", 0.005),
        ("564*", 0.5),
        ("52.3 per 10,000", 0.05),
    ],
)
def test_half_of_the_last_printed_digit(printed, half):
    assert half_unit(printed) == pytest.approx(half)


def test_own_counts_3525_of_6524_are_54_percent(observed):
    # 3525 / 6524 = 54.03%, 3535 / 6524 = 54.18%, 4525 / 6524 = 69.36%
    sound = observed(("a", "2012/13", "3525/6524=54%"), ("a", "2013/14", "3535/6524=54%"))
    assert list(shares.own_shares(sound)) == []
    (found,) = shares.own_shares(observed(("a", "2012/13", "4525/6524=54%")))
    assert found["recomputed"] == "4525 of 6524 is 69.36%"
    assert found["difference"] == pytest.approx(54 - 69.3593, abs=1e-3)


@pytest.mark.parametrize(("referrals", "gaps"), [("8035", []), ("8033", [2.0]), ("8037", [-2.0])])
def test_a_denominator_is_the_count_that_it_names(observed, referrals, gaps):
    # 3366 / 8035 = 41.89%: the share is right for the denominator printed in it
    rows = observed(
        ("referrals", "2017/18", referrals), ("referrals_to_assessment_share", "2017/18", "3366/8035=41.9%")
    )
    assert [found["difference"] for found in shares.denominators(rows)] == gaps
    assert list(shares.own_shares(rows)) == []


def test_a_quarters_share_follows_from_its_counts(observed):
    # 33 / 106 = 31.13%; printed to one decimal, 31.1% is right and 31.7% is not
    rows = [("repeat_plans", "Q2 19/20", "33"), ("cpp_starts", "Q2 19/20", "106")]
    assert list(shares.shares(observed(*rows, ("repeat_plans_share", "Q2 19/20", "31.1%")))) == []
    (found,) = shares.shares(observed(*rows, ("repeat_plans_share", "Q2 19/20", "31.7%")))
    assert found["recomputed"] == "33 of 106 is 31.13%"
    assert found["measure"] == "repeat_plans_share"


def test_counts_of_another_document_prove_nothing_about_a_share(observed):
    rows = observed(
        ("repeat_plans", "Q2 19/20", "33"),
        ("cpp_starts", "Q2 19/20", "106", {"source": "002"}),
        ("repeat_plans_share", "Q2 19/20", "50.0%"),
    )
    assert list(shares.shares(rows)) == []


def test_a_sources_share_of_all_referrals(observed):
    # 500 / 8154 = 6.13%
    def rows(share):
        return observed(
            ("referrals", "2013/14", "8154"),
            ("referrals", "2013/14", "500", {"group": "source: family"}),
            ("referrals_share", "2013/14", share, {"group": "source: family"}),
        )

    assert list(shares.group_shares(rows("6.1%"))) == []
    (found,) = shares.group_shares(rows("6.3%"))
    assert found["recomputed"] == "500 of 8154 is 6.13%"


@pytest.mark.parametrize(("last", "gaps"), [("2.8%", []), ("3.8%", [0.9])])
def test_percentages_make_100_but_for_rounding(observed, last, gaps):
    # 87.9 + 9.2 + 0.0 + 2.8 = 99.9, within four roundings of 0.05; with 3.8 it is 100.9
    parts = zip("abcd", ("87.9%", "9.2%", "0.0%", last), strict=True)
    rows = observed(*(("s", "31 March 2018", share, {"group": f"ethnicity: {name}"}) for name, share in parts))
    assert [found["difference"] for found in shares.percentages_and_hundred(rows)] == gaps


def test_a_digit_cut_off_is_told_from_a_wrong_share(observed):
    # 19 / 58 = 32.76%: 32.8 is right, 32.7 is cut off, 32.9 and 32.5 are wrong
    def causes(printed):
        return [found["cause"] for found in shares.own_shares(observed(("a", "2017/18", f"19/58={printed}%")))]

    assert [causes(printed) for printed in ("32.8", "32.7", "32.9", "32.5")] == [
        [],
        ["cut off, not rounded"],
        ["not explained"],
        ["not explained"],
    ]


@pytest.mark.parametrize(("words", "gaps"), [("36.5", []), ("37", []), ("42 months", [5.5])])
def test_the_average_of_a_sentence_is_that_of_the_table(observed, words, gaps):
    # months by number of repeat plans: (26*30 + 19*24 + 30*54 + 15*55 + 32*23 + 22*34 + 33*23 + 23*45 + 25*42 + 38*42) / 263
    # = 9,605 / 263 = 36.52
    quarters = ("Q4 17/18", "Q1 18/19", "Q2 18/19", "Q3 18/19", "Q4 18/19", "Q1 19/20", "Q2 19/20", "Q3 19/20")
    quarters += ("Q4 19/20", "Q1 20/21")
    plans, months = (26, 19, 30, 15, 32, 22, 33, 23, 25, 38), (30, 24, 54, 55, 23, 34, 23, 45, 42, 42)
    rows = observed(
        *(("repeat_plans", label, str(n)) for label, n in zip(quarters, plans, strict=True)),
        *(
            ("gap_between_plans_mean", label, str(n), {"unit": "months"})
            for label, n in zip(quarters, months, strict=True)
        ),
        ("gap_between_plans_mean", "", words, {"unit": "months", "id": "000/prose/507/1", "period_type": ""}),
    )
    found = list(shares.averages(rows))
    assert [row["difference"] for row in found] == gaps
    if found:
        assert "Q4 19/20 and Q1 20/21 only" in found[0]["explanation"]


@pytest.mark.filterwarnings("error")
def test_an_average_without_a_table_is_left_alone(observed):
    said = ("gap_between_plans_mean", "", "42 months", {"unit": "months", "id": "000/prose/507/1", "period_type": ""})
    assert list(shares.averages(observed(said))) == []
