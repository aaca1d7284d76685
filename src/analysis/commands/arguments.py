"""Types of arguments that more than one command takes. Imports nothing heavy, since every ``--help`` passes here."""

import argparse
from collections.abc import Callable


def whole_from(least: int) -> Callable[[str], int]:
    """Return a reader of a whole number that is not below `least`, of at most 18 digits."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= 18 and int(text) >= least):
            raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a whole number from {least}")
        return int(text)

    return read
