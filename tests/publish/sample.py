"""A small executed notebook with every kind of output that a report can show, as the contract has it, made without a kernel."""

import base64
import io
import json
import re
from functools import cache
from typing import Any

import matplotlib as mpl
import nbformat
from matplotlib import font_manager
from matplotlib.figure import Figure
from nbformat import v4

from analysis.publish.export import characters

HOSTILE = (
    'North <script>alert("x")</script> #panic("y") \u202eyrruS\u202c \x07 $1 & @ref <label> [z](javascript:alert(1))'
)
TABLE = "application/vnd.analysis.table+json"
COVER = "application/vnd.analysis.cover+json"
NARROW = "application/vnd.analysis.narrow+svg"
RED_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)

QUARTERS = ["Jan–Mar 2018", "Apr–Jun 2018", "Jul–Sep 2018", "Oct–Dec 2018", "Jan–Mar 2019", "Apr–Jun 2019"]
COUNTS = [(26, 169), (19, 157), (30, 139), (15, 97), (32, 123), (22, 129)]
SHARES = [round(100 * part / whole, 1) for part, whole in COUNTS]
ROWS = [
    {"id": f"000/table_5/555/{at}", "source": "000", "document": "Warwickshire, September 2020", "table": "Table 5",
     "row": "Warwickshire", "column": quarter, "area": "Warwickshire", "period": quarter, "as_printed": f"{share}%",
     "place": "2.6", "line": "555", "note": ""}
    for at, (quarter, share) in enumerate(zip(QUARTERS, SHARES, strict=True))
]  # fmt: skip
REPORT = {
    "name": "02_sample",
    "title": "Repeat plans",
    "question": "Is the percentage of repeat plans telling us something, or is it chance?",
    "authority": "Warwickshire",
    "period": "January 2018 to June 2019",
    "edition": "2026-11-01",
    "site": {"title": "Child protection figures, read again", "index": "../index.html"},
    "before": {"title": "The evidence", "href": "../01_evidence/01_evidence.html"},
    "reports": {"03": "../03_other/03_other.html"},
    "files": [["PDF", "02_sample.pdf"], ["Workbook", "02_sample.xlsx"]],
    "data": [{"table": "000 Table 5", "rows": 6, "sha256": "ab" * 32}],
    "parameters": {"authority": "Warwickshire", "confidence": 0.95},
    "rows": ROWS,
}
IDS = [row["id"] for row in ROWS]
# 144 of 814 is 17.69%
POOLED = {"key": "repeat_plans/pooled", "label": "Repeat plans, share of plans started",
          "for": {"area": "Warwickshire", "period": "January 2018 to June 2019"}, "value": 17.7, "low": 14.6, "high": 21.3,
          "level": 0.95, "unit": "percent", "numerator": 144, "denominator": 814, "said": "144 of 814 (17.7%)",
          "method": "Wilson, design effect 1.71", "observations": IDS}  # fmt: skip
POWER = {"key": "power", "label": "Power of the test", "value": 0.62, "method": "simulation", "simulated": True}


QUESTIONS = "**What to ask next**\n\n1. How many children came back?\n2. How many families?\n3. How soon?"


def quarter(at: int) -> dict[str, Any]:
    """Return the record of one quarter's share."""
    part, whole = COUNTS[at]
    return {"key": f"repeat_plans/{at}", "label": "Repeat plans", "for": {"period": QUARTERS[at]}, "value": SHARES[at],
            "unit": "percent", "numerator": part, "denominator": whole, "observations": IDS[at : at + 1]}  # fmt: skip


@cache
def drawing(label: str = "Warwickshire", wide: float = 174, high: float = 70) -> str:
    """Return a figure in the colours and the type of the house, as SVG."""
    for folder in characters.fonts()[:1]:
        for path in sorted(folder.glob("*.ttf")):
            font_manager.fontManager.addfont(path)
    with mpl.rc_context(
        {"font.family": ["Source Sans Pro", "DejaVu Sans"], "svg.fonttype": "none", "svg.hashsalt": "sample"}
    ):
        figure = Figure(figsize=(wide / 25.4, high / 25.4), layout="constrained")
        axes = figure.subplots()
        axes.axhspan(10, 25, color="#E6EAEE")
        axes.plot(range(6), SHARES, "o", color="#12436D")
        axes.vlines(range(6), [value - 6 for value in SHARES], [value + 6 for value in SHARES], color="#12436D")
        axes.set_xticks(range(6), [name[:3] for name in QUARTERS])
        axes.set_title(label.replace("$", r"\$"), fontsize=9, color="#4B5661")
        axes.spines[["top", "right", "left"]].set_visible(False)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return re.sub(r"^.*?(?=<svg)", "", written.getvalue(), flags=re.DOTALL)


def output(bundle: dict[str, Any], **metadata: Any) -> Any:
    """Return an output as ``display(bundle, raw=True, metadata=metadata)`` leaves it in a notebook."""
    return v4.new_output("display_data", data=bundle, metadata=metadata)


def words(role: str, text: str, *numbers: dict[str, Any], **metadata: Any) -> Any:
    """Return an output of prose."""
    return output({"text/markdown": text}, role=role, numbers=list(numbers), **metadata)


