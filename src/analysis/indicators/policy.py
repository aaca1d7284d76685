"""What an analyst may choose, made once from a notebook's parameters; it makes every estimate, so that all follow it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isinf, sqrt
from typing import Any

from scipy import special

from analysis.indicators.change import Chance, Change, Difference, Gap, Trend, chance
from analysis.indicators.estimate import Number, Printed, Share, Unknown
from analysis.statistics import trends
from analysis.statistics.counts import count_range, count_ratio, dispersion
from analysis.statistics.design_effect import from_dispersion, two_sided
from analysis.statistics.equivalence import Place, against_margin
from analysis.statistics.shares.detectable import smallest_change
from analysis.statistics.shares.differences import difference, share_change
from analysis.statistics.shares.ranges import share_range

# Children of one family start plans together. How much that widens chance, relative to the variance of unrelated
# children: England's year-to-year changes gave about 2.6 (2.1 to 3.1); report 20 measures 2.7 (2.2 to 3.1), and the ends at
# which verdicts are tried hold for both. The only pair that the documents print, 96 children in 56 families (002, paragraph
# 5.14), gives 1.71, which unequal families raise.
SIBLINGS = 2.6
TRIED_AT = (96 / 56, 3.1)
Range = tuple[float, float]


@dataclass(frozen=True)
class Policy:
    """How estimates are made.

    Parameters
    ----------
    confidence : float
        Level of every range.
    siblings : float
        Variance relative to unrelated children, for every range that is printed or drawn.
    tried_at : tuple of float
        Other values at which a verdict must hold.
    same_points, same_percent : float
        Margins within which a share, or a count or rate, counts as unchanged.
    seed : int
        Of everything SIMULATED.
    """

    confidence: float = 0.95
    siblings: float = SIBLINGS
    tried_at: tuple[float, ...] = TRIED_AT
    same_points: float = 2.0
    same_percent: float = 10.0
    seed: int = 20220316

    def __post_init__(self) -> None:
        if not 0 < self.confidence < 1 or not self.siblings >= 1:
            raise ValueError(
                f"confidence must lie between 0 and 1 and design_effect be 1 or more, not {self.confidence:g} and {self.siblings:g}."
            )

    @property
    def level(self) -> Number:
        """The level of the ranges, in percent."""
        return Number(key="level", label="level of every range", value=100 * self.confidence, unit="percent", digits=0)

    @property
    def widening(self) -> Number:
        """The sibling effect of every range."""
        method = (
            "England's year-to-year changes; see the methods" if self.siblings == SIBLINGS else "chosen for this run"
        )
        return Number(key="siblings", label="how much siblings widen chance", value=self.siblings, method=method)

    def _widened(self, method: str) -> str:
        return f"{method}, siblings {self.siblings:.2g}"

    def tried(self, made: Callable[[float], Range]) -> list[Range]:
        """Return a range at the sibling effect of this policy and at each other that verdicts are tried at."""
        return [made(effect) for effect in (self.siblings, *self.tried_at)]

    def number(self, key: str, value: float, **more: Any) -> Number:
        """Return a plain number at this policy's level."""
        return Number(key=key, value=value, level=self.confidence if "low" in more else None, **more)

    def share(self, key: str, part: float, whole: float, **more: Any) -> Share:
        """Return a share with Wilson's range (1927), its children counted as whole / siblings independent ones."""
        low, high = share_range(part, whole, self.confidence, self.siblings)
        told = {"method": self._widened("Wilson's range")} | more
        return Share(
            key=key,
            value=100 * part / whole,
            low=low,
            high=high,
            level=self.confidence,
            numerator=part,
            denominator=whole,
            **told,
        )

    def count(self, key: str, count: float, per: float = 1.0, **more: Any) -> Number:
        """Return a count, or a rate per `per` units of population, with the exact Poisson range of count / siblings events."""
        low, high = count_range(count, self.confidence, self.siblings, per)
        told = {"method": self._widened("exact Poisson range"), "digits": 0 if per == 1 else 1, "unit": "count"} | more
        return Number(key=key, value=count / per, low=low, high=high, level=self.confidence, numerator=count, **told)

    def change(self, key: str, before: Number, now: Number, **more: Any) -> Change:
        """Return the change between two estimates of one indicator: points for shares (Newcombe 1998, method 10), else percent.

        Counts and rates are compared by the score range of the ratio of two Poisson rates.
        """
        shares = isinstance(before, Share) and isinstance(now, Share)
        made, value = self._points(before, now) if shares else self._ratio(before, now)  # type: ignore[arg-type]
        low, high = made(self.siblings)
        tried = tuple(self.tried(made))
        method = self._widened("Newcombe's range of a difference" if shares else "score range of a ratio")
        told = {"method": method, "rows": (*before.rows, *now.rows), "label": f"change of {now.label}"} | more
        return Change(
            key=key, value=value, low=low, high=high, level=self.confidence, before=before, now=now,
            unit="points" if shares else "percent", chance=chance(tried), p=self._p_of_change(before, now), tried=tried, **told,
        )  # fmt: skip

    def _p_of_change(self, before: Number, now: Number) -> float:
        """Return the score test's p-value of no change."""
        if isinstance(before, Share) and isinstance(now, Share):
            return difference(before.counts, now.counts, self.confidence, self.siblings).p
        (old, size), (new, later) = (
            (each.numerator or 0.0, (each.numerator or 0.0) / each.value) for each in (before, now)
        )
        expected, share = (old + new) * later / (size + later), later / (size + later)
        return two_sided(new - expected, sqrt((old + new) * share * (1 - share) * self.siblings))

    def _p_of_gap(self, mine: Number, other: Printed) -> float:
        """Return the score test's p-value of no gap to a known figure, which may lie anywhere within its rounding."""
        gap = max(0.0, abs(mine.value - other.value) - other.slack)
        if isinstance(mine, Share):
            return two_sided(gap, sqrt(other.value * (100 - other.value) * self.siblings / mine.counts[1]))
        per = (mine.numerator or 0.0) / mine.value
        return two_sided(gap * per, sqrt(other.value * per * self.siblings))

    def _points(self, before: Share, now: Share) -> tuple[Callable[[float], Range], float]:
        counts = (*before.counts, *now.counts)
        return lambda effect: share_change(*counts, self.confidence, effect), now.value - before.value

    def _ratio(self, before: Number, now: Number) -> tuple[Callable[[float], Range], float]:
        (old, size), (new, later) = (
            (each.numerator or 0.0, (each.numerator or 0.0) / each.value) for each in (before, now)
        )

        def made(effect: float) -> Range:
            low, high = count_ratio(old, new, self.confidence, effect, size, later)
            return 100 * (low - 1), 100 * (high - 1)

        return made, 100 * (now.value / before.value - 1)

    def gap(self, key: str, mine: Number, other: Printed, comparator: str, **more: Any) -> Gap:
        """Return how far an estimate lies from a printed comparator, taken as known up to its rounding."""

        def made(effect: float) -> Range:
            if isinstance(mine, Share):
                low, high = share_range(*mine.counts, self.confidence, effect)
            else:
                per = (mine.numerator or 0.0) / mine.value
                low, high = count_range(mine.numerator or 0.0, self.confidence, effect, per)
            return low - other.value - other.slack, high - other.value + other.slack

        low, high = made(self.siblings)
        tried = tuple(self.tried(made))
        told = {
            "method": self._widened("range of the estimate; the comparator as printed"),
            "rows": (*mine.rows, *other.rows),
        } | more
        return Gap(
            key=key, value=mine.value - other.value, low=low, high=high, level=self.confidence, before=other, now=mine,
            unit="points" if isinstance(mine, Share) else mine.unit, comparator=comparator, chance=chance(tried), tried=tried,
            p=self._p_of_gap(mine, other), **told,
        )  # fmt: skip

    def usual(self, key: str, change: Change, years: Sequence[float]) -> Number:
        """Return a change of yearly counts with the range that the movement of the years before makes usual (Student's t)."""
        moves = dispersion(years)
        wide = from_dispersion(moves, len(years) - 1, self.confidence)
        low, high = count_ratio(change.before.value, change.now.value, self.confidence, wide)
        return self.number(
            key, change.value, low=100 * (low - 1), high=100 * (high - 1), unit="percent", rows=change.rows, of=change.of,
            label="change beside usual years", method=f"years before vary {moves:.1f} times as much as chance; Student's t",
        )  # fmt: skip

    def trend(self, key: str, found: trends.Trend, period: str, **more: Any) -> Trend:
        """Return a fitted trend as a number, percent per period, its errors never smaller than siblings make them."""

        def made(effect: float) -> Range:
            reach = sqrt(max(1.0, effect / (found.dispersion or 1.0)))
            low, high = (100 * (found.ratio * (limit / found.ratio) ** reach - 1) for limit in (found.low, found.high))
            return low, high

        low, high = made(self.siblings)
        return Trend(
            key=key, value=100 * (found.ratio - 1), low=low, high=high, level=self.confidence, period=period, p=found.p,
            dispersion=found.dispersion, chance=chance(self.tried(made)), **more,
        )  # fmt: skip

    def difference(self, key: str, p_value: Callable[[float], float], **more: Any) -> Difference:
        """Return whether several shares differ beyond chance, from the p-value of a test at a sibling effect."""
        tried = [p_value(effect) for effect in (self.siblings, *self.tried_at)]
        clear = [p <= 1 - self.confidence for p in tried]
        doubt: Chance = "no" if all(clear) else "depends" if any(clear) else "yes"
        return Difference(key=key, value=tried[0], chance=doubt, **more)

    def smallest(self, key: str, share: float, sizes: Range, *, rise: bool = True, **more: Any) -> Number | Unknown:
        """Return the smallest change of a share that is seen four times in five, in points."""
        found = smallest_change(share, sizes, rise=rise, confidence=self.confidence, design_effect=self.siblings)
        if isinf(found):
            return Unknown("no change is large enough to be seen among so few children")
        told = {"method": self._widened("two-sided score test, power 80%"), "unit": "points"} | more
        return Number(key=key, value=found, **told)

    def beside_margin(self, change: Change, other: float = 0.0) -> list[Place]:
        """Return where a change lies beside the margin that counts as unchanged, at each sibling effect that is tried.

        Parameters
        ----------
        change : Change
        other : float
            The change, in percent, that it is held against; 0 for none.
        """
        if change.unit == "points":
            return [against_margin(low, high, self.same_points) for low, high in change.tried]
        # the gap of a rate is in the unit of the rate, not in percent
        per = 100 / change.before.value if isinstance(change, Gap) else 1.0
        ratios = [[(100 + per * limit) / (100 + other) for limit in limits] for limits in change.tried]
        return [against_margin(low, high, self.same_percent / 100, ratio=True) for low, high in ratios]

    def p_tried(self, p: float) -> list[float]:
        """Return the p-value of a score test at this policy's sibling effect, at each effect that is tried."""
        distance = special.ndtri(1 - p / 2)
        return [two_sided(distance * sqrt(self.siblings / effect), 1.0) for effect in (self.siblings, *self.tried_at)]
