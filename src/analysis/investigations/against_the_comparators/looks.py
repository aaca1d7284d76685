"""One gap among those of its year, and one indicator beside all its comparators: what each says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import words
from analysis.indicators.change import Gap
from analysis.indicators.definitions import indicator
from analysis.indicators.figures import called
from analysis.indicators.looks import SAYS, Standing


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """One gap, and how it stands among those of its year."""

    measure: str
    comparator: str
    year: str
    gap: Gap
    standing: Standing

    @property
    def title(self) -> str:
        """The indicator, short."""
        return indicator(self.measure).title

    @property
    def name(self) -> str:
        """The indicator without its unit, for the middle of a sentence."""
        return lower(self.title.split(",")[0])

    @property
    def verdict(self) -> str:
        """How it stands, in words."""
        return SAYS[self.standing]


class Subject:
    """One indicator beside its comparators in one year."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = list(looks)
        self.firm = [look for look in looks if look.standing == "clear"]
        self.what = indicator(self.looks[0].measure)
        self.now = self.looks[0].gap.now

    @property
    def side_words(self) -> str:
        """What the gap means, ready for a sentence: ``fewer first conferences on time``."""
        return self.what.high if self.firm[0].gap.value > 0 else self.what.low

    @property
    def title(self) -> str:
        """What was found, in a few words."""
        others = words.listed(words.among(called(each.comparator)) for each in self._ordered(self.firm))
        return f"{words.capital(self.side_words)} than {others}"

    @staticmethod
    def _ordered(looks: Sequence[Look]) -> list[Look]:
        return sorted(looks, key=lambda look: look.comparator == "England")

    @property
    def text(self) -> str:
        """The figure, its gaps, and how they stand, in sentences."""
        first, *rest = self._ordered(self.looks)
        said = f"{self.now} {first.gap:moved} ({first.gap:range})"
        said += "".join(f" and {f'{each.gap:moved}'.removeprefix('is ')} ({each.gap:range})" for each in rest)
        left = [each for each in self._ordered(self.looks) if each.standing != "clear"]
        return f"{said}." + "".join(f" The gap to {called(each.comparator)}: {each.verdict}." for each in left)

    @property
    def of(self) -> str:
        """What the number is of."""
        return f"{self.what.words}, {self.looks[0].year}"


def lower(text: str) -> str:
    """Return a title for the middle of a sentence."""
    return text[0].lower() + text[1:]
