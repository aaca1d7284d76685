"""Stocks and flows; every rule is silent on sound figures and speaks when a digit is changed."""

import pytest

from analysis.evidence.documents.contradictions import stocks


@pytest.mark.parametrize(("end", "gaps"), [("345", []), ("346", [1.0])])
def test_563_children_with_516_starts_and_734_ends_leave_345(observed, end, gaps):
    rows = observed(
        ("cpp_children", "31 March 2018", "563"),
        ("cpp_starts", "2018/19", "516"),
        ("cpp_ends", "2018/19", "734"),
        ("cpp_starts", "Q4 18/19", "123"),
        ("cpp_children", "31 March 2019", end),
    )
    assert [found["difference"] for found in stocks.stocks_and_flows(rows)] == gaps


def test_one_year_printed_by_two_documents_is_one_finding(observed):
    # 439 + 674 - 544 = 569; the later document has 545 ends: 568; both print 563
    later = {"source": "002", "published": "2022-03-16"}
    first = (
        ("cpp_children", "31 March 2017", "439"),
        ("cpp_starts", "2017/18", "674"),
        ("cpp_children", "31 March 2018", "563"),
    )
    rows = observed(
        *first, ("cpp_ends", "2017/18", "544"), *((*row, later) for row in first), ("cpp_ends", "2017/18", "545", later)
    )
    (found,) = stocks.stocks_and_flows(rows)
    assert found["recomputed"] == "439 + 674 − 544 is 569, not 563; 439 + 674 − 545 is 568, not 563"
    assert found["difference"] == -5


def test_a_number_that_one_document_lacks_is_taken_from_another(observed):
    # 536 + 579 - 639 = 476, printed 473; the document with the starts and ends begins with 31 March 2016
    earlier = {"source": "001", "published": "2018-09-01"}
    rows = observed(
        ("cpp_children", "31 March 2015", "536", earlier),
        ("cpp_children", "31 March 2016", "472", earlier),
        ("cpp_starts", "2015/16", "579"),
        ("cpp_ends", "2015/16", "639"),
        ("cpp_children", "31 March 2016", "473"),
    )
    (found,) = stocks.stocks_and_flows(rows)
    assert found["recomputed"] == "536 + 579 − 639 is 476, not 473"


def test_a_cumulative_count_cannot_fall(observed):
    def rows(*counts):
        ends = ("30 June 2017", "30 September 2017", "31 December 2017")
        printed = ((f"1 April 2017 to {end}", n) for end, n in zip(ends, counts, strict=True))
        return observed(*(("referrals", label, n, {"period_type": "cumulative"}) for label, n in printed))

    assert list(stocks.cumulative_counts(rows("2", "83", "86"))) == []
    (found,) = stocks.cumulative_counts(rows("2", "86", "12"))
    assert found["difference"] == -74
