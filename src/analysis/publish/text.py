"""Text from data, made safe for a page: no control characters, no hidden reordering, quoted for Typst."""

import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

# Marks that reorder or hide what is written: bidirectional controls, zero-width characters, soft hyphen.
HIDDEN = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x00AD, 0x061C, 0xFEFF}


def clean(text: str) -> str:
    """Return text without control characters and without marks that change the order of reading."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in text if character in "\n\t" or not _forbidden(character))


def printable(text: str) -> str:
    """Return clean text in which each character that our fonts lack is a replacement mark (PDF/A wants every glyph)."""
    return "".join(c if ord(c) < 0x180 or c == "\n" or ord(c) in _drawable() else "\ufffd" for c in clean(text))


def string(text: str) -> str:
    """Return text as a string literal of Typst; shown, it is never read as markup."""
    quoted = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ")
    return f'"{quoted}"'


def _forbidden(character: str) -> bool:
    return ord(character) in HIDDEN or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")


@cache
def _drawable() -> frozenset[int]:
    return frozenset(FT2Font(str(fonts() / "DejaVuSans.ttf")).get_charmap())


@cache
def fonts() -> Path:
    """Return the folder of the fonts that matplotlib carries, with which the figures were measured."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"
