import pytest

from analysis.evidence.documents import reconcile

LATER = {"source": "002", "published": "2022-03-16"}


def test_two_values_of_one_figure_are_found_and_the_later_is_read(observed):
    rows = observed(("icpc_children", "2016/17", "544"), ("icpc_children", "2016/17", "555", LATER))
    (found,) = reconcile.two_readings(rows)
    assert found["explanation"] == "revision"
    assert found["difference"] == 11
    assert found["reading"].startswith("555 (002")


def test_the_same_value_twice_is_no_contradiction(observed):
    rows = observed(("icpc_children", "2017/18", "727"), ("icpc_children", "2017/18", "727", LATER))
    assert list(reconcile.two_readings(rows)) == []


@pytest.mark.parametrize(("second", "explanation"), [("49.8%", "revision"), ("48.6%", "rounding")])
def test_rounding_explains_only_what_the_coarser_print_allows(observed, second, explanation):
    rows = observed(("a_share", "2017/18", "49%"), ("a_share", "2017/18", second, LATER))
    (found,) = reconcile.two_readings(rows)
    assert found["explanation"] == explanation


def test_one_document_with_two_values_cannot_be_a_revision(observed):
    rows = observed(("cpp_children", "31 March 2017", "439"), ("cpp_children", "31 March 2017", "443"))
    (found,) = reconcile.two_readings(rows)
    assert found["explanation"] == "not explained: one document prints both"


def test_counts_are_exact_so_rounding_never_explains_them(observed):
    rows = observed(("cpp_children", "31 March 2018", "564"), ("cpp_children", "31 March 2018", "563.6", LATER))
    (found,) = reconcile.two_readings(rows)
    assert found["explanation"] == "revision"


def test_one_figure_with_two_dates_is_found(observed):
    first = observed(("cpp_children", "February 2018", "592"))
    rows = observed(("cpp_children", "June 2018", "592", LATER))
    both = reconcile.pd.concat([first, rows])
    both["id"] = ["000/prose/1/1", "002/prose/2/1"]
    (found,) = reconcile.one_figure_two_dates(both)
    assert "592" in found["printed"]
    assert list(reconcile.one_figure_two_dates(both.assign(period="June 2018"))) == []


def test_two_clocks_of_one_measure_are_found(observed):
    rows = observed(
        ("gap_between_plans_mean", "Q1 20/21", "42", {"note": "clock: start to start"}),
        ("gap_between_plans_mean", "Q1 20/21", "42", {"note": "rounded; clock: end to start"}),
    )
    (found,) = reconcile.clocks(rows)
    assert "start to start (000 Table 1" in found["explanation"]
    assert list(reconcile.clocks(rows.head(1))) == []


def test_findings_of_all_rules_stand_in_one_sorted_table(observed):
    rows = observed(
        ("icpc_children", "2016/17", "544"),
        ("icpc_children", "2016/17", "555", LATER),
        ("a", "2012/13", "4525/6524=54%"),
    )
    found = reconcile.findings(rows)
    assert found["rule"].tolist() == ["share of its own counts", "two readings"]
    assert found["observations"].str.count(";").tolist() == [0, 1]
