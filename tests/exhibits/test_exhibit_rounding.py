import numpy as np
import pandas as pd

from analysis.exhibits.rounding import rounded, significant, steady


def test_the_last_digits_of_two_processors_become_one():
    assert significant(2.721452748093255) == significant(2.7214527480932547) == 2.72145


def test_no_negative_zero():
    assert str(significant(-0.0)) == "0.0"


def test_only_fractions_are_touched():
    frame = rounded(pd.DataFrame({"n": [1234567], "x": [69.63946869070209], "gap": [np.nan], "who": ["a"]}))
    assert frame["n"].tolist() == [1234567]
    assert frame["x"].tolist() == [69.6395]
    assert frame["gap"].isna().all()


def test_coordinates_are_short_and_text_stays():
    svg = '<svg><path d="M 1.234567 -0.0000012"/><text>21.34567%</text><g transform="scale(0.015625)"/></svg>'
    assert steady(svg) == '<svg><path d="M 1.23 0"/><text>21.34567%</text><g transform="scale(0.015625)"/></svg>'


def test_identifiers_made_of_coordinates_are_numbered():
    svg = '<defs><path id="m0123456789"/></defs><use href="#m0123456789"/><clipPath id="p00aa11bb22"/>'
    assert steady(svg) == '<defs><path id="s1"/></defs><use href="#s1"/><clipPath id="s2"/>'
