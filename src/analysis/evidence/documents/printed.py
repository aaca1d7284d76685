"""The text of a printed document: where a token stands, and which of its numbers only name something."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

Span = tuple[int, int]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NUMBER = re.compile(r"(?<![A-Za-z\d.])£?\d+(?:,\d{3})*(?:\.\d+)?%?")
NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|a third|a quarter|dozens?|hundreds?|none)\b",
    re.IGNORECASE,
)
# A day, a span of years, a quarter, a section of an Act, a table, an age group, the unit of a rate, Covid-19, a time.
_NAME = re.compile(
    rf"\b{_DAY}(?:\s+|-)(?:of\s+)?{_MONTH}(?:[\s,-]+20\d\d\b|[ -]\d\d\b)?|\b{_MONTH}[\s-]+{_DAY}\b(?:,?\s+20\d\d\b)?"
    r"|\b20\d\d\s*[-/–]\s*(?:20)?\d\d\b|\b\d\d/\d\d/(?:20)?\d\d\b|\b[12]\d/[12]\d\b(?!=)|\bQ(?:uarter)? ?[1-4]\b"
    r"|\b[Ss](?:ection|\.)?\s*(?:47|17)\b|\b(?:Table|Diagram|Graph)\s+\d\b|\b0\s?-\s?1[78]\b|\bper\s+10,000\b"
    r"|\bC(?:ovid|OVID)[- ]?19\b|\b\d{1,2}(?:[.:]\d\d)?[ ]?[ap]\.?m\b",
)
# A bare year or a number that begins a line can be a count as well, so these name nothing inside a table.
_PROSE_NAME = re.compile(
    r"\b(?:19|20)\d\d\b|^[^\w\n]*(?:\d+(?:\.\d+)+\.?|\d{1,2}[.)]|\(\d{1,2}\))(?=[ \t]+[^\w\n]*[A-Z])", re.MULTILINE
)


def token_pattern(token: str) -> re.Pattern[str]:
    """Return a pattern for a token that stands alone: `4` is not in `4.9%`; lines may break between its words."""
    inner = r"\s+".join(re.escape(part) for part in token.split()).replace("=", r"=\s*").replace(r"=\s*\s+", r"=\s*")
    return re.compile(rf"(?<![\w.,/])(?<!\d-){inner}(?![\w%]|[.,/]\d|\*(?!\*))")


@dataclass
class Text:
    """The text of a document, where its lines begin, and the spans that a row has claimed."""

    text: str
    claimed: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def line_of(self, position: int) -> int:
        """Return the line (from 1) on which a position stands."""
        return bisect_right(self.starts, position)

    def bounds(self, first: int, last: int) -> Span:
        """Return where a run of lines (from 1) begins and ends; lines outside the text are cut off."""
        count = len(self.starts) - 1
        return self.starts[min(max(first, 1), count) - 1], self.starts[min(max(last, 0), count)]

    def find(self, token: str, start: int, stop: int) -> Span | None:
        """Return the first whole occurrence of a token that begins in the range, an unclaimed one if there is one."""
        found = [match.span() for match in token_pattern(token).finditer(self.text, start) if match.start() < stop]
        return next((span for span in found if self.free(span)), found[0] if found else None)

    def free(self, span: Span) -> bool:
        """Return whether no claimed span overlaps this one."""
        return not any(start < span[1] and span[0] < end for start, end in self.claimed)

    def numbers(self, tables: list[Span]) -> Iterator[Span]:
        """Return where the unclaimed numbers stand, except those that only name something.

        Parameters
        ----------
        tables : list of (int, int)
            Where the rows of the tables stand: years and numbers at the beginning of a line count there.
        """
        names = _spans(_NAME, self.text)
        prose_names = names + _spans(_PROSE_NAME, self.text)
        for span in sorted(_spans(NUMBER, self.text) + _spans(NUMBER_WORD, self.text)):
            in_table = any(start <= span[0] < stop for start, stop in tables)
            named = any(start <= span[0] and span[1] <= end for start, end in (names if in_table else prose_names))
            if not named and self.free(span):
                yield span


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]
