"""Write the map of tables into README.md from the receipts of the reports: ``uv run python tools/write_table_map.py``."""

import json
import sys
from pathlib import Path

from analysis import evidence
from analysis.evidence.documents import table_map
from analysis.publish.planning import recipes

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"


def current() -> tuple[str, list[str]]:
    """Return the map as Markdown, and the tables that no report uses.

    Raises
    ------
    ValueError
        If a report has not been made yet.
    """
    made = {recipe.name: ROOT / "reports" / recipe.name / "receipt.json" for recipe in recipes.read()}
    if missing := [name for name, receipt in made.items() if not receipt.exists()]:
        raise ValueError(f"No report {', '.join(missing)} yet: run `python -m analysis reports` first.")
    reads = {name: json.loads(receipt.read_text(encoding="utf-8"))["reads"] for name, receipt in made.items()}
    printed = {(table.document, table.entry["table"]): table.entry["title"] for table in evidence.tables()}
    used = table_map.users(reads, [*evidence.rows("observations"), *evidence.rows("later")])
    notebooks = {recipe.name: f"notebooks/{recipe.notebook.name}" for recipe in recipes.read()}
    return table_map.render(printed, used, notebooks), table_map.unused(printed, used)


if __name__ == "__main__":
    text, unused = current()
    evidence.write_text(README, table_map.written(README.read_text(encoding="utf-8"), text))
    sys.exit(f"No report uses {', '.join(unused)}." if unused else 0)
