"""What a notebook shows: answer, text, caveat, table, figure, results; each tells the exporters what it is."""

import io
import re
from html import escape
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.notebook.results import Results

COVER = "application/vnd.analysis.cover+json"
RESULTS = "application/vnd.analysis.notebook.results+json"


def _show(bundle: dict[str, Any], **metadata: Any) -> None:
    display(bundle, raw=True, metadata=metadata)


def cover(authority: str, period: str) -> None:
    """Show whom and which period the report covers; the exporters print it under the title."""
    text = f"{authority}, {period}"
    _show({COVER: {"authority": authority, "period": period}, "text/markdown": f"*{text}*"}, role="cover")


def answer(markdown: str) -> None:
    """Show the answer box, which stands first in a report."""
    _show({"text/markdown": markdown}, role="answer")


def text(markdown: str) -> None:
    """Show prose whose numbers were computed."""
    _show({"text/markdown": markdown}, role="text")


def caveat(markdown: str) -> None:
    """Show a limit of what has just been said."""
    _show({"text/markdown": markdown}, role="caveat")


def table(frame: pd.DataFrame, caption: str, source: str, *, simulated: bool = False) -> None:
    """Show a table; the index holds the row headers and the cells are formatted as they should be read."""
    caption = _stamped(caption, simulated)
    html = frame.to_html(border=0, na_rep="", justify="left")
    head = f"<p><strong>{escape(caption)}</strong></p>"
    _show(
        {"text/html": f"{head}{html}<p><small>{escape(source)}</small></p>", "text/csv": _csv(frame)},
        role="table",
        caption=caption,
        source=source,
        simulated=simulated,
    )


def figure(fig: Figure, *, caption: str, alt: str, source: str, data: pd.DataFrame, simulated: bool = False) -> None:
    """Show a figure as SVG, with its text alternative, its source and the data drawn in it, and close it.

    Raises
    ------
    ValueError
        If the text alternative or the source is empty.
    """
    if not alt.strip() or not source.strip():
        raise ValueError(f"The figure '{caption}' needs a text alternative and a source.")
    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    # matplotlib writes an XML prologue, which has no place inside a page
    svg = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.S)
    _show(
        {"image/svg+xml": svg, "text/csv": _csv(data), "text/plain": alt},
        role="figure",
        caption=_stamped(caption, simulated),
        alt=_stamped(alt, simulated),
        source=source,
        simulated=simulated,
        **{"image/svg+xml": {"alt": alt}},
    )


def results(found: Results) -> None:
    """Show the results of the report; the publisher writes them to ``results.json``."""
    rows = found.to_list()
    _show({RESULTS: rows, "text/plain": f"{len(rows)} results"}, role="results")


def _stamped(words: str, simulated: bool) -> str:
    return f"SIMULATED. {words}" if simulated and not words.startswith("SIMULATED") else words


def _csv(frame: pd.DataFrame) -> str:
    return str(frame.to_csv(lineterminator="\n"))
