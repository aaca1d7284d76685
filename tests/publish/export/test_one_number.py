"""One number, one place: what two reports of the committed edition state under one name is one number."""

import json
from pathlib import Path

REPORTS = Path(__file__).resolve().parents[3] / "reports"
FIELDS = ("value", "low", "high", "level", "numerator", "denominator", "unit", "p")


def test_no_two_reports_say_different_numbers_of_one_thing():
    stated = {}
    for path in sorted(REPORTS.glob("[0-9]*/results.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            stated.setdefault(row["key"], {})[path.parent.name] = tuple(row.get(name) for name in FIELDS)
    shared = {name: found for name, found in stated.items() if len(found) > 1}
    assert len(shared) > 50
    assert {name: found for name, found in shared.items() if len(set(found.values())) > 1} == {}
