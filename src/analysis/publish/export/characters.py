"""Text from data, made safe for a page: no control characters, no hidden reordering, no glyph that a font lacks."""

import re
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import matplotlib as mpl
from matplotlib.ft2font import FT2Font

# Control characters; marks that reorder or hide what is written (bidirectional controls, zero-width characters, soft
# hyphen); halves of surrogate pairs, private use and characters that are none.
UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufff8\ufffe\uffff\U000e0000-\U0010ffff]"
)
BEYOND_LATIN = re.compile("[^\x00-\u017f]")


def clean(text: str) -> str:
    """Return text without control characters and without marks that change the order of reading."""
    return UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(text: str) -> str:
    """Return clean text in which each character that our fonts lack is a replacement mark (PDF/A wants every glyph)."""
    return BEYOND_LATIN.sub(lambda found: found[0] if ord(found[0]) in _drawable() else "\ufffd", clean(text))


def fonts() -> list[Path]:
    """Return the folders of the fonts: Source Sans and Serif, then what matplotlib carries, for rare characters."""
    return [
        Path(font_source_sans_pro.font_directory),
        Path(font_source_serif_pro.font_directory),
        Path(mpl.get_data_path()) / "fonts" / "ttf",
    ]


@cache
def _drawable() -> frozenset[int]:
    return frozenset(FT2Font(str(fonts()[-1] / "DejaVuSans.ttf")).get_charmap())
