"""Numbers as they leave a computation: rounded once, so that no published byte depends on a processor's last digits."""

import re

import pandas as pd

SIGNIFICANT = 6
COORDINATE = re.compile(r"-?\d+\.\d{3,}")
MADE_ID = re.compile(r'\bid="([a-z]+[0-9a-f]{10})"')


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its fractions at six significant digits; nothing computes with them afterwards."""
    floats = frame.select_dtypes("float").columns
    return frame.assign(**{name: frame[name].map(significant, na_action="ignore") for name in floats})


def significant(value: float) -> float:
    """Return a number to six significant digits, without a negative zero."""
    return float(f"{value:.{SIGNIFICANT}g}") + 0.0


def steady(svg: str) -> str:
    """Return a drawing with coordinates to two decimals and identifiers by order of appearance.

    matplotlib makes identifiers of the coordinates behind them, whose last digits differ between processors.
    """
    names = {name: f"s{place}" for place, name in enumerate(dict.fromkeys(MADE_ID.findall(svg)), start=1)}
    if names:
        svg = re.sub("|".join(sorted(names, key=len, reverse=True)), lambda found: names[found[0]], svg)
    return re.sub(r"<[^>]*>", _coordinates, svg)


def _coordinates(tag: re.Match[str]) -> str:
    # the scale of a letter that is drawn as a path is no coordinate
    return tag[0] if "scale(" in tag[0] else COORDINATE.sub(_short, tag[0])


def _short(found: re.Match[str]) -> str:
    text = f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
