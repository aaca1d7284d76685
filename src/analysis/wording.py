"""Numbers as words for a reader: counts before percentages, UK dates, no false precision."""

from collections.abc import Iterable
from datetime import date


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separated by commas and a true minus sign."""
    return f"{value:,.{decimals}f}".replace("-", "−")


def percent(value: float, decimals: int = 1) -> str:
    """Return a percentage given in percent: 24.1 becomes ``24.1%``."""
    return f"{number(value, decimals)}%"


def count_of(numerator: float, denominator: float, decimals: int = 1) -> str:
    """Return a share with the counts behind it.

    Raises
    ------
    ValueError
        If the denominator is not positive: such a share says nothing.

    Examples
    --------
    >>> count_of(103, 427)
    '103 of 427 (24.1%)'
    """
    if denominator <= 0:
        raise ValueError(f"A share needs a positive denominator, not {denominator}.")
    share = percent(100 * numerator / denominator, decimals)
    return f"{number(numerator)} of {number(denominator)} ({share})"


def interval(low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Return an interval in words: ``20.3% to 28.4%``."""
    return f"{number(low, decimals)}{unit} to {number(high, decimals)}{unit}"


def day(value: date) -> str:
    """Return a date as ``31 March 2018``."""
    return f"{value.day} {value:%B %Y}"


def listed(items: Iterable[str]) -> str:
    """Return items as a phrase: ``a, b and c``."""
    *first, last = [str(item) for item in items]
    return f"{', '.join(first)} and {last}" if first else last


def p_value(value: float) -> str:
    """Return a p-value without false precision: ``p = 0.04``, ``p < 0.001``."""
    return "p < 0.001" if value < 0.001 else f"p = {value:.2g}" if value < 0.1 else f"p = {value:.2f}"
