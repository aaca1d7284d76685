"""All markdown of a report in one call of pandoc, to Typst or HTML, with nothing raw let through."""

import hashlib
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pypandoc

from analysis.publish.export.contents.blocks import Prose, Report

READER = "commonmark+pipe_tables+tex_math_dollars+footnotes+strikeout+smart+gfm_auto_identifiers"
WRITER = {"typst": ["typst"], "html": ["html5", "--mathml"]}


@dataclass(frozen=True)
class Written:
    """What a report says in markdown, as markup: `rest` has one piece for each Prose of ``report.rest``, in order."""

    headline: str
    findings: list[tuple[str, str]]
    asks: list[str]
    rest: list[str]


def written(report: Report, to: str) -> Written:
    """Convert all that a report says in markdown, to Typst or HTML."""
    findings = [part for one in report.findings for part in (one.title, one.markdown)]
    asks = [one.markdown for one in report.asks]
    rest = [block.markdown for block in report.rest if isinstance(block, Prose)]
    pieces = convert([report.said_first, *findings, *asks, *rest], to, report.keys)
    headline, *titled = [_inline(piece) for piece in pieces[: 1 + len(findings)]]
    after = pieces[1 + len(findings) :]
    pairs = list(zip(titled[::2], pieces[2 : 1 + len(findings) : 2], strict=True))
    return Written(headline, pairs, after[: len(asks)], after[len(asks) :])


def _inline(written: str) -> str:
    return written.strip().removeprefix("<p>").removesuffix("</p>")


def convert(parts: list[str], to: str, keys: Iterable[str] = ()) -> list[str]:
    """Convert pieces of markdown together, so that headings are numbered through.

    Parameters
    ----------
    parts : list of str
        Pieces in reading order.
    to : str
        ``"typst"`` or ``"html"``.
    keys : iterable of str
        Numbers that ``[24.1%](#key)`` may link to; the target becomes ``#number-key`` in HTML, plain text in Typst.
        Any other internal link that is not a heading becomes plain text, too.

    Returns
    -------
    list of str
        One piece of markup for each part. Raw HTML and raw Typst come out as the text that they are.
    """
    if not parts:
        return []
    between = "cut" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    keys = {key for key in keys if any(f"](#{key})" in part for part in parts)}
    whole = _pandoc(f"\n\n{between}\n\n".join(parts), to, keys, between)
    pieces = re.split(rf"\s*%{between}%\s*", whole)
    # an unclosed code fence swallows what follows: then each part stands alone
    return pieces if len(pieces) == len(parts) else [_pandoc(part, to, keys) for part in parts]


def _pandoc(text: str, to: str, keys: Iterable[str], between: str = "") -> str:
    command = [program(), "--from", READER, "--wrap", "none", "--lua-filter", lua(), "--to", *WRITER[to]]
    command += ["--metadata", f"keys={' '.join(sorted(keys))}", "--metadata", f"between={between}"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode().strip("\n")


@cache
def program() -> str:
    """Return the path of pandoc."""
    return str(pypandoc.get_pandoc_path())


@cache
def lua() -> str:
    """Return the path of the filter that lets nothing foreign through."""
    return str(files("analysis.publish.export.contents") / "markdown.lua")
