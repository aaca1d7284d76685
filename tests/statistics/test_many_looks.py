import pandas as pd
import pytest

from analysis.statistics import many_looks


def test_holm_by_hand():
    # smallest first: 3 · .01 = .03, 2 · .02 = .04, 1 · .5
    found = many_looks.holm(pd.Series({"a": 0.5, "b": 0.01, "c": 0.02}))
    assert list(found.index) == ["b", "c", "a"]
    assert found["adjusted"].tolist() == pytest.approx([0.03, 0.04, 0.5])
    assert found["p"].tolist() == [0.01, 0.02, 0.5]


def test_an_adjusted_p_value_never_falls_below_the_one_before():
    # 3 · .03 = .09; 2 · .031 = .062 would be smaller, so it is .09 too
    found = many_looks.holm(pd.Series([0.03, 0.031, 0.9]))
    assert found["adjusted"].tolist() == pytest.approx([0.09, 0.09, 0.9])


def test_an_empty_family_and_a_missing_p_value():
    assert many_looks.holm(pd.Series(dtype=float)).empty
    with pytest.raises(ValueError, match="from 0 to 1"):
        many_looks.holm(pd.Series([0.1, None]))
