"""A number says itself by its faces, links to its record, and refuses what it cannot say."""

import numpy as np
import pytest

from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.indicators.stated import plain, resolve

SHARE = Share(
    key="repeat.x.2020-21",
    value=27.5,
    low=22.5,
    high=33.2,
    numerator=132,
    denominator=480,
    rows=("000/t/2/1", "000/t/1/1"),
)


@pytest.mark.parametrize(
    ("face", "said"),
    [
        ("", "132 of 480 (27.5%)"), ("count", "132 of 480 (27.5%)"), ("value", "27.5%"), ("range", "22.5% to 33.2%"),
        ("full", "132 of 480 (27.5%; 22.5% to 33.2%)"), ("part", "132"), ("rest", "348"), ("whole", "28%"),
        ("of plans", "132 of 480 plans (27.5%)"),
    ],
)  # fmt: skip
def test_the_faces_of_a_share(face, said):
    assert SHARE.said(face) == said
    assert plain(format(SHARE, face)) == said


def test_formatting_links_and_str_does_not():
    assert "](#repeat.x.2020-21~" in f"{SHARE}"
    assert str(SHARE) == "132 of 480 (27.5%)"


def test_an_unknown_face_is_refused_with_those_that_there_are():
    with pytest.raises(ValueError, match="has no face 'percent'; it has count"):
        format(SHARE, "percent")


def test_a_number_without_a_range_has_none_to_say():
    with pytest.raises(ValueError, match="'n' has no range"):
        Number(key="n", value=1.0).said("range")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_cannot_be_stated(value):
    with pytest.raises(ValueError, match="'n' has no finite value"):
        Number(key="n", value=value)


def test_numpy_scalars_become_plain_numbers():
    assert type(Number(key="n", value=np.float64(2.5)).value) is float


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Number(key="n", value=-2.25, unit="points"), "−2.2 points"),
        (Number(key="n", value=1685, unit="count", digits=0), "1,685"),
        (Number(key="n", value=0.0004, unit="p"), "p < 0.001"),
        (Number(key="n", value=21.35, unit="percent", about=True), "about 21.4%"),
        (Printed(key="n", value=42.0, unit="months", digits=0, slack=0.5), "42"),
    ],
)
def test_how_a_number_says_itself(number, said):
    assert str(number) == said


def test_the_record_holds_the_figures_once_to_six_digits():
    record = Share(
        key="k", value=100 / 3, low=1.23456789, high=50, numerator=1, denominator=3, rows=("b", "a", "a")
    ).record()
    assert (record["value"], record["low"]) == (33.3333, 1.23457)
    assert record["observations"] == ["a", "b"]
    assert "simulated" not in record
    assert record["said"] == "1 of 3 (33.3%; 1.2% to 50.0%)"


def test_what_is_unknown_stands_where_a_predicate_stands():
    assert f"The share {Unknown('no starts are printed'):value}." == "The share cannot be told (no starts are printed)."
    assert not Unknown("x")


def test_resolving_gives_the_text_with_keys_and_each_record_once():
    text, records = resolve(f"It was {SHARE}, that is {SHARE:value}.")
    assert text == "It was [132 of 480 (27.5%)](#repeat.x.2020-21), that is [27.5%](#repeat.x.2020-21)."
    assert [record["key"] for record in records] == ["repeat.x.2020-21"]


def test_one_key_for_two_numbers_is_refused():
    other = Share(key=SHARE.key, value=10.0, numerator=48, denominator=480)
    with pytest.raises(ValueError, match=r"Two numbers are called 'repeat\.x\.2020-21'"):
        resolve(f"{SHARE} and {other}")
