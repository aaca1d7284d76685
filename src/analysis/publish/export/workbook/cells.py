"""What may stand in a cell of a spreadsheet: a text that begins like a formula is shown as text, a number is a number."""

import csv
import io
import re

FORMULA = ("=", "+", "-", "@", "\t", "\r")
SIGNED = re.compile(r"[+-]?[\d.,\s]+%?")
NUMBER = re.compile(r"([\u2212-]?)(£?)(\d[\d,]*(?:\.(\d+))?)(%?)")


def harmless(text: str) -> str:
    """Return a CSV file in which no cell is a formula: an apostrophe before it makes a spreadsheet show it as text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for row in csv.reader(io.StringIO(text)):
        writer.writerow([_shown(cell) for cell in row])
    return written.getvalue()


def number(text: str) -> tuple[float, str] | None:
    """Return the number that a cell shows, with the format in which a workbook shows it alike; None for any other text."""
    found = NUMBER.fullmatch(text.strip())
    if not found:
        return None
    sign, pound, digits, decimals, percent = found.groups()
    value = float(digits.replace(",", "")) * (-1 if sign else 1)
    places = f".{'0' * len(decimals)}" if decimals else ""
    shown = f"{pound}#,##0{places}{percent}" if "," in digits or pound else f"0{places}{percent}"
    return (round(value / 100, len(decimals or "") + 2), shown) if percent else (value, shown)


def _shown(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not SIGNED.fullmatch(cell) else cell
