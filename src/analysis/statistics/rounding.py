"""What rounding leaves open of a printed number."""

import re


def half_unit(as_printed: str) -> float:
    """Return half of the last printed digit: 0.05 for ``23.8%`` and ``52.3 per 10,000``, 0.5 for ``54``."""
    match = re.search(r"\d(?:[\d,]*)(?:\.(\d+))?(?=[^\d]*$)", as_printed.split(" per ")[0])
    return 0.5 * 10 ** -len(match[1]) if match and match[1] else 0.5
