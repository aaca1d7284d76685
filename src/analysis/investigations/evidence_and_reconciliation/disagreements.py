"""What the documents say twice: a number with several dates, an average that its table does not give, years that do not add up."""

from dataclasses import dataclass

import pandas as pd

from analysis.indicators.estimate import Number, Share


@dataclass(frozen=True)
class Peak:
    """A number of children that is printed for more than one day; `highest` of all that are printed, or not."""

    number: Number
    dates: tuple[pd.Timestamp, ...]
    told: str
    highest: bool

    @property
    def title(self) -> str:
        """What is printed twice, as a title."""
        what = "The peak of children on plans" if self.highest else "One number of children on plans"
        return f"{what} has more than one date"

    @property
    def depends(self) -> str:
        """What rests on the date, in a sentence."""
        if self.highest:
            return "How far and how fast the number fell since depends on which is meant."
        return "What came before and after it depends on which is meant."


@dataclass(frozen=True)
class Average:
    """An average in a sentence, and what the table of the same document gives."""

    said: Number
    made: Number
    periods: Number


@dataclass(frozen=True)
class Balance:
    """Years in which the children on a plan at both ends and those who came and left do not fit together."""

    years: Share
    smallest: Number
    largest: Number
    few: bool

    @property
    def title(self) -> str:
        """Whether what is missing is a few of the children at the end of the year, as a title."""
        return "The counts of children add up, to within a few" if self.few else "The counts of children do not add up"
