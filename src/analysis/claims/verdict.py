"""A verdict answers two questions apart: what the printed figures say, and whether chance could make it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.indicators.change import Change
from analysis.indicators.estimate import Number
from analysis.indicators.stated import plain
from analysis.statistics.equivalence import Place

Says = Literal["agree", "the opposite", "cannot tell", "silent"]
Chance = Literal["no", "yes", "depends on siblings", "arithmetic", ""]
CHANCE: dict[str, Chance] = {"no": "no", "yes": "yes", "depends": "depends on siblings"}

BORNE_OUT = "borne out"
AGREES = "agrees, but could be chance"
CONTRADICTED = "contradicted"
OTHER_WAY = "the other way, but could be chance"
CANNOT_TELL = "cannot tell"
SILENT = "no figure is printed"
VERDICTS = {
    BORNE_OUT: "the printed figures agree, and chance alone would seldom make them do so",
    AGREES: "the printed figures agree, and chance alone could make them do so",
    OTHER_WAY: "the printed figures point the other way, and chance alone could make them do so",
    CONTRADICTED: "the printed figures say the opposite, by arithmetic or beyond what chance makes",
    CANNOT_TELL: "the printed figures leave room for both",
    SILENT: "no figure is printed to hold it against: none at all, one of another time, or only that of the statement itself",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Finding:
    """What a test found of a claim.

    Parameters
    ----------
    says, chance
        The two answers; ``arithmetic`` where chance has no part.
    sentence : str
        Why, with the numbers linked.
    number : Number, optional
        The number that the verdict rests on.
    rows : tuple of str
        Observations used.
    but : str
        What else a reader should know, as a clause.
    """

    says: Says
    sentence: str
    chance: Chance = ""
    number: Number | None = None
    rows: tuple[str, ...] = ()
    but: str = ""

    @property
    def verdict(self) -> str:
        """The two answers in one short phrase, a key of `VERDICTS`."""
        if self.says in ("silent", "cannot tell"):
            return {"silent": SILENT, "cannot tell": CANNOT_TELL}[self.says]
        sure = self.chance in ("no", "arithmetic")
        return {("agree", True): BORNE_OUT, ("agree", False): AGREES, ("the opposite", True): CONTRADICTED}.get(
            (self.says, sure), OTHER_WAY
        )

    @property
    def words(self) -> str:
        """The sentence without its links."""
        return plain(self.sentence)


def moved(
    change: Change,
    direction: str,
    sentence: str,
    rows: Iterable[str] = (),
    *,
    beside: Sequence[Place] = (),
    but: str = "",
) -> Finding:
    """Return the finding about a claimed direction, or about no difference where one is claimed.

    Parameters
    ----------
    change : Change
        A change or a gap.
    direction : str
        ``up`` or ``above``, ``down`` or ``below``; ``unchanged`` or ``in line``.
    sentence : str
    rows : iterable of str
        Those of the change when empty.
    beside : sequence of str
        Where the range lies beside the margin of what is called unchanged, at each sibling effect that is tried.
    """
    told = _Told(sentence, change, tuple(rows) or change.rows, but)
    if direction in ("unchanged", "in line"):
        return told.finding(*alike(beside))
    right = change.value > 0 if direction in ("up", "above") else change.value < 0
    return told.finding("agree" if right else "the opposite", CHANCE[change.chance])


def alike(beside: Sequence[Place]) -> tuple[Says, Chance]:
    """Return the two answers about a claim of no difference: sure only where every sibling effect gives the same place."""
    found = set(beside)
    if found == {"inside"} or found == {"outside"}:
        return ("agree" if found == {"inside"} else "the opposite"), "no"
    return "cannot tell", "" if found == {"open"} else "depends on siblings"


@dataclass(frozen=True, eq=False)
class _Told:
    sentence: str
    number: Number
    rows: tuple[str, ...]
    but: str

    def finding(self, says: Says, chance: Chance) -> Finding:
        return Finding(says=says, chance=chance, **vars(self))
