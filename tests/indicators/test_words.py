"""Signs of numbers in words."""

import pytest

from analysis import words


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (-0.04, 1, "0.0"),
        (0.04, 1, "0.0"),
        (0.0, 0, "0"),
        (-0.06, 1, "−0.1"),
        (5.2, 1, "+5.2"),
        (-1234.5, 1, "−1,234.5"),
    ],
)
def test_what_rounds_to_nothing_has_no_sign(value, decimals, said):
    assert words.signed(value, decimals) == said
    assert words.number(value, decimals) == said.removeprefix("+")
