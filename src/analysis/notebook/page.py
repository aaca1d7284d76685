"""What a notebook shows; every output tells the exporters what it is, and carries the records of the numbers it states."""

import base64
import io
import os
import re
from html import escape
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.exhibits.folded import folded
from analysis.exhibits.picture import Picture
from analysis.exhibits.rounding import rounded, steady
from analysis.exhibits.table import Table, said
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.stated import merged, plain, resolve

COVER = "application/vnd.analysis.cover+json"
TABLE = "application/vnd.analysis.table+json"
NARROW = "application/vnd.analysis.narrow+svg"


def cover(authority: str, period: str) -> None:
    """Show whom and which period the report covers; the exporters print it above the headline."""
    bundle = {COVER: {"authority": authority, "period": period}, "text/markdown": f"*{authority}, {period}*"}
    _show(bundle, role="cover")


def headline(sentence: str) -> None:
    """Show what was found, in one sentence; it stands first in a report."""
    text, numbers = resolve(sentence.strip())
    _show({"text/markdown": f"## {text}"}, role="headline", numbers=numbers)


def finding(
    place: int, markdown: str, *, big: Number | None = None, face: str = "value", of: str = "", half: bool = False
) -> None:
    """Show one of the three findings of page one.

    Parameters
    ----------
    place : int
        1, 2 or 3; the question that it leads to carries the same number.
    markdown : str
        ``**A sentence in bold.** What it rests on.``
    big : Number, optional
        Said large beside it by `face`, with the words `of` below.
    half : bool
        Whether it stands beside another such finding, in half of the page.
    """
    text, numbers = resolve(markdown.strip())
    more: dict[str, Any] = {"place": place, "half": half}
    if big is not None:
        more["big"] = {"text": big.said(face), "key": big.key, "words": of}
        numbers = merged([*numbers, big.record()])
    shown = f"{place}. {text}" + (f" *({more['big']['text']} {of})*" if big is not None else "")
    _show({"text/markdown": shown}, role="finding", numbers=numbers, **more)


def ask(markdown: str, *, title: str = "What to ask next") -> None:
    """Show what a reader should ask next, as a list; nothing where there is nothing to ask."""
    text, numbers = resolve(markdown.strip())
    if text:
        _show({"text/markdown": f"**{title}**\n\n{text}"}, role="ask", title=title, numbers=numbers)


def text(markdown: str | Unknown) -> None:
    """Show prose; nothing where there is nothing to say."""
    _words(markdown, "text")


def caveat(markdown: str | Unknown) -> None:
    """Show a limit of what has just been said."""
    _words(markdown, "caveat")


def figure(picture: Picture | Unknown, *, title: str, subtitle: str = "") -> None:
    """Show a picture under its finding; what cannot be drawn says why.

    Parameters
    ----------
    picture : Picture or Unknown
    title : str
        The finding, in at most ten words.
    subtitle : str
        Measure, unit, place and period.
    """
    if isinstance(picture, Unknown):
        return caveat(f"{plain(subtitle or title)}: {picture}.")
    head, about = _about(picture, title, subtitle)
    alt, stated = resolve(picture.alt)
    # JupyterLab shows neither SVG of a notebook that was not run here nor a bare one with its title, but an image with its data;
    # an image finds none of the fonts of a page, so its letters are drawn, unless the publisher keeps no notebook
    lettered = "" if os.environ.get("ANALYSIS_NOTEBOOK") == "not kept" else _svg(picture.fig, letters="path")
    drawn = _svg(picture.fig)
    coded = base64.b64encode((lettered or drawn).encode()).decode()
    plt.close(picture.fig)
    image = f'<img src="data:image/svg+xml;base64,{coded}" alt="{escape(plain_link(alt))}">'
    told = f"<p><small>In words: {escape(plain_link(alt))}</small></p>"
    bundle = {
        "image/svg+xml": drawn,
        "text/html": f"<figure>{head}{image}{_foot(picture)}{told}</figure>",
        "text/csv": rounded(picture.data).to_csv(index=False, lineterminator="\n"),
        "text/plain": plain(picture.alt),
    }
    if picture.narrow is not None:
        bundle[NARROW] = _svg(picture.narrow)
        plt.close(picture.narrow)
    elif picture.fold:
        bundle[NARROW] = folded(drawn, picture.fold)
    numbers = merged([*about.pop("numbers"), *stated, *(number.record() for number in picture.numbers)])
    return _show(bundle, role="figure", alt=plain(picture.alt), numbers=numbers, **about)


