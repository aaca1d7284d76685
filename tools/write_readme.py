"""Write what follows from the edition into README.md, docs/tables.md and docs/summary.png: ``uv run python tools/write_readme.py``."""

import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, PngImagePlugin

from analysis import evidence
from analysis.evidence.documents import table_map
from analysis.publish.planning import recipes

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\[([^\]]*)\]\(#[^)]*\)")
WIDTH = 834  # pixels of the picture
DIGEST = "Words of the page"
TABLES = """\
# Which printed table is used where

Written from what the reports asked for. *none*: the table is kept as evidence, and no report needs it.

"""


def _outputs(report: str) -> list[dict[str, Any]]:
    """Return the outputs of a published notebook, in order."""
    path = ROOT / "reports" / report / f"{report}.ipynb"
    if not path.exists():
        raise ValueError(f"No report {report} yet: run `python -m analysis reports` first.")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def said(report: str, role: str) -> list[str]:
    """Return what a report says in a role (``headline``, ``finding``), as text without links."""
    found = [output for output in _outputs(report) if output.get("metadata", {}).get("role") == role]
    return [LINK.sub(r"\1", "".join(output["data"]["text/markdown"])) for output in found]


def findings() -> str:
    """Return what the edition found: what stands on the committee's page, then the headline of each other report."""
    first, *others = recipes.read()
    things = [re.search(r"\*\*(.+?)\.?\*\*", text) for text in said(first.name, "finding")]
    lines = [f"- **{found[1]}** ([{first.title}]({_page(first.name)}))" for found in things if found]
    for recipe in others:
        (headline,) = said(recipe.name, "headline")
        lines.append(f"- {headline.removeprefix('## ').rstrip('.')} ([{recipe.title}]({_page(recipe.name)}))")
    return "\n".join(lines)


def _page(name: str) -> str:
    return f"reports/{name}/{name}.pdf"


def questions() -> str:
    """Return the map from question to notebook and report."""
    lines = ["| question | notebook | report |", "|---|---|---|"]
    for recipe in recipes.read():
        notebook = f"[{recipe.notebook.stem}](notebooks/{recipe.notebook.name})"
        made = f"[PDF]({_page(recipe.name)}), [HTML](reports/{recipe.name}/{recipe.name}.html)"
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
    return filled((ROOT / "README.md").read_text(encoding="utf-8"), {"findings": findings(), "questions": questions()})


def tables() -> str:
    """Return the text that docs/tables.md should have."""
    known = recipes.read()
    receipts = {recipe.name: ROOT / "reports" / recipe.name / "receipt.json" for recipe in known}
    reads = {name: json.loads(path.read_text(encoding="utf-8"))["reads"] for name, path in receipts.items()}
    printed = {(table.document, table.entry["table"]): table.entry["title"] for table in evidence.tables()}
    used = table_map.users(reads, {name: evidence.rows(name) for name in ("observations", "later")})
    notebooks = {recipe.name: f"../notebooks/{recipe.notebook.name}" for recipe in known}
    return f"{TABLES}{table_map.render(printed, used, notebooks)}\n"


def _page_one() -> Any:
    first = recipes.read()[0].name
    return pypdfium2.PdfDocument(ROOT / _page(first))[0]


def said_on_page_one() -> str:
    """Return a digest of the words of the picture's page, which the picture carries."""
    return hashlib.sha256(_page_one().get_textpage().get_text_range().encode()).hexdigest()


def picture() -> bytes:
    """Return the first page of the first report as a PNG of few colours."""
    drawn = _page_one().render(scale=WIDTH / _page_one().get_width()).to_pil().convert("RGB")
    about, buffer = PngImagePlugin.PngInfo(), io.BytesIO()
    about.add_text(DIGEST, said_on_page_one())
    drawn.quantize(200, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        buffer, "PNG", pnginfo=about, optimize=True
    )
    return buffer.getvalue()


if __name__ == "__main__":
    (ROOT / "docs" / "summary.png").write_bytes(picture())
    evidence.write_text(ROOT / "README.md", readme())
    evidence.write_text(ROOT / "docs" / "tables.md", tables())
