"""Why the share moved from one year to the next: how much is more repeats, how much fewer starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Share
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.statistics.shares.splits import split


@dataclass(frozen=True, eq=False, kw_only=True)
class Split:
    """A change between two years that follow each other; the two parts, in points, add to the change."""

    first: str
    last: str
    before: Share
    now: Share
    change: Change
    from_repeats: Number
    from_starts: Number

    @classmethod
    def each(cls, years: Mapping[str, Share], area: str, policy: Policy) -> "list[Split]":
        """Return a split for every pair of years that follow each other and differ."""
        names = list(years)
        pairs = [(a, b) for a, b in pairwise(names) if int(b[:4]) - int(a[:4]) == 1]
        return [cls._between(a, b, years, area, policy) for a, b in pairs if years[a].value != years[b].value]

    @classmethod
    def _between(cls, first: str, last: str, years: Mapping[str, Share], area: str, policy: Policy) -> "Split":
        before, now = years[first], years[last]
        found = split(before.counts, now.counts)
        of = {"area": area, "period": f"{first} to {last}"}
        told: dict[str, Any] = {"of": of, "rows": (*before.rows, *now.rows)}
        name = f"of the change from {first} to {last}"

        def made(what: str, value: float, words: str, unit: str, digits: int) -> Number:
            return Number(
                key=key("repeat_plans", what, area, first, last),
                value=value,
                label=words,
                unit=unit,
                digits=digits,
                **told,
            )

        return cls(
            first=first, last=last, before=before, now=now,
            change=policy.change(
                key("repeat_plans_share", "change", area, first, last), before, now, label=f"Repeat plans, {first} to {last}", of=of
            ),
            from_repeats=made("from repeats", found.from_numerator, f"part {name} that came from repeats", "points", 1),
            from_starts=made("from starts", found.from_denominator, f"part {name} that came from starts", "points", 1),
        )  # fmt: skip

    def __format__(self, face: str) -> str:
        return f"From {self.first} to {self.last} the share went from {self.before} to {self.now}. {self._parts()}"

    def __str__(self) -> str:
        return format(self)

    def _parts(self) -> str:
        way = "rise" if self.change.value > 0 else "fall"
        words = {"repeats": self._words("repeats", 0), "starts": self._words("starts", 1)}
        parts = {"repeats": self.from_repeats, "starts": self.from_starts}
        against = [name for name, part in parts.items() if part.value * self.change.value < 0]
        if against:
            cause = "starts" if against[0] == "repeats" else "repeats"
            pulled = f"{words[against[0]]} pulled {parts[against[0]]:size} the other way"
            return f"The {way} of {self.change:size} came from {words[cause]} ({parts[cause]:size}); {pulled}."
        first, second = sorted(parts, key=lambda name: -abs(parts[name].value))
        shares = f"{parts[first]:size} came from {words[first]} and {parts[second]:size} from {words[second]}"
        return f"Of that {way} of {self.change:size}, {shares}."

    def _words(self, name: str, place: int) -> str:
        old, new = self.before.counts[place], self.now.counts[place]
        return f"{'more' if new > old else 'fewer' if new < old else 'as many'} {name}"
