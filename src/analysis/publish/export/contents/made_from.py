"""What a report was made from, as a table: its parameters, and the tables it read."""

import json
from typing import Any

from analysis.publish.export.contents.tables import Table, of_texts


def table(parameters: dict[str, Any], data: list[dict[str, Any]]) -> Table | None:
    """Return the parameters, and the tables read with rows and content hash; None when neither is known.

    The hash is cut to 16 of its 64 digits, enough to tell any two apart; the receipt of the report has all.
    """
    rows = [[_words(name), _value(value), "", ""] for name, value in sorted(parameters.items())]
    for one in data:
        count = f"{one['rows']:,}" if one.get("rows") is not None else ""
        rows.append([str(one.get("table", "")), "", count, str(one.get("sha256", ""))[:16]])
    head = ["Parameter or table", "Value", "Rows", "Content (sha256)"]
    return of_texts(head, rows, [False, False, True, False]) if rows else None


def _words(name: str) -> str:
    text = name.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
