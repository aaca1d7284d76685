"""Write the parts of README.md that come from the edition, between their markers: ``uv run python tools/write_readme.py``."""

import json
import re
from pathlib import Path

import write_table_map

from analysis import evidence
from analysis.evidence.documents import table_map
from analysis.publish.planning import recipes
from analysis.words import count_of, number

ROOT = Path(__file__).resolve().parents[1]


def _results(report: str) -> dict[tuple[str, str], dict[str, object]]:
    path = ROOT / "reports" / report / "results.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {(row["key"], "/".join(row.get("for", {}).values())): row for row in rows}


def findings() -> str:
    """Return what the edition found, as a list whose numbers come from the reports' results."""
    summary, evidence_, repeats = (
        _results(name)
        for name in ("00_committee_summary", "01_evidence_and_reconciliation", "02_repeat_plan_volatility")
    )
    verdicts = {of: row for (key, of), row in summary.items() if key == "claims"}
    claims = next(iter(verdicts.values()))["denominator"]
    untested = verdicts["cannot be tested from what is published"]["value"]
    wrong = verdicts["contradicted by the document's own tables"]["value"]
    pooled, soon = repeats[("pooled_share", "")], summary[("share_within_two_years", "")]
    starts = repeats[("starts_trend_rate_ratio", "")]
    return "\n".join(
        [
            f"- **{number(evidence_[('figures', '')]['value'])} printed figures disagree in "
            f"{evidence_[('disagreements', '')]['value']} places**, with each other or with their own arithmetic.",
            f"- **Of the reports’ claims, {count_of(untested, claims)} cannot be tested from what is printed** and "
            f"{count_of(wrong, claims)} are contradicted by the reports’ own tables.",
            f"- **Repeat plans** were {count_of(pooled['numerator'], pooled['denominator'])} of plans started. One quarter is "
            "mostly noise; the rise over ten is more than chance explains, and part of it is fewer plans starting "
            f"({number(100 * (starts['value'] - 1))}% a quarter).",
            f"- **“42 months between plans”** hides that {count_of(soon['numerator'], soon['denominator'])} repeat plans came "
            f"within two years; over all quarters the average is {summary[('weighted_mean_gap', '')]['value']:.1f} months.",
            "- **The spike in strategy meetings** after two deaths were reported cannot be seen: no monthly number is printed. The method "
            "that would settle it is here, proved on simulated series.",
        ]
    )


def questions() -> str:
    """Return the map from question to notebook and report."""
    lines = ["| question | notebook | report |", "|---|---|---|"]
    for recipe in recipes.read():
        notebook = f"[{recipe.notebook.stem}](notebooks/{recipe.notebook.name})"
        made = f"[PDF](reports/{recipe.name}/{recipe.name}.pdf), [HTML](reports/{recipe.name}/{recipe.name}.html)"
        lines.append(f"| {recipe.question} | {notebook} | {made} |")
    return "\n".join(lines)


def filled(text: str, parts: dict[str, str]) -> str:
    """Return a text with each part written between its two markers."""
    for name, part in parts.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text, found = re.subn(pattern, lambda match, part=part: f"{match[1]}{part}\n{match[2]}", text, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"README.md needs the markers <!-- {name} --> and <!-- /{name} --> once.")
    return text


def readme() -> str:
    """Return the text that README.md should have."""
    text = filled((ROOT / "README.md").read_text(encoding="utf-8"), {"findings": findings(), "questions": questions()})
    return table_map.written(text, write_table_map.current()[0])


if __name__ == "__main__":
    evidence.write_text(ROOT / "README.md", readme())
