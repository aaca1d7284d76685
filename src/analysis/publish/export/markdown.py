"""All markdown of a report in one call of pandoc, to Typst or HTML, with nothing raw let through."""

import hashlib
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pypandoc

READER = "commonmark+pipe_tables+tex_math_dollars+footnotes+strikeout+smart+gfm_auto_identifiers"
WRITER = {"typst": ["typst"], "html": ["html5", "--mathml"]}


def convert(parts: list[str], to: str, keys: Iterable[str] = ()) -> list[str]:
    """Convert pieces of markdown together, so that headings are numbered through.

    Parameters
    ----------
    parts : list of str
        Pieces in reading order.
    to : str
        ``"typst"`` or ``"html"``.
    keys : iterable of str
        Results that ``[24.1%](#key)`` may link to; the target becomes ``#result-key``. Any other internal
        link that is not a heading becomes plain text.

    Returns
    -------
    list of str
        One piece of markup for each part. Raw HTML and raw Typst come out as the text that they are.
    """
    if not parts:
        return []
    between = "cut" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    whole = _pandoc(f"\n\n{between}\n\n".join(parts), to, keys, between)
    pieces = re.split(rf"\s*%{between}%\s*", whole)
    # an unclosed code fence swallows what follows: then each part stands alone
    return pieces if len(pieces) == len(parts) else [_pandoc(part, to, keys) for part in parts]


def linked(parts: Iterable[str]) -> set[str]:
    """Return the names that internal links in the markdown point to."""
    return {name for part in parts for name in re.findall(r"\]\(#([\w.:-]+)\)", part)}


def _pandoc(text: str, to: str, keys: Iterable[str], between: str = "") -> str:
    command = [_program(), "--from", READER, "--wrap", "none", "--lua-filter", _filter(), "--to", *WRITER[to]]
    command += ["--metadata", f"keys={' '.join(sorted(keys))}", "--metadata", f"between={between}"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode().strip("\n")


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


@cache
def _filter() -> str:
    return str(files("analysis.publish.export") / "templates" / "markdown.lua")
