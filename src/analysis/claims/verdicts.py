"""The five verdicts, and what a test of a claim returns."""

from dataclasses import dataclass

SUPPORTED = "supported"
WITHIN_NOISE = "supported but within noise"
NOT_SUPPORTED = "not supported"
CONTRADICTED = "contradicted by the document's own tables"
UNTESTABLE = "cannot be tested from what is published"
VERDICTS = (SUPPORTED, WITHIN_NOISE, NOT_SUPPORTED, CONTRADICTED, UNTESTABLE)


@dataclass(frozen=True)
class Finding:
    """A verdict with one plain sentence, the number it rests on with its interval, and the rows used.

    `other` says what would change the verdict besides the variants that every claim is tried in.
    """

    verdict: str
    sentence: str
    observations: tuple[str, ...] = ()
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    other: str = ""