def table(made: Table | Unknown, *, title: str, subtitle: str = "", printed: bool = True) -> None:
    """Show a table under its title; a number in a cell is stated like one in a sentence.

    Parameters
    ----------
    made : Table or Unknown
    title, subtitle : str
    printed : bool
        Whether the PDF shows it, too; a long one for few readers stands on the web page and in the workbook only.
    """
    if isinstance(made, Unknown):
        return caveat(f"{plain(subtitle or title)}: {made}.")
    head, about = _about(made, title, subtitle)
    cells = [[resolve(said(cell)) for cell in row] for row in made.flat.itertuples(index=False)]
    columns = [
        {"name": str(name), "kind": kind, "head": place < made.heads}
        for place, (name, kind) in enumerate(zip(made.flat.columns, made.kinds, strict=True))
    ]
    texts = pd.DataFrame([[plain_link(text) for text, _ in row] for row in cells], columns=made.flat.columns)
    bundle = {
        TABLE: {"columns": columns, "rows": [[_cell(*found) for found in row] for row in cells]},
        "text/html": f"{head}{texts.to_html(border=0, index=False)}{_foot(made)}",
        "text/csv": texts.to_csv(index=False, lineterminator="\n"),
    }
    numbers = merged([*about.pop("numbers"), *(record for row in cells for _, records in row for record in records)])
    return _show(bundle, role="table", aside=not printed, numbers=numbers, **about)


def plain_link(markdown: str) -> str:
    """Return the words of Markdown whose links name keys."""
    return re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", markdown)


def _show(bundle: dict[str, Any], **metadata: Any) -> None:
    display(
        bundle, raw=True, metadata={name: each for name, each in metadata.items() if each not in ("", [], None, False)}
    )


def _words(markdown: str | Unknown, role: str) -> None:
    text, numbers = resolve(str(markdown).strip())
    if text:
        _show({"text/markdown": text}, role=role, numbers=numbers)


def _cell(text: str, records: list[dict[str, Any]]) -> Any:
    """Return a cell: plain words, one number with its key, or a sentence with the links of its numbers."""
    words = plain_link(text)
    if not records:
        return words
    return (
        {"text": words, "key": records[0]["key"]}
        if len(records) == 1 and text[0] == "["
        else {"text": words, "said": text}
    )


def _about(shown: Picture | Table, title: str, subtitle: str) -> tuple[str, dict[str, Any]]:
    stamp = "SIMULATED. " if shown.simulated else ""
    said_title, numbers = resolve(title)
    head = f"<p><strong>{stamp}{escape(plain_link(said_title))}</strong><br>{escape(plain(subtitle))}</p>"
    note, more = resolve(shown.note)
    about = {
        "title": said_title, "subtitle": plain(subtitle), "note": note, "source": shown.source, "simulated": shown.simulated,
        "numbers": merged([*numbers, *more]),
    }  # fmt: skip
    return head, about


def _foot(shown: Picture | Table) -> str:
    note = f"{escape(plain(shown.note))} " if shown.note else ""
    return f"<p><small>{note}Source: {escape(shown.source)}.</small></p>"


def _svg(fig: Figure, letters: str = "none") -> str:
    """Return a picture as SVG whose letters are text (``none``) or drawn (``path``)."""
    buffer = io.StringIO()
    with plt.rc_context({"svg.fonttype": letters}):
        fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    # matplotlib writes an XML prologue, which has no place inside a page
    return steady(re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.S))
