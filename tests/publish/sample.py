"""A small executed notebook with every kind of output that a report can show, made without a kernel."""

import json
import warnings
from typing import Any

import matplotlib as mpl
import nbformat
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import v4

from analysis.exhibits import style as figures
from analysis.notebook import page
from analysis.notebook.results import Results

HOSTILE = (
    'North <script>alert("x")</script> #panic("y") \u202eyrruS\u202c \x07 $1 & @ref <label> [z](javascript:alert(1))'
)

QUARTERS = ["Q1 18/19", "Q2 18/19", "Q3 18/19", "Q4 18/19", "Q1 19/20", "Q2 19/20"]
SHARES = pd.DataFrame(
    {
        "value": [18.2, 22.4, 19.8, 26.1, 24.1, 21.3],
        "low": [13.0, 16.9, 14.6, 20.3, 18.4, 16.0],
        "high": [24.9, 29.1, 26.4, 32.9, 30.9, 27.8],
    },
    index=pd.Index(QUARTERS, name="Quarter"),
)
ROWS = [
    {"id": f"000/table_5/555/{at}", "source": "000", "table": "Table 5", "row": "Warwickshire", "column": period,
     "measure": "repeat_plans_share", "area": "Warwickshire", "period": period, "as_printed": f"{value}%",
     "unit": "percent", "place": "line 555", "note": ""}
    for at, (period, value) in enumerate(SHARES["value"].items())
]  # fmt: skip
REPORT = {
    "name": "sample",
    "title": "Did repeat plans really rise?",
    "question": "Is the rise in second or subsequent plans more than chance?",
    "authority": "Warwickshire",
    "period": "April 2018 to September 2019",
    "edition": "2026-11-01",
    "data": [{"table": "000 Table 5", "rows": 6, "sha256": "ab" * 32}],
    "parameters": {"authority": "Warwickshire", "confidence": 0.95},
    "rows": ROWS,
}


def drawing(label: str = "Warwickshire") -> Any:
    """Return a figure in the house style."""
    fig, ax = figures.new()
    figures.intervals(ax, SHARES, label=label)
    figures.category_ticks(ax, SHARES.index)
    ax.set_ylabel("Share of starts (%)")
    return fig


def results() -> Results:
    """Return three results, two with the same key."""
    found = Results(0.95)
    ids = [row["id"] for row in ROWS]
    found.add("pooled_share", 21.3, low=18.9, high=23.9, unit="percent", numerator=263, denominator=1232,
              method="Wilson, design effect 1.71", observations=ids)  # fmt: skip
    found.add(
        "repeat_share", 24.1, unit="percent", numerator=103, denominator=427, period="Q1 19/20", observations=ids[:1]
    )
    found.add("repeat_share", 21.3, unit="percent", date="2019-09-30", observations=ids[1:2])
    found.add("power", 0.62, method="simulation", simulated=True)
    return found


def show(kind: str, label: str) -> None:
    """Show outputs of one kind through `page`."""
    if kind == "cover":
        page.cover(authority="Warwickshire", period="April 2018 to September 2019")
    elif kind == "answer":
        page.answer(
            "No: **263 of 1,232** ([21.3%](#pooled_share)) plans were repeat plans, and the quarters vary no "
            f"more than chance allows. [Nothing here](#unknown). {label}"
        )
    elif kind == "evidence":
        page.table(
            SHARES.map("{:.1f}%".format).rename(columns={"value": label}),
            "Repeat plans by quarter",
            "Source: 000 Table 5",
        )
        page.caveat(f"Children of one family start plans together, so the intervals are wider. {label}")
        page.figure(
            drawing(label),
            caption=f"Repeat plans, share of starts {label}",
            alt=f"Points with intervals: {label}",
            source="Source: 000 Table 5 (Warwickshire, 29 September 2020)",
            data=SHARES,
        )
    elif kind == "simulated":
        page.figure(drawing(), caption="Power of the test", alt="Six points with intervals, simulated.",
                    source="Simulated with a known truth.", data=SHARES, simulated=True)  # fmt: skip
        long = pd.DataFrame({"Value": [f"{n:,}" for n in range(60)]}, index=[f"Row {n}" for n in range(60)])
        page.table(long, "A long table", "Simulated.", simulated=True)
    else:
        page.results(results())


def make_notebook(label: str = "Warwickshire", *, published: bool = True, more: tuple[Any, ...] = ()) -> Any:
    """Return an executed notebook.

    Parameters
    ----------
    label : str
        An area name that reaches every place where text from data can stand.
    published : bool
        Whether the publisher's metadata are there.
    more : tuple of cells
        Put in before the last cell.
    """
    cells = [
        v4.new_markdown_cell("# Did repeat plans really *rise*?"),
        v4.new_code_cell("authority = 'Warwickshire'", metadata={"tags": ["parameters"]}),
        _run("secret_code_line = 1", "cover", label),
        _run("page.answer(found)", "answer", label),
        v4.new_markdown_cell(
            "## Evidence\nA *claim*, then $p = \\frac{a}{b}$. See [the limits](#limits).\n\n"
            "### In detail\n\n- one\n- two"
        ),
        _run("page.table(shares)", "evidence", label),
        v4.new_markdown_cell("## Limits\nText.\n\n| a | b |\n|---|--:|\n| x | 2 |"),
        _run("page.figure(power)", "simulated", label),
        *more,
        _run("page.results(results)", "results", label),
    ]
    for at, cell in enumerate(cells):
        cell["id"] = f"c{at:03d}"
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    if published:
        notebook.metadata["report"] = REPORT
    return nbformat.from_dict(json.loads(json.dumps(notebook)))


def _run(source: str, kind: str, label: str) -> Any:
    InteractiveShell.instance()
    with capture_output() as captured, mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a control character has no glyph
        show(kind, label)
    outputs = [v4.new_output("display_data", data=one.data, metadata=one.metadata) for one in captured.outputs]
    return v4.new_code_cell(source, outputs=outputs)
