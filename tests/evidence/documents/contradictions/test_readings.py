import pytest

from analysis.evidence.documents.contradictions import readings

LATER = {"source": "002", "published": "2022-03-16"}


def test_two_values_of_one_figure_are_found_and_the_later_is_read(observed):
    rows = observed(("icpc_children", "2016/17", "544"), ("icpc_children", "2016/17", "555", LATER))
    (found,) = readings.two_readings(rows)
    assert found["cause"] == "later revision"
    assert found["difference"] == 11
    assert found["reading"].startswith("555 (002")


def test_the_same_value_twice_is_no_contradiction(observed):
    rows = observed(("icpc_children", "2017/18", "727"), ("icpc_children", "2017/18", "727", LATER))
    assert list(readings.two_readings(rows)) == []


@pytest.mark.parametrize(
    ("first", "second", "causes"),
    [
        ("49%", "49.8%", ["later revision"]),
        ("49%", "48.6%", []),
        ("just over 17%", "17.2%", []),
        ("18.6%", "18.7%", ["later revision"]),
    ],
)
def test_what_rounding_explains_is_not_listed(observed, first, second, causes):
    # 48.6 is 49 to the whole percent and 49.8 is 50; two figures of one decimal never differ by rounding
    rows = observed(("a_share", "2017/18", first), ("a_share", "2017/18", second, LATER))
    assert [found["cause"] for found in readings.two_readings(rows)] == causes


def test_a_figure_printed_four_times_with_two_values_is_one_finding(observed):
    # document 001 prints 439 in table 3.1 and 443 in table 4.2, where 204 + 221 + 13 + 5 = 443; 000 and 002 repeat 439
    parts = zip(("male", "female", "unborn", "not recorded"), ("204", "221", "13", "5"), strict=True)
    rows = observed(
        ("cpp_children", "31 March 2017", "439", {"published": "2018-09-01"}),
        ("cpp_children", "31 March 2017", "443", {"published": "2018-09-01"}),
        ("cpp_children", "31 March 2017", "439", LATER),
        *(("cpp_children", "31 March 2017", n, {"group": f"sex: {name}"}) for name, n in parts),
    )
    (found,) = readings.two_readings(rows)
    assert found["cause"] == "not explained"
    assert found["explanation"].startswith("Document 000 prints both values")
    assert found["recomputed"] == "the breakdowns by sex add up to 443"
    assert found["reading"].startswith("439 (002")
    assert found["printed"].count("439") == 1
    assert found["observations"].count(";") == 2


def test_counts_are_exact_so_rounding_never_explains_them(observed):
    rows = observed(("cpp_children", "31 March 2018", "564"), ("cpp_children", "31 March 2018", "563.6", LATER))
    (found,) = readings.two_readings(rows)
    assert found["cause"] == "later revision"


def test_the_total_of_two_services_told_of_one_is_named(observed):
    # 4.157 + 5.792 = 9.949 and 0.594 + 2.112 = 2.706: the sentence gives one service the overspend of both
    service, said = {"group": "service: children"}, {"group": "service: children", "place": "4.1.2"}
    rows = observed(
        ("variance", "2021/22", "5.792", service),
        ("variance", "2021/22", "9.949"),
        ("covid", "2021/22", "2.112", service),
        ("covid", "2021/22", "2.706"),
        ("variance", "2021/22", "£9.949m", said | {"id": "000/prose/651/1"}),
        ("covid", "2021/22", "£2.706m", said | {"id": "000/prose/651/2"}),
        unit="gbp_million",
    )
    rows["value"] = [5.792, 9.949, 2.112, 2.706, 9.949, 2.706]
    (found,) = readings.two_readings(rows)
    assert found["cause"] == "wrong name or place"
    assert "the total of all: 9.949" in found["explanation"]
    assert found["reading"].startswith("5.792")
    assert {"000/prose/651/1", "000/prose/651/2"} < set(found["observations"].split(";"))


def test_two_figures_of_one_sentence_stay_two_when_their_days_differ(observed):
    said = {"place": "4", "published": "2018-09-01"}
    rows = observed(
        ("cpp_children", "31 March 2017", "439", said | {"id": "000/prose/303/2"}),
        ("cpp_children", "31 March 2018", "564", said | {"id": "000/prose/303/3"}),
        ("cpp_children", "31 March 2017", "443", LATER),
        ("cpp_children", "31 March 2018", "563", LATER),
    )
    assert [found["difference"] for found in readings.two_readings(rows)] == [4, -1]