def figure(title: str, label: str = "", *, narrow: bool = True, simulated: bool = False) -> Any:
    """Return an output that shows a figure."""
    bundle = {"image/svg+xml": drawing(label), "text/csv": data(), "text/plain": "described"}
    bundle |= {NARROW: drawing(label, 86, 86)} if narrow else {}
    note = "Filled point: outside what chance allows."
    return output(bundle, role="figure", title=title, subtitle="Repeat plans, % of plans started", note=note,
                  alt=f"Six points with ranges, from [{SHARES[1]}%](#repeat_plans/1) upwards {label}".strip(),
                  source="Warwickshire, September 2020, Table 5", simulated=simulated, numbers=[quarter(1)])  # fmt: skip


def data() -> str:
    """Return the data drawn."""
    lines = [
        f"{name},{share},{part},{whole}" for name, share, (part, whole) in zip(QUARTERS, SHARES, COUNTS, strict=True)
    ]
    return "\n".join(["Quarter,Share (%),Repeats,Starts", *lines]) + "\n"


def table(title: str, label: str = "Share", **metadata: Any) -> Any:
    """Return an output that shows a typed table, whose shares lead to their numbers."""
    columns = [
        {"name": "Quarter", "kind": "text", "head": True},
        {"name": "Repeats", "kind": "number"},
        {"name": "Starts", "kind": "number"},
        {"name": label, "kind": "number"},
    ]
    rows = [
        [name, str(part), str(whole), {"text": f"{share}%", "key": f"repeat_plans/{at}"}]
        for at, (name, share, (part, whole)) in enumerate(zip(QUARTERS, SHARES, COUNTS, strict=True))
    ]
    groups = [{"name": "", "span": 1}, {"name": "Children", "span": 2}, {"name": "", "span": 1}]
    about = {"subtitle": "Repeat plans by quarter, Warwickshire", "source": "Warwickshire, September 2020, Table 5"}
    bundle = {TABLE: {"columns": columns, "rows": rows, "groups": groups}, "text/csv": data()}
    return output(bundle, role="table", title=title, numbers=[quarter(at) for at in range(6)], **about | metadata)


def long_table() -> Any:
    """Return an output that shows a table of more than a page."""
    columns = [{"name": "Row", "kind": "text", "head": True}, {"name": "Value", "kind": "number"}]
    rows = [[f"Row {n}", f"{n:,}"] for n in range(60)]
    return output({TABLE: {"columns": columns, "rows": rows}}, role="table", title="A long table", simulated=True,
                  source="Simulated.")  # fmt: skip


def make_notebook(
    label: str = "Warwickshire", *, published: bool = True, big: bool = False, more: tuple[Any, ...] = ()
) -> Any:
    """Return an executed notebook.

    Parameters
    ----------
    label : str
        An area name that reaches every place where text from data can stand.
    published : bool
        Whether the publisher's metadata are there.
    big : bool
        Whether the findings have big numbers beside them.
    more : tuple of cells
        Put in before the last cell.
    """
    pooled = f"[144 of 814 (17.7%)](#{POOLED['key']})"
    large = {"big": {"text": "17.7%", "key": POOLED["key"], "words": "of new plans were repeat plans"}} if big else {}
    cells = [
        v4.new_markdown_cell("# Did repeat plans really *rise*?"),
        v4.new_code_cell("authority = 'Warwickshire'", metadata={"tags": ["parameters"]}),
        code("secret_code_line = 1", output({COVER: {"authority": "Warwickshire", "period": "2018"}}, role="cover")),
        code(
            "page.answer(found)",
            words("headline", "## Most ups and downs in repeat plans are within what chance allows"),
            words("finding", f"1. **Quarters fit chance.** {pooled} plans were repeat plans. [Nothing](#unknown). {label}",
                  POOLED, place=1, **large),
            words("finding", "2. **Over six, perhaps a drift.** Together the quarters move no more than chance and siblings explain.",
                  place=2, **large),
            words("finding", "3. **A quarter says little.** To be noticed four times in five a rise must be 22 points.", place=3, **large),
        ),
        code("page.figure(shares)", figure("Six quarters are within what chance allows", label)),
        code("page.ask(questions)", words("ask", QUESTIONS)),
        v4.new_markdown_cell(
            "## Evidence\nA *claim*, then $p = \\frac{a}{b}$. See [the limits](#limits).\n\n"
            "### In detail\n\n- one\n- two"
        ),
        code("page.table(shares)", table("Repeat plans by quarter", label),
             words("caveat", f"Children of one family start plans together, so the ranges are wider. {label}")),
        v4.new_markdown_cell("## Limits\nText.\n\n| a | b |\n|---|--:|\n| x | 2 |"),
        code("page.figure(power)", figure("Power of the test", narrow=False, simulated=True),
             words("text", "The power is [0.62](#power).", POWER), long_table()),
        *more,
        v4.new_markdown_cell("## Methods\nWilson ranges."),
    ]  # fmt: skip
    for at, cell in enumerate(cells):
        cell["id"] = f"c{at:03d}"
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    if published:
        notebook.metadata["report"] = REPORT
    return nbformat.from_dict(json.loads(json.dumps(notebook)))


def code(source: str, *outputs: Any) -> Any:
    """Return an executed code cell."""
    return v4.new_code_cell(source, outputs=list(outputs))
