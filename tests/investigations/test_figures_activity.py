import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.investigations.activity_and_flow import pictures as flows

SIDES = ["Statistical neighbours", "England"]


@pytest.fixture
def shares():
    return pd.DataFrame({"value": [50.0, 30], "low": [45.0, 26], "high": [55.0, 35]}, index=["2019/20", "2020/21"])


@pytest.fixture
def others():
    return pd.DataFrame({SIDES[0]: [46.0, 41], SIDES[1]: [None, 37.0]}, index=["2019/20", "2020/21"])


def written(fig):
    texts = [text.get_text() for ax in fig.axes for text in ax.texts]
    texts += [ax.get_title("left") for ax in fig.axes]
    plt.close(fig)
    return texts


def overlapping(fig):
    """Return pairs of labels that stand on each other, after drawing."""
    fig.canvas.draw()
    boxes = [(t.get_text(), t.get_window_extent()) for ax in fig.axes for t in ax.texts if t.get_text()]
    return [(a, b) for i, (a, x) in enumerate(boxes) for b, y in boxes[i + 1 :] if x.overlaps(y)]


def test_conversion_labels_its_lines_and_every_value(shares, others):
    fig = flows.conversion(shares, others)
    assert not overlapping(fig)
    assert {*SIDES, "50%", "30%"} <= set(written(fig))


def test_every_bar_and_count_has_its_number():
    years = pd.DataFrame(
        {"cpp_starts": [60.0], "cpp_ends": [38.0], "cpp_children": [120.0], "low": 90.0, "high": 155.0}, index=["a"]
    )
    assert {"60", "38", "120", "started", "ended"} <= set(written(flows.starts_and_ends(years)))


def test_stocks_are_drawn_at_their_days():
    days = pd.to_datetime(["2010-04-30", "2018-03-31"])
    counts = pd.DataFrame({"measure": "m", "day": days, "value": [579.0, 711], "low": 500.0, "high": 800.0})
    fig = flows.stocks(counts, {"m": "Looked after"})
    drawn = fig.axes[0].lines[0].get_xydata()
    assert [y for _, y in drawn] == [579, 711]
    assert drawn[1][0] - drawn[0][0] == (days[1] - days[0]).days
    assert {"579", "711", "Looked after"} <= set(written(fig))
