import pytest

from analysis import words as wording


def test_share_comes_with_its_counts():
    # 103 / 427 = 0.24122
    assert wording.count_of(103, 427) == "103 of 427 (24.1%)"


def test_large_counts_have_thousands_separators():
    # 1,234 / 10,750 = 0.11479
    assert wording.count_of(1234, 10750) == "1,234 of 10,750 (11.5%)"


def test_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="positive denominator, not 0"):
        wording.count_of(0, 0)


def test_negative_numbers_carry_a_true_minus_sign():
    assert wording.interval(-1.25, 3, " points", decimals=2) == "−1.25 points to 3.00 points"


@pytest.mark.parametrize(("items", "phrase"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_items_become_a_phrase(items, phrase):
    assert wording.listed(items) == phrase


@pytest.mark.parametrize(
    ("name", "where"),
    [("the neighbours", "among the neighbours"), ("its neighbours", "among its neighbours"), ("England", "in England")],
)
def test_a_comparator_gets_its_preposition(name, where):
    assert wording.among(name) == where


@pytest.mark.parametrize(("value", "words"), [(0.0002, "p < 0.001"), (0.0437, "p = 0.044"), (0.513, "p = 0.51")])
def test_p_values_carry_no_false_precision(value, words):
    assert wording.p_value(value) == words
