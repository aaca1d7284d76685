"""Stocks, flows and populations; every rule is silent on sound figures and speaks when a digit is changed."""

import pytest

from analysis.evidence.documents import stocks


@pytest.mark.parametrize(("end", "gaps"), [("345", []), ("346", [-1.0])])
def test_563_children_with_516_starts_and_734_ends_leave_345(observed, end, gaps):
    rows = observed(
        ("cpp_children", "31 March 2018", "563"),
        ("cpp_starts", "2018/19", "516"),
        ("cpp_ends", "2018/19", "734"),
        ("cpp_starts", "Q4 18/19", "123"),
        ("cpp_children", "31 March 2019", end),
    )
    assert [found["difference"] for found in stocks.stocks_and_flows(rows)] == gaps


@pytest.mark.parametrize(("rate", "wrong"), [("49.0", []), ("51.9", ["31 March 2018"])])
def test_a_rate_must_imply_the_population_of_its_neighbours(observed, rate, wrong):
    # 473 / 42.0, 439 / 38.8, 563 / 49.0, 345 / 29.8 and 295 / 25.1 imply 112,619 to 117,530
    counts = {
        "2016": ("473", "42.0"),
        "2017": ("439", "38.8"),
        "2018": ("563", rate),
        "2019": ("345", "29.8"),
        "2020": ("295", "25.1"),
    }
    rows = observed(
        *(("cpp_children", f"31 March {year}", count) for year, (count, _) in counts.items()),
        *(("cpp_rate", f"31 March {year}", shown, {"unit": "rate_per_10000"}) for year, (_, shown) in counts.items()),
    )
    assert [found["period"] for found in stocks.implied_populations(rows)] == wrong


def test_a_cumulative_count_cannot_fall(observed):
    def rows(*counts):
        ends = ("30 June 2017", "30 September 2017", "31 December 2017")
        printed = ((f"1 April 2017 to {end}", n) for end, n in zip(ends, counts, strict=True))
        return observed(*(("referrals", label, n, {"period_type": "cumulative"}) for label, n in printed))

    assert list(stocks.cumulative_counts(rows("2", "83", "86"))) == []
    (found,) = stocks.cumulative_counts(rows("2", "86", "12"))
    assert found["difference"] == -74
