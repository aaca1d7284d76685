"""Cut the fonts of the pages to Latin, from their pinned packages: ``uv run python tools/write_fonts.py``."""

import io
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools import subset

from analysis.publish.export.html.templates import FACES

FOLDER = Path(__file__).resolve().parents[1] / "src" / "analysis" / "publish" / "export" / "html" / "fonts"
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2032, 0x20AC, *range(0x2190, 0x2194),
    0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
]  # fmt: skip


def cut(name: str) -> bytes:
    """Return one font with the letters that the reports use, as WOFF."""
    package = font_source_serif_pro if "Serif" in name else font_source_sans_pro
    options = subset.Options(flavor="woff", layout_features=["kern", "tnum", "lnum"], hinting=False)
    options.recalc_timestamp = False
    font = subset.load_font(str(Path(package.font_directory) / f"{name}.ttf"), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for face in FACES:
        (FOLDER / f"{face}.woff").write_bytes(cut(face))
