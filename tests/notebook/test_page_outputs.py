"""What the page hands over: cells that lead to their numbers, and pictures that JupyterLab shows as they are published."""

import base64
import re

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.exhibits.picture import Picture
from analysis.exhibits.table import Cell, Table
from analysis.indicators.estimate import Printed, Share, tally
from analysis.indicators.policy import Policy
from analysis.notebook import page

SHARE = Share(key="share", value=27.5, numerator=132, denominator=480, rows=("a", "b"))
COUNT = tally("count", 12, "gaps", ["c"])


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(page, "display", lambda bundle, raw, metadata: found.append((bundle, metadata)))
    return found


def test_a_sentence_in_a_cell_leads_to_each_of_its_numbers(shown):
    said = f"From {SHARE} to {COUNT}: a rise."
    frame = pd.DataFrame({"Now": [Cell(SHARE)], "Why": [said], "See": ["report 02"]}, index=pd.Index(["1"], name="No."))
    page.table(Table(frame=frame, source="Papers"), title="Claims")
    ((bundle, metadata),) = shown
    _, now, why, see = bundle[page.TABLE]["rows"][0]
    assert now == {"text": "132 of 480 (27.5%)", "key": "share"}
    assert why == {
        "text": "From 132 of 480 (27.5%) to 12: a rise.",
        "said": "From [132 of 480 (27.5%)](#share) to [12](#count): a rise.",
    }
    assert see == "report 02"
    assert [record["key"] for record in metadata["numbers"]] == ["share", "count"]


def test_a_picture_in_jupyterlab_has_title_source_description_and_letters_that_need_no_font(shown):
    fig = Figure(figsize=(2, 1))
    fig.text(0.1, 0.5, "Warwickshire")
    alt = f"Lowest {COUNT}."
    made = Picture(fig=fig, data=pd.DataFrame({"a": [1]}), source="Papers (Table 3)", alt=alt, note="Bars: ranges.")
    page.figure(made, title="Fewer than elsewhere", subtitle="Shares, %")
    ((bundle, metadata),) = shown
    inside = base64.b64decode(re.search(r'base64,([^"]+)"', bundle["text/html"])[1]).decode()
    # published, letters are text, which is found and read aloud; in JupyterLab's image they are drawn
    assert ("<text" in bundle["image/svg+xml"], "<text" in inside) == (True, False)
    words = re.sub(r"<[^>]+>", " ", bundle["text/html"])
    for part in (
        "Fewer than elsewhere",
        "Shares, %",
        "Source: Papers (Table 3).",
        "Bars: ranges.",
        "In words: Lowest 12.",
    ):
        assert part in words
    assert metadata["alt"] == "Lowest 12."


def test_a_picture_is_drawn_once_where_the_publisher_keeps_no_notebook(shown, monkeypatch):
    drawn = []
    monkeypatch.setattr(page, "_svg", lambda fig, letters="none": drawn.append(letters) or "<svg/>")
    made = Picture(fig=Figure(), data=pd.DataFrame({"a": [1]}), source="Papers", alt="A picture.")
    for told in ("kept", "not kept"):
        monkeypatch.setenv("ANALYSIS_NOTEBOOK", told)
        page.figure(made, title="Fewer than elsewhere")
    assert drawn == ["path", "none", "none"]


def test_showing_the_same_again_replaces_nothing_and_refuses_nothing(shown):
    for _ in range(2):
        page.text(f"It was {SHARE}.")
    assert shown[0] == shown[1]


def test_the_figure_beside_a_gap_leads_to_its_own_record(shown):
    other = Printed(key="printed.england", value=22.1, unit="percent", slack=0.05, rows=("e",))
    gap = Policy(siblings=1, tried_at=(1.0,)).gap("gap", SHARE, other, "England")
    page.text(f"It {gap}.")
    ((bundle, metadata),) = shown
    assert bundle["text/markdown"].startswith("It is [5.4 points](#gap) above England’s [22.1%](#printed.england) (")
    assert [record["key"] for record in metadata["numbers"]] == ["gap", "printed.england"]
    assert gap.said().startswith("is 5.4 points above England’s 22.1% (")
