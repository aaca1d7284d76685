"""Numbers and rates that imply different numbers of children; every rule is silent on sound figures."""

import pytest

from analysis.evidence.documents.contradictions import populations

RATE = {"unit": "rate_per_10000"}
LATER = {"source": "002", "published": "2022-03-16"}


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
    assert [found["period"] for found in populations.all_rules(rows)] == wrong


def said(observed, rate, **common):
    """Return the year ends around June 2018, and a sentence that gives 592 children at a rate for that month."""
    return observed(
        ("cpp_children", "31 March 2017", "439"),
        ("cpp_rate", "31 March 2017", "38.8", RATE),
        ("cpp_children", "31 March 2018", "563"),
        ("cpp_rate", "31 March 2018", "49.0", RATE),
        ("cpp_children", "June 2018", "592", {"id": "002/prose/1425/2"}),
        ("cpp_rate", "June 2018", rate, RATE | {"id": "002/prose/1425/3"}),
        **common,
    )


def test_592_at_52_3_are_not_the_children_of_563_at_49_0(observed):
    # 592 / 52.3 = 113,193 per 10,000ths; 563 / 49.0 = 114,898; 439 / 38.8 = 113,144, so the estimate of the year before
    (found,) = populations.all_rules(said(observed, "52.3 per 10,000", source="002"))
    assert found["recomputed"] == "563 at 49.0 imply 114,898 children; 592 at 52.3 imply 113,193 children"
    assert "that of 31 March 2017" in found["explanation"]
    assert found["observations"].split(";")[-2:] == ["002/prose/1425/2", "002/prose/1425/3"]


def test_a_sentence_on_the_tables_estimate_is_sound(observed):
    # 592 / 51.5 = 114,951
    assert list(populations.all_rules(said(observed, "51.5 per 10,000", source="002"))) == []


@pytest.mark.parametrize(("rate", "cases"), [("49.8", 1), ("49.1", 0)])
def test_a_day_estimated_anew_is_a_revision(observed, rate, cases):
    # 564 / 49.8 = 113,253 (113,139 to 113,367) and 563 / 49.0 = 114,898 (114,781 to 115,015) share no number; on the
    # first, 563 would be 49.7. 564 / 49.1 = 114,868 (114,751 to 114,985) does
    rows = observed(
        ("cpp_children", "31 March 2018", "564", {"source": "001", "published": "2018-09-01"}),
        ("cpp_rate", "31 March 2018", rate, RATE | {"source": "001", "published": "2018-09-01"}),
        ("cpp_children", "31 March 2018", "563", LATER),
        ("cpp_rate", "31 March 2018", "49.0", RATE | LATER),
    )
    found = list(populations.all_rules(rows))
    assert len(found) == cases
    for row in found:
        assert row["cause"] == "later revision"
        assert row["recomputed"] == "564 at 49.8 imply 113,253 children; 563 at 49.0 imply 114,898 children"
        assert "563 would be a rate of 49.7" in row["explanation"]
