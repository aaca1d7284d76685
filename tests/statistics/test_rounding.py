import pytest

from analysis.statistics.rounding import half_unit


@pytest.mark.parametrize(("printed", "half"), [("49", 0.5), ("49.0", 0.05), ("47.75%", 0.005), ("2,100", 0.5)])
def test_half_of_the_last_printed_digit(printed, half):
    assert half_unit(printed) == pytest.approx(half)
