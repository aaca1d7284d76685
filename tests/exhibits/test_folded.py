"""A drawing folded for a telephone: each half where it belongs, at its own size."""

import xml.etree.ElementTree as ET

import pytest

from analysis.exhibits.folded import folded

DRAWN = '<svg width="200pt" height="50pt" viewBox="0 0 200 50"><rect x="10"/><rect x="150"/></svg>'


def test_the_right_part_stands_below_the_left():
    root = ET.fromstring(folded(DRAWN, 0.6))
    left, right = list(root)
    # 60% of 200 is 120 wide, 80 are left; the wider one sets the width, and twice 50 and the gap of 10 the height
    assert root.get("viewBox") == "0 0 120 110"
    assert (left.get("viewBox"), left.get("y")) == ("0 0 120 50", None)
    assert (right.get("viewBox"), right.get("y")) == ("120 0 80 50", "60")


def test_what_is_drawn_stands_once_in_it():
    assert folded(DRAWN, 0.6).count("<rect") == 2


def test_what_has_no_view_box_is_refused():
    with pytest.raises(ValueError, match="view box"):
        folded("<svg></svg>", 0.5)
