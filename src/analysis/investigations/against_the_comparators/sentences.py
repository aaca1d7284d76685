"""How the sentences that set an authority beside others stand, counted by verdict."""

from collections.abc import Sequence
from typing import Any

from analysis import words
from analysis.indicators.estimate import Number
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key


def tally(findings: Sequence[Any]) -> "list[Sentences]":
    """Return the count of what the ledger found of sentences that compare, as a list that is empty where there are none."""
    rows = [row for each in findings for row in each.rows]
    return [Sentences([each.verdict for each in findings], rows)] if findings else []


class Sentences:
    """Sentences of the documents that compare, and their verdicts.

    Parameters
    ----------
    verdicts : sequence of str
        One per sentence, as the ledger gives it; one or more.
    rows : sequence of str
        Observations behind them.
    """

    def __init__(self, verdicts: Sequence[str], rows: Sequence[str]) -> None:
        self.verdicts, self.rows = list(verdicts), tuple(dict.fromkeys(rows))

    def _count(self, name: str, value: int) -> Number:
        told = {"unit": "count", "digits": 0, "rows": self.rows, "label": f"sentences that compare: {name}"}
        return Number(key=key("comparing sentences", name), value=value, **told)  # type: ignore[arg-type]

    @lazy
    def all(self) -> Number:
        """How many there are."""
        return self._count("all", len(self.verdicts))

    @lazy
    def borne_out(self) -> Number:
        """How many the printed figures bear out, beyond what chance makes."""
        return self._count("borne out", self.verdicts.count("borne out"))

    @lazy
    def others(self) -> str:
        """The rest by verdict, in words."""
        kinds = [name for name in dict.fromkeys(sorted(self.verdicts)) if name != "borne out"]
        return (
            words.listed(f"{self._count(name, self.verdicts.count(name))} “{name}”" for name in kinds)
            if kinds
            else "none"
        )
