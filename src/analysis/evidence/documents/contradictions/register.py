"""The register of readings: contradictions between sentences, which no rule can find, each with both places and quotes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.documents.contradictions.findings import CAUSES
from analysis.evidence.documents.printed import token_pattern
from analysis.evidence.rules import FILLED, WHOLE, once, one_of, rule

LONGEST = 8  # words of a quote: enough to find the place, too few to stand for the text
SIDES = ("first", "second")


def schema(documents: set[str]) -> pa.DataFrameSchema:
    """Return the rules of ``data/raw/readings.csv``: one row per contradiction, two places each."""
    short = rule(lambda text: 0 < len(text.split()) <= LONGEST, f"a quote of 1 to {LONGEST} words")
    rules: dict[str, list[pa.Check]] = {
        "subject": [FILLED],
        "cause": [one_of(set(CAUSES))],
        "measure": [rule(lambda text: re.fullmatch(r"[a-z][a-z0-9_]*|", text), "a measure in snake_case, or nothing")],
        "area": [],
        "period": [],
    }
    for side in SIDES:
        rules |= {f"{side}_document": [one_of(documents)], f"{side}_place": [FILLED], f"{side}_line": [WHOLE, FILLED]}
        rules |= {f"{side}_quote": [short], f"{side}_reading": [FILLED]}
    rules |= {"why": [FILLED], "used": [FILLED]}
    return pa.DataFrameSchema({name: pa.Column(str, checks) for name, checks in rules.items()}, checks=once("subject"))


def places(row: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the two places of a reading as document, place, line, quote and reading."""
    names = ("document", "place", "line", "quote", "reading")
    return [{name: row[f"{side}_{name}"] for name in names} for side in SIDES]


def findings(readings: Iterable[Mapping[str, str]], observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the readings as findings, each with the observations that its quotes hold."""
    printed = _by_line(observations)
    return [
        {
            "rule": "two statements",
            **{name: row[name] for name in ("cause", "subject", "measure", "area", "period")},
            "group": "",
            "printed": "; ".join(
                f"“{at['quote']}” ({at['document']} {at['place']}, line {at['line']}): {at['reading']}"
                for at in places(row)
            ),
            "recomputed": "",
            "difference": None,
            "explanation": row["why"],
            "reading": row["used"],
            "observations": ";".join(name for at in places(row) for name in _quoted(at, printed)),
        }
        for row in readings
    ]


def _by_line(observations: pd.DataFrame) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return identifier and print of the observations on each line of each document."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for source, lines, *figure in observations[["source", "line", "id", "as_printed"]].itertuples(index=False):
        for line in lines.split(";") if figure[1] else ():
            found.setdefault((source, line), []).append((figure[0], figure[1]))
    return found


def _quoted(at: Mapping[str, str], printed: Mapping[tuple[str, str], list[tuple[str, str]]]) -> list[str]:
    there = printed.get((at["document"], at["line"]), [])
    return [name for name, figure in there if token_pattern(figure).search(at["quote"])]
