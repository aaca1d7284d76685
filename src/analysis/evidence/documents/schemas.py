"""What the hand-written tables beside the printed ones must hold: figures in prose, and the register of events."""

import re
from datetime import date

import pandera.pandas as pa

from analysis.evidence.rules import DECIMAL, FILLED, WHOLE, rule

PROSE = (
    "line", "paragraph", "as_printed", "value", "unit", "numerator", "denominator", "measure", "group", "area", "period",
    "period_type", "paraphrase", "note",
)  # fmt: skip


def prose_schema() -> pa.DataFrameSchema:
    """Return the rules of a document's ``prose.csv``: one row per figure."""
    rules = {
        "line": [WHOLE, FILLED],
        "paragraph": [FILLED],
        "as_printed": [FILLED],
        "value": [DECIMAL],
        "unit": [FILLED],
        "numerator": [DECIMAL],
        "denominator": [DECIMAL],
        "measure": [rule(lambda text: re.fullmatch(r"[a-z][a-z0-9_]*", text), "a measure in snake_case")],
        "paraphrase": [FILLED],
    }
    return pa.DataFrameSchema({name: pa.Column(str, rules.get(name, [])) for name in PROSE})


EVENTS = ("start", "end", "event", "document", "paragraph", "line", "certainty", "source")


def _day(text: str) -> bool:
    try:
        return not text or (len(text) == 10 and bool(date.fromisoformat(text)))
    except ValueError:
        return False


def events_schema() -> pa.DataFrameSchema:
    """Return the rules of ``data/raw/events.csv``: one row per event beside the figures."""
    day = rule(_day, "a day such as 2020-06-17, or nothing")
    rules = {"start": [day], "end": [day], "event": [FILLED], "certainty": [FILLED]}
    return pa.DataFrameSchema({name: pa.Column(str, rules.get(name, [])) for name in EVENTS})
